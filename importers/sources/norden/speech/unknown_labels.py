"""Labels that no table knows: told from values and from the body by their shape and their place.

The site renames labels and adds new ones. In an information block labels and values alternate, so
that a short line at a label's place is one, whatever it says. At the block's end the speech itself
may begin; there a line counts as a label where a value follows it, or where the block lacks a
label that every block has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from importers.markup.blocks import Block
from importers.sources.norden.dates import read_date
from importers.sources.norden.labels import is_banner, is_heading, is_noise
from importers.sources.norden.speech.body import is_translation_marker
from importers.sources.norden.speech.field_values import (
    LONGEST_VALUE,
    SENTENCE_END,
    is_form_of_address,
    is_known_value,
)


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """A label that no table knows, its value if it has one, and the index after both."""

    label: str
    value: str | None
    end: int

    @property
    def values(self) -> list[str]:
        """Return the value, and what may be one where nothing parts it from the label."""
        words = self.label.split()
        ends = [" ".join(words[start:]) for start in range(1, len(words))]
        return ends if self.value is None else [*ends, self.value]


def is_label_like(text: str) -> bool:
    """Tell whether the line has a label's shape: a few words that begin with a capital."""
    return (
        len(text) <= _LONGEST_LABEL
        and len(text.split()) <= _MOST_LABEL_WORDS
        and bool(_LABEL.fullmatch(text))
        and text[0].isupper()
        and not _is_of_the_page(text)
        and not _is_of_the_speech(text)
    )


def is_value_like(text: str) -> bool:
    """Tell whether the line may be a label or its value: short, and no sentence."""
    return is_known_value(text) or (
        len(text.split()) <= _MOST_VALUE_WORDS
        and (not SENTENCE_END.search(text) or bool(_SHORTENED.search(text)))
        and not _is_of_the_page(text)
        and not _is_of_the_speech(text)
    )


def unknown_before_label(page: Sequence[Block], start: int, end: int) -> UnknownLabel:
    """Return the unknown label at ``start`` of a block that goes on at ``end`` with a known one."""
    first, *others = _lines(page, start, end)
    text = page[first].text
    if glued := _glued(text):
        return UnknownLabel(*glued, first + 1)
    if not others:
        return UnknownLabel(text, None, first + 1)
    return UnknownLabel(text, page[others[0]].text, others[0] + 1)


def unknown_at_end(
    page: Sequence[Block], start: int, *, is_incomplete: bool
) -> UnknownLabel | None:
    """Return the unknown label at ``start``, after which no known one comes, or None for the body.

    ``is_incomplete`` tells that the block lacks a label that every block has.
    """
    first, *others = _lines(page, start, len(page))
    text = page[first].text
    if (glued := _glued(text)) and is_known_value(glued[1]):
        return UnknownLabel(*glued, first + 1)
    if not is_label_like(text):
        return None
    following = page[others[0]].text if others else None
    if following is not None and is_value_like(following):
        return UnknownLabel(text, following, others[0] + 1)
    return UnknownLabel(text, None, first + 1) if is_incomplete else None


def is_block_part(page: Sequence[Block], start: int, end: int) -> bool:
    """Tell whether all lines may be unknown labels and their values, the first one a label."""
    texts = [page[index].text for index in _lines(page, start, end)]
    return (
        0 < len(texts) <= _MOST_UNKNOWN_LINES
        and (is_label_like(texts[0]) or _glued(texts[0]) is not None)
        and all(is_value_like(text) or _glued(text) is not None for text in texts)
    )


_LONGEST_LABEL: Final = 30
_MOST_LABEL_WORDS: Final = 4
_MOST_VALUE_WORDS: Final = 10
_MOST_UNKNOWN_LINES: Final = 8
_SHORT_FORM: Final = r"(?i:\b(?:nr|no|nro|núm|num|dok|pkt|kl|pvm)\.)"
_SHORTENED: Final = re.compile(rf"{_SHORT_FORM}:?$")
"""A label may end in a short form: "Innlegg nr."."""
_LABEL: Final = re.compile(rf"(?:(?:[^\W\d_][\w'’/() -]*)?{_SHORT_FORM}|[^\W\d_][\w'’/() -]*):?")
_LABEL_AND_VALUE: Final = re.compile(
    rf"((?:[^\W\d_][\w'’/() -]{{0,24}}?)?{_SHORT_FORM}|[^\W\d_][\w'’/() -]{{0,28}}?)"
    r"\s*(?::\s*|\s(?=\d))(\S.*)"
)


def _glued(text: str) -> tuple[str, str] | None:
    """Return label and value of a line that holds both: "Tidspunkt: 02.11.21", "Tid 02.11.21"."""
    found = _LABEL_AND_VALUE.fullmatch(text)
    if found is None or not is_label_like(found[1]):
        return None
    is_clear = ":" in text[: found.start(2)] or read_date(found[2]) is not None
    return (found[1], found[2]) if is_clear and len(text) <= LONGEST_VALUE else None


def _lines(page: Sequence[Block], start: int, end: int) -> list[int]:
    """Return the indices of the lines with text; ``start`` is one of them."""
    return [index for index in range(start, end) if page[index].text]


def _is_of_the_page(text: str) -> bool:
    return (
        is_heading(text)
        or is_noise(text)
        or is_banner(text)
        or text.lower().startswith(("source url:", "url:"))
    )


def _is_of_the_speech(text: str) -> bool:
    """Tell whether a speech may begin with the line, or its translation after it."""
    return is_form_of_address(text) or is_translation_marker(text)
