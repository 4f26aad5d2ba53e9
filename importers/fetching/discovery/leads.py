"""A lead: an address that a strategy found, and why it may be worth asking."""

from dataclasses import dataclass
from enum import IntEnum

from archive.vocabulary import FrontierKind, Strategy


class Priority(IntEnum):
    """In which order pages are asked; those of one rank as they were found."""

    ORDERED = 0
    """By an operator."""
    LISTS = 10
    """Files of addresses and front pages."""
    LISTINGS = 20
    RECORDS = 30
    """What is a record by its address or by the listing that leads to it."""
    BLOCKS = 40
    NEIGHBOURS = 50
    """And as many more as ids lie between it and the next speech."""
    OTHERS = 200
    """Pages of which nothing tells that they lead to a record."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to be kept in the frontier, not yet normalised."""

    url: str
    strategy: Strategy
    kind: FrontierKind = FrontierKind.UNKNOWN
    priority: int = Priority.RECORDS
    found_on: str | None = None
    session: int | None = None
    depth: int = 0
    same_as: str | None = None
    """The normalised address of a page that states this one to be itself."""
