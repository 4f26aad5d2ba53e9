"""Generations: an index is built beside the serving one, verified against SQL, and swapped in."""
