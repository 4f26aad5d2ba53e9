"""What WARC files hold of a site: each page that was read, with its address, time and place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Final

from archive.errors import SkippedEntry, UnreadableSource
from importers.fetching.warc.payloads import http_head, moment_of
from importers.fetching.warc.records import BrokenRecord, WarcRecord, records_in
from importers.files.opening import open_file
from importers.files.site_pages import SitePages

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
MOST_CAPTURES: Final = 1_000_000
"""Of one import; in memory each takes some 500 bytes."""
_READ: Final = 1 << 16
"""Bytes of a block in which the head of an answer ends."""
_KINDS: Final = frozenset({"warcinfo", "request", "metadata", "resource", "conversion"})


@dataclass(frozen=True, slots=True)
class WarcFile:
    """A file, and the name by which messages speak of it."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands."""

    file: int
    """Its number among the files."""
    offset: int


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was at one time."""

    url: str
    """Under which it is imported."""
    target: str
    """At which it was asked."""
    moment: datetime | None
    """In UTC without an offset."""
    place: Place
    """Of the record with its body."""


@dataclass(frozen=True, slots=True)
class _Revisit:
    """A page that said what it had said before."""

    url: str
    target: str
    moment: datetime | None
    digest: str | None
    refers_to: tuple[str, datetime | None]
    file: int


@dataclass(slots=True)
class Catalogue:
    """The captures of some files; what is none is counted, or told."""

    files: Sequence[WarcFile]
    pages: SitePages
    captures: list[Capture] = field(default_factory=list)
    faults: list[UnreadableSource] = field(default_factory=list)
    _left_out: list[Counter[str]] = field(default_factory=list)
    _revisits: list[_Revisit] = field(default_factory=list)
    _by_digest: dict[str, Place] = field(default_factory=dict)
    _by_time: dict[tuple[str, datetime | None], Place] = field(default_factory=dict)

    def read(self) -> None:
        """Look through all files; put the captures in the order of their times."""
        for number, file in enumerate(self.files):
            self._left_out.append(Counter())
            try:
                self._look_through(number, file)
            except UnreadableSource as error:
                self.faults.append(error)
            except OSError as error:
                self.faults.append(
                    UnreadableSource(f"{file.name}: cannot be read on ({error.strerror})")
                )
        for revisit in self._revisits:
            self._resolve(revisit)
        self.captures.sort(key=lambda capture: capture.moment or datetime.min)  # noqa: DTZ901

    def leave_out(self, capture: Capture, what: str) -> None:
        """Count a capture that turned out to be no page of records."""
        self._left_out[capture.place.file][what] += 1

    def notes(self) -> list[SkippedEntry]:
        """Return what was left out of each file."""
        told = []
        for file, counted in zip(self.files, self._left_out, strict=True):
            if counted:
                parts = ", ".join(f"{count:,} {what}" for what, count in sorted(counted.items()))
                told.append(SkippedEntry(f"{file.name}: left out: {parts}"))
        return told

    def _look_through(self, number: int, file: WarcFile) -> None:
        with open_file(file.path) as stream:
            if not stream.read(1):
                raise UnreadableSource(f"{file.name}: the file is empty; fetch it again")
            is_warc = False
            for record in records_in(stream, _READ):
                if isinstance(record, BrokenRecord):
                    self._tell(file, record, is_warc=is_warc)
                else:
                    is_warc = True
                    self._add(number, record)
                if len(self.captures) + len(self._revisits) > MOST_CAPTURES:
                    raise UnreadableSource(
                        f"{file.name}: more than {MOST_CAPTURES:,} pages are not read at a time;"
                        " import fewer files at once"
                    )

    def _tell(self, file: WarcFile, broken: BrokenRecord, *, is_warc: bool) -> None:
        if broken.is_cut_off:
            told = f"{file.name}: its last record is cut off and left out; those before are read"
            self.faults.append(SkippedEntry(told))
            return
        then = (
            "the others are read"
            if is_warc
            else "give a WARC file as a crawler writes it; what records follow are read"
        )
        self.faults.append(UnreadableSource(f"{file.name}: {broken}; {then}"))

    def _add(self, number: int, record: WarcRecord) -> None:
        left_out = self._left_out[number]
        if record.kind not in {"response", "revisit"}:
            kind = record.kind if record.kind in _KINDS else "other"
            left_out[f"{kind} records"] += 1
            return
        url = self.pages.address(record.target)
        if url is None:
            left_out["answers of other addresses"] += 1
            return
        moment = moment_of(record.field("WARC-Date"))
        if what := _what_is_no_page(record):
            left_out[what] += 1
            return
        if record.kind == "revisit":
            self._revisits.append(_revisit(number, record, url, moment))
            return
        place = Place(number, record.offset)
        self.captures.append(Capture(url, record.target, moment, place))
        self._by_time[record.target, moment] = place
        if digest := record.field("WARC-Payload-Digest"):
            self._by_digest.setdefault(digest, place)

    def _resolve(self, revisit: _Revisit) -> None:
        place = self._by_digest.get(revisit.digest or "") or self._by_time.get(revisit.refers_to)
        if place is None:
            # A page that did not change, or no page at all: robots.txt, a redirect.
            self._left_out[revisit.file]["revisits of what these files do not hold"] += 1
            return
        self.captures.append(Capture(revisit.url, revisit.target, revisit.moment, place))


def _revisit(number: int, record: WarcRecord, url: str, moment: datetime | None) -> _Revisit:
    before = record.field("WARC-Refers-To-Target-URI") or record.target
    return _Revisit(
        url,
        record.target,
        moment,
        record.field("WARC-Payload-Digest"),
        (before, moment_of(record.field("WARC-Refers-To-Date"))),
        number,
    )


def _what_is_no_page(record: WarcRecord) -> str | None:
    """Return what an answer is that holds no page: "answers of HTTP 404"; None for a page.

    A revisit may have no head of its own, or that of a 304.
    """
    head = http_head(record.block)
    is_revisit = record.kind == "revisit"
    if head is None:
        return None if is_revisit else "responses that are no answers of HTTP"
    if head.status != HTTPStatus.OK and not (is_revisit and head.status == HTTPStatus.NOT_MODIFIED):
        return f"answers of HTTP {head.status}"
    if head.media_type is not None and head.media_type not in PAGES:
        return "answers that are no pages"
    return None
