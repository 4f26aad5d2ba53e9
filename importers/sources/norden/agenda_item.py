"""Agenda-item pages of norden.org (2021-): title, then number, name, type and teaser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.vocabulary import NORDIC_COUNCIL, SpeechType
from importers.audit import leftover
from importers.blocks import Block, PageText
from importers.records import AgendaItemRecord, Document, ListedSpeech, RecordIssue
from importers.sources.norden.addresses import Address
from importers.sources.norden.case_numbers import case_numbers_in
from importers.sources.norden.chairs import chair_named_in, normal_name
from importers.sources.norden.dates import find_date
from importers.sources.norden.item_title import ItemTitle, find_item_title
from importers.sources.norden.labels import field_of, is_banner, is_noise
from importers.sources.norden.protocol import item_identifiers
from importers.sources.norden.speech import ui_language
from importers.sources.norden.speech_types import speech_type
from importers.sources.norden.stated_session import stated_session
from importers.sources.norden.titles import is_name, read_title


def looks_like_agenda_item(page: PageText) -> bool:
    """Tell whether the page lists speeches by number, name and type."""
    lines = _shown(page)
    return any(_heading_at(lines, index) for index in range(len(lines)))


def agenda_item_record(
    document: Document, page: PageText, address: Address | None
) -> AgendaItemRecord:
    """Return the page's agenda item with the speeches that it lists."""
    lines = _shown(page)
    first = next((i for i in range(len(lines)) if _heading_at(lines, i)), len(lines))
    title = find_item_title(lines[:first]) or ItemTitle(None, page.title, 0)
    head = [block.text for block in lines[title.end : first]]
    chair_raw = next(filter(None, map(chair_named_in, head)), None)
    dates = [date for date in map(find_date, head) if date]
    return AgendaItemRecord(
        kind="agenda_item",
        assembly=NORDIC_COUNCIL,
        source_id=address.source_id if address else None,
        identifiers=item_identifiers(address),
        item_number=title.number,
        item_title=title.title,
        url=(address.url if address else None) or document.url or page.address,
        ui_language=ui_language(page, address),
        chair=normal_name(chair_raw) if chair_raw else None,
        chair_raw=chair_raw,
        case_numbers=case_numbers_in([title.title or "", *head]),
        session=stated_session(
            [block.text for block in page.blocks], expected=None, earliest=_FIRST_SESSION
        ),
        date=dates[0].at.date() if dates else None,
        speeches=tuple(_speeches(lines, first)),
        issues=(*page.issues, *_issues(head, chair_raw)),
    )


@dataclass(frozen=True, slots=True)
class _Heading:
    """The lines before a teaser: number, name (often missing) and type, and how many."""

    number: int
    name: str | None
    type: SpeechType
    length: int


_FIRST_SESSION: Final = 73
"""The first session whose agenda items have pages of this form (2021)."""
_NUMBER: Final = re.compile(r"(\d{1,4})\.?")


def _shown(page: PageText) -> list[Block]:
    return [b for b in page.blocks if b.text and not is_noise(b.text) and not is_banner(b.text)]


def _heading_at(lines: Sequence[Block], index: int) -> _Heading | None:
    """Return the speech whose number stands at the index: 120 / Pål Jonson / Main speech."""
    number = _NUMBER.fullmatch(lines[index].text)
    if number is None or (index > 0 and field_of(lines[index - 1].text)):
        return None
    following = [block.text for block in lines[index + 1 : index + 3]]
    if following and (kind := speech_type(following[0])):
        return _Heading(int(number[1]), None, kind, 2)
    if len(following) > 1 and (kind := speech_type(following[1])) and _is_speaker(following[0]):
        return _Heading(int(number[1]), following[0], kind, 3)
    return None


def _is_speaker(text: str) -> bool:
    return is_name(re.sub(r"\s*\([^()]*\)$", "", text)) and field_of(text) is None


def _speeches(lines: Sequence[Block], index: int) -> list[ListedSpeech]:
    found: list[tuple[int | None, str | None, SpeechType | None, list[str]]] = []
    while index < len(lines):
        heading = _heading_at(lines, index)
        title = read_title(lines[index].text)
        if heading:
            found.append((heading.number, heading.name, heading.type, []))
            index += heading.length
            continue
        if title and title.number is not None:
            found.append((title.number, title.speaker, title.type, []))
        elif number := _cut_heading(lines, index):
            found.append((number, None, None, []))
        else:
            found[-1][3].append(lines[index].text)
        index += 1
    return [ListedSpeech(number, name, kind, tuple(text)) for number, name, kind, text in found]


def _cut_heading(lines: Sequence[Block], index: int) -> int | None:
    """Return the number on the page's last line, where the page is cut after it."""
    found = _NUMBER.fullmatch(lines[index].text)
    return int(found[1]) if found and index == len(lines) - 1 else None


def _issues(head: Sequence[str], chair_raw: str | None) -> list[RecordIssue]:
    return [
        leftover("introduction", f"before the first speech: {line[:80]!r}")
        for line in head
        if chair_raw is None or chair_raw not in line
    ]
