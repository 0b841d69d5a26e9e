"""The search: text of built pages, cut into pieces and indexed; names and facets."""
