"""The address of a search: its parameters, and the addresses that lie one step away from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from api.http.links import mounted
from search_index.filters import FacetField

SEARCH_PAGE = "/search"
SEARCH_API = "/api/v1/search"
SEARCH_FEED = "/api/v1/search.atom"
PAGE_ONLY = frozenset({"cursor"})
"""Parameters that a changed search must not keep: they belong to its old results."""


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """A search's parameters in order, as names and values; empty ones are left out."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Read a request's parameters; a form sends its empty fields, which say nothing."""
        stripped = ((name, value.strip()) for name, value in pairs)
        return cls(tuple(dict.fromkeys(pair for pair in stripped if pair[1])))

    def value(self, name: str) -> str | None:
        """Return the parameter's first value, or None."""
        return next((value for key, value in self.pairs if key == name), None)

    def values(self, name: str) -> tuple[str, ...]:
        """Return all of the parameter's values."""
        return tuple(value for key, value in self.pairs if key == name)

    def adding(self, *pairs: tuple[str, str]) -> Self:
        """Return the search narrowed by more parameters."""
        return type(self).of([*self._lasting(), *pairs])

    def replacing(self, *pairs: tuple[str, str]) -> Self:
        """Return the search with these parameters in the place of their old values."""
        names = {name for name, _ in pairs}
        lasting = self._lasting()
        place = next((at for at, pair in enumerate(lasting) if pair[0] in names), len(lasting))
        before = lasting[:place]
        after = [pair for pair in lasting[place:] if pair[0] not in names]
        return type(self).of([*before, *pairs, *after])

    def without(self, *pairs: tuple[str, str]) -> Self:
        """Return the search widened by taking parameters away."""
        return type(self).of(pair for pair in self._lasting() if pair not in pairs)

    def lacking(self, *names: str) -> Self:
        """Return the search without these parameters, whatever their values."""
        return type(self)(tuple(pair for pair in self._lasting() if pair[0] not in names))

    def turned_to(self, cursor: str) -> Self:
        """Return the next page of the same search."""
        return type(self).of([*self._lasting(), ("cursor", cursor)])

    @property
    def href(self) -> str:
        """The search page."""
        return self.on(SEARCH_PAGE)

    @property
    def api_href(self) -> str:
        """The same search in the API."""
        return self.on(SEARCH_API)

    def export_href(self, suffix: str, *more: tuple[str, str]) -> str:
        """Return where all that is found is had as a file: "ndjson", "csv" or "tei.xml"."""
        return type(self).of([*self._lasting(), *more]).on(f"{SEARCH_API}.{suffix}")

    @property
    def feed_href(self) -> str:
        """The same search as a feed of what is new."""
        return self.lacking("sort").on(SEARCH_FEED)

    def on(self, page: str) -> str:
        """Return the address of the page at this path in the archive, with the same parameters."""
        path = mounted(page)
        return f"{path}?{urlencode(self.pairs)}" if self.pairs else path

    def _lasting(self) -> list[tuple[str, str]]:
        return [pair for pair in self.pairs if pair[0] not in PAGE_ONLY]


def facet_filter(field: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters that keep only the speeches that a facet counts under a value.

    A year is a range of days: it has no parameter of its own.
    """
    if field == FacetField.YEAR:
        return (("from", f"{value}-01-01"), ("to", f"{value}-12-31"))
    return ((field, value),)


def page_of_api_search(api_search: str) -> str:
    """Return the page that shows what a search of the API answers."""
    return mounted(SEARCH_PAGE + api_search.removeprefix(SEARCH_API))
