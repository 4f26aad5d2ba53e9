"""What a fetched page is: a record, a listing, a file of addresses, or nothing of the kind."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.clock import Clock
from archive.errors import UnreadableSource
from archive.vocabulary import FrontierKind
from importers.bounds.dates import parse_document
from importers.fetching.discovery.links import Link, Relation, links_of
from importers.fetching.discovery.sitemaps import ListKind, kind_of
from importers.fetching.outcomes import Page
from importers.markup.blocks import read_page
from importers.records import AgendaItemRecord, Document, SpeechRecord
from importers.sources.norden import SOURCE
from importers.sources.norden.addresses import PageKind
from importers.sources.norden.site import Site
from importers.sources.norden.soft_failures import (
    BannerPage,
    NotFoundPage,
    ScriptOnlyPage,
    SoftFailure,
)

RECORDS: Final = (FrontierKind.SPEECH, FrontierKind.PROTOCOL, FrontierKind.AGENDA_ITEM)
HTML: Final = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class PageClassification:
    """What a page turned out to be."""

    kind: FrontierKind
    """UNKNOWN where it is neither a record nor leads to one."""
    content_sha256: str
    """Of what a reader sees: other bytes around the same text are no change."""
    leads_sha256: str | None = None
    """Of the records that a listing leads to, None for none; of a speech, of what was said."""
    links: tuple[Link, ...] = ()
    session: int | None = None
    """The number of the session that it states."""
    awaited: bool = False
    """Whether it waits for its transcription."""
    is_dated: bool = False
    """Whether it states when the speech was held."""
    soft_failure: str | None = None
    """Why it is not the page that was asked for; it says nothing of that then."""
    says_none: bool = False
    """Whether that page says that there is none at the address."""
    reason: str | None = None
    """Why it is no record."""

    @property
    def is_record(self) -> bool:
        """Whether records are read from it."""
        return self.kind in RECORDS


def classify_page(
    site: Site, page: Page, clock: Clock, asked_as: FrontierKind
) -> PageClassification:
    """Return what the page is; whatever comes, it does not fail."""
    listed = kind_of(page.body)
    if listed is not None or asked_as in {FrontierKind.SITEMAP, FrontierKind.FEED}:
        return _list_of_addresses(page, listed)
    final = site.normalise(page.url) or page.requested
    if why := _sent_elsewhere(site, page.requested, final):
        return PageClassification(FrontierKind.UNKNOWN, page.sha256, soft_failure=why)
    return _page(site, page, final, clock, asked_as)


def _list_of_addresses(page: Page, listed: ListKind | None) -> PageClassification:
    if listed is None and page.media_type in HTML:
        why = "a page in the place of a file of addresses"
        return PageClassification(FrontierKind.UNKNOWN, page.sha256, soft_failure=why)
    kind = FrontierKind.FEED if listed is ListKind.FEED else FrontierKind.SITEMAP
    return PageClassification(kind, page.sha256)


def _sent_elsewhere(site: Site, requested: str, final: str) -> str | None:
    """Return why the page to which a record's address was sent on cannot be that record."""
    if site.kind(requested) not in _RECORD_ADDRESSES or site.record(final) == site.record(
        requested
    ):
        return None
    if site.kind(final) is None:
        return "the site's front page, to which it is sent on,"
    if site.kind(final) in {PageKind.SESSION_AGENDA, PageKind.EVENT}:
        return "a listing, to which it is sent on,"
    return None


_RECORD_ADDRESSES: Final = (PageKind.NODE, PageKind.SPEECH, PageKind.PROTOCOL)


