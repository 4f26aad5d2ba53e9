"""What has become of a result set: the same search asked again, record by record compared."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from archive.errors import Conflict, InvalidQuery
from archive.queries.archive_version import ArchiveVersion
from archive.queries.former_ids import current_ids
from archive.result_sets.stored_sets import (
    CurrentRecord,
    FoundSet,
    StoredSet,
    changed_since_run,
    current_records,
)
from archive.vocabulary import RecordKind
from search_index.results import Hit
from services.resolve import resolve
from services.result_sets.freezing import Served, all_hits, asked_by, require_matching_versions


@dataclass(frozen=True, slots=True)
class SearchState:
    """What a search was, or is, answered from, and how many records it finds."""

    archive: ArchiveVersion
    lexicon: str
    analysis: str
    total: int


@dataclass(frozen=True, slots=True)
class AddedRecord:
    """A record that is found now and was not."""

    id: str
    changed: bool
    """Whether an import brought or changed it since; else it is found by other topics or words."""


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record of the set whose text or metadata are others now."""

    id: str
    found: bool
    """Whether it is found still."""


@dataclass(frozen=True, slots=True)
class WithdrawnRecord:
    """A record of the set that is neither counted nor found any more."""

    id: str
    withdrawn_at: datetime | None
    """UTC; None where the archive does not know it at all any more."""


@dataclass(frozen=True, slots=True)
class ResultSetDifference:
    """A result set beside what the same search finds now."""

    result_set: str
    kind: RecordKind
    then: SearchState
    now: SearchState
    added: tuple[AddedRecord, ...]
    changed: tuple[ChangedRecord, ...]
    withdrawn: tuple[WithdrawnRecord, ...]
    no_longer_found: tuple[str, ...]
    """Held still, and unchanged."""
    unchanged: int
    """Found still, and unchanged."""
    same_order: bool
    """Whether what is found still comes in the order in which it came."""

    @property
    def versions_changed(self) -> tuple[str, ...]:
        """What questions are read with that is another now: "lexicon", "analysis"."""
        both = {
            "lexicon": (self.then.lexicon, self.now.lexicon),
            "analysis": (self.then.analysis, self.now.analysis),
        }
        return tuple(name for name, (then, now) in both.items() if then != now)


def difference(stored: StoredSet, served: Served, session: Session) -> ResultSetDifference:
    """Compare the set with what its search finds now, in the state of the index that serves.

    Raises IndexUnavailable, and Conflict where the search can be understood no longer.
    """
    require_matching_versions(served.state, served.tagger.lexicon)
    found, state = stored.found, served.state
    hits = _under_former_ids(found, _hits(stored, served), session)
    ids = {hit.public_id for hit in hits}
    verdicts = _Verdicts()
    verdicts.judge(
        found, ids, current_records(session, found.kind, found.ids), served.reader.fingerprints()
    )
    return ResultSetDifference(
        result_set=found.id,
        kind=found.kind,
        then=SearchState(found.archive, found.lexicon, found.analysis, found.total),
        now=SearchState(state.archive, state.lexicon, state.analysis, len(hits)),
        added=_added(found, hits, session),
        changed=tuple(verdicts.changed),
        withdrawn=tuple(verdicts.withdrawn),
        no_longer_found=tuple(verdicts.no_longer_found),
        unchanged=verdicts.unchanged,
        same_order=_in_same_order(found, hits),
    )


@dataclass(slots=True)
class _Verdicts:
    """What has become of each record of a set, in the set's order."""

    changed: list[ChangedRecord] = field(default_factory=list)
    withdrawn: list[WithdrawnRecord] = field(default_factory=list)
    no_longer_found: list[str] = field(default_factory=list)
    unchanged: int = 0

    def judge(
        self,
        then: FoundSet,
        found_now: Collection[str],
        present: Mapping[str, CurrentRecord],
        fingerprints: Mapping[int, int],
    ) -> None:
        """Judge each record by the fingerprints of the index that serves."""
        sign = 1 if then.kind is RecordKind.SPEECH else -1
        for public_id, before in zip(then.ids, then.fingerprints, strict=True):
            record = present.get(public_id)
            now = None if record is None else fingerprints.get(sign * record.key)
            if now is None:
                moment = None if record is None else record.withdrawn_at
                self.withdrawn.append(WithdrawnRecord(public_id, moment))
            elif now != before:
                self.changed.append(ChangedRecord(public_id, public_id in found_now))
            elif public_id not in found_now:
                self.no_longer_found.append(public_id)
            else:
                self.unchanged += 1


def _hits(stored: StoredSet, served: Served) -> tuple[Hit, ...]:
    """Return what the set's search finds now."""
    try:
        question = asked_by(stored.found.question)
        meant = resolve(question.asked, served.tagger)
        return all_hits(question, meant, served.reader)
    except (InvalidQuery, ValidationError) as error:
        raise Conflict(
            f"what this result set asked for can be asked no longer ({error}); the set itself is"
            " served as it was"
        ) from error


def _under_former_ids(then: FoundSet, hits: Sequence[Hit], session: Session) -> tuple[Hit, ...]:
    """Return the hits under the public ids that the set has for them."""
    called = current_ids(session, then.ids, then.kind)
    former = {now: public_id for public_id, now in called.items()}
    return tuple(
        replace(hit, public_id=former[hit.public_id]) if hit.public_id in former else hit
        for hit in hits
    )


def _added(then: FoundSet, hits: Sequence[Hit], session: Session) -> tuple[AddedRecord, ...]:
    known = set(then.ids)
    new = [hit for hit in hits if hit.public_id not in known]
    keys = [abs(hit.record_id) for hit in new]
    changed = changed_since_run(session, then.kind, keys, then.archive.run)
    return tuple(AddedRecord(hit.public_id, abs(hit.record_id) in changed) for hit in new)


def _in_same_order(then: FoundSet, hits: Sequence[Hit]) -> bool:
    """Return whether the records that were found and are, come as they came."""
    before, now = set(then.ids), {hit.public_id for hit in hits}
    was = [public_id for public_id in then.ids if public_id in now]
    return was == [hit.public_id for hit in hits if hit.public_id in before]
