"""Chips: the filters in force, each with a way to do without it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from api.pages.parts import labels
from api.pages.parts.addresses import SEARCH_PAGE, SearchAddress, facet_filter
from api.pages.parts.names import ValueNames
from search_index.filters import FacetField


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """An active filter; its link removes it."""

    name: str
    value: str
    href: str


def active_filters(
    address: SearchAddress,
    names: ValueNames,
    page: str = SEARCH_PAGE,
    shown: Collection[str] = (),
) -> Iterator[ActiveFilter]:
    """Yield the filters of a page but those shown elsewhere on it; a whole year is one."""
    year = _whole_year(address)
    if year is not None:
        widened = address.without(*facet_filter(FacetField.YEAR, year))
        yield ActiveFilter(labels.FACETS[FacetField.YEAR], year, widened.on(page))
    told = {*shown, *(() if year is None else ("from", "to"))}
    for name, value in address.pairs:
        if name in labels.PARAMETERS and name not in told:
            widened = address.without((name, value))
            yield ActiveFilter(labels.PARAMETERS[name], names.of(name, value), widened.on(page))


def is_active(address: SearchAddress, field: FacetField, value: str) -> bool:
    """Whether only what has this value of the field is searched."""
    return set(facet_filter(field, value)) <= set(address.pairs)


def _whole_year(address: SearchAddress) -> str | None:
    year = (address.value("from") or "")[:4]
    return year if year and is_active(address, FacetField.YEAR, year) else None
