"""What counts as a word where words are counted: speeches, sessions, shares per million."""

from typing import Final

_DASHES: Final = ("-", "–", "—")


def count_words(text: str) -> int:
    """Return how many words the text has: what white space parts, less dashes that stand alone.

    "EU:s" and "Nord-Norge" are one word each.
    """
    parts = text.split()
    return len(parts) - sum(parts.count(dash) for dash in _DASHES if dash in text)
