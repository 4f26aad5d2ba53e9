"""What the pages of a speech and of a background document have in common."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.parts import labels
from api.pages.parts.topic_evidence import TopicsSection
from archive.queries.background_documents import BackgroundDocumentDetail
from archive.queries.provenance import FieldProvenance, IssueRow, SourceRow
from archive.queries.speech import SpeechDetail
from services.addresses import with_parameters


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the record, and how it was read from what is printed."""

    name: str
    value: str
    note: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a value was read: a row of the table of the record's values."""

    field: str
    printed: str | None
    place: str | None
    value: str | None
    rule: str | None
    explanation: str | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A document that the record was read in."""

    name: str
    href: str | None
    place: str | None
    """Where in its file the record stood, or which part of the document it is."""
    fetched: str
    iso_fetched: str
    sha256: str
    parser: str
    current: bool
    version: str | None
    """Which version of the record this is; None where it is the only one."""
    bytes_href: str


@dataclass(frozen=True, slots=True)
class IssueView:
    """Something that the import noticed."""

    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """What a page tells of a record beside its text."""

    withdrawn: str | None
    """The day on which it was noticed to be taken back."""
    topics: TopicsSection
    facts: tuple[Fact, ...]
    derivations: tuple[Derivation, ...]
    citation: str
    sources: tuple[SourceView, ...]
    issues: tuple[IssueView, ...]
    api_href: str


def record_view(
    detail: SpeechDetail | BackgroundDocumentDetail,
    topics: TopicsSection,
    facts: Iterable[Fact],
    citation: str,
    api: str,
) -> RecordView:
    """Return what is told of a record, cited in these words, with its address in the API."""
    return RecordView(
        withdrawn=labels.day(detail.withdrawn_at) if detail.withdrawn_at else None,
        topics=topics,
        facts=tuple(facts),
        derivations=tuple(_derivation(of) for of in detail.readings if of.value or of.printed),
        citation=citation,
        sources=tuple(
            _source(row, f"{api}/source", _part(detail), is_only=len(detail.sources) == 1)
            for row in detail.sources
        ),
        issues=tuple(map(_issue, detail.issues)),
        api_href=api,
    )


def rule(reading: FieldProvenance | None) -> str | None:
    """Return by which rule a value was read."""
    return f"by the rule “{reading.rule}”" if reading and reading.rule else None


def _derivation(reading: FieldProvenance) -> Derivation:
    return Derivation(
        field=reading.field.replace("_", " ").replace(".", " "),
        printed=reading.printed,
        place=reading.place,
        value=reading.value,
        rule=reading.rule,
        explanation=reading.explanation,
    )


def _part(detail: SpeechDetail | BackgroundDocumentDetail) -> str | None:
    return detail.part if isinstance(detail, SpeechDetail) else None


def _source(row: SourceRow, bytes_href: str, part: str | None, *, is_only: bool) -> SourceView:
    """Return a source document; only addresses of the web become links."""
    web = row.url if row.url and row.url.startswith(("https://", "http://")) else None
    return SourceView(
        name=row.url or row.name,
        href=web,
        place=row.place or part,
        fetched=f"{labels.day(row.fetched_at)}, {row.fetched_at:%H:%M} UTC",
        iso_fetched=f"{row.fetched_at:%Y-%m-%dT%H:%MZ}",
        sha256=row.sha256,
        parser=f"{row.source} {row.parser_version}",
        current=row.current,
        version=None if is_only else _version(row),
        bytes_href=with_parameters(bytes_href, [("sha256", None if row.current else row.sha256)]),
    )


def _version(row: SourceRow) -> str:
    number = "" if row.version is None else f"{row.version}: "
    if row.current:
        return f"{number}the one shown"
    if row.latest:
        return f"{number}another page, which says so still"
    return f"{number}an earlier one, kept and no longer shown"


def _issue(row: IssueRow) -> IssueView:
    return IssueView(labels.name_of_value(labels.SEVERITIES, row.severity), row.message)
