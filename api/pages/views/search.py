"""The search page: hits, facets that narrow, chips that widen, and the way to the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.pages.parts import labels
from api.pages.parts.active_filters import ActiveFilter, is_active
from api.pages.parts.addresses import SearchAddress, facet_filter
from api.pages.parts.document_cards import DocumentCard
from api.pages.parts.names import ValueNames
from api.pages.parts.query_notes import ConceptsSection, SearchedTerms, Spellings
from api.pages.parts.query_problems import QueryProblem
from api.pages.parts.speech_cards import SpeechCard
from archive.vocabulary import RecordKind
from search_index.filters import FacetField, TextScope
from search_index.requests import Sort
from services.search import FacetValue as Counted
from services.search import SearchPage

FACET_VALUES_SHOWN = 6
"""The rest waits under "more"."""

UNFILTERED = frozenset({"q", "expand", "kind", "sort"})
"""Parameters that are no filter: a search without filters keeps them."""

SUBJECTS = ("topic", "concept")
"""Filters that say, as the query does, what is searched for."""

MULTIPLE = frozenset({FacetField.LANGUAGE, FacetField.TOPIC})
"""Fields of which a speech has several values: a second value would widen the search, and its
count would not be what the link finds."""


@dataclass(frozen=True, slots=True)
class LinkedChoice:
    """One of several values, as a link or an option."""

    name: str
    value: str
    href: str
    active: bool


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet; its link adds or removes it as a filter."""

    name: str
    count: int
    href: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet under its name."""

    name: str
    values: tuple[FacetValue, ...]
    omitted: int
    """How many values are rarer still and not listed."""
    shown: int = FACET_VALUES_SHOWN


@dataclass(frozen=True, slots=True)
class Download:
    """All that was found, as a file of a form."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    title: str
    address: SearchAddress
    problem: QueryProblem | None = None
    total: int = 0
    understood: str | None = None
    expansion: tuple[SearchedTerms, ...] = ()
    cards: tuple[SpeechCard, ...] = ()
    documents: tuple[DocumentCard, ...] = ()
    """In the place of cards, where background documents were searched."""
    kinds: tuple[LinkedChoice, ...] = ()
    facets: tuple[FacetView, ...] = ()
    chips: tuple[ActiveFilter, ...] = ()
    clear_href: str = ""
    sorts: tuple[LinkedChoice, ...] = ()
    scopes: tuple[LinkedChoice, ...] = ()
    concepts: ConceptsSection | None = None
    spellings: tuple[Spellings, ...] = ()
    hints: tuple[str, ...] = ()
    topics: tuple[LinkedChoice, ...] = ()
    first_href: str | None = None
    next_href: str | None = None
    api_href: str = ""
    downloads: tuple[Download, ...] = ()
    most_in_file: int = 0
    """Records that one of the files holds."""

    @property
    def says_words(self) -> bool:
        """Whether something is asked for that stands in texts."""
        return any(map(self.address.value, ("q", "topic", "concept")))

    @property
    def concordance_href(self) -> str:
        """Every match in its context, sorted by the words before it."""
        return self.address.replacing(("sort", "left")).on("/concordance")

    @property
    def keyness_href(self) -> str:
        """The words that are typical of what was found."""
        return self.address.lacking("sort", "kind").on("/keyness")

    @property
    def collocations_href(self) -> str:
        """The words that stand around the matches."""
        return self.address.lacking("sort", "kind").on("/collocations")

    @property
    def of_documents(self) -> bool:
        """Whether background documents were searched instead of speeches."""
        return self.address.value("kind") == RecordKind.DOCUMENT


def title(address: SearchAddress, names: ValueNames) -> str:
    """Return what is searched for, in a few words."""
    subjects = (names.of(name, value) for name in SUBJECTS for value in address.values(name))
    parts = [part for part in (address.value("q"), *subjects) if part]
    if parts:
        return ", ".join(parts)
    kind = address.value("kind") or RecordKind.SPEECH
    return f"All {labels.name_of_value(labels.RECORD_KINDS, kind).lower()}"


def facet_views(
    address: SearchAddress, page: SearchPage, names: ValueNames
) -> tuple[FacetView, ...]:
    """Return the facets in the order of the page."""
    return tuple(
        FacetView(
            name=title,
            values=tuple(_facet_values(address, FacetField(field), page.facets[field], names)),
            omitted=page.facets_omitted.get(field, 0),
        )
        for field, title in labels.FACETS.items()
        if field in page.facets
    )


def cleared(address: SearchAddress) -> SearchAddress:
    """Return the search without any filter."""
    return SearchAddress(tuple(pair for pair in address.pairs if pair[0] in UNFILTERED))


def sorts(address: SearchAddress, chosen: str) -> tuple[LinkedChoice, ...]:
    """Return the orders that the hits can stand in; relevance only where words are searched."""
    return tuple(
        LinkedChoice(name, value, address.replacing(("sort", value)).href, value == chosen)
        for value, name in labels.SORTS.items()
        if value != Sort.RELEVANCE or any(map(address.value, ("q", "topic", "concept")))
    )


def downloads(address: SearchAddress) -> tuple[Download, ...]:
    """Return the forms in which all that is found can be had."""
    return (
        Download("NDJSON", address.export_href("ndjson")),
        Download("CSV", address.export_href("csv")),
        Download("CSV for spreadsheets", address.export_href("csv", ("spreadsheet", "true"))),
        Download("TEI", address.export_href("tei.xml")),
    )


def kinds(address: SearchAddress) -> tuple[LinkedChoice, ...]:
    """Return what can be searched: speeches, or the documents beside them."""
    chosen = address.value("kind") or RecordKind.SPEECH
    return tuple(
        LinkedChoice(name, value, _of_kind(address, value).href, value == chosen)
        for value, name in labels.RECORD_KINDS.items()
    )


def _of_kind(address: SearchAddress, kind: str) -> SearchAddress:
    if kind == RecordKind.SPEECH:
        return address.without(("kind", RecordKind.DOCUMENT.value))
    return address.replacing(("kind", kind))


def scopes(address: SearchAddress) -> tuple[LinkedChoice, ...]:
    """Return the kinds of text that can be searched."""
    chosen = address.value("text") or TextScope.ANY
    return tuple(
        LinkedChoice(name, value if value != TextScope.ANY else "", "", value == chosen)
        for value, name in labels.TEXT_SCOPES.items()
    )


def _facet_values(
    address: SearchAddress, field: FacetField, values: Sequence[Counted], names: ValueNames
) -> Iterator[FacetValue]:
    if field is FacetField.YEAR:
        values = sorted(values, key=lambda counted: counted.value, reverse=True)
    chosen = any(is_active(address, field, counted.value) for counted in values)
    for counted in values:
        pairs = facet_filter(field, counted.value)
        active = is_active(address, field, counted.value)
        if active:
            href: str | None = address.without(*pairs).href
        elif chosen and field in MULTIPLE:
            href = None
        elif field is FacetField.YEAR:
            href = address.replacing(*_within_range(address, pairs)).href
        else:
            href = address.adding(*pairs).href
        name = counted.label or names.of(field, counted.value)
        yield FacetValue(name, counted.count, href, active)


def _within_range(
    address: SearchAddress, year: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Return the part of a year's days that the search's own days leave: what was counted."""
    (_, first), (_, last) = year
    begin, end = address.value("from") or first, address.value("to") or last
    return (("from", max(first, begin)), ("to", min(last, end)))
