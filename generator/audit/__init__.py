"""Audits: the data against the originals, and outside links."""
