"""What a night did and what came of it: the report, as JSON has it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Final

from archive.queries.archive_totals import RowCounts
from archive.queries.consistency import Finding
from archive.queries.imports.changes import ChangeKind
from archive.vocabulary import NightState, RecordKind
from services.nightly.phases import Phase

RECORDS: Final = 500
"""Records that a report names; of others it tells the number."""
REJECTED: Final = 200
EXAMPLES: Final = 20
"""Of each kind of finding."""


@dataclass(frozen=True, slots=True)
class NewsOfRecord:
    """A record that came or changed."""

    id: str
    kind: RecordKind
    novelty: ChangeKind
    title: str
    """Who spoke and when, or a document's title."""
    page: str
    """The address of its page."""
    source_url: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What came."""

    new: int = 0
    changed: int = 0
    runs: tuple[int, ...] = ()
    """The import runs that brought it."""
    records: tuple[NewsOfRecord, ...] = ()
    more: bool = False
    """Whether there are more than those named."""


@dataclass(frozen=True, slots=True)
class RejectedRecord:
    """A record that was not taken."""

    source: str
    place: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings of one kind."""

    code: str
    count: int
    examples: tuple[Finding, ...]


def grouped(findings: Sequence[Finding]) -> tuple[Findings, ...]:
    """Return findings by their kinds, in the order in which the kinds come first."""
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    return tuple(
        Findings(code, len(found), tuple(found[:EXAMPLES])) for code, found in by_code.items()
    )


@dataclass(slots=True)
class NightFindings:
    """What the phases of a night bring together for its report."""

    news: News = field(default_factory=News)
    rejected: list[RejectedRecord] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    broken: tuple[Findings, ...] = ()
    missing: tuple[Findings, ...] = ()
    totals: RowCounts | None = None
    runs: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NightReport:
    """A night that is over."""

    night: int | None
    """models.Night.id; None of a dry run, and where there is no database to keep it."""
    state: NightState
    dry_run: bool
    started_at: datetime
    """UTC, as all times."""
    finished_at: datetime
    sources: tuple[str, ...]
    phases: tuple[Phase, ...]
    news: News
    rejected: int
    rejected_records: tuple[RejectedRecord, ...]
    """Those that are named."""
    alarms: tuple[str, ...]
    """Drift, and imports that brought far less than those before."""
    broken: tuple[Findings, ...]
    """What contradicts itself in the archive."""
    missing: tuple[Findings, ...]
    """What the sources leave open: gaps in numbers, names that no rule resolves ..."""
    totals: RowCounts | None
    """What the archive holds now; None where it could not be counted."""

    @property
    def name(self) -> str:
        """What its files are called: "night-20261128T021500Z"."""
        return f"night-{self.started_at:%Y%m%dT%H%M%SZ}"

    def as_json(self) -> str:
        """Return the report as one indented JSON object; times end with a Z."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, default=_moment) + "\n"


def _moment(value: object) -> str:
    assert isinstance(value, datetime)
    return f"{value.isoformat(timespec='seconds')}Z"


def phase_members(phase: Phase) -> dict[str, object]:
    """Return a phase as the night's record keeps it."""
    return asdict(phase)
