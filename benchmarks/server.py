"""The production server as a user meets it: a `tingtale serve` process, asked over HTTP."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.measuring import found
from benchmarks.questions import Question


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready, and a client of it."""

    client: httpx.Client
    process: int

    def peak_mb(self) -> float:
        """Return the largest resident set so far, in megabytes; Linux alone tells it."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6


@contextmanager
def serving(environ: Mapping[str, str]) -> Iterator[Server]:
    """Serve the archive on a free port of loopback; raise RuntimeError where it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [found("tingtale"), "serve", "--port", str(port)],
            env={**os.environ, **environ},
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                if not _is_ready(client, process):
                    log.seek(0)
                    raise RuntimeError(f"the server was not ready within 60 s: {log.read()}")
                yield Server(client, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


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


def _is_ready(client: httpx.Client, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if client.get("/health/ready").is_success:
                return True
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    return False
