"""Teasers of speeches on protocol pages: no names, cut by an ellipsis, one to three paragraphs."""

import re
from collections.abc import Sequence
from typing import Final

from importers.languages.identification import identify
from importers.records import ListedSpeech
from importers.sources.norden.forms_of_address import addresses_the_chair, begins_a_speech


def is_cut(paragraph: str) -> bool:
    """Tell whether the paragraph ends in an ellipsis, one character or dots."""
    return bool(_ELLIPSIS.search(paragraph))


def teasers_of(paragraphs: Sequence[str]) -> list[ListedSpeech]:
    """Return the paragraphs as teasers.

    A teaser ends at its ellipsis. A speech short enough to be shown whole has none: then the
    next one begins at a form of address, at a change of language, or where the two together
    would be longer than any teaser.
    """
    found: list[list[str]] = []
    is_open = False
    for paragraph in paragraphs:
        if is_open and _belongs(found[-1], paragraph):
            found[-1].append(paragraph)
        else:
            found.append([paragraph])
        is_open = not is_cut(paragraph)
    return [ListedSpeech(None, None, None, tuple(teaser)) for teaser in found]


def first_teaser(remark: Sequence[str], *, is_last: bool) -> int | None:
    """Return where in the paragraphs after a chair's mark the first teaser begins, or None.

    The first paragraph is always the chair's. With an ellipsis further on, the teaser that it
    ends begins at most two paragraphs before it; with none, only an address of the chair at
    the page's end (a cut page) tells a member from the chair.
    """
    ellipsis = next((i for i, paragraph in enumerate(remark) if i and is_cut(paragraph)), None)
    if ellipsis is not None:
        language = _certain_language(" ".join(remark[: max(1, ellipsis - _MOST_BEFORE)]))
        for index in range(max(1, ellipsis - _MOST_BEFORE), ellipsis):
            if begins_a_speech(remark[index]) or _differs(language, remark[index]):
                return index
        return ellipsis
    if not is_last:
        return None
    return next((i for i, text in enumerate(remark) if i and addresses_the_chair(text)), None)


_CLOSING: Final = r"[.\s\"”»’')\]]"
_ELLIPSIS: Final = re.compile(
    rf"…{_CLOSING}*+$|(?<!{_CLOSING})(?={_CLOSING}++$){_CLOSING}*?\.\s?\.\s?\."
)
_MOST_PARAGRAPHS: Final = 3
_MOST_BEFORE: Final = _MOST_PARAGRAPHS - 1
_LONGEST_TEASER: Final = 240
"""Letters of the longest teaser seen (175), with a margin."""


def _belongs(teaser: Sequence[str], paragraph: str) -> bool:
    if len(teaser) >= _MOST_PARAGRAPHS:
        return False
    if sum(map(len, teaser)) + len(paragraph) > _LONGEST_TEASER:
        return False
    if addresses_the_chair(paragraph) and len(" ".join(teaser).split()) > _ADDRESS_WORDS:
        return False
    language = _certain_language(" ".join(teaser))
    return not _differs(language, paragraph) or _is_relative(language, _certain_language(paragraph))


_ADDRESS_WORDS: Final = 8


def _certain_language(text: str) -> str | None:
    found = identify(text)
    return found.language if found.certain else None


def _differs(language: str | None, paragraph: str) -> bool:
    own = _certain_language(paragraph)
    return language is not None and own is not None and own != language


def _is_relative(language: str | None, other: str | None) -> bool:
    """Tell whether both are of the languages that a short text does not tell apart."""
    return {language, other} <= {"da", "nb", "nn"}
