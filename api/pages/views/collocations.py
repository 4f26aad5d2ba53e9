"""The page of words that stand around the matches of a question, language by language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.parts.active_filters import ActiveFilter
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.counted_words import concordance_href, speeches
from api.pages.parts.query_problems import QueryProblem
from api.pages.parts.speech_cards import Language, language
from api.pages.views.concordance import PAGE as CONCORDANCE
from search_index.statistics.collocations import Collocate, Collocations
from services.keyness import CollocationsAnswer

PAGE: Final = "/collocations"
API: Final = "/api/v1/collocations"


@dataclass(frozen=True, slots=True)
class CollocateView:
    """A word with its counts; the link leads to where it is said in the same speeches."""

    word: Collocate
    href: str


@dataclass(frozen=True, slots=True)
class LanguageView:
    """The words of a language and what they were counted among."""

    language: Language
    counted: Collocations
    words: tuple[CollocateView, ...]


@dataclass(frozen=True, slots=True)
class CollocationsView:
    """The words around the matches of a question."""

    title: str
    address: SearchAddress
    window: int
    problem: QueryProblem | None = None
    languages: tuple[LanguageView, ...] = ()
    chips: tuple[ActiveFilter, ...] = ()

    @property
    def search_href(self) -> str:
        """The search that finds the speeches."""
        return speeches(self.address).href

    @property
    def concordance_href(self) -> str:
        """Every match in its context."""
        return speeches(self.address).on(CONCORDANCE)

    @property
    def api_href(self) -> str:
        """The same in the API."""
        return self.address.on(API)


def languages(answer: CollocationsAnswer, address: SearchAddress) -> Iterator[LanguageView]:
    """Yield the languages with their words."""
    asked = answer.query.understood
    for counted in answer.languages:
        words = (
            CollocateView(word, concordance_href(word.word, counted.language, asked, address))
            for word in counted.collocates
        )
        yield LanguageView(language(counted.language), counted, tuple(words))