def _page(
    site: Site, page: Page, final: str, clock: Clock, asked_as: FrontierKind
) -> PageClassification:
    document = Document(
        name=site.as_norden(final),
        content=page.body,
        url=site.as_norden(final),
        media_type=page.media_type,
        fetched_at=page.fetched_at,
    )
    links = links_of(page.url, page.body, page.media_type)
    content = _content_sha256(document, page.sha256)
    try:
        records = tuple(parse_document(SOURCE, document, clock))
    except SoftFailure as error:
        reading = PageClassification(
            FrontierKind.UNKNOWN, content, links=links, reason=_reason(document, error)
        )
        if _is_itself(site, final, reading, asked_as, error):
            return _listing(site, page, final, reading)
        return PageClassification(
            FrontierKind.UNKNOWN,
            content,
            soft_failure=_reason(document, error),
            says_none=isinstance(error, NotFoundPage),
        )
    except UnreadableSource as error:
        reading = PageClassification(
            FrontierKind.UNKNOWN, content, links=links, reason=_reason(document, error)
        )
        return _listing(site, page, final, reading)
    for record in records:
        if isinstance(record, SpeechRecord):
            return _speech(record, content, links)
        if isinstance(record, AgendaItemRecord):
            return PageClassification(
                FrontierKind(record.kind),
                content,
                _leads_sha256(site, final, links),
                links,
                session=record.session or record.session_inferred,
            )
    return PageClassification(FrontierKind.UNKNOWN, content, reason="there is no record in it")


def _is_itself(
    site: Site, on: str, reading: PageClassification, asked_as: FrontierKind, error: SoftFailure
) -> bool:
    """Tell whether a page is none in another's place: below a banner, or without much text.

    What was a listing before, says nothing and leads nowhere now, is not: its text was not sent.
    """
    kind = site.kind(on)
    if kind in _RECORD_ADDRESSES or not isinstance(error, ScriptOnlyPage | BannerPage):
        return False
    if isinstance(error, BannerPage):
        return True
    leads = any(site.kind(url) in _RECORD_ADDRESSES for url in _urls(site, reading.links))
    was_listing = asked_as is FrontierKind.LISTING or kind in {None, PageKind.SESSION_AGENDA}
    return leads or not was_listing


def _speech(record: SpeechRecord, content: str, links: tuple[Link, ...]) -> PageClassification:
    said = [text for segment in record.segments for text in segment.paragraphs]
    is_telling = sum(map(len, said)) >= _TELLING_LETTERS
    return PageClassification(
        FrontierKind.SPEECH,
        content,
        _sha256([str(record.number), *said]) if is_telling else None,
        links,
        session=record.session,
        awaited=_waits(record.status_raw),
        is_dated=record.started_at is not None,
    )


_TELLING_LETTERS: Final = 200
"""That nobody says twice under one number."""


def _listing(site: Site, page: Page, on: str, reading: PageClassification) -> PageClassification:
    """Return a page without a record as a listing, where it is a session's or leads to records."""
    if page.media_type not in HTML:
        return replace(reading, links=())
    leads = any(site.kind(url) in _SURELY_RECORDS for url in _urls(site, reading.links))
    is_listing = leads or site.kind(on) in {None, PageKind.SESSION_AGENDA}
    return replace(
        reading,
        kind=FrontierKind.LISTING if is_listing else FrontierKind.UNKNOWN,
        leads_sha256=_leads_sha256(site, on, reading.links),
        session=site.session(on),
    )


_SURELY_RECORDS: Final = (PageKind.SPEECH, PageKind.PROTOCOL)


def _urls(site: Site, links: Sequence[Link]) -> list[str]:
    found = (site.normalise(link.url) for link in links if link.relation is Relation.LINK)
    return [url for url in found if url is not None]


def _leads_sha256(site: Site, on: str, links: Sequence[Link]) -> str | None:
    """Return the digest of the names of records and agendas that links lead to; None for none.

    Parts of pages do not count, or each page of a pager without end would lead elsewhere.
    """
    names = {
        site.record(url)
        for url in _urls(site, links)
        if "?" not in url and (site.kind(url) in _RECORD_ADDRESSES or _is_whole_agenda(site, url))
    } - {site.record(on).partition("?")[0]}
    return _sha256(sorted(names)) if names else None


def _is_whole_agenda(site: Site, url: str) -> bool:
    name = site.record(url).removeprefix("event/")
    return site.kind(url) is PageKind.SESSION_AGENDA and "/" not in name


def _content_sha256(document: Document, of_bytes: str) -> str:
    try:
        return _sha256([block.text for block in read_page(document).blocks])
    except UnreadableSource:
        return of_bytes


def _sha256(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode(errors="replace")).hexdigest()


def _waits(status: str | None) -> bool:
    return status is not None and "waiting for transcription" in status.casefold()


def _reason(document: Document, error: UnreadableSource) -> str:
    return str(error).removeprefix(f"{document.name}: ").removeprefix("no speech: ")
