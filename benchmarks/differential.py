"""Ask both engines the same generated queries, and print where they differ: nowhere, one hopes.

    python -m benchmarks.differential [CORPUS.jsonl.xz] [--queries 30000] [--http 2000] [--seed 0]

The archive is the sample's debates and, where a corpus is given, a part of it. Every query is
read and asked of the Whoosh engine and of the memory engine, over the archive's texts cut short,
so that the memory engine, which looks at every speech, keeps up; the bounds on forms are lowered
in proportion. Others are asked over HTTP, over the whole texts. What may happen is an answer, the
same of both engines, or an InvalidQuery whose position is within the query and whose suggestion
can be asked; over HTTP, 200 or 400.

It prints how many queries were found, refused and why, and of a difference the smallest query
that shows it. Exit code 1 where there is a difference.
"""

import argparse
import json
import logging
import lzma
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any

import structlog
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from rich.console import Console
from sqlalchemy import select

from api import create_app
from archive.database import connect, session
from archive.errors import InvalidQuery
from archive.models import CouncilSession, Segment, Speaker
from archive.settings import Settings
from archive.topics import load_lexicon
from archive.vocabulary import LANGUAGES, PartyGroupKey, RoleKind, SpeechType
from benchmarks.measuring import run_command
from benchmarks.query_texts import Vocabulary, query_texts
from search_index import limits
from search_index.description import describe
from search_index.documents import IndexedSegment, read_documents
from search_index.engine import IndexReader
from search_index.engines import engine_named
from search_index.filters import Filters, TextScope
from search_index.query import Query
from search_index.requests import SearchRequest, Sort
from search_index.syntax import parse

ENGINES = ("whoosh", "memory")
CORPUS_SPEECHES = 90
DOCUMENTS = 120
WORDS = 12
"""Of a text that both engines are asked of."""
TINGTALE = Path(sys.executable).with_name("tingtale")

console = Console()


class Difference(AssertionError):  # noqa: N818  (what it is, not a fault of ours)
    """What must not happen."""


@dataclass
class Tally:
    """What became of the queries."""

    asked: int = 0
    different: set[str] = field(default_factory=set)
    empty: int = 0
    hits: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def refuse(self, error: InvalidQuery) -> None:
        """Count an error by its kind: the message without what was typed."""
        kind = re.sub(r"'(?:[^'\\]|\\.)*'|\"[^\"]*\"|\d+", "…", str(error))
        self.refused[kind[:72]] += 1


def main() -> int:
    """Run as the arguments say; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.differential")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--queries", type=int, default=30_000)
    parser.add_argument("--http", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    limits.EXPANSIONS, limits.ALL_EXPANSIONS = 60, 150  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        made = archive_of(Path(name), chosen.corpus)
        readers = [opened.enter_context(closing(each)) for each in short(made, Path(name))]
        known = vocabulary(made)
        console.print(f"{len(known.words):,} printed words; seed {chosen.seed}")
        compared = _run(chosen.queries, chosen.seed, known, InProcess(readers).compare)
        over_http = _run(chosen.http, chosen.seed + 1, known, OverHttp(made).compare)
    return 0 if compared and over_http else 1


def archive_of(folder: Path, corpus: Path | None) -> Settings:
    """Import the sample and the corpus's part, and index them."""
    environ = {
        "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/archive.sqlite",
        "TINGTALE_INDEX_DIR": f"{folder}/index",
    }
    run_command([str(TINGTALE), "db", "upgrade"], environ)
    run_command([str(TINGTALE), "import", "sample"], environ, ends=(0, 1))
    if corpus is not None:
        part = folder / "part.jsonl"
        part.write_text("\n".join(_part(corpus)) + "\n", encoding="utf-8")
        run_command([str(TINGTALE), "import", "corpus", str(part)], environ, ends=(0, 1))
    run_command([str(TINGTALE), "index", "build"], environ)
    return Settings.from_env(environ)


