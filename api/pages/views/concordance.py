"""The page of a concordance: each match in the middle of its line, and how to sort the lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import url_for

from api.pages.parts.active_filters import ActiveFilter
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.document_cards import document_card
from api.pages.parts.query_problems import QueryProblem
from api.pages.parts.speech_cards import Language, language, speech_card
from api.pages.views.search import LinkedChoice
from archive.vocabulary import RecordKind
from search_index.text.concordance import LineOrder
from services.concordance import ConcordanceLine, ConcordancePage

PAGE: Final = "/concordance"
API: Final = "/api/v1/concordance"
CSV: Final = "/api/v1/concordance.csv"

ORDERS: Final = {
    LineOrder.LEFT: "Words before",
    LineOrder.RIGHT: "Words after",
    LineOrder.DATE: "Oldest first",
    LineOrder.DATE_DESCENDING: "Newest first",
    LineOrder.RELEVANCE: "Relevance",
}


@dataclass(frozen=True, slots=True)
class LineView:
    """A match in its context; the link leads to its place in the text."""

    left: str
    match: str
    right: str
    language: Language
    href: str
    speaker: str
    date: str | None


@dataclass(frozen=True, slots=True)
class ConcordanceView:
    """A page of lines."""

    title: str
    address: SearchAddress
    problem: QueryProblem | None = None
    total: int = 0
    speeches: int = 0
    lines: tuple[LineView, ...] = ()
    sorts: tuple[LinkedChoice, ...] = ()
    chips: tuple[ActiveFilter, ...] = ()
    first_href: str | None = None
    next_href: str | None = None
    most_in_file: int = 0
    """Lines that the file holds."""

    @property
    def of_documents(self) -> bool:
        """Whether background documents were searched instead of speeches."""
        return self.address.value("kind") == RecordKind.DOCUMENT

    @property
    def search_href(self) -> str:
        """The search that finds the speeches of the lines."""
        return self._speeches().href

    @property
    def keyness_href(self) -> str:
        """The words that are typical of the speeches of the lines."""
        return self._speeches().on("/keyness")

    @property
    def collocations_href(self) -> str:
        """The words that stand around the matches."""
        return self._speeches().on("/collocations")

    @property
    def csv_href(self) -> str:
        """All lines as a file."""
        return self.address.on(CSV)

    @property
    def api_href(self) -> str:
        """The same lines in the API."""
        return self.address.on(API)

    def _speeches(self) -> SearchAddress:
        return self.address.lacking("sort", "width", "unit")


def sorts(address: SearchAddress, chosen: LineOrder) -> tuple[LinkedChoice, ...]:
    """Return the orders that the lines can stand in."""
    return tuple(
        LinkedChoice(name, value, address.replacing(("sort", value)).on(PAGE), value == chosen)
        for value, name in ORDERS.items()
    )


def lines(page: ConcordancePage) -> Iterator[LineView]:
    """Yield the lines with who spoke them and when."""
    for found in page.lines:
        line = found.line
        shown = line.context
        who, when = _who_and_when(found)
        yield LineView(
            shown.left,
            shown.match,
            shown.right,
            language(line.segment.language),
            place_href(found),
            who,
            when,
        )


def place_href(found: ConcordanceLine) -> str:
    """Return the address of the match in its text."""
    line = found.line
    at = f"{line.segment.number}-{line.start}-{line.end}"
    endpoint = "pages.speech" if found.speech else "pages.document"
    return url_for(endpoint, public_id=found.record.id, at=at, _anchor="match")


def _who_and_when(found: ConcordanceLine) -> tuple[str, str | None]:
    if found.speech is not None:
        card = speech_card(found.speech, "")
        return card.title, card.date
    assert found.document is not None, "a line is of a speech or of a document"
    shown = document_card(found.document, "")
    return shown.title, shown.date
