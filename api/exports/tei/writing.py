"""Writing the corpus: element by element, so that only one batch is in memory."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from lxml import etree

from api.exports.head import ExportHead
from api.exports.records import Exported
from api.exports.tei.corpus_header import Named, corpus_header
from api.exports.tei.elements import NAMESPACE, NAMESPACES
from api.exports.tei.record_text import nothing_found, record_text

MEDIA_TYPE: Final = "application/tei+xml"

SCHEMA_PATH: Final = "/api/v1/tei.rng"
"""Where the archive serves the schema that its exports are valid against."""

_RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"


def tei(head: ExportHead, named: Named, batches: Iterable[tuple[Exported, ...]]) -> Iterator[bytes]:
    """Yield the document: a teiCorpus with a TEI element for each record.

    One that was broken off is not well-formed.
    """
    written = BytesIO()
    with etree.xmlfile(written, encoding="utf-8") as document:
        document.write_declaration()
        document.write(_schema(head.base))
        with document.element(f"{{{NAMESPACE}}}teiCorpus", nsmap=NAMESPACES):
            document.write(corpus_header(head, named))
            if head.total == 0:
                document.write(nothing_found())
            for batch in batches:
                for record in batch:
                    document.write(record_text(record))
                document.flush()
                yield _taken(written)
    yield _taken(written)


def _schema(base: str) -> etree._ProcessingInstruction:
    """Return the instruction that leads a validating editor to the schema."""
    href = base + SCHEMA_PATH
    return etree.ProcessingInstruction(
        "xml-model", f'href="{href}" type="application/xml" schematypens="{_RELAX_NG}"'
    )


def _taken(written: BytesIO) -> bytes:
    """Return what was written, and forget it."""
    taken = written.getvalue()
    written.seek(0)
    written.truncate()
    return taken
