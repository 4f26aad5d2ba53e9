"""Writing the corpus: a batch of records at a time, so that no more is in memory."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import quoteattr

from services.exports.head import ExportHead
from services.exports.records import ExportedRecord
from services.exports.tei.corpus_header import CorpusNames, corpus_header
from services.exports.tei.elements import NAMESPACE, element_bytes
from services.exports.tei.record_text import nothing_found, record_text

MEDIA_TYPE: Final = "application/tei+xml"

SCHEMA_PATH: Final = "/api/v1/tei.rng"
"""Where the archive serves the schema that its exports are valid against."""

_RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"


def tei(
    head: ExportHead, named: CorpusNames, batches: Iterable[tuple[ExportedRecord, ...]]
) -> Iterator[bytes]:
    """Yield the document: a teiCorpus with a TEI element for each record.

    One that was broken off is not well-formed.
    """
    yield _start(head.base) + element_bytes(corpus_header(head, named))
    if head.total == 0:
        yield element_bytes(nothing_found())
    for batch in batches:
        yield b"".join(element_bytes(record_text(record)) for record in batch)
    yield b"</teiCorpus>\n"


def _start(base: str) -> bytes:
    """Return the declaration, what leads a validating editor to the schema, and the root's tag."""
    schema = f"href={quoteattr(base + SCHEMA_PATH)}"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<?xml-model {schema} type="application/xml" schematypens="{_RELAX_NG}"?>\n'
        f'<teiCorpus xmlns="{NAMESPACE}">\n'
    ).encode()
