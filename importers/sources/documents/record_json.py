"""Background documents as ``tingtale parse`` prints them."""

from importers.records import BackgroundDocumentRecord, Document


def record_json(document: Document, record: BackgroundDocumentRecord) -> dict[str, object]:
    """Return the record's fields in the order of the documented output."""
    return {
        "file": document.name,
        "kind": "document",
        "title": record.title,
        "title_rule": record.title_rule,
        "publisher": record.publisher,
        "publisher_rule": record.publisher_rule,
        "date": record.date.isoformat() if record.date else None,
        "year": record.year,
        "date_precision": record.date_precision,
        "date_raw": record.date_raw,
        "date_rule": record.date_rule,
        "language": record.language,
        "url": record.url,
        "paragraphs": list(record.paragraphs),
        "issues": [
            {"severity": issue.severity, "code": issue.code, "message": issue.message}
            for issue in record.issues
        ],
    }
