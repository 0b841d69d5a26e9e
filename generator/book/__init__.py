"""The book: linked records and every decision about them: addresses, citations, validity, words, views."""
