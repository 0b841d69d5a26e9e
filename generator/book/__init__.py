"""The book: linked records with everything that is decided about them once: addresses, citations, validity, words."""