def short(settings: Settings, folder: Path) -> list[IndexReader]:
    """Return readers of each engine over some words of some of the archive's records."""
    database = connect(settings.database_url)
    with session(database) as archive:
        held = list(read_documents(archive))
    database.dispose()
    chosen = held[:: -(-len(held) // DOCUMENTS)]
    documents = [replace(each, segments=tuple(map(_cut, each.segments))) for each in chosen]
    lexicon, readers = load_lexicon(), []
    for name in ENGINES:
        engine, own = engine_named(name), folder / name
        own.mkdir()
        engine.build(own, iter(documents), lexicon)
        readers.append(engine.open(own, lexicon))
    return readers


def _cut(segment: IndexedSegment) -> IndexedSegment:
    """Return the segment with words from its middle alone, where texts differ most."""
    return replace(segment, text=" ".join(_middle(segment.text)))


def _middle(text: str) -> list[str]:
    words = text.split()
    begin = max(0, len(words) // 2 - WORDS // 2)
    return words[begin : begin + WORDS]


def vocabulary(settings: Settings) -> Vocabulary:
    """Return the words and values of an archive."""
    lexicon = load_lexicon()
    database = connect(settings.database_url)
    with session(database) as archive:
        texts = archive.scalars(select(Segment.text)).all()
        values = {
            "speaker": archive.scalars(select(Speaker.public_id)).all()[:60],
            "session": archive.scalars(select(CouncilSession.label)).all(),
        }
    database.dispose()
    words = [word for text in texts for word in _middle(text)]
    return Vocabulary(
        words,
        {
            **values,
            "assembly": ("nordic-council", "stortinget", "eduskunta", "riksdagen"),
            "topic": [topic.id for topic in lexicon.topics],
            "concept": [concept.id for concept in lexicon.concepts][:60],
            "party_group": [str(key) for key in PartyGroupKey],
            "role": [str(kind) for kind in RoleKind],
            "speech_type": [str(kind) for kind in SpeechType],
            "language": LANGUAGES,
            "country": ("DK", "SE", "NO", "FI", "IS"),
            "number": [str(number) for number in range(1, 30)],
            "year": [str(year) for year in range(1998, 2020)],
        },
    )


requests = st.builds(
    lambda sort, filters: SearchRequest(sort=sort, filters=filters, highlight=False),
    st.sampled_from((*tuple(Sort), Sort.DATE, Sort.NUMBER, Sort.DATE_DESCENDING)),
    st.one_of(
        st.just(Filters()),
        st.builds(
            Filters,
            text=st.sampled_from(tuple(TextScope)),
            languages=st.sampled_from(((), ("da",), ("fi", "sv"), ("is", "nb", "nn"))),
        ),
    ),
)
"""Orders, and filters that choose segments."""


class InProcess:
    """The readers of both engines, asked the same trees."""

    def __init__(self, readers: list[IndexReader]) -> None:
        self._readers = readers

    def compare(self, q: str, request: SearchRequest, tally: Tally) -> None:
        """Ask both. Raises Difference; any other exception is a fault, too."""
        try:
            tree = parse(q)
        except InvalidQuery as error:
            _check_refusal(q, error)
            tally.refuse(error)
            return
        written = describe(tree)
        if len(written) <= limits.QUERY_LENGTH and parse(written) != tree:
            raise Difference(f"{q!r} written out, {written!r}, reads otherwise")
        answers = [self._ask(reader, tree, request, tally) for reader in self._readers]
        if answers[0] != answers[1]:
            raise Difference(f"{q!r} {request}: whoosh {answers[0]}, memory {answers[1]}")
        found = answers[0]
        if found is not None:
            tally.hits += len(found)
            tally.empty += not found

    @staticmethod
    def _ask(
        reader: IndexReader, tree: Query, request: SearchRequest, tally: Tally
    ) -> list[str] | None:
        """Return the ids found, in order where it is the same of all engines; None if refused."""
        asked = SearchRequest(tree, request.filters, request.sort, 10_000, highlight=False)
        try:
            results = reader.search(asked)
        except InvalidQuery as error:
            tally.refuse(error)
            return None
        ids = [hit.public_id for hit in results.hits]
        if len(ids) != results.total or len(set(ids)) != results.total:
            raise Difference(f"{describe(tree)!r}: {len(ids)} hits of a total of {results.total}")
        return sorted(ids) if request.sort is Sort.RELEVANCE else ids


class OverHttp:
    """The application, asked by addresses."""

    def __init__(self, settings: Settings) -> None:
        self._client = create_app(settings).test_client()

    def compare(self, q: str, request: SearchRequest, tally: Tally) -> None:
        """Ask it. Raises Difference where it fails, or what it suggests is refused."""
        status, body = self._ask(q, request)
        if status == HTTPStatus.OK:
            tally.hits += body["total"]
            tally.empty += not body["total"]
            return
        tally.refuse(InvalidQuery(body["detail"]))
        suggestion = body.get("suggestion")
        if not 0 <= body["position"] <= len(q):
            raise Difference(f"{q!r}: position {body['position']}")
        if suggestion is not None:
            self._ask(suggestion, request)

    def _ask(self, q: str, request: SearchRequest) -> tuple[int, dict[str, Any]]:
        asked = {"q": q, "sort": str(request.sort), "limit": "10"}
        response = self._client.get("/api/v1/search", query_string=asked)
        if response.status_code not in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}:
            raise Difference(f"{q!r}: {response.status_code} {response.text[:500]}")
        return response.status_code, json.loads(response.text)


def _check_refusal(q: str, error: InvalidQuery) -> None:
    if error.position is None or not 0 <= error.position <= len(q):
        raise Difference(f"{q!r}: {error} at {error.position}")
    if error.suggestion is not None:
        parse(error.suggestion)


def _run(
    count: int,
    number: int,
    known: Vocabulary,
    compare: Callable[[str, SearchRequest, Tally], None],
) -> bool:
    """Compare as many different queries; print the tally and a difference; return whether none."""
    tally, begin = Tally(), time.perf_counter()
    different = None
    while len(tally.different) < count and different is None:

        @seed(number + 1000 * tally.asked)
        @settings(
            max_examples=max(100, (count - len(tally.different)) * 11 // 10),
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(query_texts(known), requests)
        def ask(q: str, request: SearchRequest) -> None:
            tally.asked += 1
            tally.different.add(q)
            try:
                compare(q, request, tally)
            except InvalidQuery as error:
                raise Difference(f"{q!r}: what is written or suggested: {error}") from error

        try:
            ask()
        except Exception as error:  # noqa: BLE001  (a benchmark's top: any exception is told)
            different = f"{type(error).__name__}: {error}"
    _print(type(compare.__self__).__name__, tally, time.perf_counter() - begin, different)  # type: ignore[attr-defined]
    return different is None


def _print(name: str, tally: Tally, seconds: float, different: str | None) -> None:
    refused = tally.refused.total()
    console.print(
        f"[bold]{name}[/bold]: {tally.asked:,} queries, {len(tally.different):,} different, in"
        f" {seconds:,.0f} s; {refused:,} refusals; {tally.empty:,} found nothing;"
        f" {tally.hits:,} hits"
    )
    for kind, times in tally.refused.most_common():
        console.print(f"  {times:6,}  {kind}", markup=False, highlight=False)
    console.print(f"DIFFERENCE {different}" if different else "no difference", markup=False)


def _part(corpus: Path) -> Iterator[str]:
    """Yield some speeches of a corpus, of all its languages in turn, their texts cut short."""
    by_language: dict[str, list[str]] = {}
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 17):
            speech = json.loads(line)
            by_language.setdefault(speech["language"], []).append(json.dumps(speech))
    each = CORPUS_SPEECHES // len(by_language)
    for speeches in by_language.values():
        yield from speeches[:each]


if __name__ == "__main__":
    sys.exit(main())
