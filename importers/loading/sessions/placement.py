"""Speeches whose own pages state no session, placed by what else is stored.

The list of an agenda item places what it names. A page with a node id belongs to the session of the
two known speeches between which the node lies: docs/decisions/sessions-of-pages.md. It runs at the
end of each import over all that is held, so that the order of imports does not matter.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import CouncilSession, SourceDocument, Speech, SpeechSource
from archive.vocabulary import NORDIC_COUNCIL, Phase, Severity
from importers.loading.agenda.listing_matches import ListingEntry, matches_of, read_entries
from importers.loading.sessions.candidates import SessionCandidates
from importers.loading.sessions.days import SessionDays
from importers.loading.sessions.session_rules import BETWEEN_NODES, FROM_LISTING
from importers.loading.sessions.unplaced_speeches import (
    KnownSpeech,
    UnplacedSpeech,
    known_speeches,
    unplaced_speeches,
)
from importers.loading.sessions.years import infer_session_years
from importers.loading.skipped_records import skip_speech
from importers.loading.speeches.restatement import restate_speech
from importers.loading.transaction import Transaction
from importers.records import RecordIssue


@dataclass(frozen=True, slots=True)
class SessionPlacement:
    """Where a speech belongs, and by which rule."""

    session_id: int
    rule: str
    agenda_item_id: int | None = None
    """The item whose list names the speech."""


def place_speeches(transaction: Transaction) -> None:
    """Place the speeches of the Nordic Council whose session nothing of their own tells.

    Those that were placed before by what is no longer so are placed anew or not at all. What this
    run read and nothing places becomes an issue with the sessions that it may be of.
    """
    infer_session_years(transaction)
    session = transaction.session
    assembly_id = transaction.around.frame.assembly_id(session, NORDIC_COUNCIL)
    speeches = unplaced_speeches(transaction, assembly_id)
    if not speeches:
        return
    known = known_speeches(session, assembly_id)
    entries = read_entries(transaction, assembly_id, known)
    days = SessionDays.of(session, assembly_id)
    matches = matches_of(transaction, entries, speeches, days)
    speeches = [speech for speech in speeches if speech.id in matches]  # but those at fault
    places = _by_listing(matches)
    places |= _between_nodes(speeches, known, places, days)
    for speech in speeches:
        with transaction.each(skip_speech(transaction, Phase.PLACE, speech.id)):
            _put(transaction, speech, places.get(speech.id))
    left = [speech for speech in speeches if speech.id not in places]
    _report(transaction, left, SessionCandidates(entries, known, days))
    transaction.write()


def _by_listing(matches: Mapping[int, Sequence[ListingEntry]]) -> dict[int, SessionPlacement]:
    """Return the places of those that the lists of one session alone name, by their keys."""
    return {
        key: SessionPlacement(found[0].session_id, FROM_LISTING, found[0].agenda_item_id)
        for key, found in matches.items()
        if len({entry.session_id for entry in found}) == 1
    }


def _between_nodes(
    speeches: Sequence[UnplacedSpeech],
    known: Sequence[KnownSpeech],
    places: Mapping[int, SessionPlacement],
    days: SessionDays,
) -> dict[int, SessionPlacement]:
    """Return the places of nodes between two speeches of one session, by their keys."""
    sessions = {speech.node: speech.session_id for speech in known if speech.node is not None}
    for speech in speeches:
        if speech.node is not None and speech.id in places:
            sessions[speech.node] = places[speech.id].session_id
    nodes = sorted(sessions)
    found = {}
    for speech in speeches:
        if speech.node is None or speech.id in places:
            continue
        at = bisect_left(nodes, speech.node)
        beside = {sessions[node] for node in nodes[max(0, at - 1) : at + 1]}
        if 0 < at < len(nodes) and len(beside) == 1 and days.allow(min(beside), speech.day):
            found[speech.id] = SessionPlacement(min(beside), BETWEEN_NODES)
    return found


def _put(transaction: Transaction, speech: UnplacedSpeech, place: SessionPlacement | None) -> None:
    """Let the stored speech have this place, where it has another or none."""
    before = None if speech.rule is None else (speech.session_id, speech.rule)
    after = None if place is None else (place.session_id, place.rule)
    is_listed_elsewhere = (
        place is not None
        and place.rule == FROM_LISTING
        and place.agenda_item_id != speech.agenda_item_id
    )
    if before == after and not is_listed_elsewhere:
        return
    row = transaction.session.get_one(Speech, speech.id)
    row.session_id, row.session_rule = after or (None, None)
    if before is not None or is_listed_elsewhere:
        row.agenda_item_id = None if place is None else place.agenda_item_id
    row.revision = transaction.run_id
    transaction.session.flush()
    name = _page_of(transaction.session, speech.id)
    for issue in restate_speech(transaction, speech.id).issues:
        transaction.note(name, issue, speech_id=speech.id)


def _report(
    transaction: Transaction, left: Sequence[UnplacedSpeech], candidates: SessionCandidates
) -> None:
    """Note each speech that this run read and nothing places, with its candidates."""
    session = transaction.session
    of_run = SpeechSource.import_run_id == transaction.run_id
    read = set(session.scalars(select(SpeechSource.speech_id).where(of_run)))
    told = [speech for speech in left if speech.id in read]
    if not told:
        return
    labels = {row.id: row.label for row in session.scalars(select(CouncilSession))}
    for speech in told:
        with transaction.each(skip_speech(transaction, Phase.PLACE, speech.id)):
            found = candidates.of(speech).items()
            shown = sorted(f"{labels[key]} ({why})" for key, why in found)
            issue = _unplaced(shown)
            transaction.note(_page_of(session, speech.id), issue, speech_id=speech.id)


def _unplaced(candidates: Sequence[str]) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "unplaced",
        "the page states no session, and neither its address, a list of speeches nor a"
        f" neighbour tells one; candidates: {', '.join(candidates) or 'none'}; import the list that"
        " names it, another address of it, or this page with --session",
    )


def _page_of(session: Session, speech_id: int) -> str:
    """Return the name of the document that leads for the speech."""
    return (
        session.scalars(
            select(SourceDocument.name)
            .join(SpeechSource, SpeechSource.source_document_id == SourceDocument.id)
            .where(SpeechSource.speech_id == speech_id)
            .order_by(SpeechSource.current.desc(), SourceDocument.id)
        ).first()
        or ""
    )
