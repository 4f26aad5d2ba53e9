"""Questions that look into texts word by word: concordances, key words, collocations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from search_index.filters import TextScope
from search_index.requests import Sort
from search_index.text.concordance import LineOrder
from search_index.text.kwic import Width, WidthUnit
from services.criteria import Criteria, Pair, fingerprint


@dataclass(frozen=True, slots=True)
class ConcordanceQuestion:
    """A page of a concordance."""

    asked: Criteria = field(default_factory=Criteria)
    sort: LineOrder | None = None
    """None: in the order of the search."""
    width: Width = field(default_factory=lambda: Width(10, WidthUnit.WORDS))
    limit: int = 20
    cursor: str | None = None
    collation: str | None = None
    """None: that of the only language asked for, else the one for several."""

    @property
    def order(self) -> LineOrder:
        """The order of the lines."""
        if self.sort is not None:
            return self.sort
        return LineOrder(Sort.RELEVANCE if self.asked.says_words else Sort.DATE_DESCENDING)

    @property
    def fingerprint(self) -> str:
        """What a walk through the lines depends on; sizes of pages and contexts may change."""
        return fingerprint("concordance", *self._order())

    @property
    def table_fingerprint(self) -> str:
        """What a table of all lines depends on: their contexts, too."""
        width = (("width", str(self.width.count)), ("unit", self.width.unit.value))
        return fingerprint("concordance", *self._order(), *width)

    def pairs(self) -> Iterator[Pair]:
        """Yield the parameters that ask for the first page of the same."""
        usual = ConcordanceQuestion()
        yield from self.asked.pairs()
        if self.sort is not None:
            yield "sort", self.sort.value
        if self.width.count != usual.width.count:
            yield "width", str(self.width.count)
        if self.width.unit is not usual.width.unit:
            yield "unit", self.width.unit.value
        if self.limit != usual.limit:
            yield "limit", str(self.limit)
        if self.collation is not None:
            yield "collation", self.collation

    def _order(self) -> Iterator[tuple[str, str | None]]:
        """Yield the parameters that decide which lines there are, and their order."""
        yield from self.asked.pairs()
        yield "sort", self.order.value
        yield "collation", self.collation


@dataclass(frozen=True, slots=True)
class KeynessQuestion:
    """The words of some speeches that are more frequent there than in others."""

    asked: Criteria = field(default_factory=Criteria)
    against: str = ""
    """A query; empty: all other speeches."""
    least: int = 5
    stop_words: bool = False
    limit: int = 50

    def pairs(self) -> Iterator[Pair]:
        """Yield the parameters that ask the same."""
        yield from _words_of(self.asked)
        if self.against:
            yield "against", self.against
        yield from _counted(self, KeynessQuestion())


@dataclass(frozen=True, slots=True)
class CollocationQuestion:
    """The words around the matches of a question."""

    asked: Criteria = field(default_factory=Criteria)
    window: int = 5
    least: int = 3
    stop_words: bool = False
    limit: int = 50

    def pairs(self) -> Iterator[Pair]:
        """Yield the parameters that ask the same."""
        usual = CollocationQuestion()
        yield from _words_of(self.asked)
        if self.window != usual.window:
            yield "window", str(self.window)
        yield from _counted(self, usual)


def _words_of(asked: Criteria) -> Iterator[Pair]:
    """Yield the parameters of the texts that are counted; by default they are the originals."""
    yield from (pair for pair in asked.pairs() if pair[0] != "text")
    if asked.filters.text is not TextScope.ORIGINAL:
        yield "text", asked.filters.text.value


_Counting = TypeVar("_Counting", KeynessQuestion, CollocationQuestion)


def _counted(question: _Counting, usual: _Counting) -> Iterator[Pair]:
    """Yield the parameters that say which words are answered, where they are not as usual."""
    if question.stop_words:
        yield "stop_words", "true"
    if question.least != usual.least:
        yield "min_count", str(question.least)
    if question.limit != usual.limit:
        yield "limit", str(question.limit)
