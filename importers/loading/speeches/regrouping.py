"""Statements of speeches grouped anew at the end of each import, so that the order leaves no trace.

While documents are read, each joins the speech that fits it then. One that comes later may fit
as well, or join two. So what the run touched, and all that shares a slug, a number or words with
it, is grouped by `statement_groups`, and moved where it stands otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from archive.database import batched
from archive.models import SourceDocument, Speech, SpeechIdentifier, SpeechSource
from archive.vocabulary import Phase
from importers.loading.sessions.session_rules import GIVEN_AT_IMPORT, with_inferred_session
from importers.loading.skipped_records import skip_speech
from importers.loading.source_documents.earlier_versions import parse_speech
from importers.loading.speeches.cache import SourceRow
from importers.loading.speeches.identifiers import (
    NUMBER_SCHEMES,
    REMARK_SCHEME,
    UNIQUE_SCHEMES,
    identifiers_of,
)
from importers.loading.speeches.merge_records import DocumentReading
from importers.loading.speeches.move_statements import move_statements
from importers.loading.speeches.statement_groups import (
    SpeechStatement,
    StatementGroup,
    group_statements,
)
from importers.loading.speeches.versions import Version
from importers.loading.transaction import Transaction
from importers.records import SpeechRecord

_TOLD_APART: Final = ("corpus", REMARK_SCHEME)
"""Schemes in which each statement gives the one id by which its speech is known."""


def regroup_speeches(transaction: Transaction) -> None:
    """Let what the run touched be grouped as its set of statements tells."""
    for component in _components(transaction.session, transaction.run_id):
        with transaction.each(skip_speech(transaction, Phase.REGROUP, component[0])):
            _regroup(transaction, component)
    transaction.write()


def _regroup(transaction: Transaction, speech_ids: Sequence[int]) -> None:
    session = transaction.session
    transaction.held.fetch(session, speech_ids)
    speeches = [transaction.held.speech(session, key) for key in speech_ids]
    if any(speech.withdrawn_at is not None for speech in speeches):
        return  # what was withdrawn is that as which it was withdrawn
    statements = [one for speech in speeches for one in _statements(transaction, speech)]
    groups = group_statements(speeches[0].assembly_id, statements)
    if not _stand_so(groups, statements):
        move_statements(transaction, speech_ids, groups)


def _stand_so(groups: Iterable[StatementGroup], statements: Iterable[SpeechStatement]) -> bool:
    """Tell whether the speeches are the groups already."""
    so_far: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for one in statements:
        so_far[one.speech_id].add(one.document_ids)
    wanted = {frozenset(one.document_ids for one in group.statements) for group in groups}
    return wanted == {frozenset(each) for each in so_far.values()}


def _statements(transaction: Transaction, speech: Speech) -> Iterator[SpeechStatement]:
    """Yield what is said of the speech, by who says it."""
    voices: dict[tuple[str, str | None], list[SourceRow]] = defaultdict(list)
    for pair in transaction.held.sources(transaction.session, speech.id):
        voices[Version(*pair).voice].append(pair)
    for rows in voices.values():
        said = [
            (document, row, record)
            for document, row in sorted(rows, key=lambda pair: (pair[1].latest, pair[1].version))
            if (record := _record(transaction, speech, document)) is not None
        ]
        if said:
            document, row, record = said[-1]
            former = {known for *_, earlier in said for known in identifiers_of(earlier)}
            yield SpeechStatement(
                speech.id,
                DocumentReading(document.id, document.name, document.source, record, row.version),
                tuple(sorted(each.id for each, _ in rows)),
                frozenset(known for known in former if known.scheme not in NUMBER_SCHEMES),
            )


def _record(
    transaction: Transaction, speech: Speech, document: SourceDocument
) -> SpeechRecord | None:
    held = transaction.known.of_speech(transaction.session, speech.id)
    record = parse_speech(transaction.source, document, held, transaction.clock)
    if record is None or speech.session_rule != GIVEN_AT_IMPORT:
        return record
    return with_inferred_session(transaction.session, speech, record)


def _components(session: Session, run_id: int) -> list[list[int]]:
    """Return the speeches that may stand otherwise, those together that share an id."""
    touched = set(session.scalars(_doubtful(run_id)))
    touched.update(session.scalars(_of_several_addresses(run_id)))
    components = []
    while touched:
        component = _sharing(session, touched.pop())
        touched -= component
        components.append(sorted(component))
    return sorted(components)


def _doubtful(run_id: int) -> Select[int]:
    """Return the speeches that the run read and that share an id with others.

    Two of which each has an id of its own stand apart, whatever else they share.
    """
    own, others = aliased(SpeechIdentifier), aliased(SpeechIdentifier)
    return (
        select(own.speech_id)
        .join(SpeechSource, SpeechSource.speech_id == own.speech_id)
        .join(Speech, Speech.id == own.speech_id)
        .where(
            SpeechSource.import_run_id == run_id,
            own.scheme.not_in(UNIQUE_SCHEMES),
            exists().where(
                others.assembly_id == own.assembly_id,
                others.scheme == own.scheme,
                others.value == own.value,
                others.speech_id != own.speech_id,
                or_(~_is_told_apart(own.speech_id), ~_is_told_apart(others.speech_id)),
            ),
        )
        .distinct()
    )


def _of_several_addresses(run_id: int) -> Select[int]:
    """Return the speeches that the run read and that several addresses state."""
    read, every = aliased(SpeechSource), aliased(SpeechSource)
    return (
        select(read.speech_id)
        .join(every, every.speech_id == read.speech_id)
        .join(SourceDocument, SourceDocument.id == every.source_document_id)
        .where(read.import_run_id == run_id, ~_is_told_apart(read.speech_id))
        .group_by(read.speech_id)
        .having(func.count(SourceDocument.name.distinct()) > 1)
    )


def _is_told_apart(speech_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    own = aliased(SpeechIdentifier)
    return exists().where(own.speech_id == speech_id, own.scheme.in_(_TOLD_APART))


def _sharing(session: Session, speech_id: int) -> set[int]:
    """Return the speech and all that share an id with it, or with one that does."""
    component, new = {speech_id}, {speech_id}
    own, others = aliased(SpeechIdentifier), aliased(SpeechIdentifier)
    while new:
        found: set[int] = set()
        for some in batched(new):
            shared = (
                (others.assembly_id == own.assembly_id)
                & (others.scheme == own.scheme)
                & (others.value == own.value)
            )
            statement = select(others.speech_id).join(own, shared)
            found.update(
                session.scalars(
                    statement.where(own.speech_id.in_(some), own.scheme.not_in(UNIQUE_SCHEMES))
                )
            )
        new = found - component
        component |= new
    return component
