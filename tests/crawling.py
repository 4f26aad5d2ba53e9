"""Nights over a twin of the site: crawled, imported, and compared with what the twin holds."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from site_twin import Request, SiteTwin, Speech, text_digest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session, joinedload, selectinload

from archive import models
from archive.clock import Clock
from archive.configuration.fetching import FetchSettings
from archive.models.frontier import FrontierPage
from archive.settings import Settings
from archive.vocabulary import SegmentKind, SpeechType
from importers.fetching.crawl import CrawlReport, crawl
from importers.fetching.fetcher import Fetcher, warc_writer
from importers.fetching.outcomes import FindStoredBody
from importers.fetching.warc.writer import WarcWriter
from importers.loading.load import load
from importers.loading.report import Report
from importers.source import source_at

FIRST_NIGHT = datetime(2026, 12, 1, 2, 0)  # noqa: DTZ001  (as archive.clock tells moments)


RECORDS = ("speech", "protocol", "agenda_item")


class Held(NamedTuple):
    """What an archive must hold of a speech, on whichever of its pages it was read."""

    session: int | None
    number: int | None
    speaker: str | None
    type: str | None
    at: datetime | None
    language: str
    digest: str
    is_gone: bool = False


def held_of(engine: Engine) -> Counter[Held]:
    """Return the speeches that an archive holds, but for the chairs' words on protocol pages."""
    query = select(models.Speech).options(
        selectinload(models.Speech.segments), joinedload(models.Speech.session)
    )
    with Session(engine) as session:
        speeches = session.scalars(query.where(models.Speech.withdrawn_at.is_(None))).all()
        return Counter(
            _held(speech)
            for speech in speeches
            if speech.speech_type != SpeechType.CHAIR_REMARK.value
        )


def true_of(speeches: Iterable[Speech], gone: Iterable[str] = ()) -> Counter[Held]:
    """Return the same of speeches of the twin; those whose keys are given are gone."""
    keys = frozenset(gone)
    return Counter(
        Held(
            speech.session.number,
            speech.number,
            speech.speaker,
            speech.type,
            speech.at,
            speech.language,
            speech.text_digest,
            speech.key in keys,
        )
        for speech in speeches
    )


def items_of(engine: Engine) -> set[tuple[int | None, str | None, str | None]]:
    """Return session, number and title of the agenda items that an archive holds."""
    with Session(engine) as session:
        items = session.scalars(
            select(models.AgendaItem).options(joinedload(models.AgendaItem.session))
        )
        return {
            (item.session.number if item.session else None, item.number, item.title)
            for item in items
        }


def true_items(twin: SiteTwin) -> set[tuple[int | None, str | None, str | None]]:
    """Return the same of the twin."""
    return {(i.session.number, i.label.rstrip("."), i.title) for i in twin.items()}


@dataclass(frozen=True, slots=True)
class Night:
    """What one night did."""

    report: CrawlReport
    imported: Report | None
    """None where the crawl kept nothing."""
    requests: tuple[Request, ...]
    at: datetime

    @property
    def share_with_body(self) -> float:
        """Requests that brought a page, of all but those for robots.txt."""
        pages = [r for r in self.requests if r.target != "/robots.txt"]
        return sum(r.has_body for r in pages) / max(1, len(pages))


class Nights:
    """An archive into which a twin is crawled night by night, each a day after the one before."""

    def __init__(self, engine: Engine, twin: SiteTwin, folder: Path, **settings: object) -> None:
        if engine.dialect.name == "sqlite":  # no test waits for the disk
            event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.engine = engine
        self.twin = twin
        self.now = FIRST_NIGHT
        twin.clock = lambda: self.now.replace(tzinfo=UTC).timestamp()
        self.pause: Callable[[float], None] = no_pause
        fetch = FetchSettings(
            contact="archive@example.org",
            url=twin.url,
            private=True,
            delay=0,
            requests=100_000,
            warc_dir=folder / "warc",
            failures=1_000,
        )
        self.settings = Settings(fetch=replace(fetch, **settings), clock=lambda: self.now)

    def night(self, days: float = 1) -> Night:
        """Crawl and import, then let so many days pass."""
        self.twin.log.clear()
        self.twin.new_night()
        report = crawl(self.engine, self.settings, opening=self._opening)
        imported = self._import(report.warc_files)
        night = Night(report, imported, tuple(self.twin.log), self.now)
        self.now += timedelta(days=days)
        return night

    @contextmanager
    def _opening(
        self, settings: FetchSettings, clock: Clock, known: FindStoredBody
    ) -> Iterator[tuple[Fetcher, WarcWriter]]:
        with (
            warc_writer(settings, clock, known) as kept,
            Fetcher(settings, kept, clock, pause=self.pause) as fetcher,
        ):
            yield fetcher, kept

    def brought(self, night: Night) -> set[str]:
        """Return what was new or said something else, as the twin names it: by the frontier."""
        query = select(FrontierPage.url).where(
            FrontierPage.changed_at == night.at, FrontierPage.kind.in_(RECORDS)
        )
        with Session(self.engine) as session:
            found = [url.removeprefix(self.twin.url) for url in session.scalars(query)]
        return {key for key in map(self.twin.record_of, found) if key is not None}

    def _import(self, files: Sequence[Path]) -> Report | None:
        """Import what the night kept, and what those before kept and could not import."""
        if not files:
            return None
        source = source_at("norden", self.twin.url)
        return load(self.engine, source, source.documents(files), clock=self.settings.clock)


def no_pause(_seconds: float) -> None:
    """Wait for nothing: the twin minds no haste."""


@contextmanager
def connections_watched() -> Iterator[list[tuple[str, int]]]:
    """Write down to what every socket is connected meanwhile: the proof that none went astray."""
    import socket  # noqa: PLC0415  (pytest-socket puts its own in place)

    connected: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: tuple[str, int]) -> None:
        connected.append(address[:2])
        connect(self, address)

    with mock.patch.object(socket.socket, "connect", watched):
        yield connected


def _held(speech: models.Speech) -> Held:
    originals = [s for s in speech.segments if s.kind == SegmentKind.ORIGINAL.value]
    return Held(
        speech.session.number if speech.session else None,
        speech.number,
        speech.speaker_raw,
        speech.speech_type,
        speech.started_at,
        ",".join(dict.fromkeys(segment.language for segment in originals)),
        text_digest([p for segment in originals for p in segment.paragraphs]),
        speech.gone_at is not None,
    )
