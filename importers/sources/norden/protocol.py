"""Protocol pages of norden.org: an item's chair, cases, remarks, decisions and teasers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from archive.errors import UnreadableSource
from archive.vocabulary import NORDIC_COUNCIL, SegmentKind
from importers.audit import leftover
from importers.blocks import Block, BlockKind, PageText
from importers.language import identify_paragraphs
from importers.records import (
    AgendaItemRecord,
    Document,
    ListedSpeech,
    RecordIssue,
    SegmentRecord,
    SourceIdentifier,
)
from importers.sources.norden.addresses import Address, PageKind
from importers.sources.norden.case_numbers import case_numbers_in
from importers.sources.norden.chairs import chair_named_in, normal_name, pieces_of, remark_in
from importers.sources.norden.dates import PrintedDate, find_date
from importers.sources.norden.forms_of_address import begins_a_speech
from importers.sources.norden.item_title import ItemTitle, find_item_title
from importers.sources.norden.labels import is_banner, is_noise
from importers.sources.norden.sessions import PlacedSession, session_of_protocol
from importers.sources.norden.speech import ui_language
from importers.sources.norden.stated_session import stated_session
from importers.sources.norden.teasers import first_teaser, is_cut, teasers_of


def looks_like_protocol(page: PageText) -> bool:
    """Tell whether the page names a chair or marks a chair's remarks under an item's title."""
    lines = [block.text for block in page.blocks]
    return find_item_title(page.blocks) is not None and any(
        chair_named_in(piece) is not None or remark_in(piece) is not None
        for line in lines
        for piece in pieces_of(line)
    )


def protocol_record(
    document: Document, page: PageText, address: Address | None
) -> AgendaItemRecord:
    """Return the page's agenda item. Raises UnreadableSource for a page without any title."""
    reading = _Reading()
    title = find_item_title(page.blocks) or ItemTitle(None, None, 0)
    for block in page.blocks[title.end :]:
        if block.text and not is_banner(block.text) and not is_noise(block.text):
            _read_line(reading, block)
    reading.close()
    if reading.date is None:
        before = [block.text for block in page.blocks[: max(0, title.end - 1)]]
        reading.date = next(filter(None, map(find_date, before)), None)
    if title.title is None and not (reading.speeches or reading.remarks):
        raise UnreadableSource(
            f"{document.name}: no protocol: neither an item's title nor a chair's remark nor a "
            "speech; give protocol pages of norden.org"
        )
    inferred = _inferred_session(address)
    stated = stated_session(
        [block.text for block in page.blocks], expected=inferred.number if inferred else None
    )
    return AgendaItemRecord(
        kind="protocol",
        assembly=NORDIC_COUNCIL,
        source_id=address.source_id if address else None,
        identifiers=item_identifiers(address),
        item_number=title.number,
        item_title=title.title,
        url=(address.url if address else None) or document.url or page.address,
        ui_language=ui_language(page, address),
        chair=normal_name(reading.chair_raw) if reading.chair_raw else None,
        chair_raw=reading.chair_raw,
        case_numbers=case_numbers_in([title.title or "", *reading.lines_with_cases]),
        session=stated,
        session_inferred=inferred.number if inferred and stated is None else None,
        date=reading.date.at.date() if reading.date else None,
        speeches=tuple(reading.speeches),
        remarks=tuple(map(_remark, reading.remarks)),
        decisions=tuple(reading.decisions),
        issues=(*page.issues, *reading.issues),
    )


def item_identifiers(address: Address | None) -> tuple[SourceIdentifier, ...]:
    """Return the ids of a protocol or agenda-item page."""
    if address is None:
        return ()
    scheme = {PageKind.NODE: "node", PageKind.PROTOCOL: "protocol", PageKind.SPEECH: "slug"}
    name = scheme.get(address.kind, "path")
    return (SourceIdentifier(name, address.source_id.removeprefix(f"{address.kind}/")),)


