"""One request and its answer: who may be asked, over which connection, within which bounds."""
