"""The archive's inner consistency: what is broken, and what a person should know of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.clock import Clock, utc_now
from archive.corrections.correction_list import outdated_corrections
from archive.models import (
    Assembly,
    BackgroundDocument,
    BackgroundSource,
    CouncilSession,
    Segment,
    Sitting,
    SourceDocument,
    Speech,
    SpeechIdentifier,
    SpeechSource,
)
from archive.quarantine.listing import quarantine_shares
from archive.queries.archive_totals import WITHOUT_SESSION
from archive.queries.imports.runs import killed_runs
from archive.queries.session_coverage.places import CoveragePlace, list_places
from archive.queries.session_coverage.sequences import NumberSequence, sequences
from archive.reference import first_days
from archive.text.word_count import count_words
from archive.vocabulary import IMPLAUSIBLE_DATE, NORDIC_COUNCIL, SegmentKind

_PRESENT: Final = Speech.withdrawn_at.is_(None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    code: str
    place: str
    """The public id of the speech, the session, the import run, the source."""
    message: str


def find_broken(session: Session) -> Iterator[Finding]:
    """Yield what contradicts itself; in an archive that only imports wrote there is nothing."""
    yield from _speeches(session, "speech_without_words", "has no original text", _wordless())
    yield from _speeches(session, "segment_without_text", "has an empty segment", _empty())
    yield from _speeches(
        session, "word_counts_differ", "counts other words than its segments", _miscounted()
    )
    yield from _speeches(
        session, "no_source_document", "is not traced to one leading document", _untraced()
    )
    yield from _speeches(
        session, "no_identifier", "has no id by which it would be known again", _unidentified()
    )
    yield from _speeches(
        session, "sitting_of_another_session", "sits in another session", _misplaced()
    )
    yield from _background_documents(session)


def find_warnings(session: Session, clock: Clock = utc_now) -> Iterator[Finding]:
    """Yield what wants a look: corrections that apply no more, then what the sources leave open.

    These are gaps, numbers twice, odd dates, what no rule resolves.
    """
    yield from _outdated_corrections(session)
    yield from _gaps_and_doubles(session)
    yield from _dates_outside(session)
    yield from _implausible_dates(session)
    yield from _unresolved_speakers(session)
    yield from _unknown_roles(session)
    yield from _without_session(session)
    yield from _unfinished_runs(session, clock)
    yield from _quarantined(session)


def _speeches(
    session: Session, code: str, message: str, condition: ColumnElement[bool]
) -> Iterator[Finding]:
    ids = session.scalars(select(Speech.public_id).where(condition).order_by(Speech.id))
    for public_id in ids:
        yield Finding(code, public_id, f"the speech {message}")


def _wordless() -> ColumnElement[bool]:
    return ~(
        select(Segment.id)
        .where(Segment.speech_id == Speech.id, Segment.kind == SegmentKind.ORIGINAL)
        .exists()
    )


def _empty() -> ColumnElement[bool]:
    return (
        select(Segment.id)
        .where(Segment.speech_id == Speech.id, func.trim(Segment.text) == "")
        .exists()
    )


def _miscounted() -> ColumnElement[bool]:
    counted = (
        select(func.coalesce(func.sum(Segment.words), 0))
        .where(Segment.speech_id == Speech.id, Segment.kind == SegmentKind.ORIGINAL)
        .scalar_subquery()
    )
    return Speech.words != counted


def _untraced() -> ColumnElement[bool]:
    leading = (
        select(func.coalesce(func.sum(case((SpeechSource.current, 1), else_=0)), 0))
        .where(SpeechSource.speech_id == Speech.id)
        .scalar_subquery()
    )
    return leading != 1


def _unidentified() -> ColumnElement[bool]:
    return ~select(SpeechIdentifier.id).where(SpeechIdentifier.speech_id == Speech.id).exists()


def _misplaced() -> ColumnElement[bool]:
    return (
        select(Sitting.id)
        .where(
            Sitting.id == Speech.sitting_id,
            or_(Speech.session_id.is_(None), Sitting.session_id != Speech.session_id),
        )
        .exists()
    )


def _background_documents(session: Session) -> Iterator[Finding]:
    """Yield what is broken of the documents beside the debates."""
    current = func.coalesce(func.sum(case((BackgroundSource.current, 1), else_=0)), 0)
    rows = session.execute(
        select(BackgroundDocument, current)
        .outerjoin(
            BackgroundSource, BackgroundSource.background_document_id == BackgroundDocument.id
        )
        .group_by(BackgroundDocument.id)
        .order_by(BackgroundDocument.id)
    )
    for document, sources in rows:
        if not document.words:
            yield Finding("document_without_words", document.public_id, "the document has no text")
        if document.words != count_words(document.text):
            message = "the document counts other words than its text has"
            yield Finding("word_counts_differ", document.public_id, message)
        if sources != 1:
            message = "the document is not traced to one current source document"
            yield Finding("no_source_document", document.public_id, message)


def _gaps_and_doubles(session: Session) -> Iterator[Finding]:
    """Yield what is odd about numbers, within sessions and, where they restart, within sittings."""
    numbered = sequences(session)
    found = sorted(
        (
            (_place_of(place, sequence), sequence)
            for place in list_places(session)
            for sequence in numbered.get(place.key, ())
        ),
        key=lambda each: each[0],
    )
    for place, sequence in found:
        for number, speeches in sorted(sequence.held.items()):
            if len(speeches) > 1:
                message = f"number {number} is that of {len(speeches)} speeches"
                yield Finding("number_claimed_twice", place, message)
    for place, sequence in found:
        for numbers in sequence.missing:
            yield Finding("gap", place, _missing(numbers.first, numbers.last))


def _place_of(place: CoveragePlace, sequence: NumberSequence) -> str:
    label = WITHOUT_SESSION if place.session is None else place.session.label
    session = f"{place.assembly.id} {label}"
    return session if sequence.sitting is None else f"{session}, {sequence.sitting}"


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"speech {first} is missing"
    return f"speeches {first}-{last} are missing ({last - first + 1})"


def _dates_outside(session: Session) -> Iterator[Finding]:
    rows = session.execute(
        select(Speech.public_id, Speech.date, CouncilSession.label)
        .join(CouncilSession, CouncilSession.id == Speech.session_id)
        .where(
            _PRESENT,
            or_(Speech.date < CouncilSession.starts_on, Speech.date > CouncilSession.ends_on),
        )
        .order_by(Speech.id)
    )
    for public_id, day, label in rows:
        yield Finding(
            "date_outside_session", public_id, f"{day} lies outside of its session {label}"
        )


def _implausible_dates(session: Session) -> Iterator[Finding]:
    """Yield dates before an assembly first met or after the last document was read.

    Imports take no such date; an archive that was filled by an older version may hold some.
    """
    read_at = session.scalar(select(func.max(SourceDocument.fetched_at)))
    last = date.max if read_at is None else read_at.date() + timedelta(days=1)
    for assembly, first in first_days().items():
        rows = session.execute(
            select(Speech.public_id, Speech.date, Speech.year)
            .join(Assembly, Assembly.id == Speech.assembly_id)
            .where(
                _PRESENT,
                Assembly.key == assembly,
                or_(
                    Speech.date < first,
                    Speech.date > last,
                    Speech.year < first.year,
                    Speech.year > last.year,
                ),
            )
            .order_by(Speech.id)
        )
        for public_id, day, year in rows:
            message = (
                f"{day or year} lies outside of {first} (when its assembly first met) to {last};"
                " import its source again"
            )
            yield Finding(IMPLAUSIBLE_DATE, public_id, message)


def _unresolved_speakers(session: Session) -> Iterator[Finding]:
    rows = session.execute(
        _counted(Speech.speaker_raw).where(
            _PRESENT, Speech.speaker_raw.is_not(None), Speech.speaker_id.is_(None)
        )
    )
    for key, name, speeches in rows:
        yield Finding("unresolved_speaker", key, f"{name!r} in {speeches} speeches")


def _unknown_roles(session: Session) -> Iterator[Finding]:
    rows = session.execute(
        _counted(Speech.role_raw).where(
            _PRESENT,
            Speech.role_raw.is_not(None),
            Speech.role_kind.is_(None),
            Assembly.key == NORDIC_COUNCIL,
        )
    )
    for key, role, speeches in rows:
        yield Finding("unresolved_role", key, f"{role!r} in {speeches} speeches")


def _without_session(session: Session) -> Iterator[Finding]:
    """Yield each speech of the Nordic Council that is of no known session."""
    public_ids = session.scalars(
        select(Speech.public_id)
        .join(Assembly, Assembly.id == Speech.assembly_id)
        .where(_PRESENT, Speech.session_id.is_(None), Assembly.key == NORDIC_COUNCIL)
        .order_by(Speech.public_id)
    )
    for public_id in public_ids:
        remedy = "import the list that names it, or its page with --session"
        yield Finding("unplaced", public_id, f"no session is known of it; {remedy}")


def _counted(value: InstrumentedAttribute[str | None]) -> Select[str, str | None, int]:
    return (
        select(Assembly.key, value, func.count())
        .select_from(Speech)
        .join(Assembly, Assembly.id == Speech.assembly_id)
        .group_by(Assembly.key, value)
        .order_by(Assembly.key, value)
    )


def _unfinished_runs(session: Session, clock: Clock) -> Iterator[Finding]:
    for run in killed_runs(session, clock):
        yield Finding(
            "unfinished_run",
            f"import run {run.id}",
            f"of {run.source}, begun on {run.started_at:%Y-%m-%d %H:%M} UTC, never ended;"
            " what it committed stays, import the same again for the rest",
        )


def _outdated_corrections(session: Session) -> Iterator[Finding]:
    for made in outdated_corrections(session):
        yield Finding("outdated_correction", made.speech, made.outdated)


def _quarantined(session: Session) -> Iterator[Finding]:
    """Yield how many records of each source are at fault, by what was being done with them."""
    for share in quarantine_shares(session):
        last = share.example
        yield Finding(
            "quarantined",
            share.source,
            f"{share.records} in quarantine ({share.phase}), the last one {last.place}:"
            f" {last.reason}; `tingtale quarantine list` names them",
        )