class _Part(Enum):
    """Where in the page a line stands."""

    HEAD = auto()
    CHAIR = auto()
    DOCUMENTATION = auto()
    REMARK = auto()
    DECIDED = auto()


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and the paragraphs whose nature is still open."""

    part: _Part = _Part.HEAD
    chair_raw: str | None = None
    date: PrintedDate | None = None
    lines_with_cases: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    remarks: list[list[str]] = field(default_factory=list)
    speeches: list[ListedSpeech] = field(default_factory=list)
    issues: list[RecordIssue] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    """Paragraphs since the last mark or title, remark and teasers not yet told apart."""

    def close(self, *, is_last: bool = True) -> None:
        """Settle the open paragraphs: remark, teasers, or the page's introduction."""
        paragraphs, self.open = self.open, []
        if not paragraphs:
            return
        if self.part is _Part.REMARK:
            start = first_teaser(paragraphs, is_last=is_last)
            end = len(paragraphs) if start is None else start
            self.remarks.append(paragraphs[:end])
            self.lines_with_cases.extend(paragraphs[:end])
            self.speeches.extend(teasers_of(paragraphs[end:]))
        elif self.part is _Part.DECIDED and not any(map(is_cut, paragraphs)):
            self.remarks.append(paragraphs)
        elif is_last or any(map(is_cut, paragraphs)):
            self.speeches.extend(teasers_of(paragraphs))
        else:
            self._keep_introduction(paragraphs)

    def introduce(self) -> None:
        """Settle the open paragraphs before the chair is named: the page's introduction."""
        paragraphs, self.open = self.open, []
        self._keep_introduction(paragraphs)

    def _keep_introduction(self, paragraphs: list[str]) -> None:
        for paragraph in paragraphs:
            self.issues.append(leftover("introduction", f"not a remark: {paragraph[:80]!r}"))
        self.lines_with_cases.extend(paragraphs)


_DOCUMENTATION: Final = re.compile(
    r"(?:dokumentation|dokumentasjon|dokumenter|dokument|documentation|documents|asiakirjat?"
    r"|asiakirja-aineisto|aineisto|skjöl|gögn|bilag|sagsdokumenter|saksdokumenter|handlingar)\s*(?::[\s:]*|$)",
    re.IGNORECASE,
)
_DECISION: Final = re.compile(
    r"(?:(?:nordisk|nordiska|pohjoismaiden)\s)?(?:rådet|råd|neuvosto|norðurlandaráð|ráðið"
    r"|the (?:nordic )?council"
    r"|nordic council|forsamlingen|församlingen|plenarforsamlingen|plenum|præsidiet|presidiet)\s"
    r"(?:\w+\s)?(?:beslutte(?:de|t)|besluttet|beslutta|beslutade|beslöt|beslöts|vedtog|vedtok|vedtatt"
    r"|godkendte|godkjente|godkände|antog|valgte|valde|tiltrådte|afviste|avviste|avslog|tog|tok"
    r"|päätti|hyväksyi|valitsi|hylkäsi|samþykkti|ákvað|kaus|hafnaði|decided|adopted|approved|elected"
    r"|rejected|resolved)\b",
    re.IGNORECASE,
)
_CONTINUED_DECISION: Final = re.compile(r"(?:at|att|að|että|to|that)\s", re.IGNORECASE)
_ANSWER: Final = re.compile(
    r"(?:svaret (?:er|är)|vastaus on|svarið er|the answer is)\b", re.IGNORECASE
)
_LONGEST_DATE_LINE: Final = 80
_LONGEST_HEADING: Final = 100


def _read_line(reading: _Reading, block: Block) -> None:
    pieces = pieces_of(block.text)
    for place, piece in enumerate(pieces):
        _read_piece(reading, piece, block.kind, is_before_mark=place + 1 < len(pieces))


def _read_piece(reading: _Reading, piece: str, kind: BlockKind, *, is_before_mark: bool) -> None:
    """Read a line, or what stands on it from one mark to the next."""
    if _take_chair(reading, piece) or _take_documentation(reading, piece, kind):
        return
    if _take_decision(reading, piece, kind) or _take_date(reading, piece):
        return
    remark = remark_in(piece)
    if remark is not None:
        reading.close(is_last=False)
        reading.part = _Part.REMARK
        _take_text(reading, remark)
    elif is_before_mark and _is_heading(piece):
        reading.issues.append(leftover("heading", f"heading within the page: {piece!r}"))
    else:
        _take_text(reading, piece)


