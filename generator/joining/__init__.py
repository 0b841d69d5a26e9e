"""Several finished handbooks, read back from their sites, and the pages, tables and search that they share."""
