"""The engine: MkDocs and what it needs. The only room that knows it."""
