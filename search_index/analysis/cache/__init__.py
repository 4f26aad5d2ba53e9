"""Files made once a machine: compiled dictionaries, compound tables, and words already analysed."""
