"""Addresses of norden.org as a crawl keeps them: one form of each, under the host that is asked.

Dropped is what does not change the page: www, fragments, the printable form, tracking parameters,
the order of parameters, the first page of a pager. The site's language stays in the address, since
a page is asked for in one; `record` is what all languages of a page share.
"""

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote_to_bytes,
    urlencode,
    urljoin,
    urlsplit,
)

from archive.vocabulary import UI_LANGUAGES
from importers.sources.norden.addresses import Address, PageKind, read_address
from importers.sources.norden.sessions import sessions

LONGEST: Final = 1000
"""Letters of an address; longer ones are traps."""
NORDEN: Final = "https://www.norden.org"


@dataclass(frozen=True, slots=True)
class Site:
    """The site under the address that is asked: norden.org, or a copy of it under another host."""

    base: str = NORDEN
    """Scheme and host, and a port where there is one."""

    def normalise(self, url: str, on: str | None = None) -> str | None:
        """Return the address in its one form, or None where it is none of a page of this site.

        A relative one is read as standing `on` the page of that address.
        """
        try:
            parts = urlsplit(urljoin(on or f"{self.base}/", url.strip()))
            if parts.scheme not in {"http", "https"} or not self._is_of_site(parts):
                return None
        except ValueError:
            return None
        path = _path(parts.path)
        query = _query(parts.query, keeps_only_pages=_is_record(path))
        normal = self.base + path + (f"?{query}" if query else "")
        return normal if len(normal) <= LONGEST else None

    def address(self, url: str) -> Address | None:
        """Return what a normalised address tells of its page; None for the site's front page."""
        return read_address(self.as_norden(url))

    def as_norden(self, url: str) -> str:
        """Return the address of the same page on norden.org itself."""
        return NORDEN + url.removeprefix(self.base)

    def record(self, url: str) -> str:
        """Return what the addresses of one page share, of a normalised one: "node/60706"."""
        parts = urlsplit(url)
        address = self.address(url)
        if address is None:  # a front page may lead elsewhere in each language
            return parts.path
        query = f"?{parts.query}" if parts.query else ""
        return record_name(address.kind, address.value) + query

    def kind(self, url: str) -> PageKind | None:
        """Return what a normalised address tells its page to be; None for a front page."""
        address = self.address(url)
        return None if address is None else address.kind

    def node(self, url: str) -> int | None:
        """Return the node id of a normalised address that is one, and not a part of a page."""
        address = self.address(url)
        is_whole = address is not None and address.page == 0
        # What no database's integer holds is no node's.
        node = address.node_id if address is not None and is_whole else None
        return node if node is not None and node < _MOST_NODES else None

    def session(self, url: str) -> int | None:
        """Return the number of the session whose agenda a normalised address is, by its year."""
        address = self.address(url)
        if address is None or address.kind is not PageKind.SESSION_AGENDA:
            return None
        found = _ORDINARY.match(address.value)
        return session_of_year(int(found[1])) if found else None

    def at_node(self, node: int, ui_language: str = "en") -> str:
        """Return the address of a node."""
        return f"{self.base}/{ui_language}/node/{node}"

    def _is_of_site(self, parts: SplitResult) -> bool:
        if parts.username is not None or parts.hostname is None:
            return False
        own = urlsplit(self.base)
        host = parts.hostname.removeprefix("www.").rstrip(".")
        if host == "norden.org":
            return parts.port in {None, 80, 443}
        return host == (own.hostname or "").removeprefix("www.") and _port(parts) == _port(own)


def session_of_year(year: int) -> int | None:
    """Return the ordinary session that met in the year, where one did."""
    return next(
        (
            session.number
            for session in sessions()
            if session.number and session.year == year and not session.cancelled
        ),
        None,
    )


def record_name(kind: PageKind, value: str) -> str:
    """Return what the addresses of a page share, by what one of them tells: "speech/12-kari"."""
    folded = unicodedata.normalize("NFC", value).casefold()
    return f"{kind}/{folded}" if kind in _RECORDS else folded


