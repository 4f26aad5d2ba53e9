"""Key words and collocations in each language, with the question as it was understood."""

from dataclasses import dataclass

from archive.errors import InvalidQuery
from archive.vocabulary import LANGUAGES, UNDETERMINED
from search_index.engine import IndexReader
from search_index.query.query_text import query_text
from search_index.query.tree import Query
from search_index.statistics.collocations import CollocationRequest, Collocations, collocations
from search_index.statistics.keyness import KeynessRequest, KeyWords, key_words_by_language
from search_index.topics.tagger import Tagger
from services.concordance import searched_echo
from services.corpus_questions import CollocationQuestion, KeynessQuestion
from services.criteria import Criteria
from services.interpretation import Interpretation
from services.resolve import resolve


@dataclass(frozen=True, slots=True)
class KeynessAnswer:
    """The key words of some speeches, language by language."""

    query: Interpretation
    against: str | None
    """The query of the others as it was understood; None where they are all others."""
    languages: tuple[KeyWords, ...]
    """The language of most words first; those without a word of the speeches are left out."""
    generation: str


@dataclass(frozen=True, slots=True)
class CollocationsAnswer:
    """The words around the matches of a question, language by language."""

    query: Interpretation
    window: int
    languages: tuple[Collocations, ...]
    """The language of most matches first."""
    generation: str


def keyness_answer(question: KeynessQuestion, reader: IndexReader, tagger: Tagger) -> KeynessAnswer:
    """Return the key words of each language that is asked for. Raises InvalidQuery."""
    meant = resolve(question.asked, tagger)
    against = _against(question, tagger)
    filters = question.asked.filters
    request = KeynessRequest(
        meant.query, filters, against, question.least, question.stop_words, question.limit
    )
    asked = filters.languages or (*LANGUAGES, UNDETERMINED)
    return KeynessAnswer(
        query=searched_echo(question.asked, meant, reader, tagger),
        against=query_text(against) if question.against else None,
        languages=key_words_by_language(reader, request, asked),
        generation=reader.generation,
    )


def collocations_answer(
    question: CollocationQuestion, reader: IndexReader, tagger: Tagger
) -> CollocationsAnswer:
    """Return the collocates of each language with a match. Raises InvalidQuery."""
    meant = resolve(question.asked, tagger)
    request = CollocationRequest(
        meant.query,
        question.asked.filters,
        question.window,
        question.least,
        question.stop_words,
        question.limit,
    )
    return CollocationsAnswer(
        query=searched_echo(question.asked, meant, reader, tagger),
        window=question.window,
        languages=collocations(reader, tagger, request),
        generation=reader.generation,
    )


def _against(question: KeynessQuestion, tagger: Tagger) -> Query:
    """Return the query of the others. Raises InvalidQuery that names the parameter."""
    try:
        return resolve(Criteria(question.against), tagger).query
    except InvalidQuery as error:
        raise InvalidQuery(
            str(error),
            position=error.position,
            suggestion=error.suggestion,
            parameter="against",
        ) from error
