"""Reading Chinese policy text: folding, numerals, money, dates, numbering. Imports nothing of the other rooms."""
