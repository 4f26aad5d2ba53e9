"""The drift alarm: whether a run's documents say less than the same source said before.

A site that renames a label or changes its pages breaks a parser without any error. So a run is
judged before anything of it is stored: what its documents lack, cannot be read or raise as issues
is counted and compared with what the source gave before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from archive.vocabulary import Severity
from importers.loading.speeches.lost_fields import FIELD_LOST
from importers.records import RecordIssue

FIELD_MISSING: Final = "field_missing"
"""A new document does not state what nearly all of its source and assembly do."""
REJECTED: Final = "rejected"

NEARLY_ALL: Final = 0.95
"""Share of the records before that state a field, from which new ones are expected to."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """From when on documents that say less are an alarm."""

    share: float = 0.1
    """More than this share of the documents, beyond the share before."""
    documents: int = 5
    """At least as many documents: fewer are told as issues of their own."""


class IdForm(NamedTuple):
    """An assembly and an id scheme: the group of speeches whose fields are compared.

    A source tells each kind in pages of its own form: of norden.org, those by node state the date,
    and those by slug never do.
    """

    assembly: str
    scheme: str
    """Of the most trusted id (importers.loading.speeches.identifiers)."""


class _Symptom(NamedTuple):
    """Something that documents of a run have in common."""

    code: str
    subject: str | None = None
    form: IdForm | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What one document lost, lacks or raises, and what to show of it."""

    place: str
    """The file and, where there is one, the line."""
    is_known: bool
    """Whether a record of it is stored already."""
    lost: dict[str, str] = field(default_factory=dict)
    """What the stored record states and the document does not, and the value where it is short."""
    new_in: frozenset[IdForm] = frozenset()
    """The forms of its new speeches."""
    missing: frozenset[tuple[IdForm, str]] = frozenset()
    """What a new speech does not state: its form and the field."""
    issues: tuple[RecordIssue, ...] = ()
    rejected: str | None = None
    """Why it cannot be read, where it cannot."""

    def signs(self) -> frozenset[_Symptom]:
        """Return what of it may be the sign of a drift, each thing once."""
        found = {_Symptom(FIELD_LOST, name) for name in self.lost}
        found |= {_Symptom(FIELD_MISSING, name, form) for form, name in self.missing}
        found |= {
            _Symptom(issue.code, issue.subject)
            for issue in self.issues
            if issue.severity is not Severity.NOTED
        }
        return frozenset(found if self.rejected is None else {*found, _Symptom(REJECTED)})

    def shown(self) -> Iterator[str]:
        """Yield what is known of the document, a line each."""
        for name, value in self.lost.items():
            yield f"the {name} was {value!r}" if value else f"the {name} was stated"
        for _form, name in sorted(self.missing):
            yield f"it states no {name}"
        for issue in self.issues:
            yield f"{issue.message} [{issue.code}]"
        if self.rejected is not None:
            yield f"rejected: {self.rejected}"


@dataclass(frozen=True, slots=True)
class Alarm:
    """That too many documents of a run say less than before, and one of them as an example."""

    code: str
    """"field_lost", "field_missing", "rejected", or the code of an issue: "unknown_label" ..."""
    subject: str | None
    """The field or the label."""
    documents: int
    of: int
    """The documents that may have it: known ones, new ones, or all of the run."""
    share_before: float
    """Of the source's documents before, from 0 to 1."""
    example: str
    """The file and, where there is one, the line of one of the documents."""
    shown: tuple[str, ...]
    """What the example lost, lacks and raises."""

    @property
    def message(self) -> str:
        """Return the alarm in one sentence."""
        counted = f"{self.documents:,} of {self.of:,}"
        before = f" ({self.share_before:.0%} before)"
        match self.code:
            case "field_lost":
                return f"{counted} known documents no longer state the {self.subject}{before}"
            case "field_missing":
                return f"{counted} new documents do not state the {self.subject}{before}"
            case "rejected":
                return f"{counted} documents are rejected{before}"
            case _:
                about = "" if self.subject is None else f" {self.subject!r}"
                return f"{counted} documents raise {self.code}{about}{before}"


@dataclass(frozen=True, slots=True)
class History:
    """What a source gave before, in shares from 0 to 1."""

    issues: dict[str, float] = field(default_factory=dict)
    """Of its documents, those that raised an issue of the code."""
    rejected: float = 0.0
    """Of the records of all its runs."""
    missing: dict[tuple[IdForm, str], float] = field(default_factory=dict)
    """Of the speeches of a form, those that do not state a field."""


@dataclass(slots=True)
class RunStatistics:
    """Counts of what a run's documents lack, lose or raise, in bounded memory."""

    documents: int = 0
    known: int = 0
    new: dict[IdForm, int] = field(default_factory=dict)
    """Documents with a new record, by form."""
    _counts: dict[_Symptom, int] = field(default_factory=dict)
    _examples: dict[_Symptom, Observation] = field(default_factory=dict)
    _judged: int = 0

    def skip(self, documents: int) -> None:
        """Count documents that say what they said before."""
        self.documents += documents

    def add(self, seen: Observation) -> None:
        """Count what a document lost, lacks and raises, each thing once."""
        self.documents += 1
        self._judged += seen.rejected is None
        self.known += seen.is_known
        for form in seen.new_in:
            self.new[form] = self.new.get(form, 0) + 1
        for sign in seen.signs():
            self._counts[sign] = self._counts.get(sign, 0) + 1
            self._examples.setdefault(sign, seen)

    def forms(self, threshold: Threshold) -> frozenset[IdForm]:
        """Return the forms of which enough new speeches lack a field."""
        return frozenset(
            form
            for (code, _, form), count in self._counts.items()
            if code == FIELD_MISSING and form is not None and count >= threshold.documents
        )

    def alarms(self, history: History, threshold: Threshold) -> tuple[Alarm, ...]:
        """Return what the threshold lets pass no more, the most frequent first."""
        found = [
            alarm
            for sign in self._counts
            if (alarm := self._compared(sign, history)) is not None
            and alarm.documents >= threshold.documents
            and alarm.documents / alarm.of - alarm.share_before > threshold.share
        ]
        return tuple(sorted(found, key=lambda alarm: (-alarm.documents, alarm.message)))

    def _compared(self, sign: _Symptom, history: History) -> Alarm | None:
        code, subject, form = sign
        of, before = self._judged, history.issues.get(code, 0.0)
        if code == FIELD_LOST:
            of = self.known
        elif code == REJECTED:
            of, before = self.documents, history.rejected
        elif code == FIELD_MISSING:
            assert form is not None
            assert subject is not None
            of, before = self.new[form], history.missing.get((form, subject), 1.0)
            if before > 1 - NEARLY_ALL:
                return None
        example = self._examples[sign]
        return Alarm(
            code, subject, self._counts[sign], of, before, example.place, tuple(example.shown())
        )
