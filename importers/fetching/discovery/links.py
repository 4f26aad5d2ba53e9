"""Every address that an HTML page leads to, whatever its mark-up: links, pagers, JSON-LD."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final
from urllib.parse import urlencode, urljoin

from lxml import etree, html

from archive.errors import UnreadableSource
from importers.bounds.markup import check_markup
from importers.markup.decoding import decode
from importers.records import Document

MOST_LINKS: Final = 5_000
"""Of one page; the longest listing names some 400 speeches."""


class Relation(StrEnum):
    """What an address is to the page that leads to it."""

    LINK = "link"
    ITSELF = "itself"
    """The same page: its canonical address, its short link, the same in another language."""
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Link:
    """An absolute address, as the page writes it."""

    url: str
    relation: Relation = Relation.LINK


def links_of(url: str, body: bytes, media_type: str) -> tuple[Link, ...]:
    """Return what the page at the address leads to, each once, in the page's order.

    None for a page that cannot be read as HTML.
    """
    root = _root(Document(url, body, media_type=media_type))
    if root is None:
        return ()
    base = root.xpath("string(//base/@href)")
    on = _absolute(str(base), url) or url
    found: dict[Link, None] = {}
    for href, relation in islice(_hrefs(root, on), MOST_LINKS):
        if absolute := _absolute(href, on):
            found[Link(absolute, relation)] = None
    return tuple(found)


def _root(document: Document) -> html.HtmlElement | None:
    try:
        text = decode(document).text
        check_markup(document.name, text)
    except UnreadableSource:
        return None
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(no_network=True, recover=True, huge_tree=False)
    try:
        return html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _absolute(href: str, on: str) -> str | None:
    href = re.sub(r"[\t\r\n]", "", href).strip()
    if not href or href.startswith("#") or _OTHER_SCHEME.match(href):
        return None
    try:
        return urljoin(on, href)
    except ValueError:
        return None


_OTHER_SCHEME: Final = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _hrefs(root: html.HtmlElement, on: str) -> Iterator[tuple[str, Relation]]:
    for element in root.iter(etree.Element):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "link":
            yield from _head_link(element)
        elif tag == "form":
            yield from ((href, Relation.LINK) for href in _form(element, on))
        elif tag == "script":
            yield from ((href, Relation.LINK) for href in _json_ld(element))
        elif tag == "meta":
            yield from _meta(element)
        else:
            if tag in {"a", "area"} and (href := element.get("href")):
                yield href, _of_anchor(element)
            if tag == "option" and _LIKE_ADDRESS.match(value := element.get("value") or ""):
                yield value, Relation.LINK
            for name, value in element.attrib.items():
                if _DATA.fullmatch(str(name)) and _LIKE_ADDRESS.match(str(value)):
                    yield str(value), Relation.LINK


_DATA: Final = re.compile(r"(?:data-[\w-]*(?:url|href|link|path|next|src|page)|hx-get)")
_LIKE_ADDRESS: Final = re.compile(r"(?:https?:/)?/\S+$|\?[^\s=]+=\S*$")


def _of_anchor(element: html.HtmlElement) -> Relation:
    relations = _words(element, "rel")
    if "canonical" in relations or "shortlink" in relations:
        return Relation.ITSELF
    # A switch of languages leads to the same page in another one.
    if "alternate" in relations and element.get("hreflang"):
        return Relation.ITSELF
    return Relation.LINK


def _head_link(element: html.HtmlElement) -> Iterator[tuple[str, Relation]]:
    href, relations = element.get("href"), _words(element, "rel")
    if not href:
        return
    media_type = (element.get("type") or "").lower()
    if relations & {"canonical", "shortlink"}:
        yield href, Relation.ITSELF
    elif "alternate" in relations and re.search(r"rss|atom|feed", media_type):
        yield href, Relation.FEED
    elif "alternate" in relations and element.get("hreflang"):
        yield href, Relation.ITSELF
    elif "sitemap" in relations:
        yield href, Relation.SITEMAP
    elif relations & _LEADING:
        yield href, Relation.LINK


_LEADING: Final = frozenset(
    [
        "next",
        "prev",
        "previous",
        "first",
        "last",
        "up",
        "contents",
        "index",
        "chapter",
        "section",
        "item",
        "collection",
    ]
)


def _words(element: html.HtmlElement, name: str) -> set[str]:
    return set((element.get(name) or "").lower().split())


def _meta(element: html.HtmlElement) -> Iterator[tuple[str, Relation]]:
    content = element.get("content") or ""
    if (element.get("http-equiv") or "").lower() == "refresh":
        found = re.search(r"url\s*=\s*['\"]?([^'\"]+)", content, re.IGNORECASE)
        if found:
            yield found[1], Relation.LINK
    elif (element.get("property") or "").lower() == "og:url" and content:
        yield content, Relation.ITSELF


def _form(form: html.HtmlElement, on: str) -> Iterator[str]:
    """Yield what a form leads to whose fields are chosen, not written: pagers, lists of years."""
    if (form.get("method") or "get").lower() != "get":
        return
    kept, chosen = [], []
    for field in form.iter("input", "button", "select", "textarea"):
        kind, name = (field.get("type") or "").lower(), field.get("name")
        if field.tag == "textarea" or (field.tag == "input" and kind in _WRITTEN):
            return  # a search
        if field.tag == "select" and name:
            chosen += [(name, option.get("value") or "") for option in field.iter("option")]
        elif kind == "hidden" and name:
            kept.append((name, field.get("value") or ""))
        elif name and (kind in {"submit", "radio"} or field.tag == "button"):
            chosen.append((name, field.get("value") or ""))
    action = (form.get("action") or on).partition("#")[0].partition("?")[0]
    if not kept and not chosen:
        if form.get("action"):
            yield str(form.get("action"))
        return
    for choice in islice(chosen, _MOST_CHOICES) if chosen else [None]:
        fields = kept if choice is None else [*kept, choice]
        yield f"{action}?{urlencode(fields)}"


_WRITTEN: Final = frozenset(["", "text", "search", "email", "password", "date", "month", "tel"])
_MOST_CHOICES: Final = 200


def _json_ld(script: html.HtmlElement) -> Iterator[str]:
    if (script.get("type") or "").lower() != "application/ld+json":
        return
    try:
        data = json.loads(script.text_content())
    except (ValueError, RecursionError):
        return
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            for key, inner in value.items():
                if isinstance(inner, str) and key in _ADDRESS_KEYS:
                    yield inner
                elif isinstance(inner, list):
                    yield from (text for text in inner if _is_address(key, text))
                waiting.append(inner)


def _is_address(key: str, text: object) -> bool:
    return isinstance(text, str) and key in _ADDRESS_KEYS


_ADDRESS_KEYS: Final = frozenset(
    [
        "@id",
        "url",
        "item",
        "sameAs",
        "mainEntityOfPage",
        "isPartOf",
        "hasPart",
        "relatedLink",
        "significantLink",
        "itemListElement",
        "subEvent",
        "superEvent",
        "workFeatured",
    ]
)
