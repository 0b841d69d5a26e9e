"""Rules between records, one module per subject. ``source.validate`` lists and applies them."""
