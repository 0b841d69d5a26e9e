"""Reads ``data/`` into records, and reports everything invalid with its place and a message in Chinese."""
