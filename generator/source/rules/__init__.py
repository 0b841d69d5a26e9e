"""The rules that hold between records, a module for each thing that they are about. ``validate`` lists and applies them."""
