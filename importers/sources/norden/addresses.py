"""Addresses of norden.org: one record is reached under many; its id is what they share."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from archive.vocabulary import UI_LANGUAGES


class PageKind(StrEnum):
    """What an address tells of its page; a node may be a speech or an agenda item."""

    NODE = "node"
    SPEECH = "speech"
    PROTOCOL = "protocol"
    SESSION_AGENDA = "session_agenda"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Address:
    """A page's address without host, www and the site's language."""

    kind: PageKind
    value: str
    """The node id, the slug, the protocol's id, or the path."""
    ui_language: str | None
    url: str | None
    page: int = 0
    """Which part of a long protocol page it is: 1 for "?page=1"."""

    @property
    def source_id(self) -> str:
        """The id as ``tingtale parse`` prints it: "node/60706", "speech/...", or a path."""
        part = f"?page={self.page}" if self.page else ""
        if self.kind in {PageKind.SESSION_AGENDA, PageKind.EVENT, PageKind.OTHER}:
            return self.value + part
        return f"{self.kind}/{self.value}{part}"

    @property
    def node_id(self) -> int | None:
        """The node's number, where the address gives it."""
        return int(self.value) if self.kind is PageKind.NODE else None


def read_address(url: str | None) -> Address | None:
    """Return the parts of a norden.org URL, or None for no URL or another site's."""
    found = _URL.match(url.strip()) if url else None
    if not found:
        return None
    address = _from_path(found["path"] or "", url)
    part = _PART.search(url or "")
    return replace(address, page=int(part[1])) if address and part else address


def address_of_file(name: str) -> Address | None:
    """Return what a file's name tells: "da_node_60706_printable_print.txt", or None."""
    base = re.split(r"[/\\]", name)[-1]
    found = _FILE.fullmatch(base)
    if not found:
        return None
    kind, rest = found["kind"], found["rest"]
    if kind in {"node", "protocol"}:
        rest = re.sub(r"_.*$", "", rest)
        if not rest.isdigit():
            return None
    return _from_path(f"/{found['ui']}/{kind}/{rest}", None)


_URL: Final = re.compile(
    r"(?:https?:)?(?://)?(?:[\w-]+\.)?norden\.org(?P<path>/[^?#]*)?(?:[?#].*)?$", re.IGNORECASE
)
_PART: Final = re.compile(r"[?&]page=(\d{1,3})(?:&|#|$)")
_UI: Final = "|".join(UI_LANGUAGES)
_FILE: Final = re.compile(
    rf"(?P<ui>{_UI})_(?P<kind>node|speech|protocol)_(?P<rest>[^.]+?)(?:_page_\d+)?"
    r"(?:\.(?:txt|md|markdown|html?|xhtml))+",
    re.IGNORECASE,
)
_SESSION_PAGE: Final = re.compile(
    r"(?:session|temasession|themesession|sessionsveckan|sessionsuge[n]?)[\w-]*(?:/|$)",
    re.IGNORECASE,
)
_WHOSE_SESSION: Final = (
    r"(?:the|nordic|councils?|s|nordisk[ae]?|r(?:aa|å|a)d(?:et)?s?|pohjoismaiden|neuvoston|theme"
    r"|ordinary|extraordinary|\d{2,4}(?:th|st|nd|rd)?)-"
)
_JOINED_TO_SESSION: Final = r"(?:nor[dð]urlandar[aá][dð]s|teema-?|th?ema-?)"
_SESSION_EVENT: Final = re.compile(
    rf"(?={_WHOSE_SESSION}|{_JOINED_TO_SESSION})(?:{_WHOSE_SESSION})*{_JOINED_TO_SESSION}?"
    r"(?:session|sesjon|istunto|th?ing|þing)(?:en|s)?\d*(?:-.*)?",
    re.IGNORECASE,
)
"""Whose session it is, or in which year, and nothing else before the word."""
_OTHER_OCCASION: Final = re.compile(
    r"seminar|webinar|workshop|[ck]onferen|side-?event|sidearrangement|debat|lun[cs]h|breakfast"
    r"|frokost|frukost|reception|training|summit|panel|press|kurs|course|exhibition|prize|award"
    r"|hearing|launch|tapahtuma|seminaari",
    re.IGNORECASE,
)
"""Words in the address of an event beside a session."""


def _from_path(path: str, url: str | None) -> Address | None:
    parts = [unquote(part) for part in path.split("/") if part]
    ui_language = parts.pop(0).lower() if parts and parts[0].lower() in UI_LANGUAGES else None
    if not parts:
        return None
    kind, value = _kind_and_value(parts)
    return Address(kind, value, ui_language, url)


def _kind_and_value(parts: list[str]) -> tuple[PageKind, str]:
    head = parts[0].lower()
    value = parts[1] if len(parts) > 1 else ""
    if head == "node" and re.fullmatch(r"[0-9]{1,12}", value):
        return PageKind.NODE, str(int(value))
    if head == "protocol" and re.fullmatch(r"[0-9]{1,12}", value):
        return PageKind.PROTOCOL, str(int(value))
    if head == "speech" and value:
        return PageKind.SPEECH, value
    path = "/".join(parts)
    if head in {"event", "events"}:
        is_session = _SESSION_EVENT.fullmatch(value) and not _OTHER_OCCASION.search(value)
        return PageKind.SESSION_AGENDA if is_session else PageKind.EVENT, path
    if _SESSION_PAGE.match(path):
        return PageKind.SESSION_AGENDA, path
    return PageKind.OTHER, path
