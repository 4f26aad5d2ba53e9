"""A page of norden.org by its kind: speech, protocol or agenda item, told by address and form."""

from dataclasses import replace
from typing import Final

from archive.errors import UnreadableSource
from importers.markup.blocks import PageText, read_page
from importers.records import Document, Record
from importers.sources.norden.addresses import (
    Address,
    PageKind,
    address_of_file,
    read_address,
)
from importers.sources.norden.agenda.agenda_item import agenda_item_record, looks_like_agenda_item
from importers.sources.norden.agenda.protocol import looks_like_protocol, protocol_record
from importers.sources.norden.labels import field_of
from importers.sources.norden.other_pages import mark_near_title
from importers.sources.norden.page_surroundings import without_surroundings
from importers.sources.norden.sessions import is_node_of_speeches
from importers.sources.norden.soft_failures import refuse_soft_failures
from importers.sources.norden.speech.evidence import GIVE_OTHER_PAGES
from importers.sources.norden.speech.page import has_fields_of_speech, looks_like_speech
from importers.sources.norden.speech.speech_record import speech_record


def read_record(document: Document) -> Record:
    """Return the page's record.

    Raises UnreadableSource for a session's agenda and for a page that is none of the kinds, and
    SoftFailure for one that stands in another's place.
    """
    page = without_surroundings(_with_information_beside(read_page(document)))
    refuse_soft_failures(document, page)
    address = _address(document, page.address)
    if address is not None and address.kind is PageKind.PROTOCOL:
        return protocol_record(document, page, address)
    _refuse_other_pages(document, page, address)
    if looks_like_agenda_item(page):
        return agenda_item_record(document, page, address)
    if _is_kept_with_speeches(address) or looks_like_speech(page):
        return speech_record(document, page, address)
    if looks_like_protocol(page):
        return protocol_record(document, page, address)
    return speech_record(document, page, address)


def looks_like_record(document: Document) -> bool:
    """Tell whether a page has the form of one of the kinds, without reading its record.

    Raises UnreadableSource for what is no page.
    """
    page = without_surroundings(_with_information_beside(read_page(document)))
    if mark_near_title(page) and not has_fields_of_speech(page):
        return False
    return looks_like_agenda_item(page) or looks_like_speech(page) or looks_like_protocol(page)


def _refuse_other_pages(document: Document, page: PageText, address: Address | None) -> None:
    """Raise UnreadableSource for pages that hold no speeches whatever their text looks like."""
    if address is not None and address.kind is PageKind.SESSION_AGENDA:
        raise UnreadableSource(
            f"{document.name}: the agenda of a session (/{address.value}) holds no speeches; "
            "import the pages that it links to"
        )
    if address is not None and address.kind is PageKind.EVENT:
        raise UnreadableSource(
            f"{document.name}: the page of an event (/{address.value}) holds no speeches; "
            f"{GIVE_OTHER_PAGES}"
        )
    if (mark := mark_near_title(page)) and not has_fields_of_speech(page):
        raise UnreadableSource(
            f"{document.name}: no speech: “{mark}” marks news, an event or the like; "
            f"{GIVE_OTHER_PAGES}"
        )


def _with_information_beside(page: PageText) -> PageText:
    """Return the page with the complementary part that holds an information block, if any."""
    for aside in page.asides:
        if sum(field_of(block.text) is not None for block in aside) >= _LEAST_LABELS:
            return replace(page, blocks=(*page.blocks, *aside))
    return page


_LEAST_LABELS: Final = 2


def _is_kept_with_speeches(address: Address | None) -> bool:
    """Tell whether the address alone says that the page is a speech."""
    if address is None:
        return False
    if address.node_id is not None:
        return is_node_of_speeches(address.node_id)
    return address.kind is PageKind.SPEECH


def _address(document: Document, stated: str | None) -> Address | None:
    """Return the address: as known from outside, as the page states it, or by the file's name."""
    return read_address(document.url) or read_address(stated) or address_of_file(document.name)
