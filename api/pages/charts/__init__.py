"""Charts of pages: numbers as shapes, and timelines drawn of them."""
