"""What makes a page without a speech's title or fields one all the same, or why it is none."""

from collections.abc import Sequence
from typing import Final

from archive.errors import UnreadableSource
from importers.markup.blocks import PageText
from importers.records import Document
from importers.sources.norden.addresses import Address, PageKind
from importers.sources.norden.forms_of_address import begins_a_speech
from importers.sources.norden.other_pages import label_of_another_page, title_of_another_page
from importers.sources.norden.sessions import is_node_of_speeches, session_of_path
from importers.sources.norden.speech.page import SpeechPage

GIVE_OTHER_PAGES: Final = "give speech, protocol or agenda-item pages of norden.org"


def require_evidence(
    document: Document,
    page: PageText,
    address: Address | None,
    parts: SpeechPage,
    paragraphs: Sequence[str],
) -> None:
    """Raise UnreadableSource unless address or text show that the page is a speech."""
    if reason := _why_no_speech(page, address, parts, paragraphs):
        raise UnreadableSource(f"{document.name}: no speech: {reason}; {GIVE_OTHER_PAGES}")


def _why_no_speech(
    page: PageText, address: Address | None, parts: SpeechPage, paragraphs: Sequence[str]
) -> str | None:
    """Return why a page with neither a speech's title nor its fields is none, or None for one."""
    if paragraphs and address is not None and address.kind is PageKind.SPEECH:
        return None
    node = None if address is None else address.node_id
    is_among_speeches = node is not None and is_node_of_speeches(node)
    if shown := _sign_of_another_page(page, parts, is_among_speeches=is_among_speeches):
        return shown
    if paragraphs and is_among_speeches:
        return None
    may_be = address is None or address.kind is PageKind.NODE or _is_of_older_site(address)
    if may_be and any(begins_a_speech(paragraph) for paragraph in paragraphs[:3]):
        return None
    return "neither a title such as “12. Name (Replik)” nor an information block"


def _sign_of_another_page(
    page: PageText, parts: SpeechPage, *, is_among_speeches: bool
) -> str | None:
    """Return what on the page no speech has, or None."""
    if parts.information and parts.information.labels:
        shown = ", ".join(name.value.replace("_", " ") for name in parts.information.labels)
        return (
            f"its list of fields ({shown}) lacks those of a speech, type and number, and no title"
            " such as “12. Name (Replik)” stands above it"
        )
    if label := label_of_another_page(page.blocks):
        return f"“{label}” stands on pages of news, persons, cases or publications"
    if is_among_speeches and (title := title_of_another_page(page.blocks)):
        return f"“{title}” is no title of a speech, such as “12. Name (Replik)”"
    return None


def _is_of_older_site(address: Address) -> bool:
    """Tell whether the address is one that the site had before 2018, below its session's."""
    return address.kind is PageKind.OTHER and session_of_path(address.value) is not None
