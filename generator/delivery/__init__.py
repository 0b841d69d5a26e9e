"""Delivery: bundle, checksums, names by content, compressed forms, PDF, the swap of folders."""
