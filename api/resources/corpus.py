"""Texts as a corpus: concordances, key words, collocations."""

from http import HTTPStatus

from api.concordance import ConcordancePage, concordance_page, generation_of
from api.conditional import unless_unchanged
from api.context import database_session, index_reader, lexicon, tagger
from api.corpus_questions import CollocationQuestion, ConcordanceQuestion, KeynessQuestion
from api.keyness import (
    CollocationsAnswer,
    KeynessAnswer,
    collocations_answer,
    keyness_answer,
)
from api.operation import Blueprint, get
from api.schemas.concordance import ConcordanceSchema
from api.schemas.keyness import CollocationsSchema, KeynessSchema
from api.schemas.parameters.corpus import (
    CollocationsParameters,
    ConcordanceParameters,
    KeynessParameters,
)

BLUEPRINT = Blueprint("corpus", "Words in their contexts, and what words belong to whom.")


@get(
    BLUEPRINT,
    "/concordance",
    parameters=ConcordanceParameters,
    answer=ConcordanceSchema,
    problems=(HTTPStatus.CONFLICT,),
)
@unless_unchanged
def list_concordance(question: ConcordanceQuestion) -> ConcordancePage:
    """Show every match of a search in its context, a line each, over all speeches found.

    Matches that share a word are one line; what stands after NOT has none. The total is exact,
    and a walk by cursor reaches every line once.
    """
    reader = index_reader(generation_of(question, lexicon()))
    return concordance_page(question, reader, database_session(), tagger())


@get(BLUEPRINT, "/keyness", parameters=KeynessParameters, answer=KeynessSchema)
@unless_unchanged
def list_key_words(question: KeynessQuestion) -> KeynessAnswer:
    """List the words that are more frequent in the speeches found than in others.

    Base forms are counted, each language by itself, in originals unless `text` says otherwise.
    """
    return keyness_answer(question, index_reader(), tagger())


@get(BLUEPRINT, "/collocations", parameters=CollocationsParameters, answer=CollocationsSchema)
@unless_unchanged
def list_collocations(question: CollocationQuestion) -> CollocationsAnswer:
    """List the words that stand around the matches of a search more often than by chance.

    Windows end where the text does. Base forms are counted, each language by itself, in originals
    unless `text` says otherwise.
    """
    return collocations_answer(question, index_reader(), tagger())
