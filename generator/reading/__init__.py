"""Reads the files that officers have (Word, PDF, web page, text) into one text, or refuses them by name."""