def _take_chair(reading: _Reading, line: str) -> bool:
    """Take "Præsident: NAME", or the name on the line after the bare title."""
    if reading.part is _Part.CHAIR:
        reading.part = _Part.HEAD
        name: str | None = line if chair_named_in(f"President: {line}") else None
    else:
        name = chair_named_in(line)
        if name == "" and (reading.chair_raw or line.casefold().startswith(_REMARK_TITLES)):
            name = None
        elif name == "":
            reading.part = _Part.CHAIR
            return True
    if name is None:
        return False
    reading.introduce() if reading.part is not _Part.REMARK else reading.close(is_last=False)
    if reading.chair_raw is None:
        reading.chair_raw = name
    else:
        reading.issues.append(leftover("second_chair", f"another chair is named: {name!r}"))
    reading.part = _Part.HEAD
    return True


_REMARK_TITLES: Final = ("puhemies", "presidentti", "forseti", "puheenjohtaja")
"""Words without a definite form of their own: alone before a colon they mark a remark."""


def _take_documentation(reading: _Reading, text: str, kind: BlockKind) -> bool:
    """Take the heading of the list of documents, or a line of it."""
    if found := _DOCUMENTATION.match(text):
        reading.close(is_last=False)
        reading.part = _Part.DOCUMENTATION
        reading.lines_with_cases.append(text[found.end() :])
        return True
    if reading.part is not _Part.DOCUMENTATION:
        return False
    is_document = (
        kind is BlockKind.BULLET
        or bool(case_numbers_in([text]))
        or not (re.search(r"[.!?…]$", text) or begins_a_speech(text))
    )
    if is_document and remark_in(text) is None and not is_cut(text):
        reading.lines_with_cases.append(text)
        return True
    reading.part = _Part.HEAD
    return False


def _take_decision(reading: _Reading, text: str, kind: BlockKind) -> bool:
    """Take a decision: its own line, or a bullet that goes on with "at ..."."""
    goes_on = (
        bool(reading.decisions)
        and not reading.open
        and (kind is BlockKind.BULLET or text[0].islower())
        and bool(_CONTINUED_DECISION.match(text))
    )
    if is_cut(text) or not (goes_on or _DECISION.match(text)):
        return False
    reading.close(is_last=False)
    reading.part = _Part.DECIDED
    reading.decisions.append(text)
    reading.lines_with_cases.append(text)
    return True


def _take_date(reading: _Reading, line: str) -> bool:
    """Take the line with the sitting's date, which stands in the page's head."""
    if reading.date or reading.part is _Part.REMARK or len(line) > _LONGEST_DATE_LINE:
        return False
    reading.date = find_date(line)
    return reading.date is not None


def _is_heading(text: str) -> bool:
    """Tell a heading glued to the mark after it from the end of what went before."""
    return len(text) <= _LONGEST_HEADING and not re.search(r"[.!?…]$", text)


def _take_text(reading: _Reading, text: str) -> None:
    if not text:
        return
    if _ANSWER.match(text) and reading.part is not _Part.REMARK and reading.remarks:
        reading.close(is_last=True)
        reading.remarks[-1].append(text)
        return
    reading.open.append(text)


def _inferred_session(address: Address | None) -> PlacedSession | None:
    if address is None or address.kind is not PageKind.PROTOCOL:
        return None
    return session_of_protocol(int(address.value))


def _remark(paragraphs: Sequence[str]) -> SegmentRecord:
    """Return a chair's remark as one segment, in the language of most of its letters."""
    weights: dict[str, int] = {}
    for paragraph, language in zip(paragraphs, identify_paragraphs(paragraphs), strict=True):
        weights[language] = weights.get(language, 0) + len(paragraph)
    return SegmentRecord(
        SegmentKind.ORIGINAL, max(weights, key=weights.__getitem__), tuple(paragraphs)
    )
