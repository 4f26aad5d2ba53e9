"""Names of persons, as they are compared: `matching_key` is what the database holds."""

import unicodedata
from typing import Final

_FOLDED: Final = str.maketrans(
    {"ð": "d", "þ": "th", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ŋ": "n", "ŧ": "t"}
)
"""Letters that Unicode does not take apart into a base and a mark."""


def matching_key(name: str) -> str:
    """Return the name case-folded, its letters' diacritics folded, its white space single.

    "Guðmundur  Árnason" -> "gudmundur arnason".
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_FOLDED))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())
