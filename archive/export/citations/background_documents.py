"""How to cite a background document: a line for a footnote, CSL-JSON, BibTeX."""

from archive.export.citations.speeches import Citation
from archive.queries.background_documents import (
    BackgroundDocumentDetail,
    BackgroundDocumentSummary,
)


def document_citation(document: BackgroundDocumentDetail, address: str) -> Citation:
    """Return how to cite the document, which is read at this address of the archive."""
    of = document.summary
    when = of.date.isoformat() if of.date else of.year and str(of.year)
    parts = [of.publisher, of.title, when, of.source_url, f"Tingtale, {address}"]
    text = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return Citation(text=text, how=_how(document), csl=_csl(of, address))


def _how(document: BackgroundDocumentDetail) -> str:
    """Return which bytes the citation rests on."""
    if not document.sources:
        return "Cite the document by its address; the archive keeps no source document for it."
    source = document.sources[0]
    return (
        f"The text is that of {source.url or source.name} as read on"
        f" {source.fetched_at:%Y-%m-%d} (SHA-256 {source.sha256}), which the archive keeps and"
        " serves."
    )


def _csl(of: BackgroundDocumentSummary, address: str) -> dict[str, object]:
    day = of.date
    issued = [day.year, day.month, day.day] if day else [of.year] if of.year else None
    members: dict[str, object | None] = {
        "id": of.id,
        "type": "document",
        "title": of.title,
        "author": [{"literal": of.publisher}] if of.publisher else None,
        "issued": {"date-parts": [issued]} if issued else None,
        "language": of.language,
        "URL": address,
        "source": of.source_url,
    }
    return {name: value for name, value in members.items() if value is not None}
