"""The page of words that are typical of some speeches, language by language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.keyness import KeynessAnswer
from api.pages.addresses import SearchAddress
from api.pages.names import ValueNames
from api.pages.views.chips import Chip
from api.pages.views.search import QueryProblem
from api.pages.views.speech_cards import Language, language
from search_index.keyness import KeyWord, KeyWords

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
    chips: tuple[Chip, ...] = ()

    @property
    def search_href(self) -> str:
        """The search that finds the speeches."""
        return self._speeches().href

    @property
    def api_href(self) -> str:
        """The same in the API."""
        return self.address.on(API)

    def _speeches(self) -> SearchAddress:
        return SearchAddress(tuple(pair for pair in self.address.pairs if pair[0] != "against"))


def title(address: SearchAddress, names: ValueNames) -> str:
    """Return whose words they are, in a few words."""
    parts = [
        value if name == "q" else names.of(name, value)
        for name, value in address.pairs
        if name in _TOLD
    ]
    return ", ".join(parts)


_TOLD: Final = (
    "q",
    "speaker",
    "topic",
    "concept",
    "party_group",
    "country",
    "session",
    "role_kind",
)
"""Parameters that tell best which speeches are meant."""


def languages(answer: KeynessAnswer, address: SearchAddress) -> Iterator[LanguageView]:
    """Yield the languages with their words."""
    for counted in answer.languages:
        words = tuple(_word(word, counted, address) for word in counted.keywords)
        yield LanguageView(language(counted.language), counted, words)


def _word(of: KeyWord, counted: KeyWords, address: SearchAddress) -> WordView:
    beside = counted.other_words
    return WordView(
        word=of.word,
        href=_said(of, counted, address),
        count=of.count,
        other_count=of.other_count,
        per_million=_MILLION * of.count / counted.words,
        other_per_million=_MILLION * of.other_count / beside if beside else None,
        log_likelihood=of.log_likelihood,
        log_ratio=of.log_ratio,
    )


def _said(of: KeyWord, counted: KeyWords, address: SearchAddress) -> str:
    """Return the concordance of a word in the texts of its language, in the same speeches."""
    asked = address.value("q")
    word = f'"{of.word}"'
    pairs = [pair for pair in address.pairs if pair[0] not in {"q", "against", "language", "text"}]
    q = f"({asked}) AND {word}" if asked else word
    text = address.value("text") or "original"
    return SearchAddress.of([("q", q), *pairs, ("language", counted.language), ("text", text)]).on(
        "/concordance"
    )
