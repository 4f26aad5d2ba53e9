"""The production server as a user meets it: a `tingtale serve` process, asked over HTTP."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx

from benchmarks.questions import Question


@contextmanager
def serving(environ: Mapping[str, str]) -> Iterator[httpx.Client]:
    """Serve the archive on a free port of loopback and yield a client of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        ["tingtale", "serve", "--port", str(port)],
        env={**os.environ, **environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            _await_readiness(client)
            yield client
    finally:
        server.terminate()
        server.wait(timeout=30)


def ask(client: httpx.Client, question: Question, speakers: Mapping[str, str]) -> int:
    """Ask the question over HTTP and return the total; `speakers` maps names to ids."""
    path, parameters = request(question, speakers)
    answer = client.get(path, params=parameters)
    answer.raise_for_status()
    total: int = answer.json()["total"]
    return total


def request(question: Question, speakers: Mapping[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """Return the address and parameters that ask the question."""
    if question.timeline and question.speaker:
        path = f"/api/v1/speakers/{speakers[question.speaker]}/timeline"
        return path, [("topic", question.topic or "")]
    parameters = [("facet", name) for name in question.facets]
    if question.words:
        parameters.append(("q", _text(question)))
    if question.topic:
        parameters.append(("topic", question.topic))
    if question.concept:
        parameters.append(("concept", question.concept))
    if question.language:
        parameters.append(("language", question.language))
    if question.years:
        first, last = question.years
        parameters += [("from", f"{first}-01-01"), ("to", f"{last}-12-31")]
    return "/api/v1/search", parameters


def _text(question: Question) -> str:
    match question.operator:
        case "phrase":
            return '"' + " ".join(question.words) + '"'
        case "prefix":
            return question.words[0] + "*"
        case _:
            return " ".join(question.words)


def _await_readiness(client: httpx.Client) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if client.get("/health/ready").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError("the server was not ready within 60 s; start `tingtale serve` to see why")
