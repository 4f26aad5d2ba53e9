"""Hints on words of a query that may have been meant as operators."""

from typing import Final

from search_index.query.tree import And, Not, Or, Query, Word
from search_index.text.matching import leaves

_OPERATORS: Final = frozenset({"and", "or", "not"})


def operator_hints(query: Query) -> tuple[str, ...]:
    """Return a hint for each lower-case and, or, not, which is searched as a word.

    A word by itself is meant as one.
    """
    if not isinstance(query, And | Or | Not):
        return ()
    words = dict.fromkeys(leaf.text for leaf in leaves(query) if isinstance(leaf, Word))
    return tuple(
        f"{word!r} is searched as a word; the operator is written {word.upper()}"
        for word in words
        if word.casefold() in _OPERATORS and not word.isupper()
    )
