"""Mutated pages, texts, lines, queries and requests: read, or refused in our own words.

A few of each in every run; `make fuzz` tries many, and keeps what fails in tests/fuzz/found, from
where it is tried again in every run.
"""

import json
import os
import re
from collections.abc import Callable
from hashlib import sha256
from http.client import INTERNAL_SERVER_ERROR
from pathlib import Path
from random import Random

import pytest
from builders import a_corpus_line
from mutation import mutated
from sample_archive import settings_in

import importers
from api.http.application import create_app
from archive.errors import InvalidQuery, UnreadableSource
from importers.bounds.storable import require_storable
from importers.loading.speeches.rows import RecordRefused
from importers.records import Document
from importers.source import Source
from importers.sources import corpus, documents, norden
from search_index import limits
from search_index.query.parser import parse
from search_index.query.query_text import query_text

pytestmark = [pytest.mark.chaos, pytest.mark.no_cover]

INPUTS = int(os.environ.get("TINGTALE_FUZZ_INPUTS", "0"))
"""Mutated pages of a seed; of smaller inputs there are more. Without it, a few are tried."""
SEEDS = range(*map(int, os.environ.get("TINGTALE_FUZZ_SEEDS", "0,1").split(",")))
FOUND = Path(__file__).parent / "found"
SAMPLES = Path(importers.__path__[0]) / "sources" / "sample"

Try = Callable[[bytes], None]


def try_many(kind: str, seed: int, inputs: int, originals: list[bytes], attempt: Try) -> None:
    """Try what was found before, then mutations of the originals; keep what fails."""
    for path in sorted((FOUND / kind).glob("*")):
        attempt(path.read_bytes())
    dice = Random(f"{kind} {seed}")
    for _ in range(inputs):
        content = mutated(dice, originals)
        try:
            attempt(content)
        except BaseException:
            if INPUTS:
                (FOUND / kind).mkdir(parents=True, exist_ok=True)
                (FOUND / kind / sha256(content).hexdigest()[:12]).write_bytes(content)
            raise


def read(source: Source, name: str, content: bytes) -> None:
    """Read a document as an import does; a refusal names it."""
    document = Document(name, content)
    try:
        records = list(source.parse(document))
        for record in records:
            require_storable(document, record)
    except UnreadableSource as error:
        told = f"{error.place} {error}"
    except RecordRefused:
        told = name
    else:
        told = name + json.dumps([source.record_json(document, record) for record in records])
    assert name in told


def originals(folder: str) -> list[tuple[str, bytes]]:
    paths = sorted(path for path in (SAMPLES / folder).iterdir() if path.is_file())
    return [(path.name, path.read_bytes()) for path in paths]


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_are_read_or_refused(seed):
    pages = originals("norden")
    names = [name for name, _ in pages]

    def attempt(content: bytes) -> None:
        read(norden.SOURCE, names[len(content) % len(names)], content)

    try_many("page", seed, INPUTS or 60, [content for _, content in pages], attempt)


@pytest.mark.parametrize("seed", SEEDS)
def test_background_texts_are_read_or_refused(seed):
    texts = originals("background")

    def attempt(content: bytes) -> None:
        read(documents.SOURCE, texts[len(content) % len(texts)][0], content)

    try_many("text", seed, INPUTS or 60, [content for _, content in texts], attempt)


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_are_read_or_refused(seed):
    lines = [
        a_corpus_line(),
        a_corpus_line(number=7, speaker_id=15, role="Minister", gender="F", debate_title="Fisk"),
        {"id": "da:1", "parliament": "folketinget", "withdrawn": True, "reason": "Fejl"},
    ]
    contents = [json.dumps(line, ensure_ascii=False).encode() for line in lines]
    try_many(
        "line", seed, 4 * INPUTS or 500, contents, lambda line: read(corpus.SOURCE, "c.jsonl", line)
    )


QUERIES = [
    'menneskehandel AND (norge OR "nordisk råd"~3) NOT fisk*',
    "topic:trafficking year:[2010 TO 2014] =Havet speaker:anna-lind",
    'language:nb session:"stortinget:64" *handel w?rd havet~2 date:[2012-01-01 TO *]',
    "CO2 10 000 EU:n 18:58 kultur- og familieminister",
]


@pytest.mark.parametrize("seed", SEEDS)
def test_queries_are_read_or_explained(seed):
    def attempt(content: bytes) -> None:
        q = content.decode("utf-8", "replace")
        position = 0
        try:
            written = query_text(parse(q))
            if len(written) <= limits.QUERY_LENGTH:
                assert query_text(parse(written)) == written
        except InvalidQuery as error:
            position = error.position or 0
        assert 0 <= position <= len(q)

    contents = [query.encode() for query in QUERIES]
    try_many("query", seed, 10 * INPUTS or 1000, contents, attempt)


REQUESTS = [
    "/api/v1/search?q=menneskehandel&language=nb&facet=country&sort=date&limit=3&from=2010",
    "/api/v1/timeline?topic=trafficking&group_by=language&interval=year&from=2012&to=2014",
    "/api/v1/speeches/nc-18131?format=text",
    "/api/v1/speakers?q=hakon&letter=H&collation=nb&limit=2",
    "/api/v1/concordance?q=havet&sort=left&width=5&limit=2&offset=1",
    "/api/v1/search.csv?q=havet&spreadsheet=true",
    "/search?q=fisk&topic=climate&cursor=abc",
    "/speakers/hakon-brattskar?topic=trafficking",
    "/topics/trafficking?from=2012",
]
HEADERS = {
    "Accept": "text/html;q=0.5, application/json, */*;q=0.1",
    "If-None-Match": 'W/"abc", "def"',
    "Range": "bytes=0-99",
    "Accept-Language": "da, nb;q=0.8",
    "Host": "localhost:8000",
    "X-Request-ID": "a-b.c_1",
    "Accept-Encoding": "gzip, br;q=0.5",
}
_NOT_IN_A_TARGET = re.compile(rb"[\0-\x20\x7f]")


@pytest.fixture(scope="module")
def client(sample_copy):
    return create_app(settings_in(sample_copy())).test_client()


@pytest.mark.parametrize("seed", SEEDS)
def test_requests_are_answered_without_a_fault(client, seed):
    headers = list(HEADERS.items())

    def attempt(content: bytes) -> None:
        target, _, value = _NOT_IN_A_TARGET.sub(b"", content).decode("latin-1").partition("HEADER")
        path, _, query = target.partition("?")
        name, usual = headers[len(content) % len(headers)]
        answer = client.open(
            headers={name: value or usual},
            environ_overrides={"PATH_INFO": "/" + path.lstrip("/"), "QUERY_STRING": query},
        )
        assert answer.status_code < INTERNAL_SERVER_ERROR, answer.text
        answer.close()

    values = [f"HEADER{value}" for value in HEADERS.values()]
    requests = [
        (request + values[at % len(values)]).encode() for at, request in enumerate(REQUESTS)
    ]
    try_many("request", seed, INPUTS // 4 or 100, requests, attempt)
