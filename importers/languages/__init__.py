"""Which language a text and each of its paragraphs is in."""
