"""Readiness: how old the index is, whether the database is ahead of it, how much disk is free."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import disk_usage

from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from archive.models import ImportRun
from archive.queries.archive_version import ArchiveVersion, archive_version, is_of_history
from archive.queries.imports.nights import last_good_night, last_nights, late_night
from archive.settings import Settings
from search_index.documents import read_revision
from search_index.generations.folders import generation_time


@dataclass(frozen=True, slots=True)
class IndexAge:
    """The index that serves, beside the database."""

    made_at: str
    """UTC, with a Z."""
    age_seconds: int
    behind: bool | None
    """Whether the database holds other records; None where the index does not tell its own."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk on which something of the archive lies."""

    free_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True)
class Disks:
    """Where the archive's files lie."""

    database: Disk | None
    """None for PostgreSQL, which may lie anywhere."""
    index: Disk | None


@dataclass(frozen=True, slots=True)
class LastNight:
    """The last night, and the last that was good; moments are UTC, with a Z."""

    state: str
    started_at: str
    finished_at: str | None
    last_good_at: str | None
    """When the last good one ended."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What an operator wants to know of a server that answers."""

    status: str
    """"ready", or "degraded" where it answers well and something wants a person."""
    reasons: tuple[str, ...]
    """Why it is degraded."""
    index: IndexAge
    disk: Disks
    night: LastNight | None
    """None where there was no night yet."""


def readiness(
    generation: str, indexed: ArchiveVersion | None, session: Session, settings: Settings
) -> Readiness:
    """Return the state of the index and of the disks."""
    made = generation_time(generation)
    age = int((settings.clock() - made).total_seconds())
    behind = None if indexed is None else _is_behind(generation, indexed, session)
    late = late_night(session, settings.night.late_hours, settings.clock())
    return Readiness(
        "ready" if late is None else "degraded",
        () if late is None else (late.message,),
        IndexAge(f"{made.isoformat()}Z", max(0, age), behind),
        Disks(_disk(_sqlite_file(settings.database_url)), _disk(settings.index_dir)),
        _last_night(session),
    )


def _last_night(session: Session) -> LastNight | None:
    nights, good = last_nights(session, 1), last_good_night(session)
    if not nights:
        return None
    return LastNight(
        nights[0].state,
        f"{nights[0].started_at.isoformat()}Z",
        _moment(nights[0].finished_at),
        None if good is None else _moment(good.finished_at),
    )


def _moment(when: datetime | None) -> str | None:
    return None if when is None else f"{when.isoformat()}Z"


def _is_behind(generation: str, indexed: ArchiveVersion, session: Session) -> bool:
    """Return whether the database holds other records than were indexed.

    The last run that changed one tells, unless it went on when the index was made. It is another
    one of the same number where an older backup was restored meanwhile.
    """
    newest = read_revision(session)
    if newest != (indexed.run or 0) or not is_of_history(session, indexed):
        return True
    run = session.get(ImportRun, newest)
    if run is None or (
        run.finished_at is not None and run.finished_at <= generation_time(generation)
    ):
        return False
    return archive_version(session).content_sha256 != indexed.content_sha256


def _sqlite_file(database_url: str) -> Path | None:
    url = make_url(database_url)
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if named else None


def _disk(path: Path | None) -> Disk | None:
    if path is None or not path.exists():
        return None
    found = disk_usage(path)
    return Disk(found.free, found.total)
