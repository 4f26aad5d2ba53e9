"""What pages say of a query's words: concepts they name, other spellings, terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.pages.parts.addresses import SEARCH_PAGE, SearchAddress
from api.pages.parts.speech_cards import Language, language
from services.criteria import Expansion
from services.interpretation import Interpretation, RecognisedConcept
from services.respelling import respelt

MAX_TERMS = 40


@dataclass(frozen=True, slots=True)
class SearchedTerms:
    """What a query became in one language."""

    language: Language
    terms: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ConceptOffer:
    """Words of the query that are a term of a concept."""

    text: str
    concept: str
    """Its name."""
    languages: tuple[Language, ...]
    """In which the words are a term of it."""


@dataclass(frozen=True, slots=True)
class ConceptsSection:
    """The concepts that the query's words name, and the way to search for them, or back."""

    offers: tuple[ConceptOffer, ...]
    searched: bool
    """Whether the concepts were searched in the place of the words."""
    href: str
    """The page with the concepts; where they were searched, with the words alone."""


@dataclass(frozen=True, slots=True)
class Respelling:
    """A word that is spelt like one of the query's without hits; the search with it."""

    word: str
    href: str


@dataclass(frozen=True, slots=True)
class Spellings:
    """Other spellings of a word without hits, in the languages that share them."""

    text: str
    languages: tuple[Language, ...]
    words: tuple[Respelling, ...]


def searched_terms(by_language: Mapping[str, tuple[str, ...]]) -> tuple[SearchedTerms, ...]:
    """Return by language the words that a query was searched with."""
    return tuple(
        SearchedTerms(language(code), terms[:MAX_TERMS], max(0, len(terms) - MAX_TERMS))
        for code, terms in by_language.items()
        if terms
    )


def concepts_section(
    address: SearchAddress, query: Interpretation, page: str = SEARCH_PAGE
) -> ConceptsSection | None:
    """Return the concepts that the query of a page names; None where it names none."""
    if not query.concepts:
        return None
    widening = ("expand", Expansion.CONCEPTS.value)
    searched = query.asked.expand is not None
    way = address.without(widening) if searched else address.replacing(widening)
    return ConceptsSection(tuple(_offers(query.concepts)), searched, way.on(page))


def spelling_suggestions(address: SearchAddress, query: Interpretation) -> tuple[Spellings, ...]:
    """Return the spellings to try for words that no text holds."""
    tree = query.asked.query
    languages: dict[tuple[str, tuple[str, ...]], list[Language]] = {}
    for found in query.suggestions:
        languages.setdefault((found.text, found.words), []).append(language(found.language))
    return tuple(
        Spellings(
            text,
            tuple(sharing),
            tuple(
                Respelling(word, address.replacing(("q", respelt(tree, text, word))).href)
                for word in words
            ),
        )
        for (text, words), sharing in languages.items()
    )


def _offers(found: Iterable[RecognisedConcept]) -> Iterable[ConceptOffer]:
    return (
        ConceptOffer(each.text, each.label, tuple(language(code) for code in each.languages))
        for each in found
    )
