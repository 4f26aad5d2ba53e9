"""An index of short Danish texts in either engine, and which of them a question finds."""

from index_documents import a_document, a_segment
from lexicons import a_lexicon

from search_index.engines import engine_named
from search_index.query.parser import parse
from search_index.requests import SearchRequest


def reader_of(engine_name, folder, texts):
    """Return a reader of the texts, by record id, from an index built in the folder."""
    engine = engine_named(engine_name)
    documents = [a_document(number, a_segment(text, "da")) for number, text in texts.items()]
    engine.build(folder, documents, a_lexicon())
    return engine.open(folder, a_lexicon())


def ids(reader, q):
    """Return the record ids that the question finds, best first."""
    return [hit.record_id for hit in reader.search(SearchRequest(parse(q))).hits]
