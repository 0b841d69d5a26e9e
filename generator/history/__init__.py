"""History: every address ever published, and what the states of the data say differently."""
