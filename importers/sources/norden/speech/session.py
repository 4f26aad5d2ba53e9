"""The session of a speech page, and the ids by which the speech is known: by all its addresses."""

from collections.abc import Sequence

from archive.vocabulary import SESSION_NUMBER
from importers.issues import suspicious
from importers.markup.blocks import PageText
from importers.records import Document, RecordIssue, SourceIdentifier
from importers.sources.norden.addresses import Address, PageKind, read_address
from importers.sources.norden.dates import PrintedDate
from importers.sources.norden.sessions import (
    InferredSession,
    session_of_date,
    session_of_node,
    session_of_path,
)


def known_addresses(address: Address | None, page: PageText) -> tuple[Address, ...]:
    """Return the page's addresses, the one it was read from first, each record's id once.

    A page by its slug may state its node in its head (<link rel="shortlink">), and the other way
    round.
    """
    found = {} if address is None else {(address.kind, address.value): address}
    for stated in filter(None, map(read_address, page.addresses)):
        if stated.kind in {PageKind.NODE, PageKind.SPEECH}:
            found.setdefault((stated.kind, stated.value), stated)
    return tuple(found.values())


def placed_session(
    document: Document,
    addresses: Sequence[Address],
    number: int | None,
    started: PrintedDate | None,
    issues: list[RecordIssue],
) -> InferredSession | None:
    """Return the speech's session: by node, day or older address, or as the importer gave it.

    A range of node ids is less sure than who knows the page, and a printed day is surer.
    """
    placed = _stated_session(addresses, number, started)
    given = document.session
    if given is None or (placed is not None and placed.number == given):
        return placed
    by_day = None if started is None else session_of_date(started.at.date())
    told = by_day or placed
    if told is not None:
        taken = told.number if by_day is not None else given
        issues.append(
            suspicious(
                "session_contradicted",
                f"imported as of session {given}, but its {'day' if by_day else 'address'} tells"
                f" session {told.number}; {taken} is taken",
            )
        )
    return by_day or InferredSession(given, "given")


def identifiers(
    addresses: Sequence[Address], number: int | None, placed: InferredSession | None
) -> tuple[SourceIdentifier, ...]:
    """Return the ids, the most trusted first: node, session with number, slug or path."""
    found = [
        SourceIdentifier("node", address.value)
        for address in addresses
        if address.kind is PageKind.NODE
    ]
    if placed and number is not None:
        found.append(SourceIdentifier(SESSION_NUMBER, f"{placed.number}/{number}"))
    schemes = {PageKind.SPEECH: "slug", PageKind.OTHER: "path"}
    found += [
        SourceIdentifier(schemes[address.kind], address.value)
        for address in addresses
        if address.kind in schemes
    ]
    return tuple(found)


def _stated_session(
    addresses: Sequence[Address], number: int | None, started: PrintedDate | None
) -> InferredSession | None:
    """Place the speech: by its node, else by its date, else by an older address."""
    for address in addresses:
        if address.node_id is not None and (placed := session_of_node(address.node_id, number)):
            return placed
    if started is not None and (placed := session_of_date(started.at.date())):
        return placed
    older = (a for a in addresses if a.kind is PageKind.OTHER)
    return next(filter(None, (session_of_path(address.value) for address in older)), None)
