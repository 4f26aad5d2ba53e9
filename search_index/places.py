"""Places: where the words, phrases and concepts of a question stand in the texts it finds.

One place is a run of words; matches that share a word are one place, so that none is told twice.
The texts are read one after the other, as many as a bound allows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from archive.errors import InvalidQuery
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.concepts import Tagger
from search_index.engine import IndexReader
from search_index.marking import LanguageMarker
from search_index.matching import asked_concepts, leaves
from search_index.query import SearchRequest
from search_index.results import HeldSegment

WORDS_READ: Final = 5_000_000
"""Words of the texts that are read for one question: some seconds' work."""

Run = tuple[int, int]
"""The first and the last word of a place, counted from 0 among the words of its text."""


@dataclass(frozen=True, slots=True)
class ReadSegment:
    """A segment with its places."""

    segment: HeldSegment
    text: str
    """In its composed form, in which offsets count."""
    printed: Sequence[str]
    """Its words, as printed."""
    runs: Sequence[Run]
    """Its places in order; one at least."""


def held_segments(reader: IndexReader, request: SearchRequest, tagger: Tagger) -> "HeldSegments":
    """Return what holds places. Raises InvalidQuery where nothing that has a place is asked for.

    Also where more words than the bound would have to be read.
    """
    if not leaves(request.query) and not asked_concepts(request.query, request.filters, tagger):
        raise InvalidQuery(
            "nothing is asked for that stands in a text: give a word, a phrase, a topic or a"
            " concept (what stands after NOT is nowhere)"
        )
    held = reader.held(request)
    words = sum(segment.words for segment in held)
    if words > WORDS_READ:
        raise InvalidQuery(
            f"the texts with a match have {words:,} words together, of which {WORDS_READ:,} are"
            " read for one question: narrow it, by time, language, speaker or a rarer word"
        )
    return HeldSegments(reader, request, tagger, held)


class HeldSegments:
    """The segments that hold places of one question, read when asked for."""

    def __init__(
        self,
        reader: IndexReader,
        request: SearchRequest,
        tagger: Tagger,
        held: tuple[HeldSegment, ...],
    ) -> None:
        self.held = held
        """In the order of public ids and segments."""
        self._reader = reader
        self._leaves = leaves(request.query)
        self._concepts = asked_concepts(request.query, request.filters, tagger)
        self._tagger = tagger
        self._markers: dict[str, LanguageMarker] = {}

    def read(self, segments: Sequence[HeldSegment] | None = None) -> Iterator[ReadSegment]:
        """Yield the segments, or these of them, with their places."""
        for segment in self.held if segments is None else segments:
            text = self.text(segment)
            printed = PRINTED_WORD.findall(text)
            yield ReadSegment(segment, text, printed, self._marker(segment).runs(printed))

    def text(self, segment: HeldSegment) -> str:
        """Return a segment's text in its composed form."""
        return normalised(self._reader.text(segment).text)

    def _marker(self, segment: HeldSegment) -> LanguageMarker:
        marker = self._markers.get(segment.language)
        if marker is None:
            marker = LanguageMarker(self._leaves, self._concepts, self._tagger, segment.language)
            self._markers[segment.language] = marker
        return marker
