"""Source: reading ``data/`` into records, with a place and a message for all that does not fit."""
