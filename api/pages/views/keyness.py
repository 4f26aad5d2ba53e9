"""The page of words that are typical of some speeches, language by language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.parts.active_filters import ActiveFilter
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.counted_words import concordance_href, speeches
from api.pages.parts.query_problems import QueryProblem
from api.pages.parts.speech_cards import Language, language
from search_index.statistics.keyness import KeyWord, KeyWords
from services.keyness import KeynessAnswer

PAGE: Final = "/keyness"
API: Final = "/api/v1/keyness"

_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class WordView:
    """A word with its counts; the link leads to every place where it is said."""

    word: str
    href: str
    count: int
    other_count: int
    per_million: float
    other_per_million: float | None
    log_likelihood: float
    log_ratio: float | None


@dataclass(frozen=True, slots=True)
class LanguageView:
    """The words of a language and what they were counted among."""

    language: Language
    counted: KeyWords
    words: tuple[WordView, ...]


@dataclass(frozen=True, slots=True)
class KeynessView:
    """The words that are typical of some speeches."""

    title: str
    address: SearchAddress
    problem: QueryProblem | None = None
    languages: tuple[LanguageView, ...] = ()
    chips: tuple[ActiveFilter, ...] = ()
    against: str | None = None
    """The query of the other speeches as it was understood; None where they are all others."""

    @property
    def search_href(self) -> str:
        """The search that finds the speeches."""
        return speeches(self.address).href

    @property
    def api_href(self) -> str:
        """The same in the API."""
        return self.address.on(API)


def languages(answer: KeynessAnswer, address: SearchAddress) -> Iterator[LanguageView]:
    """Yield the languages with their words."""
    for counted in answer.languages:
        words = tuple(
            _word(
                word,
                counted,
                concordance_href(word.word, counted.language, answer.query.understood, address),
            )
            for word in counted.keywords
        )
        yield LanguageView(language(counted.language), counted, words)


def _word(of: KeyWord, counted: KeyWords, href: str) -> WordView:
    beside = counted.other_words
    return WordView(
        word=of.word,
        href=href,
        count=of.count,
        other_count=of.other_count,
        per_million=_MILLION * of.count / counted.words,
        other_per_million=_MILLION * of.other_count / beside if beside else None,
        log_likelihood=of.log_likelihood,
        log_ratio=of.log_ratio,
    )
