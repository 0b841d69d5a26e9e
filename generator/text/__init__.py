"""Reading Chinese policy text: sums, strength of verbs, radicals. Imports no other room."""
