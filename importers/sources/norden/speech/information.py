"""The information block of a speech page: labels, their values, and where the block stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from importers.issues import leftover
from importers.markup.blocks import Block, BlockKind
from importers.records import RecordIssue
from importers.sources.norden.labels import Field, field_of, is_banner, is_heading, labelled
from importers.sources.norden.speech.field_values import (
    LONGEST_VALUE,
    fits,
    fits_beside_label,
    is_certain,
    is_known_value,
)
from importers.sources.norden.speech.unknown_labels import (
    UnknownLabel,
    is_block_part,
    is_label_like,
    is_value_like,
    unknown_at_end,
    unknown_before_label,
)


@dataclass(slots=True)
class InformationBlock:
    """The block's values as printed, and the range of page blocks that it takes up."""

    start: int
    end: int
    values: dict[Field, str] = field(default_factory=dict)
    labels: dict[Field, None] = field(default_factory=dict)
    """Every label that stood there, also those without a value."""
    unknown: list[UnknownLabel] = field(default_factory=list)
    """Labels that no table knows, in their order."""
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
            if found.labels or found.unknown or _stands_alone(page, start, index):
                return found
        elif _label_at(page, index):
            found = _read(page, index, index)
            if len(found.labels) >= _LEAST_LABELS:
                # Before a title that no table knows, a short line may be that title.
                return found if start == 0 else _with_unknown_head(found, page, start)
    return None


_LEAST_LABELS: Final = 2
_IN_EVERY_BLOCK: Final = frozenset({Field.TYPE, Field.NUMBER, Field.DATE})
_LONGEST_LABEL: Final = 30


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
    if len(text) > LONGEST_VALUE:
        return None
    both = labelled(text)
    if both is None or not fits_beside_label(*both):
        return None
    following = _next_text(page, index + 1)
    # Of "Type innlegg" and "Innlegg" the second is the value, and the first another label.
    is_longer_label = following is not None and _says_the_same(both[1], page[following].text)
    return None if is_longer_label else both


def _says_the_same(word: str, text: str) -> bool:
    return word.casefold() == text.casefold()


def _read(page: Sequence[Block], start: int, index: int) -> InformationBlock:
    """Read labels and values from the index on; ``start`` is before it where a heading stands."""
    found = InformationBlock(start, index)
    may_begin_unknown = index > start
    while index < len(page):
        if not page[index].text:
            index += 1
            continue
        if label := _label_at(page, index):
            index = _take(found, page, index, label)
        elif (found.labels or may_begin_unknown) and (
            unknown := _unknown_label(found, page, index)
        ):
            _note_unknown(found, unknown)
            index = unknown.end
        else:
            break
        found.end = index
    return found


def _unknown_label(
    found: InformationBlock, page: Sequence[Block], index: int
) -> UnknownLabel | None:
    """Return the unknown label at the index, or None where the block ends there."""
    known = _next_label(page, index)
    if known is not None and (
        is_block_part(page, index, known) or (found.labels and _label_follows(page, index))
    ):
        return unknown_before_label(page, index, known)
    unknown = unknown_at_end(page, index, is_incomplete=_is_incomplete(found))
    if unknown is None or found.labels or is_known_value(unknown.value or ""):
        return unknown
    return None


def _is_incomplete(found: InformationBlock) -> bool:
    """Tell whether a label that every block has stands there under no name, known or unknown."""
    missing = _IN_EVERY_BLOCK - found.labels.keys()
    stated = [value for unknown in found.unknown for value in unknown.values]
    return bool(found.labels) and any(
        not any(is_certain(name, value) for value in stated) for name in missing
    )


def _next_label(page: Sequence[Block], index: int) -> int | None:
    """Return the index of the next known label, unless a line before it is too long for a value."""
    for following in range(index + 1, len(page)):
        if _label_at(page, following):
            return following
        if len(page[following].text) > LONGEST_VALUE:
            return None
    return None


def _note_unknown(found: InformationBlock, unknown: UnknownLabel) -> None:
    found.unknown.append(unknown)
    stated = repr(unknown.label)
    if unknown.value is not None:
        stated += f": {unknown.value!r}"
    message = f"no rule for the label {stated}; add it"
    found.issues.append(leftover("unknown_label", message, unknown.label.rstrip(" :")))


def _with_unknown_head(
    found: InformationBlock, page: Sequence[Block], start: int
) -> InformationBlock:
    """Return the block with the lines before its first known label that are part of it.

    They are a heading that no table knows, and labels and values after it.
    """
    top = found.start
    while top > start and _may_be_head(page[top - 1]):
        top -= 1
    lines = [index for index in range(top, found.start) if page[index].text]
    if not lines:
        return found
    whole = InformationBlock(top, found.end, found.values, found.labels)
    index = lines[0]
    if len(lines) % 2 or page[index].kind is BlockKind.HEADING:
        message = f"no rule for the heading {page[index].text!r} of the information block; add it"
        whole.issues.append(leftover("unknown_heading", message, page[index].text))
        index += 1
    while any(page[line].text for line in range(index, found.start)):
        index = next(line for line in range(index, found.start) if page[line].text)
        unknown = unknown_before_label(page, index, found.start)
        _note_unknown(whole, unknown)
        index = unknown.end
    whole.unknown += found.unknown
    whole.issues += found.issues
    return whole


def _may_be_head(block: Block) -> bool:
    return not block.text or is_label_like(block.text) or is_known_value(block.text)


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
        if _is_unknown_label(found, name, page, following):
            return index + 1
        if not fits(name, text, is_followed=_label_follows(page, following)):
            return index + 1
        index, value = following, text
    if name in found.values and found.values[name] != value:
        found.issues.append(leftover("repeated_label", f"second value for {name}: {value!r}"))
    found.values.setdefault(name, value)
    return index + 1


def _is_unknown_label(
    found: InformationBlock, name: Field, page: Sequence[Block], index: int
) -> bool:
    """Tell whether the line after a label is another, unknown label rather than its value.

    It is where a value follows that stands for itself, and at the end of a block that lacks a
    label which every block has.
    """
    text = page[index].text
    if is_certain(name, text) or not is_label_like(text):
        return False
    following = _next_text(page, index + 1)
    if following is not None and _label_at(page, following):
        return False
    if following is not None and is_known_value(page[following].text):
        return True
    ends = following is None or not is_value_like(page[following].text)
    return ends and _is_incomplete(found) and name not in _IN_EVERY_BLOCK


def _next_text(page: Sequence[Block], index: int) -> int | None:
    return next((i for i in range(index, len(page)) if page[i].text), None)


def _label_follows(page: Sequence[Block], index: int) -> bool:
    """Tell whether a label stands one or, after a short unknown one, two lines further on."""
    if len(page[index].text) > LONGEST_VALUE:
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
        and len(page[following].text) <= LONGEST_VALUE
        and field_of(page[after].text) is not None
    )
