"""Drafts: from an original to a document record whose every value has a place in the text, or is marked."""
