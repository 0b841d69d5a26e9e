"""The search: what is covered, cut into pieces, indexed once; names and facets."""
