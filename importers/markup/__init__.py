"""HTML, Markdown and plain text to text blocks: decoding, page layout, words made whole."""
