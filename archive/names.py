"""Names of persons, as they are compared: `matching_key` is what the database holds."""

import unicodedata
from functools import lru_cache
from typing import Final

_FOLDED: Final = str.maketrans(
    {"ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ŋ": "n", "ŧ": "t"}
)
"""Letters that Unicode does not take apart into a base and a mark."""


@lru_cache(maxsize=8192)
def matching_key(name: str) -> str:
    """Return the name case-folded, its letters' diacritics folded, its white space single.

    "Guðmundur  Árnason" -> "gudmundur arnason".
    """
    return folded(name)


def folded(text: str) -> str:
    """Return any text as `matching_key` returns a name, which alone is remembered."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())
