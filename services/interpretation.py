"""How a question was understood: query written out, concepts, expansion, suggestions, hints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from archive.topics import Lexicon, label_of
from search_index.query.hints import operator_hints
from search_index.query.query_text import query_text
from search_index.results import Suggestion
from search_index.topics.recognition import ConceptMatch
from services.addresses import API, with_parameters
from services.criteria import Criteria, Expansion, Pair
from services.resolve import ResolvedQuery


@dataclass(frozen=True, slots=True)
class RecognisedConcept:
    """A concept of which words of the query are a term."""

    text: str
    """The words, as typed."""
    concept: str
    topic: str
    label: str
    languages: tuple[str, ...]
    """In which of the languages the words are a term of it."""
    search: str
    """The path of the search for the concept, in every language, in the words' place."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The question as it was understood."""

    asked: Criteria
    understood: str
    """The query written out in the query language; "*" for every speech."""
    expansion: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language, the words that were searched."""
    concepts: tuple[RecognisedConcept, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    hints: tuple[str, ...] = ()
    """What is understood, but perhaps not as it was meant: operators in small letters."""


def interpret(
    asked: Criteria, understood: ResolvedQuery, lexicon: Lexicon, page: Iterable[Pair] = ()
) -> Interpretation:
    """Return the echo of a question; `page` holds parameters beside those of the question."""
    widened = replace(asked, expand=Expansion.CONCEPTS)
    search = with_parameters(f"{API}/search", (*widened.pairs(), *page))
    return Interpretation(
        asked=asked,
        understood=query_text(understood.query),
        concepts=tuple(_named(found, lexicon, search) for found in understood.concepts),
        hints=operator_hints(asked.query),
    )


def _named(found: ConceptMatch, lexicon: Lexicon, search: str) -> RecognisedConcept:
    return RecognisedConcept(
        text=found.text,
        concept=found.concept,
        topic=found.topic,
        label=label_of(lexicon.concept(found.concept)),
        languages=found.languages,
        search=search,
    )