def is_no_page(url: str) -> bool:
    """Tell whether a normalised address is a file, a form, a search or an account: never asked."""
    path = urlsplit(url).path
    return bool(_FILE.search(path) or _SERVICE.match(path))


_RECORDS: Final = (PageKind.NODE, PageKind.SPEECH, PageKind.PROTOCOL)
_MOST_NODES: Final = 2**31
_ORDINARY: Final = re.compile(r"session(\d{4})(?:$|[^\d])", re.IGNORECASE)
_UI: Final = "|".join(UI_LANGUAGES)
_PRINTABLE: Final = re.compile(r"/(?:printable(?:/\w+)?|print)$", re.IGNORECASE)
_PARAMETERS_IN_PATH: Final = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]*", re.IGNORECASE)
_RECORD_PATH: Final = re.compile(rf"/(?:(?:{_UI})/)?(?:node/\d+|speech/[^/]+|protocol/\d+)$")
_UI_PATH: Final = re.compile(rf"/({_UI})(?=/|$)", re.IGNORECASE)
_FILE: Final = re.compile(
    r"\.(?:pdf|jpe?g|png|gif|svg|webp|ico|css|js|mjs|json|zip|gz|docx?|xlsx?|pptx?|mp[34]|m4a|avi"
    r"|mov|woff2?|ttf|eps|epub|ics|vcf|txt|csv)$",
    re.IGNORECASE,
)
_SERVICE: Final = re.compile(
    rf"(?:/(?:{_UI}))?/(?:user|users|login|logout|admin|search|s[oø]g|s[oø]k|haku|leit|sites|core"
    r"|misc|modules|themes|cart|comment|flag|contact|newsletter|cookies?|batch|jsonapi|oembed"
    r"|big_pipe|media/oembed)(?:/|$)",
    re.IGNORECASE,
)
_TRACKING: Final = re.compile(
    r"utm_.*|mtm_.*|pk_.*|mc_.*|_hs.*|hsa_.*|fb_.*|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid"
    r"|igshid|_ga|_gl|ref|referer|referrer|share|shared|destination|token|itok|sid|session_?id"
    r"|phpsessid|jsessionid|print|printable|ts|timestamp|nocache|cache|_",
    re.IGNORECASE,
)
_SAFE: Final = "/:@!$&'()*+,;=~-._"


def _port(parts: SplitResult) -> int | None:
    return parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _path(path: str) -> str:
    text = unquote_to_bytes(path).decode("utf-8", "surrogateescape")
    text = unicodedata.normalize("NFC", _PARAMETERS_IN_PATH.sub("", text))
    text = posixpath.normpath("/" + re.sub(r"\s+", " ", text).strip()).replace("//", "/")
    while (shorter := _PRINTABLE.sub("", text)) != text:
        text = shorter or "/"
    text = _UI_PATH.sub(lambda found: f"/{found[1].lower()}", text, count=1)
    text = re.sub(r"(?<=/node/)0+(?=\d)", "", text)
    return quote(text.encode("utf-8", "surrogateescape"), safe=_SAFE)


def _is_record(path: str) -> bool:
    return _RECORD_PATH.match(path) is not None


def _query(query: str, *, keeps_only_pages: bool) -> str:
    found: dict[tuple[str, str], None] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        if name == "page":
            value = _page(value)  # noqa: PLW2901
            if not value:
                continue
        elif keeps_only_pages or not value or _TRACKING.fullmatch(name):
            continue
        found[name, value] = None
    return urlencode(sorted(found), quote_via=quote)


def _page(value: str) -> str:
    """Return the places of a page's pagers, "" where all are at their first page: ",,1"."""
    places = [place.strip() for place in value.split(",")]
    if not all(re.fullmatch(r"[0-9]{0,6}", place) for place in places):
        return ""
    return ",".join(place.lstrip("0") for place in places).rstrip(",")
