"""A speech page of a test's own, read by the source for norden.org."""

from importers.records import Document
from importers.sources.norden import SOURCE


def parse(content, name="side.txt", url=None):
    content = content.encode() if isinstance(content, str) else content
    (record,) = SOURCE.parse(Document(name, content, url))
    return record


def codes(record):
    return [issue.code for issue in record.issues]


def shape(record):
    return [(s.kind.value, s.language, len(s.paragraphs)) for s in record.segments]
