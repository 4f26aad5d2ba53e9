"""The sessions that a speech which nothing places may be of, for a person to choose from."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from archive.text.name_matching import matching_key
from importers.loading.agenda.listing_matches import ListingEntries, is_possible_match
from importers.loading.sessions.days import SessionDays
from importers.loading.sessions.unplaced_speeches import KnownSpeech, UnplacedSpeech


class SessionCandidates:
    """What of the stored speeches and lists speaks for a session."""

    def __init__(
        self, entries: ListingEntries, known: Sequence[KnownSpeech], days: SessionDays
    ) -> None:
        """Find the known speeches by speaker, number and node."""
        self._entries = entries
        self._days = days
        self._of_speaker: dict[str, set[int]] = defaultdict(set)
        self._of_number: dict[int | None, set[int]] = defaultdict(set)
        self._of_both: dict[tuple[str, int | None], set[int]] = defaultdict(set)
        for speech in known:
            self._of_number[speech.number].add(speech.session_id)
            if speech.speaker:
                speaker = matching_key(speech.speaker)
                self._of_speaker[speaker].add(speech.session_id)
                self._of_both[speaker, speech.number].add(speech.session_id)
        self._nodes = sorted(
            (speech.node, speech.session_id) for speech in known if speech.node is not None
        )

    def of(self, speech: UnplacedSpeech) -> dict[int, str]:
        """Return the sessions, by their keys, and the best that speaks for each."""
        found: dict[int, str] = {}
        if speech.speaker:
            speaker = matching_key(speech.speaker)
            taken = set() if speech.number is None else self._of_number[speech.number]
            for session_id in self._of_speaker[speaker] - taken:
                found[session_id] = "its speaker speaks there and its number is free"
            if speech.number is not None:
                for session_id in self._of_both[speaker, speech.number]:
                    found[session_id] = "its speaker has its number there, in other or few words"
        if speech.node is not None:
            at = bisect_left(self._nodes, (speech.node, 0))
            for _, session_id in self._nodes[max(0, at - 1) : at + 1]:
                found[session_id] = "a neighbour by node is of it"
        for entry in self._entries.near(speech):
            if is_possible_match(entry, speech):
                found[entry.session_id] = f"{entry.item} lists its number"
        allowed = self._days.allow
        return {key: why for key, why in found.items() if allowed(key, speech.day)}
