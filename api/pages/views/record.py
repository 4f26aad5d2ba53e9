"""What the pages of a speech and of a background document have in common."""

from dataclasses import dataclass

from api.pages import labels
from archive.queries.provenance import IssueRow, Reading, SourceRow


@dataclass(frozen=True, slots=True)
class Linked:
    """A name that leads somewhere."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the record, and how it was read from what is printed."""

    name: str
    value: str
    note: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that the record was read in."""

    name: str
    href: str | None
    fetched: str
    iso_fetched: str
    sha256: str
    parser: str
    current: bool
    bytes_href: str | None


@dataclass(frozen=True, slots=True)
class IssueView:
    """Something that the import noticed."""

    severity: str
    message: str


def issue_view(row: IssueRow) -> IssueView:
    """Return what an import noticed, named."""
    return IssueView(labels.named(labels.SEVERITIES, row.severity), row.message)


def rule(reading: Reading | None) -> str | None:
    """Return by which rule a value was read."""
    return f"by the rule “{reading.rule}”" if reading and reading.rule else None


def source_view(row: SourceRow, bytes_href: str | None) -> SourceView:
    """Return a source document; only addresses of the web become links."""
    web = row.url if row.url and row.url.startswith(("https://", "http://")) else None
    return SourceView(
        name=row.url or row.name,
        href=web,
        fetched=f"{labels.day(row.fetched_at)}, {row.fetched_at:%H:%M} UTC",
        iso_fetched=f"{row.fetched_at:%Y-%m-%dT%H:%MZ}",
        sha256=row.sha256,
        parser=f"{row.source} {row.parser_version}",
        current=row.current,
        bytes_href=bytes_href if row.current else None,
    )
