"""Bounds of a single question; what exceeds one gets an InvalidQuery that says the bound."""

from typing import Final

from archive.errors import InvalidQuery
from search_index.query import Fuzzy, Wildcard

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


def check_expansions(leaf: Wildcard | Fuzzy, language: str, forms: int) -> None:
    """Raise InvalidQuery where a pattern or fuzzy word stands for too many forms."""
    if forms > EXPANSIONS:
        asked = leaf.pattern if isinstance(leaf, Wildcard) else f"{leaf.text}~{leaf.distance}"
        raise InvalidQuery(
            f"{asked} stands for {forms} different forms in {language!r}; {EXPANSIONS} are allowed:"
            " write more letters",
            suggestion=None,
        )
