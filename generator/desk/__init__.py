"""The officer's desk: a local web page for finding, editing, checking and publishing the records of a handbook."""
