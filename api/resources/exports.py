"""Exports: all that a search finds, as NDJSON, CSV or TEI, and the schema of the latter."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

from flask import Response, current_app
from sqlalchemy.orm import Session

from api.http.conditional import not_modified_if_unchanged
from api.http.streams import stream
from api.openapi.operation import Blueprint, StreamedFormat, get_stream
from api.schemas.exports import CsvParameters, ExportParameters, NdjsonParameters
from search_index.filters import FacetField
from services.criteria import SearchQuestion
from services.exports import csv_rows, ndjson
from services.exports.question import CsvQuestion, NdjsonQuestion
from services.exports.tei import corpus
from services.exports.tei.names import read_corpus_names
from services.exports.walk import ExportWalk

BLUEPRINT = Blueprint("exports", "All that a search finds, streamed as a file.")

_NDJSON: Final = StreamedFormat(
    ndjson.MEDIA_TYPE,
    "One JSON object a line: `meta` first, a `speech` or `document` for each hit, `end` last."
    " Without `end` the export was broken off; a `cut` in it says that more was found.",
    '{"meta":{"kind":"speech","total":1}}\n'
    '{"speech":{"id":"nc-17940","speaker_name":"Anna Ljunggren","segments":[]}}\n'
    '{"end":{"count":1}}\n',
)
_CSV: Final = StreamedFormat(
    csv_rows.MEDIA_TYPE,
    "Comments that begin with #, the names of the fields, and a row for each hit. A complete"
    " export has as many rows as `# total` says; `# cut` says that it is not.",
    '# total: 1\r\n"id","speaker_name","original"\r\n"nc-17940","Anna Ljunggren","..."\r\n',
)
_TEI: Final = StreamedFormat(
    corpus.MEDIA_TYPE,
    "A teiCorpus with a TEI element for each hit, valid against /api/v1/tei.rng. One that was"
    " broken off is not well-formed.",
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">...</teiCorpus>\n',
)
_SCHEMA: Final = StreamedFormat(
    "application/xml",
    "The RELAX NG schema.",
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0">...</grammar>\n',
    is_file=False,
)


@get_stream(BLUEPRINT, "/search.ndjson", _NDJSON, parameters=NdjsonParameters)
@not_modified_if_unchanged
def export_ndjson(question: NdjsonQuestion) -> Response:
    """Return all that a search finds, in its order, as NDJSON with original and translation.

    The first line says what was asked, the last how many records came: an export without it was
    broken off. With `meta=false` the records come alone, each as the object itself.
    """

    def write(walk: ExportWalk, session: Session) -> Iterator[bytes]:
        batches = walk.batches(session, told=question.meta)
        return ndjson.ndjson(walk.head, batches) if question.meta else ndjson.records_alone(batches)

    return stream(question.search, write, ndjson.MEDIA_TYPE, "ndjson")


@get_stream(BLUEPRINT, "/search.csv", _CSV, parameters=CsvParameters)
@not_modified_if_unchanged
def export_csv(question: CsvQuestion) -> Response:
    """Return all that a search finds, in its order, as CSV (RFC 4180, UTF-8).

    Comments say first what was asked; a translation stands beside the original in its own column.
    `spreadsheet=true` is for Excel and its like.
    """

    def write(walk: ExportWalk, session: Session) -> Iterator[bytes]:
        return csv_rows.csv_export(
            walk.head,
            walk.batches(session, told=question.comments),
            comments=question.comments,
            spreadsheet=question.spreadsheet,
        )

    return stream(question.search, write, csv_rows.MEDIA_TYPE, "csv")


@get_stream(BLUEPRINT, "/search.tei.xml", _TEI, parameters=ExportParameters)
@not_modified_if_unchanged
def export_tei(question: SearchQuestion) -> Response:
    """Return all that a search finds, in its order, as TEI in the manner of ParlaMint.

    The header says what was asked; speakers, party groups and topics are described once.
    """
    counted = (FacetField.SPEAKER, FacetField.LANGUAGE)

    def write(walk: ExportWalk, session: Session) -> Iterator[bytes]:
        names = read_corpus_names(session, *map(walk.facet, counted))
        return corpus.tei(walk.head, names, walk.batches(session, told=False))

    return stream(question, write, corpus.MEDIA_TYPE, "tei.xml", counted)


@get_stream(BLUEPRINT, "/tei.rng", _SCHEMA)
def read_tei_schema() -> Response:
    """Return the RELAX NG schema of the TEI exports: a subset of TEI P5.

    Every export as TEI is valid by it.
    """
    schema = files("services.exports.tei").joinpath("tingtale.rng").read_bytes()
    return current_app.response_class(schema, mimetype=_SCHEMA.media_type)
