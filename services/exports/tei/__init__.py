"""An export as TEI: a corpus in the manner of ParlaMint, valid against tingtale.rng beside it."""
