"""A small archive for differential: imported, its texts cut short for both engines, its words."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from archive.database import connect, open_session
from archive.models import CouncilSession, Segment, Speaker
from archive.settings import Settings
from archive.topics import load_lexicon
from archive.vocabulary import LANGUAGES, PartyGroupKey, RoleKind, SpeechType
from benchmarks.measuring import run_command
from benchmarks.query_texts import Vocabulary
from search_index.documents import IndexedSegment, read_documents
from search_index.engine import IndexReader
from search_index.engines import engine_named

ENGINES = ("whoosh", "memory")
CORPUS_SPEECHES = 90
DOCUMENTS = 120
WORDS = 12
"""Of a text that both engines are asked of."""


def archive_of(folder: Path, corpus: Path | None) -> Settings:
    """Import the sample and the corpus's part, and index them."""
    environ = {
        "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/archive.sqlite",
        "TINGTALE_INDEX_DIR": f"{folder}/index",
    }
    run_command(["tingtale", "db", "upgrade"], environ)
    run_command(["tingtale", "import", "sample"], environ, ends=(0, 1))
    if corpus is not None:
        part = folder / "part.jsonl"
        part.write_text("\n".join(_part(corpus)) + "\n", encoding="utf-8")
        run_command(["tingtale", "import", "corpus", str(part)], environ, ends=(0, 1))
    run_command(["tingtale", "index", "build"], environ)
    return Settings.from_env(environ)


def short(settings: Settings, folder: Path) -> list[IndexReader]:
    """Return readers of each engine over some words of some of the archive's records."""
    database = connect(settings.database_url)
    with open_session(database) as archive:
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
    with open_session(database) as archive:
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
