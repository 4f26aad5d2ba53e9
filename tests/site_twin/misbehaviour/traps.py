"""Links without end: calendars, pagers that never stop, the same record under many addresses."""

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from site_twin.answers import Answer, Asked, page
from site_twin.frame import framed
from site_twin.misbehaviour.base import Misbehaviour, Surroundings
from site_twin.words import LANGUAGES


def with_links(answer: Answer, links: list[str]) -> Answer:
    """Return a page that links to more addresses than before."""
    shown = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    text = answer.body.decode().replace("</main>", f"<nav><ul>{shown}</ul></nav>\n</main>")
    return replace(answer, body=text.encode())


@dataclass(frozen=True, kw_only=True)
class _OnListings(Misbehaviour):
    """Concerns pages of sessions and what the trap itself adds."""

    pattern: ClassVar[str]

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        is_listing = "session" in asked.path and answer.kind in {"page", "missing"}
        return is_listing or re.search(self.pattern, asked.target) is not None


@dataclass(frozen=True, kw_only=True)
class Calendar(_OnListings):
    """A calendar with a page for every day, each of which links to the next."""

    name: ClassVar[str] = "calendar"
    pattern: ClassVar[str] = r"/calendar"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        found = re.search(r"/calendar/(\d+)", asked.path)
        day = int(found[1]) if found else 0
        links = [f"/en/calendar/{day + 1}", f"/en/calendar/{day + 31}?view=month"]
        links += [f"/en/session{2012 + day % 12}/calendar/{day + 1}", f"?month={day % 900 + 1}"]
        if found:
            answer = page(framed("en", f"Day {day}", f"<h1>Day {day}</h1><p>Nothing.</p>"))
        return with_links(answer, links) if answer.status == 200 else answer


@dataclass(frozen=True, kw_only=True)
class EndlessPager(_OnListings):
    """A pager that has always one part more, with what the first part shows."""

    name: ClassVar[str] = "endless_pager"
    pattern: ClassVar[str] = r"/session\d{4}\?page="

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        found = re.search(r"page=([^&]*)", asked.query)
        part = re.split(r"%2C|,", found[1] if found else "0")[-1]
        if answer.status != 200:
            answer = around.answer(replace(asked, target=asked.path, query=""))
        if answer.status != 200:
            return answer
        following = int(part) + 1 if part.isdigit() else 1
        return with_links(answer, [f"?page={following}", f"?page=%2C%2C{following}"])


@dataclass(frozen=True, kw_only=True)
class Duplicates(Misbehaviour):
    """Every link to a record is there under each language, to print, and with parameters."""

    name: ClassVar[str] = "duplicates"

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return answer.kind == "page" and answer.status == 200

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        text = answer.body.decode()
        nodes = sorted(set(re.findall(r'href="/\w\w/node/(\d+)"', text)))[:5]
        links = []
        for node in nodes:
            links += [f"/{ui}/node/{node}" for ui in LANGUAGES]
            links += [f"/en/node/{node}/printable/print", f"/node/{node}/?utm_campaign=x#top"]
            links += [f"/en/node/{node}?fbclid=1&gclid=2", f"https://norden.org/da/node/{node}"]
            links += [f"/EN/node/{node}", f"/da/node/0{node}"]
        return with_links(answer, links)
