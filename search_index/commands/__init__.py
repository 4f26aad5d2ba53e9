"""Commands that the search index adds to `tingtale`: index, search, timeline and topics."""
