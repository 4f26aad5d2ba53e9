"""Statements moved between stored speeches; what each speech was called before leads on."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import (
    Correction,
    FormerSpeechId,
    ImportIssue,
    Speech,
    SpeechIdentifier,
    SpeechSource,
)
from importers.loading.speeches.cache import SpeechCache
from importers.loading.speeches.identifiers import NUMBER_SCHEMES, public_id_of
from importers.loading.speeches.public_ids import assign_public_id
from importers.loading.speeches.recognition import IdentifierIndex
from importers.loading.speeches.restatement import restate_speech
from importers.loading.speeches.rows import speech_rows
from importers.loading.speeches.statement_groups import StatementGroup
from importers.loading.transaction import Transaction


def move_statements(
    transaction: Transaction, speech_ids: Collection[int], groups: Sequence[StatementGroup]
) -> None:
    """Make each group one speech; delete speeches without statements and redirect their ids.

    A speech goes on as the group of its most trusted statement that no group before it took.
    """
    transaction.write()
    session = transaction.session
    assembly_id = transaction.held.speech(session, min(speech_ids)).assembly_id
    told = _told_ids(session, speech_ids)
    keys = _carriers(transaction, groups)
    concerned = {*speech_ids, *keys}
    successors = _successors(groups, keys)
    identifiers = _identifiers(session, concerned, groups, keys)
    _move_sources(session, groups, keys)
    _move_notes(session, {key: to for key, to in successors.items() if key not in keys})
    _write_identifiers(transaction, assembly_id, concerned, identifiers)
    _delete(transaction, set(speech_ids) - set(keys))
    _forget(transaction)
    for key in keys:
        restate_speech(transaction, key)
    transaction.write()
    _write_identifiers(transaction, assembly_id, concerned, identifiers)
    _forget(transaction)
    _name(transaction, keys)
    assembly = transaction.around.frame.assembly_key(session, assembly_id)
    natural = [{public_id_of(assembly, [one]) for one in group.identifiers} for group in groups]
    _lead_on(session, told, dict(zip(keys, natural, strict=True)), successors)


def _told_ids(session: Session, speech_ids: Collection[int]) -> dict[str, int]:
    """Return the public ids of the speeches, former ones too, with the speech that each means."""
    now = select(Speech.public_id, Speech.id).where(Speech.id.in_(speech_ids))
    former = select(FormerSpeechId.public_id, FormerSpeechId.speech_id).where(
        FormerSpeechId.speech_id.in_(speech_ids)
    )
    return {
        public_id: key
        for statement in (now, former)
        for public_id, key in session.execute(statement)
    }


def _carriers(transaction: Transaction, groups: Sequence[StatementGroup]) -> list[int]:
    """Return the key of the speech that each group is, new ones among them."""
    taken: set[int] = set()
    keys: list[int | None] = []
    for group in groups:
        own = (one.speech_id for one in group.statements)
        free = next((key for key in own if key not in taken), None)
        taken |= {free} - {None}  # type: ignore[arg-type]
        keys.append(free)
    return [
        _insert(transaction, group) if key is None else key
        for key, group in zip(keys, groups, strict=True)
    ]


def _insert(transaction: Transaction, group: StatementGroup) -> int:
    """Insert the group's speech and return its key; documents and segments follow."""
    table, first = table_of(Speech), group.statements[0]
    row = speech_rows(transaction.session, transaction.around, group.record).speech | {
        "public_id": f"new-{first.speech_id}-{first.document_ids[0]}",
        "content_sha256": "",  # stated anew from its documents, it differs from this
        "revision": transaction.run_id,
    }
    inserted = transaction.session.execute(insert(table).returning(table.c.id), [row])
    return int(inserted.scalar_one())


def _successors(groups: Sequence[StatementGroup], keys: Sequence[int]) -> dict[int, int]:
    """Return by speech what it goes on as: itself, else that of its most trusted statement."""
    found: dict[int, int] = {}
    for key, group in zip(keys, groups, strict=True):
        for statement in group.statements:
            found.setdefault(statement.speech_id, key)
    return found | {key: key for key in keys if key in found}


_Identifiers = dict[int, set[tuple[str, str]]]
"""Schemes and values by speech."""


