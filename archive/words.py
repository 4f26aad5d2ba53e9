"""What counts as a word where words are counted: speeches, sessions, shares per million."""

import re
from typing import Final

_WORD: Final = re.compile(r"\w[\w'’:-]*")


def count_words(text: str) -> int:
    """Return how many words the text has; "EU:s" and "Nord-Norge" are one each, "–" is none."""
    return len(_WORD.findall(text))
