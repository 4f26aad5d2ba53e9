"""Source documents: their bytes as stored, and what earlier imports read in them."""
