"""Typed views of records: the values that pages, exports, search and pictures use."""
