"""Typed views of records: what pages, exports, search and pictures take their values from."""
