"""Delivery: bundle, checksums, hashed names, compressed forms, PDF, swap of folders."""
