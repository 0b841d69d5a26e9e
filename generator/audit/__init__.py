"""Audit: the data held against the originals, and the addresses outside."""
