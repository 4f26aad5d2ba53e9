"""The information block of a speech page: labels, their values, and where the block stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from importers.audit import leftover
from importers.blocks import Block, BlockKind
from importers.records import RecordIssue
from importers.roles import read_role
from importers.sources.norden.dates import read_date
from importers.sources.norden.labels import Field, field_of, is_banner, is_heading, labelled
from importers.sources.norden.speech_types import speech_type
from importers.sources.norden.titles import is_name


@dataclass(slots=True)
class InformationBlock:
    """The block's values as printed, and the range of page blocks that it takes up."""

    start: int
    end: int
    values: dict[Field, str] = field(default_factory=dict)
    labels: dict[Field, None] = field(default_factory=dict)
    """Every label that stood there, also those without a value."""
    issues: list[RecordIssue] = field(default_factory=list)


def find_information(page: Sequence[Block], start: int) -> InformationBlock | None:
    """Return the information block at or after ``start``, or None.

    It stands where its heading does, or where two labels follow each other closely; a heading
    with no label after it counts only next to the title or as the page's last line.
    """
    for index in range(start, len(page)):
        line = page[index]
        if is_heading(line.text):
            found = _read(page, index, index + 1)
            if found.labels or _stands_alone(page, start, index):
                return found
        elif _label_at(page, index):
            found = _read(page, index, index)
            if len(found.labels) >= _LEAST_LABELS:
                return found
    return None


_LEAST_LABELS: Final = 2
_LONGEST_VALUE: Final = 160
_LONGEST_LABEL: Final = 30
_LONGEST_DATE: Final = 40
_SENTENCE_END: Final = re.compile(r"[.!?:;…]$")
_STATUS: Final = re.compile(
    r"waiting for|venter på|väntar på|odottaa|bíður|transcri|publi|draft|udkast|utkast|luonnos"
    r"|final|godkend|godkjent|approved|edited|redigeret|færdig|ferdig|valmis|klar|done",
    re.IGNORECASE,
)


def _stands_alone(page: Sequence[Block], start: int, index: int) -> bool:
    """Tell whether a heading without labels is the block's: by its mark-up or its place."""
    before = [block for block in page[start:index] if block.text and not is_banner(block.text)]
    is_last = not any(block.text for block in page[index + 1 :])
    return not before or is_last or page[index].kind is BlockKind.HEADING


def _label_at(page: Sequence[Block], index: int) -> tuple[Field, str | None] | None:
    """Return the label of the line and the value that stands on the same line, if any."""
    text = page[index].text
    if found := field_of(text):
        return found, None
    if len(text) > _LONGEST_VALUE:
        return None
    both = labelled(text)
    return both if both and _fits_on_its_line(*both) else None


def _fits_on_its_line(name: Field, value: str) -> bool:
    """Tell whether a value beside its label is one: any sentence may begin with such a word."""
    known = {
        Field.TYPE: speech_type(value) is not None,
        Field.ROLE: read_role(value).kind is not None,
        Field.DATE: read_date(value) is not None,
        Field.STATUS: bool(_STATUS.search(value)) and _is_short(name, value),
        Field.AGENDA_ITEM: bool(re.match(r"\d", value)),
    }
    return known[name] if name in known else _fits(name, value, is_followed=False)


def _read(page: Sequence[Block], start: int, index: int) -> InformationBlock:
    found = InformationBlock(start, index)
    while index < len(page):
        if not page[index].text:
            index += 1
            continue
        if label := _label_at(page, index):
            index = _take(found, page, index, label)
        elif _label_follows(page, index) and found.labels:
            index = _take_unknown(found, page, index)
        else:
            break
        found.end = index
    return found


def _take(
    found: InformationBlock,
    page: Sequence[Block],
    index: int,
    label: tuple[Field, str | None],
) -> int:
    """Take a label with its value; return the index after them."""
    name, value = label
    found.labels[name] = None
    if value is None:
        following = _next_text(page, index + 1)
        if following is None or _label_at(page, following) or is_heading(page[following].text):
            return index + 1
        text = page[following].text
        if not _fits(name, text, is_followed=_label_follows(page, following)):
            return index + 1
        index, value = following, text
    if name in found.values and found.values[name] != value:
        found.issues.append(leftover("repeated_label", f"second value for {name}: {value!r}"))
    found.values.setdefault(name, value)
    return index + 1


def _take_unknown(found: InformationBlock, page: Sequence[Block], index: int) -> int:
    """Take a line between values that is no known label: most likely a new label of the site."""
    following = _next_text(page, index + 1)
    value = None
    if following is not None and not _label_at(page, following):
        value = page[following].text
    stated = f"{page[index].text!r}: {value!r}" if value else repr(page[index].text)
    found.issues.append(leftover("unknown_label", f"no rule for the label {stated}; add it"))
    return index + 1 if value is None or following is None else following + 1


def _next_text(page: Sequence[Block], index: int) -> int | None:
    return next((i for i in range(index, len(page)) if page[i].text), None)


def _label_follows(page: Sequence[Block], index: int) -> bool:
    """Tell whether a label stands one or, after a short unknown one, two lines further on."""
    if len(page[index].text) > _LONGEST_VALUE:
        return False
    following = _next_text(page, index + 1)
    if following is None:
        return False
    if _label_at(page, following):
        return True
    after = _next_text(page, following + 1)
    return (
        after is not None
        and len(page[index].text) <= _LONGEST_LABEL
        and len(page[following].text) <= _LONGEST_VALUE
        and field_of(page[after].text) is not None
    )


def _fits(name: Field, value: str, *, is_followed: bool) -> bool:
    """Tell whether the line can be the field's value, rather than the body's first line.

    A line that another label follows is a value whatever it says; the last label is often
    empty, and then the body comes next.
    """
    if len(value) > _LONGEST_VALUE:
        return False
    is_short = _is_short(name, value)
    match name:
        case Field.NUMBER:
            fits = bool(re.fullmatch(r"(?:nr\.?\s*)?\d{1,4}\s?[a-zA-Z]?\.?", value))
        case Field.DATE:
            has_digits = bool(re.match(r"\D{0,12}\d", value)) and len(value) <= _LONGEST_DATE
            fits = read_date(value) is not None or (has_digits and (is_short or is_followed))
        case Field.TYPE:
            fits = speech_type(value) is not None or is_short
        case Field.PERSON | Field.EXTERNAL_SPEAKER:
            fits = is_name(value) or (is_followed and is_short)
        case Field.ROLE:
            fits = is_followed or is_short
        case Field.STATUS:
            fits = is_short and (is_followed or bool(_STATUS.search(value)))
        case Field.AGENDA_ITEM:
            fits = bool(re.match(r"\d", value)) or is_short
    return fits


def _is_short(name: Field, value: str) -> bool:
    return not _SENTENCE_END.search(value) and len(value.split()) <= _MOST_WORDS[name]


_MOST_WORDS: Final = {
    Field.TYPE: 6,
    Field.NUMBER: 2,
    Field.PERSON: 8,
    Field.EXTERNAL_SPEAKER: 12,
    Field.ROLE: 18,
    Field.STATUS: 6,
    Field.DATE: 9,
    Field.AGENDA_ITEM: 25,
}
