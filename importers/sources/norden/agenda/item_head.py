"""The title of a protocol or agenda-item page: the item's number and its name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from importers.markup.blocks import Block, BlockKind
from importers.sources.norden.labels import is_banner, is_noise


@dataclass(frozen=True, slots=True)
class ItemTitle:
    """An item's number ("6.1") and title, and the index of the first block after them."""

    number: str | None
    title: str | None
    end: int


def find_item_title(blocks: Sequence[Block]) -> ItemTitle | None:
    """Return the first numbered title, on one line or two, else the page's first heading."""
    shown = [
        (index, block)
        for index, block in enumerate(blocks)
        if block.text and not is_banner(block.text) and not is_noise(block.text)
    ]
    for place, (index, block) in enumerate(shown[:_HEAD_LINES]):
        if found := _NUMBERED.fullmatch(block.text):
            return ItemTitle(found["number"], found["title"], index + 1)
        if (found := _NUMBER.fullmatch(block.text)) and place + 1 < len(shown):
            following, title = shown[place + 1]
            return ItemTitle(found["number"], title.text, following + 1)
    for index, block in shown[:_HEAD_LINES]:
        if block.kind is BlockKind.HEADING:
            return ItemTitle(None, block.text, index + 1)
    if shown and len(shown[0][1].text) <= _LONGEST and not _SENTENCE_END.search(shown[0][1].text):
        return ItemTitle(None, shown[0][1].text, shown[0][0] + 1)
    return None


_HEAD_LINES: Final = 12
_LONGEST: Final = 200
_SENTENCE_END: Final = re.compile(r"[.!?:…]$")
_ITEM: Final = r"(?:(?:Punkt|Sak|Kohta|Item|Liður|Ärende|Dagsordenspunkt)\s)?"
_NUMBERED: Final = re.compile(
    rf"{_ITEM}(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?)[.:)]\s*(?P<title>[^\W\d_a-zæøåäöáéíóúýþð].{{0,250}}"
    r"|[“”\"'»«(].{1,250}|\d{4}.{1,250})"
)
_NUMBER: Final = re.compile(rf"{_ITEM}(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?)\.?")
