"""Answers to readers' questions, made of facts of the book: for the card of the search and the page of questions."""
