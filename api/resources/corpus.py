"""Texts as a corpus: concordances, key words, collocations."""

from http import HTTPStatus
from typing import Final

from flask import Response

from api.http.conditional import not_modified_if_unchanged
from api.http.context import index_reader, tagger
from api.openapi.operation import Blueprint, StreamedFormat, get, get_stream
from api.schemas.concordance import ConcordanceSchema
from api.schemas.keyness import CollocationsSchema, KeynessSchema
from api.schemas.parameters.corpus import (
    CollocationsParameters,
    ConcordanceCsvParameters,
    ConcordanceParameters,
    KeynessParameters,
)
from services.answers import answer_concordance
from services.concordance import ConcordancePage
from services.corpus_questions import CollocationQuestion, ConcordanceQuestion, KeynessQuestion
from services.exports.concordance_csv import ConcordanceCsvQuestion, begin_concordance_csv
from services.exports.csv_rows import MEDIA_TYPE
from services.keyness import (
    CollocationsAnswer,
    KeynessAnswer,
    collocations_answer,
    keyness_answer,
)

BLUEPRINT = Blueprint("corpus", "Words in their contexts, and what words belong to whom.")


@get(
    BLUEPRINT,
    "/concordance",
    parameters=ConcordanceParameters,
    answer=ConcordanceSchema,
    problems=(HTTPStatus.CONFLICT,),
)
@not_modified_if_unchanged
def list_concordance(question: ConcordanceQuestion) -> ConcordancePage:
    """Show every match of a search in its context, a line each, over all speeches found.

    Matches that share a word are one line; what stands after NOT has none. The total is exact,
    and a walk by cursor reaches every line once.
    """
    return answer_concordance(question)


_CSV: Final = StreamedFormat(
    MEDIA_TYPE,
    "Comments that begin with #, the names of the fields, and a row for each line of the"
    " concordance. A complete file has as many rows as `# total` says; `# cut` says"
    " that it is not.",
    '# total: 1\r\n"line","left","match","right"\r\n1,"kampen mot","menneskehandel","er ..."\r\n',
)


@get_stream(BLUEPRINT, "/concordance.csv", _CSV, parameters=ConcordanceCsvParameters)
@not_modified_if_unchanged
def export_concordance(question: ConcordanceCsvQuestion) -> Response:
    """Return all lines of a concordance, in their order, as CSV (RFC 4180, UTF-8).

    It is streamed; comments say first what was asked and how many lines there are, and last where
    more were found than one file holds.
    """
    return begin_concordance_csv(question)


@get(BLUEPRINT, "/keyness", parameters=KeynessParameters, answer=KeynessSchema)
@not_modified_if_unchanged
def list_key_words(question: KeynessQuestion) -> KeynessAnswer:
    """List the words that are more frequent in the speeches found than in others.

    Base forms are counted, each language by itself, in originals unless `text` says otherwise.
    """
    return keyness_answer(question, index_reader(), tagger())


@get(BLUEPRINT, "/collocations", parameters=CollocationsParameters, answer=CollocationsSchema)
@not_modified_if_unchanged
def list_collocations(question: CollocationQuestion) -> CollocationsAnswer:
    """List the words that stand around the matches of a search more often than by chance.

    Windows end where the text does. Base forms are counted, each language by itself, in originals
    unless `text` says otherwise.
    """
    return collocations_answer(question, index_reader(), tagger())
