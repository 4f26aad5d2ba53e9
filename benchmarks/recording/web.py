"""Asks the WSGI application a series of requests; an answer is status, headers and body."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha1
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urljoin

from werkzeug.exceptions import HTTPException

from benchmarks.recording import software
from benchmarks.recording.answers import Answer
from benchmarks.recording.script import Request, Step, expanded

HEADERS_LEFT_OUT: Final = frozenset(
    {"Date", "Content-Length", "Last-Modified", "X-Request-ID", "X-Request-Cost", "Server"}
)
"""They depend on the moment or the processor, or say what the rest of the answer does."""

PAGES: Final = 25
"""Pages of one list that are asked for, at most."""

SERVER: Final = "http://localhost"


@dataclass(slots=True)
class Series:
    """What a series of requests brought."""

    answers: list[Answer] = field(default_factory=list)
    values: dict[str, Sequence[str]] = field(default_factory=dict)
    """Of the names in lines, as `let` found them."""
    asked_routes: set[str] = field(default_factory=set)
    routes: set[str] = field(default_factory=set)
    """All that the application has, each with its method."""


def ask(steps: Sequence[Step], known: Mapping[str, Sequence[str]]) -> Series:
    """Ask all requests, in order. `known` are the values of names that were found before."""
    application = software.application()
    series = Series(values=dict(known), routes=set(_routes(application)))
    for step in steps:
        assert isinstance(step.asks, Request)
        if step.asks.name is not None:
            series.values[step.asks.name] = ()
        for request, title in expanded(step.line, series.values):
            assert isinstance(request, Request)
            _ask(application, request, (step.section, title), series)
    return series


def _routes(application: Any) -> Iterator[str]:  # noqa: ANN401
    for rule in application.url_map.iter_rules():
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            yield f"{method} {rule.rule}"


def _ask(
    application: Any,  # noqa: ANN401
    request: Request,
    place: tuple[str, str],
    series: Series,
) -> None:
    """Ask a request and, where it says so, the pages that follow. The place: section and title."""
    section, title = place
    page, bodies = request, list[bytes]()
    for number in range(1, PAGES + 1):
        status, head, body = _answer(application, page)
        numbered = title if number == 1 else f"{title} page {number}"
        series.answers.append(Answer(section, numbered, status, head + body))
        series.asked_routes.update(_route(application, page))
        bodies.append(body)
        following = next_address(page, body.decode(errors="replace")) if request.follows else None
        if following is None:
            break
        page = replace(page, address=following)
    _use(request, b"\n".join(bodies), series)


def _answer(application: Any, request: Request) -> tuple[str, bytes, bytes]:  # noqa: ANN401
    """Return status, head and body."""
    sent: dict[str, object] = {"headers": list(request.headers)}
    if request.body is not None:
        is_json = request.body.startswith(("{", "["))
        kind = "application/json" if is_json else "application/x-www-form-urlencoded"
        sent |= {"data": request.body.encode(), "content_type": kind}
    response = application.test_client().open(
        encoded(request.address), method=request.method, base_url=SERVER, **sent
    )
    body: bytes = response.get_data()
    kept = ((name, value) for name, value in response.headers if name not in HEADERS_LEFT_OUT)
    headers = sorted(header(name, value, body) for name, value in kept)
    head = "\n".join([request.title, response.status, *headers, "", ""])
    return str(response.status_code), head.encode(), body


def header(name: str, value: str, body: bytes) -> str:
    """Return a header as a line. Methods are a set, so they are sorted.

    An ETag that is a digest of the body says so in its place, or it would be the first line to
    differ wherever a body does.
    """
    if name in {"Allow", "Access-Control-Allow-Methods"}:
        value = ", ".join(sorted(value.split(", ")))
    if name == "ETag":
        value = value.replace(sha1(body).hexdigest(), "of the body")
    return f"{name}: {value}"


def encoded(address: str) -> str:
    """Return an address of a script, which is encoded already where it holds a %."""
    if "%" in address:
        return address
    path, mark, query = address.partition("?")
    return quote(path) + mark + quote(query, safe="=&:/,~*'()!$-._")


def _route(application: Any, request: Request) -> Iterator[str]:  # noqa: ANN401
    """Yield the route that answers a request, where one does."""
    method = "GET" if request.method == "HEAD" else request.method
    routes = application.url_map.bind("localhost")
    with suppress(HTTPException):
        rule, _ = routes.match(request.address.partition("?")[0], method, return_rule=True)
        yield f"{method} {rule.rule}"


def next_address(request: Request, text: str) -> str | None:
    """Return the address of the next page, which an answer names by a cursor or by a link."""
    cursor = _CURSOR.search(text)
    if cursor is not None:
        first = re.sub(r"[?&]cursor=[^&]*", "", request.address)
        return f"{first}{'&' if '?' in first else '?'}cursor={cursor[1]}"
    link = _LINK.search(text)
    if link is None:
        return None
    address = html.unescape(link[1] or link[2])
    return urljoin(f"{SERVER}/", address).removeprefix(SERVER)


_CURSOR: Final = re.compile(r'"next_cursor":\s*"([^"]+)"')
_LINK: Final = re.compile(
    r'<(?:a|link)\b[^>]*(?:rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next")'
)


def _use(request: Request, body: bytes, series: Series) -> None:
    """Write the body to a file, and take values from it, where the request says so."""
    if request.saved_as is not None:
        place = Path(request.saved_as)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    if request.name is not None:
        found = list(dict.fromkeys(re.findall(request.pattern, body.decode(errors="replace"))))
        distance = max(1, -(-len(found) // request.count))
        series.values[request.name] = tuple(found[::distance])
