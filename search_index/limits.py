"""Bounds of a single question; what exceeds one gets an InvalidQuery that says the bound."""

from typing import Final

QUERY_LENGTH: Final = 1000
"""Characters of a query."""
CLAUSES: Final = 64
"""Words, phrases and fields of a query."""
DEPTH: Final = 20
"""Levels of brackets and NOTs."""
WILDCARD_LETTERS: Final = 2
"""Letters or digits that a pattern must hold besides its wildcards."""
PHRASE_SLOP: Final = 100
"""Words that may stand between two words of a phrase."""
FUZZY_DISTANCES: Final = (1, 2)
"""Edits that a fuzzy word may be away."""
EXPANSIONS: Final = 10_000
"""Different forms that a pattern or fuzzy word may stand for in one language."""
