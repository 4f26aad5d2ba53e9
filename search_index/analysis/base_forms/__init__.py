"""The base forms of a printed form: dictionaries, corrections, endings, and the two Norwegians."""
