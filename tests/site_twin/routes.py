"""From an address to what the site answers there, while it behaves well."""

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import parse_qs, unquote

from site_twin import listing_pages, maps
from site_twin.answers import Answer, Asked, http_date, page, redirect
from site_twin.frame import framed
from site_twin.generating import plain
from site_twin.records import AgendaItem, Site, Speech
from site_twin.speech_pages import speech_page
from site_twin.words import LANGUAGES, TYPES


class Routes:
    """The pages of a site under a base address."""

    def __init__(
        self, site: Site, base: str, *, crawl_delay: float | None = None, printable: bool = True
    ) -> None:
        self.site = site
        self.base = base
        self.crawl_delay = crawl_delay
        self.printable = printable

    def answer(self, asked: Asked) -> Answer:
        """Return what stands at the address; 404 where nothing does."""
        path = unquote(asked.path)
        if found := self._map(path):
            return found
        if path == "/":
            return redirect(f"{self.base}/en", 302)
        ui, rest = _split(path)
        found = self._page(rest, ui, asked.query)
        return found or page(
            framed(ui, "Page not found", "<h1>Page not found</h1>"), kind="missing", status=404
        )

    def answer_to(self, target: str) -> Answer:
        """Return what stands at an address that is asked for the first time, without headers."""
        path, _, query = target.partition("?")
        return self.answer(Asked(target, path, query, {}, 0, 0))

    def record_of(self, target: str) -> str | None:
        """Return the key of the speech, or the path of the item, that an address shows."""
        path = unquote(target.partition("?")[0])
        _, rest = _split(path)
        parts = rest.split("/")
        if parts[0] == "node" and len(parts) > 1 and parts[1].isdigit():
            key = self.site.by_node.get(int(parts[1]))
            return key or (rest if self._item("agenda_item", parts[1]) else None)
        if parts[0] == "speech" and len(parts) > 1:
            found = self._by_slug(parts[1])
            return found.key if found else None
        return rest if parts[0] == "protocol" else None

    def _map(self, path: str) -> Answer | None:
        if path == "/robots.txt":
            return maps.robots(self.base, self.crawl_delay, printable=self.printable)
        if path == "/sitemap.xml":
            return maps.sitemap_index(self.base)
        if path in {"/sitemap-1.xml", maps.GZIPPED}:
            return maps.sitemap(self.site, self.base, int(path != "/sitemap-1.xml"))
        ui, rest = _split(path)
        return maps.feed(self.site, self.base, ui) if rest == "rss.xml" else None

    def _page(self, rest: str, ui: str, query: str) -> Answer | None:
        kind, *more = rest.split("/")
        if kind == "speech" and more:
            return self._speech(self._by_slug(more[0]), ui, more[1:], by_slug=True)
        if kind == "node" and more and more[0].isdigit():
            return self._node(int(more[0]), ui, more[1:])
        text = self._listing(rest, ui, query)
        return page(text) if text else None

    def _listing(self, rest: str, ui: str, query: str) -> str | None:
        """Return a page that is neither a node nor a speech by its slug."""
        if rest in _PLAIN or rest.startswith("person/"):
            return framed(ui, rest, f"<h1>{rest}</h1>\n<p>norden.org</p>")
        if rest in {"sessions", "nordic-council", ""}:
            of_all = listing_pages.sessions_page if rest else listing_pages.front_page
            return of_all(self.site, ui)
        if item := self._item("protocol", rest.removeprefix("protocol/")):
            return listing_pages.protocol_page(self.site, item, ui, _parts(query)[0], self.base)
        session = next((s for s in self.site.sessions if s.page == rest), None)
        if session is None:
            return None
        return listing_pages.session_page(self.site, session, ui, _parts(query), self.base)

    def _node(self, node: int, ui: str, more: list[str]) -> Answer | None:
        if (key := self.site.by_node.get(node)) is not None:
            return self._speech(self.site.speeches[key], ui, more, by_slug=False)
        if more:
            return None
        if item := self._item("agenda_item", str(node)):
            return page(listing_pages.agenda_item_page(self.site, item, ui, self.base))
        other = self.site.others.get(node)
        return page(listing_pages.other_page(other, ui)) if other else None

    def _speech(
        self, speech: Speech | None, ui: str, more: list[str], *, by_slug: bool
    ) -> Answer | None:
        if speech is None or more not in ([], ["printable", "print"]):
            return None
        if speech.deleted is not None:
            text = framed(ui, "Page not found", "<h1>Page not found</h1>")
            return page(text, kind="missing", status=speech.deleted)
        linked = [self.site.speeches[key] for key in self.site.links.get(speech.key, ())]
        text = speech_page(speech, ui, self.base, linked, to_print=bool(more), by_slug=by_slug)
        return page(text)

    def _item(self, listed_by: str, number: str) -> AgendaItem | None:
        return next(
            (
                item
                for item in self.site.items
                if item.session.listed_by == listed_by and str(item.id) == number
            ),
            None,
        )

    def _by_slug(self, slug: str) -> Speech | None:
        for word in _TYPE_WORDS:
            for template in (f"-{word}-", f"-{word}"):
                before, found, after = slug.partition(template)
                if not found or (template == f"-{word}" and after):
                    continue
                key = self.site.by_slug.get(f"{before}-{{}}" + (f"-{after}" if after else ""))
                if key is not None and word in _slugs_of(self.site.speeches[key].type):
                    return self.site.speeches[key]
        return None


def validated(answer: Answer, asked: Asked, changed: datetime, seed: int) -> Answer:
    """Return the answer with the validators of its address, or 304 where they are those asked for.

    Of a hundred addresses 3 tell neither, 37 an ETag alone, 20 a time alone; the time is that of
    the last change and is compared as a text, as nginx does.
    """
    if answer.status != 200:
        return answer
    chance = int(hashlib.sha256(f"{seed} {asked.target}".encode()).hexdigest(), 16) % 100
    tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
    told = {"ETag": tag} if chance >= _NEITHER + _TIME_ALONE else {}
    if _NEITHER <= chance < _TIME_ALONE + _NEITHER or chance >= _TAG_ALONE:
        told["Last-Modified"] = http_date(changed)
    headers = {**answer.headers, **told}
    if given := asked.headers.get("if-none-match"):
        is_same = "ETag" in told and tag in given
    else:
        is_same = told.get("Last-Modified", "") == asked.headers.get("if-modified-since")
    return (
        replace(answer, status=304, body=b"", headers=told)
        if is_same
        else replace(answer, headers=headers)
    )


_PLAIN: Final = frozenset({"contact", "cookies"})
_NEITHER: Final = 3
_TIME_ALONE: Final = 20
_TAG_ALONE: Final = 60
_TYPE_WORDS: Final = tuple(
    sorted({plain(word) for words in TYPES.values() for word in words.values()}, key=len)
)


def _slugs_of(kind: str) -> set[str]:
    return {plain(word) for word in TYPES[kind].values()}


def _split(path: str) -> tuple[str, str]:
    """Return the site's language, English where the address tells none, and the rest."""
    found = re.match(rf"/({'|'.join(LANGUAGES)})(?:/(.*))?$", path)
    if found:
        return found[1], (found[2] or "").rstrip("/")
    return "en", path.strip("/")


def _parts(query: str) -> list[int]:
    """Return which part of each pager is asked for: ``?page=%2C%2C1`` is the third's second."""
    given = parse_qs(query).get("page", [""])[0]
    return [int(part) if part.isdigit() else 0 for part in given.split(",")]
