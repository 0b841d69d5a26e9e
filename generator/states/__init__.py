"""States: what documents say on any day. Records in, states out: nothing is linked, drawn or worded here."""
