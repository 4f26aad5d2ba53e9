"""Which part of a page that marks none is the record's: around its title and its fields."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from importers.markup.blocks import Block, PageText
from importers.sources.norden.labels import field_of, is_banner, is_heading, labelled
from importers.sources.norden.speech.titles import read_title


def without_surroundings(page: PageText) -> PageText:
    """Return the page without what stands outside the element of title, fields and speech.

    It is the smallest around the title that holds every label, and most of the text that is more
    than a line. A page without fields, or with a marked main part, stays as it is.
    """
    lines = page.blocks
    labels = [at for at, block in enumerate(lines) if _is_label(block)]
    if len(labels) < _LEAST_LABELS or not any(block.near for block in lines):
        return page
    told = _of_fields(lines, labels)
    others = [block for at, block in enumerate(lines) if at not in told and _is_text(block)]
    long = [block for block in others if len(block.text) >= _MORE_THAN_A_LINE] or others
    letters = sum(len(block.text) for block in long)
    for level in range(min(lines[at].near for at in labels), 0, -1):
        within = sum(len(block.text) for block in long if block.near >= level)
        if within and 2 * within >= letters:
            return replace(page, blocks=tuple(each for each in lines if each.near >= level))
    return page


_LEAST_LABELS: Final = 2
_MORE_THAN_A_LINE: Final = 40


def _is_label(block: Block) -> bool:
    return field_of(block.text) is not None or labelled(block.text) is not None


def _of_fields(lines: Sequence[Block], labels: Sequence[int]) -> frozenset[int]:
    """Return the places of labels and of the values after them."""
    values = (at + 1 for at in labels if at + 1 < len(lines) and field_of(lines[at].text))
    return frozenset(labels).union(values)


def _is_text(block: Block) -> bool:
    """Tell whether it is a line that may be of the speech."""
    is_of_page = is_heading(block.text) or is_banner(block.text) or read_title(block.text)
    return bool(block.text) and not is_of_page
