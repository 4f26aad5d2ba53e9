"""The seam between the search index and its engines: few methods, in domain terms.

An engine is a module of search_index.engines that binds ENGINE. It writes one *generation*
into a folder of its own and reads it; search_index.generations decides which one serves.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from archive.topics import Lexicon
from search_index.documents import IndexDocument, IndexedSegment
from search_index.requests import SearchRequest, TimelineRequest, WordCountRequest
from search_index.results import (
    BaseFormCounts,
    Ints,
    MatchedSegment,
    MatchPositions,
    Results,
    Timeline,
    WordCounts,
    WordForms,
)


class IndexReader(Protocol):
    """An open generation: immutable, safe to use from several threads."""

    generation: str

    def search(self, request: SearchRequest) -> Results:
        """Return one page of hits. Raises InvalidQuery where a bound is exceeded."""
        ...

    def ordered(self, request: SearchRequest) -> Ints:
        """Return the record ids of all that is found, in order, whatever the request's page.

        Eight bytes each: for those who want everything. Raises InvalidQuery as a search does.
        """
        ...

    def timeline(self, request: TimelineRequest) -> Timeline:
        """Return counts over time; each equals the total of the search that it stands for."""
        ...

    def places(self, request: SearchRequest) -> MatchPositions:
        """Return every place in the speeches found where what is asked for stands.

        That is a word, phrase or form of the query, those under NOT aside, or a term of a concept
        by which it finds. The page of the request has no say. Raises InvalidQuery where a bound is
        exceeded.
        """
        ...

    def forms_at(self, segments: Sequence[MatchedSegment], of: Ints, words: Ints) -> WordForms:
        """Return forms of words: of the segment of an index, the word of a number from 0."""
        ...

    def bases_at(self, segments: Sequence[MatchedSegment], of: Ints, words: Ints) -> BaseFormCounts:
        """Return of which base forms words are: of the segment of an index, a word by number.

        Numbers begin at 0; those of no word are passed over.
        """
        ...

    def text(self, segment: MatchedSegment) -> IndexedSegment:
        """Return a segment that this reader told of, with its text."""
        ...

    def count_words(self, request: WordCountRequest) -> WordCounts:
        """Return how often base forms stand in texts. Raises InvalidQuery."""
        ...

    def fingerprints(self) -> dict[int, int]:
        """Return every document's fingerprint by record id."""
        ...

    def close(self) -> None:
        """Release the generation's files."""
        ...


class SearchEngine(Protocol):
    """A way to write and read generations."""

    name: str

    def build(self, folder: Path, documents: Iterable[IndexDocument], lexicon: Lexicon) -> int:
        """Write a new generation of these documents into an empty folder; return their number."""
        ...

    def update(
        self,
        folder: Path,
        base: Path,
        documents: Iterable[IndexDocument],
        removed: Collection[int],
        lexicon: Lexicon,
    ) -> int:
        """Write a generation into an empty folder from `base`, which stays as it is.

        The removed record ids are left out, the documents added or replaced; all are tagged by
        the lexicon, which may be another than the base's. Return how many documents the new
        generation holds.
        """
        ...

    def retag(self, folder: Path, base: Path, lexicon: Lexicon) -> int:
        """Write a generation into an empty folder from `base`, tagged by another lexicon.

        It answers as one that was built with the lexicon, but texts are not analysed again
        where that can be helped. Return how many documents it holds.
        """
        ...

    def open(self, folder: Path, lexicon: Lexicon) -> IndexReader:
        """Open a generation. Raises IndexUnavailable where it is missing or damaged."""
        ...
