"""Which speeches the lists of agenda items name, of those whose session is not known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from sqlalchemy import or_, select

from archive.models import AgendaItem, CouncilSession
from archive.text.name_matching import matching_key
from archive.vocabulary import Phase
from importers.loading.agenda.listed_speeches import (
    SHORTEST_TEASER,
    letters_and_digits,
    listed_speeches,
)
from importers.loading.sessions.days import SessionDays
from importers.loading.sessions.unplaced_speeches import KnownSpeech, UnplacedSpeech
from importers.loading.skipped_records import skip_item, skip_speech
from importers.loading.transaction import Transaction
from importers.records import ListedSpeech

TELLING_TEASER: Final = 50
"""Letters of a teaser that tell a speech where no number and no name does."""
TELLING_BEGINNING: Final = 40
"""Letters of a teaser that must agree where number and name do."""


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """One line of an agenda item's list."""

    session_id: int
    agenda_item_id: int
    item: str
    """The item's public id."""
    position: int
    listed: ListedSpeech
    teaser: str
    """Its letters; empty where they are too few to tell anything."""


@dataclass(slots=True)
class ListingEntries:
    """All entries of the items of known sessions, found by number or by how the text begins."""

    by_number: dict[int, list[ListingEntry]] = field(default_factory=lambda: defaultdict(list))
    by_beginning: dict[str, list[ListingEntry]] = field(default_factory=lambda: defaultdict(list))

    def add(self, entry: ListingEntry) -> None:
        """Let the entry be found."""
        if entry.listed.number is not None:
            self.by_number[entry.listed.number].append(entry)
        if entry.teaser:
            self.by_beginning[entry.teaser[:SHORTEST_TEASER]].append(entry)

    def near(self, speech: UnplacedSpeech) -> Iterator[ListingEntry]:
        """Yield the entries that may name the speech, each once, by item and place."""
        found = list(self.by_beginning.get(speech.text[:SHORTEST_TEASER], ()))
        if speech.number is not None:
            found += self.by_number.get(speech.number, ())
        yield from sorted(set(found), key=lambda entry: (entry.item, entry.position))


def read_entries(
    transaction: Transaction, assembly_id: int, known: Sequence[KnownSpeech]
) -> ListingEntries:
    """Return the entries of the assembly's agenda items.

    An item whose page states no session is of the one whose known speeches it lists.
    """
    found = ListingEntries()
    items = transaction.session.scalars(
        select(AgendaItem)
        .outerjoin(CouncilSession, CouncilSession.id == AgendaItem.session_id)
        .where(or_(AgendaItem.session_id.is_(None), CouncilSession.assembly_id == assembly_id))
        .order_by(AgendaItem.public_id)
    ).all()
    speakers = _speakers_by_number(known)
    for item in items:
        with transaction.each(skip_item(transaction, Phase.PLACE, item.id)):
            for entry in list(_entries_of(item, speakers)):
                found.add(entry)
    return found


def _entries_of(item: AgendaItem, speakers: "_Speakers") -> Iterator[ListingEntry]:
    listing = listed_speeches(item)
    session_id = item.session_id or _session_of_list(listing, speakers)
    if session_id is None:
        return
    for position, listed in enumerate(listing):
        teaser = letters_and_digits(" ".join(listed.teaser))
        teaser = teaser if len(teaser) >= SHORTEST_TEASER else ""
        yield ListingEntry(session_id, item.id, item.public_id, position, listed, teaser)


_Speakers: TypeAlias = Mapping[int, Mapping[int, set[str]]]
"""By session and number, the names of known speakers, folded."""


def _speakers_by_number(known: Iterable[KnownSpeech]) -> _Speakers:
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for speech in known:
        if speech.number is not None and speech.speaker:
            found[speech.session_id][speech.number].add(matching_key(speech.speaker))
    return found


def _session_of_list(listing: Sequence[ListedSpeech], speakers: _Speakers) -> int | None:
    """Return the one session of which the list names two speeches or more, and none wrongly."""
    named = {
        entry.number: matching_key(entry.name)
        for entry in listing
        if entry.name and entry.number is not None
    }
    fitting = []
    for session_id, by_number in speakers.items():
        held = {number: by_number[number] for number in named if number in by_number}
        is_right = all(named[number] in names_held for number, names_held in held.items())
        if is_right and len(held) >= _LEAST_NAMED:
            fitting.append(session_id)
    return fitting[0] if len(fitting) == 1 else None


_LEAST_NAMED: Final = 2


def is_certain_match(entry: ListingEntry, speech: UnplacedSpeech) -> bool:
    """Tell whether the entry can mean no other speech than one like this.

    Nothing may contradict; what the speech begins with must be told, with its number or its
    speaker or at length, or else both of these.
    """
    same_number, same_name = _agreements(entry.listed, speech)
    if same_number is False or same_name is False:
        return False
    if not entry.teaser:
        same_type = entry.listed.speech_type in {None, speech.speech_type}
        return bool(same_number and same_name and same_type)
    if same_number and same_name:  # and so much of the text: a later word may be corrected
        return speech.text.startswith(entry.teaser[:TELLING_BEGINNING])
    if not speech.text.startswith(entry.teaser):
        return False
    return bool(same_number or same_name or len(entry.teaser) >= TELLING_TEASER)


def is_possible_match(entry: ListingEntry, speech: UnplacedSpeech) -> bool:
    """Tell whether the entry is worth a person's look: its number and its speaker, if named."""
    same_number, same_name = _agreements(entry.listed, speech)
    return bool(same_number) and same_name is not False


def matches_of(
    transaction: Transaction,
    entries: ListingEntries,
    speeches: Iterable[UnplacedSpeech],
    days: SessionDays,
) -> dict[int, Sequence[ListingEntry]]:
    """Return the entries that name each speech, by its key; none that name two of them.

    None of a session that did not sit on the day which the speech prints.
    """
    named = {}
    for speech in speeches:
        with transaction.each(skip_speech(transaction, Phase.PLACE, speech.id)):
            named[speech.id] = [
                entry
                for entry in entries.near(speech)
                if days.allow(entry.session_id, speech.day) and is_certain_match(entry, speech)
            ]
    times: dict[ListingEntry, int] = defaultdict(int)
    for found in named.values():
        for entry in found:
            times[entry] += 1
    return {key: [entry for entry in found if times[entry] == 1] for key, found in named.items()}


def _agreements(listed: ListedSpeech, speech: UnplacedSpeech) -> tuple[bool | None, bool | None]:
    """Return whether numbers and names agree; None where one side states none."""
    same_number = same_name = None
    if listed.number is not None and speech.number is not None:
        same_number = listed.number == speech.number
    if listed.name and speech.speaker:
        same_name = matching_key(listed.name) == matching_key(speech.speaker)
    return same_number, same_name
