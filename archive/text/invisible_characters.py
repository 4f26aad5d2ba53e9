"""Characters without a visible form: soft hyphens, zero-width spaces, marks of direction."""

import re
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
"""Where a word may be divided; shown at a line's end only."""

_RANGES: Final = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
_MORE_RANGES: Final = "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"

INVISIBLE: Final = _RANGES + _MORE_RANGES
"""The ranges of a character class: Unicode's Default_Ignorable_Code_Point, but for fillers of
Hangul that stand for a letter."""

_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]+")


def remove_invisible(text: str) -> str:
    """Return the text without what nobody sees: "reser\u00advation" is "reservation"."""
    return text if text.isascii() else _INVISIBLE.sub("", text)
