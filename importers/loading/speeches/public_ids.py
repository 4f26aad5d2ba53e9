"""The public id of each speech, from all ids that it has; former ones lead on.

A speech is called by the most trusted id that is known of it, whichever page was read first: a
node id before a session and number, these before a slug. An id that two speeches would have is
that of neither, since it would come to mean another one: a number that two claim is used by
none, and where ids differ in nothing that an address shows, each gets signs of its own.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from archive.models import FormerSpeechId, Segment, Speech
from importers.loading.sessions.session_rules import INFERRED_RULES
from importers.loading.speeches.identifiers import (
    NUMBER_SCHEMES,
    most_trusted,
    public_id_of,
    short_hash,
)
from importers.loading.transaction import Transaction
from importers.records import SourceIdentifier


def used_public_ids(session: Session, public_ids: Iterable[str]) -> set[str]:
    """Return those of the public ids that speeches have or had before."""
    wanted = sorted(set(public_ids))
    held = session.scalars(select(Speech.public_id).where(Speech.public_id.in_(wanted)))
    former = FormerSpeechId.public_id
    return {*held, *session.scalars(select(former).where(former.in_(wanted)))}


def assign_public_id(transaction: Transaction, speech_id: int, *, is_new: bool = False) -> bool:
    """Call the speech by its most trusted id of its own; return whether it was called otherwise.

    A new one has no id that was ever told to anybody, and so none that needs to lead on.
    """
    session = transaction.session
    speech = session.get_one(Speech, speech_id)
    held = _telling(speech, transaction.known.of_speech(session, speech_id))
    if not held:
        return False
    wanted = _wanted(transaction, speech, held)
    apart = _apart(wanted, held)
    if speech.public_id in {wanted, apart}:
        return False
    holder = session.scalar(select(Speech).where(Speech.public_id == wanted))
    is_free = holder is None and not _led_elsewhere(session, wanted, speech_id)
    _call(transaction, speech, wanted if is_free else apart, leads_on=not is_new)
    if holder is not None:
        ids = transaction.known.of_speech(session, holder.id)
        _call(transaction, holder, _apart(wanted, _telling(holder, ids) or ids), leads_on=True)
    return True


def reassign_claimants(
    transaction: Transaction, assembly_id: int, identifiers: Iterable[SourceIdentifier]
) -> None:
    """Assign public ids again to all speeches that have one of these numbers."""
    numbers = [known for known in identifiers if known.scheme in NUMBER_SCHEMES]
    transaction.known.look_up(transaction.session, ((assembly_id, one) for one in numbers))
    concerned = {key for one in numbers for key in transaction.known.owners(assembly_id, one)}
    for speech_id in sorted(concerned):
        assign_public_id(transaction, speech_id)


def shared_numbers(transaction: Transaction, speech: Speech) -> list[SourceIdentifier]:
    """Return the numbers of the speech that others claim, too."""
    session, known = transaction.session, transaction.known
    numbers = [one for one in known.of_speech(session, speech.id) if one.scheme in NUMBER_SCHEMES]
    known.look_up(session, ((speech.assembly_id, one) for one in numbers))
    return [one for one in numbers if len(known.owners(speech.assembly_id, one)) > 1]


def _telling(speech: Speech, held: Iterable[SourceIdentifier]) -> list[SourceIdentifier]:
    """Return the ids that the speech's own pages state, and not what was concluded from others."""
    concluded = speech.session_rule in INFERRED_RULES or "number" in speech.from_listing
    return [known for known in held if not (concluded and known.scheme in NUMBER_SCHEMES)]


def _wanted(transaction: Transaction, speech: Speech, held: list[SourceIdentifier]) -> str:
    session, known = transaction.session, transaction.known
    assembly_id = speech.assembly_id
    assembly = transaction.around.frame.assembly_key(session, assembly_id)
    known.look_up(session, ((assembly_id, one) for one in held if one.scheme in NUMBER_SCHEMES))
    claimants = {
        one: known.owners(assembly_id, one)
        for one in held
        if one.scheme in NUMBER_SCHEMES and len(known.owners(assembly_id, one)) > 1
    }
    wanted = public_id_of(assembly, held, claimants)
    leading = most_trusted(held)
    if leading not in claimants:
        return wanted
    return f"{wanted}-{_own_sign(transaction, speech, claimants[leading])}"


def _own_sign(transaction: Transaction, speech: Speech, claimants: tuple[int, ...]) -> str:
    """Return what tells the speech from others of its number: its speaker, or speaker and words."""
    transaction.held.write_segments(transaction.session)
    rows = transaction.session.execute(
        select(Speech.id, Speech.speaker_key, Segment.text)
        .join(Segment, Segment.speech_id == Speech.id)
        .where(Speech.id.in_(claimants))
        .order_by(Segment.position)
    ).all()
    key = speech.speaker_key
    if any(row.speaker_key == key and row.id != speech.id for row in rows):
        key = "\n".join([key, *(row.text for row in rows if row.id == speech.id)])
    return short_hash(key)[:8]


def _led_elsewhere(session: Session, public_id: str, speech_id: int) -> bool:
    """Return whether another speech had the public id before."""
    former = select(FormerSpeechId.speech_id).where(FormerSpeechId.public_id == public_id)
    return session.scalar(former) not in {None, speech_id}


def _apart(wanted: str, held: Collection[SourceIdentifier]) -> str:
    """Return the id with signs of the most trusted of those that the source gives."""
    leading = most_trusted(held)
    return f"{wanted}-{short_hash(f'{leading.scheme}:{leading.value}')[:8]}"


def _call(transaction: Transaction, speech: Speech, public_id: str, *, leads_on: bool) -> None:
    session, before = transaction.session, speech.public_id
    session.execute(delete(FormerSpeechId).where(FormerSpeechId.public_id.in_((public_id, before))))
    speech.public_id = public_id
    speech.revision = transaction.run_id
    session.flush()
    if leads_on:
        session.execute(insert(FormerSpeechId).values(public_id=before, speech_id=speech.id))
