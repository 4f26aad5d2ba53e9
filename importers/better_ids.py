"""Speeches under a better public id than before, once a page tells it; the former one leads on.

A speech that was read by a slug, or by nothing but its number, is called by its node id as soon
as a page gives one; of several slugs it is called by the first by letters, or by the session and
number that one of its pages states. So its public id is the same whichever page was read first.
"""

from sqlalchemy import insert, select

from archive.models import FormerSpeechId, Speech
from importers.identity import EXCLUSIVE, SESSION_NUMBER, public_id_of, trust
from importers.transaction import Transaction


def take_better_id(transaction: Transaction, speech_id: int, assembly: str) -> bool:
    """Call the speech by its most trusted id; return whether it was called otherwise.

    `assembly` is the key of the speech's assembly.
    """
    session = transaction.session
    held = transaction.known.of_speech(session, speech_id)
    leading = sorted(
        (known for known in held if known.scheme in EXCLUSIVE or known.scheme == "slug"),
        key=lambda known: (trust(known), known.value),
    )
    if not leading:
        return False
    speech = session.get_one(Speech, speech_id)
    numbers = sorted(
        (known for known in held if known.scheme == SESSION_NUMBER), key=lambda known: known.value
    )
    wanted = public_id_of(assembly, (leading[0], *numbers))
    if wanted == speech.public_id or _is_taken(transaction, wanted):
        return False
    session.execute(insert(FormerSpeechId).values(public_id=speech.public_id, speech_id=speech_id))
    speech.public_id = wanted
    speech.revision = transaction.run_id
    session.flush()
    return True


def _is_taken(transaction: Transaction, public_id: str) -> bool:
    """Tell whether another speech has the id: one whose own id differs in signs alone."""
    held = select(Speech.id).where(Speech.public_id == public_id)
    return transaction.session.scalar(held) is not None
