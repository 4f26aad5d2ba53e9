"""The lines of a protocol page told apart: chair, documents, remarks, decisions, teasers."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from importers.issues import leftover
from importers.markup.blocks import Block, BlockKind
from importers.records import ListedSpeech, RecordIssue
from importers.sources.norden.agenda.chairs import chair_named_in, pieces_of, remark_in
from importers.sources.norden.agenda.protocol_lines import (
    announces_debate,
    continues_decision,
    decision_after_heading,
    documents_after_heading,
    is_clearly_document,
    is_decision,
    is_document,
    is_heading,
    was_decided,
)
from importers.sources.norden.agenda.teasers import first_teaser, is_cut, teasers_of
from importers.sources.norden.dates import PrintedDate, find_date
from importers.sources.norden.forms_of_address import begins_a_speech


class ProtocolSection(Enum):
    """Where in the page a line stands."""

    HEAD = auto()
    CHAIR = auto()
    DOCUMENTATION = auto()
    REMARK = auto()
    DECISION = auto()
    """Below the heading of decisions, before the first."""
    DECIDED = auto()


@dataclass(slots=True)
class ProtocolParts:
    """What has been read so far, and the paragraphs whose nature is still open."""

    part: ProtocolSection = ProtocolSection.HEAD
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
        if self.part is ProtocolSection.REMARK:
            start = first_teaser(paragraphs, is_last=is_last)
            end = len(paragraphs) if start is None else start
            self.remarks.append(paragraphs[:end])
            self.lines_with_cases.extend(paragraphs[:end])
            self._list_speeches(paragraphs[end:], is_last=is_last)
        elif self.part is ProtocolSection.DECIDED and not any(map(is_cut, paragraphs)):
            if said := self._without_headings(paragraphs, is_last=is_last):
                self.remarks.append(said)
        elif is_last or any(map(is_cut, paragraphs)):
            self._list_speeches(paragraphs, is_last=is_last)
        else:
            self._keep_introduction(paragraphs)

    def leave(self, line: str) -> None:
        """Note a line that is nothing that is known of protocols."""
        self.issues.append(leftover("unclaimed_line", f"no rule for the line {line[:80]!r}"))

    def introduce(self) -> None:
        """Settle the open paragraphs before the chair is named: the page's introduction."""
        paragraphs, self.open = self.open, []
        self._keep_introduction(paragraphs)

    def _list_speeches(self, paragraphs: list[str], *, is_last: bool) -> None:
        self.speeches.extend(teasers_of(self._without_headings(paragraphs, is_last=is_last)))

    def _without_headings(self, paragraphs: list[str], *, is_last: bool) -> list[str]:
        """Leave what looks like a heading; the page's last line may be a sentence cut short."""
        found = []
        for place, paragraph in enumerate(paragraphs):
            is_cut_short = is_last and place + 1 == len(paragraphs)
            if is_heading(paragraph) and not is_cut_short:
                self.leave(paragraph)
            else:
                found.append(paragraph)
        return found

    def _keep_introduction(self, paragraphs: list[str]) -> None:
        for paragraph in paragraphs:
            self.issues.append(leftover("introduction", f"not a remark: {paragraph[:80]!r}"))
        self.lines_with_cases.extend(paragraphs)


_ANSWER: Final = re.compile(
    r"(?:svaret (?:er|är)|vastaus on|svarið er|the answer is)\b", re.IGNORECASE
)
_LONGEST_DATE_LINE: Final = 80


def read_line(reading: ProtocolParts, block: Block) -> None:
    """Add a line after the page's title to what has been read."""
    pieces = pieces_of(block.text)
    for place, piece in enumerate(pieces):
        _read_piece(reading, piece, block.kind, is_before_mark=place + 1 < len(pieces))


def _read_piece(
    reading: ProtocolParts, piece: str, kind: BlockKind, *, is_before_mark: bool
) -> None:
    """Read a line, or what stands on it from one mark to the next."""
    if _take_chair(reading, piece) or _take_decision(reading, piece, kind):
        return
    if _take_documentation(reading, piece, kind) or _take_date(reading, piece):
        return
    remark = remark_in(piece)
    if remark is not None:
        reading.close(is_last=False)
        reading.part = ProtocolSection.REMARK
        _take_text(reading, remark)
    elif announces_debate(piece) or (is_before_mark and is_heading(piece)):
        reading.close(is_last=False)
        reading.part = ProtocolSection.HEAD
        reading.issues.append(leftover("heading", f"heading within the page: {piece!r}"))
    else:
        _take_text(reading, piece)


