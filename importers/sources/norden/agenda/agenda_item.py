"""Agenda-item pages of norden.org (2021-): title, then number, name, type and teaser."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from archive.vocabulary import NORDIC_COUNCIL, SpeechType
from importers.issues import leftover, suspicious
from importers.markup.blocks import Block, PageText
from importers.records import AgendaItemRecord, Document, ListedSpeech, RecordIssue
from importers.sources.norden.addresses import Address
from importers.sources.norden.agenda.case_numbers import case_numbers_in
from importers.sources.norden.agenda.chairs import chair_named_in, normal_name
from importers.sources.norden.agenda.item_head import ItemTitle, find_item_title
from importers.sources.norden.agenda.protocol import item_identifiers
from importers.sources.norden.agenda.protocol_lines import (
    decision_after_heading,
    is_decision,
    is_heading,
    was_decided,
)
from importers.sources.norden.agenda.stated_session import stated_session
from importers.sources.norden.dates import PrintedDate, find_date, read_date
from importers.sources.norden.labels import field_of, is_banner, is_noise
from importers.sources.norden.sessions import session_of_date
from importers.sources.norden.speech.speech_record import ui_language
from importers.sources.norden.speech.speech_types import speech_type
from importers.sources.norden.speech.titles import is_name, read_title


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
    listed = _read_list(lines, first)
    chair_raw = next(filter(None, map(chair_named_in, head)), listed.chair_raw)
    dates = [date for date in map(find_date, head) if date]
    stated = stated_session(
        [block.text for block in page.blocks], expected=document.session, earliest=_FIRST_SESSION
    )
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
        session=stated,
        session_inferred=None if stated is not None else document.session or _session_of(dates),
        date=dates[0].at.date() if dates else None,
        speeches=listed.speeches,
        decisions=tuple(listed.decisions),
        issues=(*page.issues, *_issues(head, chair_raw), *listed.issues),
    )


def _session_of(dates: Sequence[PrintedDate]) -> int | None:
    """Return the session that sat on the first of the days."""
    placed = session_of_date(dates[0].at.date()) if dates else None
    return placed.number if placed else None


@dataclass(frozen=True, slots=True)
class _Heading:
    """The lines before a teaser: number, name (often missing) and type, and how many."""

    number: int
    name: str | None
    type: SpeechType | None
    length: int
    issues: tuple[RecordIssue, ...] = ()


_FIRST_SESSION: Final = 73
"""The first session whose agenda items have pages of this form (2021)."""
_NUMBER: Final = re.compile(r"(\d{1,4})\.?")
_ITEM_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_MOST_TYPE_WORDS: Final = 4


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
    return is_name(re.sub(r"(?<!\s)\s*+\([^()]*+\)$", "", text)) and field_of(text) is None


@dataclass(slots=True)
class _List:
    """The list of speeches as far as it is read, with what stands between its entries."""

    entries: list[tuple[int, str | None, SpeechType | None, list[str]]] = field(
        default_factory=list
    )
    chair_raw: str | None = None
    decisions: list[str] = field(default_factory=list)
    issues: list[RecordIssue] = field(default_factory=list)

    @property
    def speeches(self) -> tuple[ListedSpeech, ...]:
        return tuple(
            ListedSpeech(number, name, kind, tuple(text))
            for number, name, kind, text in self.entries
        )


def _read_list(lines: Sequence[Block], index: int) -> _List:
    found = _List()
    while index < len(lines):
        text = lines[index].text
        heading = _heading_at(lines, index) or _heading_of_unknown_type(lines, index)
        title = read_title(text)
        if heading:
            found.entries.append((heading.number, heading.name, heading.type, []))
            found.issues.extend(heading.issues)
            index += heading.length
            continue
        if title and title.number is not None:
            found.entries.append((title.number, title.speaker, title.type, []))
        elif number := _cut_heading(lines, index):
            found.entries.append((number, None, None, []))
        else:
            _take_line(found, text, is_last=index + 1 == len(lines))
        index += 1
    return found


def _take_line(found: _List, text: str, *, is_last: bool) -> None:
    """Take a line that begins no speech: a teaser's, a decision, the chair, or none of these."""
    teaser = found.entries[-1][3]
    following = decision_after_heading(text)
    decision = following or text
    if not teaser and following is None:
        teaser.append(text)
    elif is_decision(decision) or was_decided(decision):
        found.decisions.append(decision)
    elif chair := chair_named_in(text):
        found.chair_raw = found.chair_raw or chair
    elif following == "":
        return
    elif not is_last and (is_heading(text) or _ITEM_NUMBER.fullmatch(text)):
        found.issues.append(leftover("unclaimed_line", f"no rule for the line {text[:80]!r}"))
    else:
        teaser.append(text)


def _heading_of_unknown_type(lines: Sequence[Block], index: int) -> _Heading | None:
    """Return the speech at the index where a word of no table stands in the type's place."""
    number = _NUMBER.fullmatch(lines[index].text)
    if number is None or index + 3 >= len(lines):
        return None
    name, kind, teaser = (block.text for block in lines[index + 1 : index + 4])
    if not (_is_speaker(name) and is_heading(kind) and len(kind.split()) <= _MOST_TYPE_WORDS):
        return None
    if is_heading(teaser):
        return None
    issue = suspicious("unknown_type", f"no speech type is called {kind!r}; add it to the table")
    return _Heading(int(number[1]), name, None, 3, (issue,))


def _cut_heading(lines: Sequence[Block], index: int) -> int | None:
    """Return the number on the page's last line, where the page is cut after it."""
    found = _NUMBER.fullmatch(lines[index].text)
    return int(found[1]) if found and index == len(lines) - 1 else None


def _issues(head: Sequence[str], chair_raw: str | None) -> list[RecordIssue]:
    return [
        leftover("introduction", f"before the first speech: {line[:80]!r}")
        for line in head
        if read_date(line) is None and (chair_raw is None or chair_raw not in line)
    ]
