"""How to cite a speech, a background document or a result set: a footnote, CSL-JSON, BibTeX."""
