"""Exports: one module a format, all from the same book."""
