"""Marks of footnotes, which stand raised after a word and are no part of it: "ordet¹"."""

import re
from typing import Final


def is_footnote_mark(before: str, raised: str) -> bool:
    """Tell a footnote's mark from an exponent or an ending: m², 10⁶, CO², 1st.

    `before` is the text up to the raised letters, or as much of its end as `LOOKED_AT`.
    """
    found = _LAST_WORD.search(before[-LOOKED_AT:])
    if _LETTERS.fullmatch(raised.strip()):
        return found is not None and bool(_WHOLE_WORD.fullmatch(found[0]))
    if not _MARK.fullmatch(raised.strip()):
        return False
    if found is None or not raised.strip().isdigit():
        return True
    word = found[0]
    return not (word in _POWERS or (len(raised.strip()) == 1 and _TAKES_EXPONENT.fullmatch(word)))


def without_footnote_marks(text: str) -> str:
    """Return a line without marks of footnotes: in tags, in raised digits, or as "ordet[1]"."""
    if "<su" in text:
        text = _TAG.sub(_untagged, text)
    return _RAISED.sub(_unmarked, _BRACKETED.sub("", text))


_MARK: Final = re.compile(
    r"[\[(]?\s?(?:\d{1,3}|[*†‡§]{1,3})(?:\s?[,;–-]\s?(?:\d{1,3}|[*†‡§]{1,3}))*\s?[\])]?[.,]?"
)
LOOKED_AT: Final = 40
"""Letters before a mark that tell what it is: a word and a margin."""
_LAST_WORD: Final = re.compile(r"(?<![\w.])[\w.]++$")
_TAKES_EXPONENT: Final = re.compile(r"[^\W\d_]|[kcdmhµ]m|mi|ft|in|CO|SO|NO|CH|NH")
"""Units of length, variables, and formulas whose small digit somebody raised."""
_POWERS: Final = frozenset({"10"})
_TAG: Final = re.compile(r"<(?P<tag>su[bp])>(?P<raised>[^<>]{0,20})</(?P=tag)>")
_RAISED: Final = re.compile(r"(?<=\w)[¹²³⁰⁴-⁹]+⁾?")
_DIGITS: Final = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹⁾", "1230456789)")
_BRACKETED: Final = re.compile(r"(?<=[^\W\d_]|[.,;:!?”»\"])\[\^?\d{1,3}\](?:\(#[^()\s]{0,80}\))?")
_LETTERS: Final = re.compile(r"[a-z]|[ivx]{2,4}")
_WHOLE_WORD: Final = re.compile(r"[^\W\d_]{3,}\.?")
"""After it a raised letter is a mark; after a shorter one its ending: "M" and "e"."""


def _untagged(found: re.Match[str]) -> str:
    is_raised = found["tag"] == "sup"
    return (
        "" if is_raised and is_footnote_mark(_before(found), found["raised"]) else found["raised"]
    )


def _unmarked(found: re.Match[str]) -> str:
    return "" if is_footnote_mark(_before(found), found[0].translate(_DIGITS)) else found[0]


def _before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - LOOKED_AT) : found.start()]
