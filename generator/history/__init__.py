"""History: the ledger of published addresses, and differences between states of the data."""