def _take_chair(reading: ProtocolParts, line: str) -> bool:
    """Take "Præsident: NAME", or the name on the line after the bare title."""
    if reading.part is ProtocolSection.CHAIR:
        reading.part = ProtocolSection.HEAD
        name: str | None = line if chair_named_in(f"President: {line}") else None
    else:
        name = chair_named_in(line)
        if name == "" and (reading.chair_raw or line.casefold().startswith(_REMARK_TITLES)):
            name = None
        elif name == "":
            reading.part = ProtocolSection.CHAIR
            return True
    if name is None:
        return False
    reading.introduce() if reading.part is not ProtocolSection.REMARK else reading.close(
        is_last=False
    )
    if reading.chair_raw is None:
        reading.chair_raw = name
    else:
        reading.issues.append(leftover("second_chair", f"another chair is named: {name!r}"))
    reading.part = ProtocolSection.HEAD
    return True


_REMARK_TITLES: Final = ("puhemies", "presidentti", "forseti", "puheenjohtaja")
"""Words without a definite form of their own: alone before a colon they mark a remark."""


def _take_documentation(reading: ProtocolParts, text: str, kind: BlockKind) -> bool:
    """Take the heading of the list of documents, or a line of it."""
    following = documents_after_heading(text)
    if following is not None:
        reading.close(is_last=False)
        reading.part = ProtocolSection.DOCUMENTATION
        reading.lines_with_cases.append(following)
        return True
    if reading.part is not ProtocolSection.DOCUMENTATION or remark_in(text) is not None:
        return False
    names_document = kind is BlockKind.BULLET or is_document(text)
    is_text = begins_a_speech(text) or not (names_document or is_heading(text))
    if is_text or is_cut(text) or announces_debate(text):
        reading.part = ProtocolSection.HEAD
        return False
    reading.lines_with_cases.append(text)
    if not (is_clearly_document(text) or (kind is BlockKind.BULLET and _is_bare_title(text))):
        reading.leave(text)
    return True


def _is_bare_title(text: str) -> bool:
    """Tell a document's title without a number from a sentence that names one, or is none."""
    return not is_document(text) and is_heading(text)


def _take_decision(reading: ProtocolParts, text: str, kind: BlockKind) -> bool:
    """Take the heading of decisions, a decision, or a line that goes on with "at ..."."""
    following = decision_after_heading(text)
    if following is not None:
        reading.close(is_last=False)
        reading.part = ProtocolSection.DECISION
        return not following or _take_decision(reading, following, kind)
    if remark_in(text) is not None or documents_after_heading(text) is not None:
        return False
    goes_on = (
        bool(reading.decisions)
        and not reading.open
        and (kind is BlockKind.BULLET or text[0].islower())
        and continues_decision(text)
    )
    if not (is_decision(text) or goes_on or _stands_for_decision(reading, text, kind)):
        return False
    reading.close(is_last=False)
    reading.part = ProtocolSection.DECIDED
    reading.decisions.append(text)
    reading.lines_with_cases.append(text)
    return True


def _stands_for_decision(reading: ProtocolParts, text: str, kind: BlockKind) -> bool:
    """Tell whether the line is a decision by its place: below the heading, or among bullets.

    So is what became of a document, unless the chair says it.
    """
    if is_cut(text) or begins_a_speech(text) or announces_debate(text):
        return False
    if reading.part is ProtocolSection.DECISION:
        return True
    is_said = reading.part is ProtocolSection.REMARK and kind is not BlockKind.BULLET
    if was_decided(text) and not is_said:  # by the chair, who says it as well
        return True
    is_among_bullets = reading.part is ProtocolSection.DECIDED and kind is BlockKind.BULLET
    return is_among_bullets and not reading.open


def _take_date(reading: ProtocolParts, line: str) -> bool:
    """Take the line with the sitting's date, which stands in the page's head."""
    if reading.date or reading.part is ProtocolSection.REMARK or len(line) > _LONGEST_DATE_LINE:
        return False
    reading.date = find_date(line)
    return reading.date is not None


def _take_text(reading: ProtocolParts, text: str) -> None:
    if not text:
        return
    if _ANSWER.match(text) and reading.part is not ProtocolSection.REMARK and reading.remarks:
        reading.close(is_last=True)
        reading.remarks[-1].append(text)
        return
    reading.open.append(text)
