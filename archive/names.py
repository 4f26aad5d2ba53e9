"""Names of persons, as they are compared: `matching_key` is what the database holds."""

import unicodedata
from typing import Final

_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "þ": "th", "đ": "d", "ł": "l"})
"""Letters that Unicode does not decompose into a base and a mark."""


def matching_key(name: str) -> str:
    """Return the name case-folded, with diacritics folded and white space single.

    "Guðmundur  Árnason" -> "gudmundur arnason".
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(letters.translate(_LETTERS).split())
