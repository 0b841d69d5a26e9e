"""Pages: which there are, and how templates draw them."""
