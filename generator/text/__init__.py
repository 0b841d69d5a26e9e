"""Reading Chinese policy text: plain form, folding, numerals, numbering, amounts, dates, names, verbs. Imports no
other room."""
