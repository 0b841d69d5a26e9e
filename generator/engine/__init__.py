"""The engine: MkDocs and what it needs. No other room imports it."""
