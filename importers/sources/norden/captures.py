"""Which captures of web archives are pages of norden.org that hold records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from archive.errors import UnreadableSource
from importers.records import Document, Record
from importers.sources.norden.addresses import PageKind, read_address
from importers.sources.norden.pages import looks_like_record
from importers.sources.norden.sessions import is_node_of_speeches
from importers.sources.norden.soft_failures import is_soft_failure


@dataclass(frozen=True, slots=True)
class NordenPages:
    """The pages of the site under the address at which it is asked, and under its own."""

    site_url: str
    parse: Callable[[Document], Iterable[Record]]

    def address(self, target: str) -> str | None:
        """Return the address on norden.org itself, in the one form in which a crawl keeps it."""
        # That module reads addresses by others of this package, which would begin with this one.
        from importers.sources.norden.site import Site  # noqa: PLC0415

        site = Site(self.site_url)
        normal = site.normalise(target)
        return None if normal is None else site.as_norden(normal)

    def left_out(self, document: Document) -> str | None:
        """Return what a page is that holds no record, where its address does not promise one.

        A page that should hold one and does not is rejected, so that a change of the site is seen.
        """
        address = read_address(document.url)
        if address is None:
            return _OTHERS
        if address.kind in _LISTINGS:
            return _LISTINGS[address.kind]
        if is_soft_failure(document):
            return _IN_ANOTHERS_PLACE
        if address.kind in _RECORDS or (
            address.node_id is not None and is_node_of_speeches(address.node_id)
        ):
            return None
        try:
            # A page without the usual form may still be read as a speech.
            is_one = looks_like_record(document) or any(True for _ in self.parse(document))
        except UnreadableSource:
            return _OTHERS
        return None if is_one else _OTHERS


_OTHERS: Final = "pages that hold no record"
_IN_ANOTHERS_PLACE: Final = "pages in the place of others, such as maintenance or login"
_LISTINGS: Final = {
    PageKind.SESSION_AGENDA: "agendas of sessions",
    PageKind.EVENT: "pages of events",
}
_RECORDS: Final = frozenset({PageKind.SPEECH, PageKind.PROTOCOL})
