"""What one import did: counts, and every issue with its place."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from archive.quarantine.faults import storable_text
from archive.vocabulary import Phase, Severity
from importers.loading.drift.alarms import Alarm
from importers.loading.drift.shortfall import Shortfall
from importers.records import RecordIssue


class Outcome(StrEnum):
    """What became of one record: a speech, or an agenda item with its chair's remarks."""

    INSERTED = "inserted"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LocatedIssue:
    """An issue and where it was found."""

    place: str
    """The file and, where there is one, the line: "speeches.jsonl, line 17"."""
    severity: Severity
    code: str
    message: str
    subject: str | None = None
    """RecordIssue.subject."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one import; the counts are of records."""

    source: str
    dry_run: bool
    run_id: int | None
    """models.ImportRun.id, or None after a dry run."""
    inserted: int
    updated: int
    unchanged: int
    rejected: int
    withdrawn: int
    quarantined: int
    """Records at fault whose bytes are kept in quarantine, the rejected ones among them."""
    failed_steps: tuple[Phase, ...]
    """Steps at the run's end that failed for all records, and were not done."""
    issues: tuple[LocatedIssue, ...]
    alarms: tuple[Alarm, ...] = ()
    """Why the run was stopped before anything of it was stored; none where it was not."""
    shortfall: Shortfall | None = None
    """Where it brought nothing, or far less than the run before."""

    @property
    def is_amiss(self) -> bool:
        """Whether too little was brought, not all was taken, or not all was done with it."""
        at_fault = self.rejected or self.quarantined or self.failed_steps
        return bool(at_fault or self.alarms or self.shortfall)

    def as_json(self) -> str:
        """Return the report as one indented JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


@dataclass(slots=True)
class Tally:
    """Counts and issues that grow while an import, or one transaction of it, goes on."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    issues: list[LocatedIssue] = field(default_factory=list)
    quarantined: int = 0
    failed_steps: list[Phase] = field(default_factory=list)

    def count(self, outcome: Outcome, records: int = 1) -> None:
        """Count records of one outcome."""
        self.outcomes[outcome] += records

    def note(self, place: str, issue: RecordIssue) -> None:
        """Keep an issue found at the place."""
        self.issues.append(
            LocatedIssue(
                storable_text(place),
                issue.severity,
                issue.code,
                storable_text(issue.message),
                None if issue.subject is None else storable_text(issue.subject),
            )
        )

    def add(self, other: "Tally") -> None:
        """Add the counts and issues of a transaction that was committed."""
        self.outcomes.update(other.outcomes)
        self.issues.extend(other.issues)
        self.quarantined += other.quarantined
        self.failed_steps.extend(other.failed_steps)

    def copy(self) -> "Tally":
        """Return what was counted so far, for what may fail."""
        return Tally(Counter(self.outcomes), [*self.issues], self.quarantined, [*self.failed_steps])

    def report(
        self,
        source: str,
        *,
        dry_run: bool,
        run_id: int | None = None,
        alarms: tuple[Alarm, ...] = (),
        shortfall: Shortfall | None = None,
    ) -> Report:
        """Return what was counted, for good."""
        return Report(
            source=source,
            dry_run=dry_run,
            run_id=run_id,
            inserted=self.outcomes[Outcome.INSERTED],
            updated=self.outcomes[Outcome.UPDATED],
            unchanged=self.outcomes[Outcome.UNCHANGED],
            rejected=self.outcomes[Outcome.REJECTED],
            withdrawn=self.outcomes[Outcome.WITHDRAWN],
            quarantined=self.quarantined,
            failed_steps=tuple(self.failed_steps),
            issues=tuple(self.issues),
            alarms=alarms,
            shortfall=shortfall,
        )
