"""Links of every kind of answer, and a walk along them: one answer of each kind of address."""

import json
import re
from collections import deque
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml import etree, html

ADDRESS = re.compile(r"(https?:/)?/\S*")
RECORDS = ("speeches", "documents", "speakers", "topics", "sessions", "agenda-items")

NO_LINKS = frozenset({"pattern", "printed", "understood", "html", "example"})
"""Members of JSON that hold what looks like an address and leads nowhere."""


def links(media_type, content, address):
    """Yield the full address of every link of a page, a feed or a JSON answer."""
    if media_type == "text/html":
        found = [link for *_, link, _ in html.fromstring(content).iterlinks()]
    elif media_type == "application/atom+xml":
        found = etree.fromstring(content).xpath("//@href")
    elif media_type in {"application/json", "application/problem+json"}:
        found = [text for text in texts(json.loads(content)) if ADDRESS.fullmatch(text)]
    else:
        found = []
    for link in found:
        yield urljoin(address, link).partition("#")[0]


def texts(value):
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in NO_LINKS:
                yield from texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)
    elif isinstance(value, str):
        yield value


def kind_of(address):
    """Return what addresses of one kind share: ids and values of parameters aside."""
    parts = urlsplit(address)
    path = re.sub(rf"({'|'.join(RECORDS)})/[^/]+", r"\1/*", parts.path)
    return path, frozenset(name for name, _ in parse_qsl(parts.query))


def walk(get, start, *, most):
    """Yield each address reached, its status, and its links; one of each kind, up to `most`.

    `get` returns the status, media type and bytes of an address. Forms that ask for an id are not
    sent without one.
    """
    waiting, known = deque([start]), {kind_of(start)}
    while waiting and most:
        address = waiting.popleft()
        status, media_type, content = get(address)
        found = list(links(media_type, content, address))
        yield address, status, found
        most -= 1
        for link in found:
            ours = urlsplit(link).netloc == urlsplit(start).netloc and "/docs/try/" not in link
            if ours and kind_of(link) not in known:
                known.add(kind_of(link))
                waiting.append(link)