def _identifiers(
    session: Session,
    concerned: Collection[int],
    groups: Sequence[StatementGroup],
    keys: Sequence[int],
) -> _Identifiers:
    """Return the ids of each group, and those that no statement gives any more, as they stood."""
    wanted = {
        key: {(one.scheme, one.value) for one in group.identifiers}
        for key, group in zip(keys, groups, strict=True)
    }
    stated = set().union(*wanted.values())
    successors = _successors(groups, keys)
    rows = session.execute(
        select(SpeechIdentifier.speech_id, SpeechIdentifier.scheme, SpeechIdentifier.value).where(
            SpeechIdentifier.speech_id.in_(concerned)
        )
    )
    for key, scheme, value in rows:
        if (scheme, value) not in stated and scheme not in NUMBER_SCHEMES:
            wanted[successors[key]].add((scheme, value))
    return wanted


def _write_identifiers(
    transaction: Transaction, assembly_id: int, concerned: Collection[int], wanted: _Identifiers
) -> None:
    transaction.session.execute(
        delete(SpeechIdentifier).where(SpeechIdentifier.speech_id.in_(concerned))
    )
    rows = [
        {"speech_id": key, "assembly_id": assembly_id, "scheme": scheme, "value": value}
        for key, identifiers in wanted.items()
        for scheme, value in sorted(identifiers)
    ]
    transaction.session.execute(insert(table_of(SpeechIdentifier)), rows)


def _move_sources(session: Session, groups: Sequence[StatementGroup], keys: Sequence[int]) -> None:
    for key, group in zip(keys, groups, strict=True):
        for statement in group.statements:
            if statement.speech_id != key:
                session.execute(
                    update(SpeechSource)
                    .where(
                        SpeechSource.speech_id == statement.speech_id,
                        SpeechSource.source_document_id.in_(statement.document_ids),
                    )
                    .values(speech_id=key)
                    .execution_options(synchronize_session=False)
                )


def _move_notes(session: Session, successors: Mapping[int, int]) -> None:
    """Let corrections and issues of speeches that are gone be of those that go on."""
    for gone, successor in successors.items():
        for model in (Correction, ImportIssue):
            session.execute(
                update(model)
                .where(model.speech_id == gone)
                .values(speech_id=successor)
                .execution_options(synchronize_session=False)
            )


def _delete(transaction: Transaction, gone: Collection[int]) -> None:
    """Delete speeches that nothing states any more; who spoke them is resolved anew."""
    speakers = select(Speech.assembly_id, Speech.speaker_id).where(
        Speech.id.in_(gone), Speech.speaker_id.is_not(None)
    )
    for assembly_id, speaker_id in transaction.session.execute(speakers):
        if speaker_id is not None:
            transaction.speakers_of_gone.append((assembly_id, speaker_id))
    transaction.session.execute(delete(Speech).where(Speech.id.in_(gone)))


def _forget(transaction: Transaction) -> None:
    """Read anew what statements over tables changed."""
    transaction.session.expire_all()
    transaction.held, transaction.known = SpeechCache(), IdentifierIndex()


def _name(transaction: Transaction, keys: Sequence[int]) -> None:
    """Call the speeches anew, as if none had been called before."""
    session = transaction.session
    session.execute(delete(FormerSpeechId).where(FormerSpeechId.speech_id.in_(keys)))
    for key in keys:
        session.get_one(Speech, key).public_id = f"new-{key}"
    session.flush()
    for key in keys:
        assign_public_id(transaction, key, is_new=True)


def _lead_on(
    session: Session,
    told: Mapping[str, int],
    natural: Mapping[int, set[str]],
    successors: Mapping[int, int],
) -> None:
    """Let each id that was told lead to the speech whose statements give it.

    Where none or several do, it leads to what the speech goes on as that had it.
    """
    used = set(session.scalars(select(Speech.public_id).where(Speech.public_id.in_(told))))
    rows = []
    for public_id, before in sorted(told.items()):
        giving = [key for key, ids in natural.items() if public_id in ids]
        successor = successors[before]
        if giving and successor not in giving:
            successor = giving[0]
        if public_id not in used and not public_id.startswith("new-"):
            rows.append({"public_id": public_id, "speech_id": successor})
    if rows:
        session.execute(insert(table_of(FormerSpeechId)), rows)
