"""Exports: one module per format, all from the same book."""
