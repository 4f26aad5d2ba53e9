"""Hold topics against a brute-force search of the raw text; print recall and what else is found.

    python -m benchmarks.topics ../shared/corpora [--keep FOLDER] [--list N] [TOPIC ...]

The corpora are imported and indexed as an operator would, in a temporary folder, or in FOLDER,
which is used again where it is complete. For each topic of `topic_patterns.yaml` and each language
the speeches of the index's topic are compared with those whose raw text holds one of the patterns:
recall is the share of the patterns' speeches that the topic has; what the topic has besides is to
be read by eye, and N of each are printed with the words by which they were found.
"""

import json
import random
import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click
import yaml
from rich.console import Console
from rich.table import Table
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.database import connect, open_session
from archive.models import Segment, SourceDocument, Speech, SpeechSource
from archive.settings import Settings
from archive.topics import load_lexicon
from archive.vocabulary import SegmentKind
from benchmarks.measuring import run_command
from search_index.analysis.words import normalised
from search_index.documents import IndexedSegment
from search_index.engine import IndexReader
from search_index.filters import Filters
from search_index.generations.current import open_current
from search_index.requests import SearchRequest
from search_index.topics.evidence import find_topic_evidence
from search_index.topics.tagger import Tagger

PATTERNS: Final = Path(__file__).with_name("topic_patterns.yaml")
ENOUGH: Final = 10
"""Speeches of a pattern below which a share says little."""

console = Console(width=150, highlight=False)


@dataclass(frozen=True, slots=True)
class Raw:
    """A speech's text as its source printed it."""

    record_id: int
    public_id: str
    language: str
    text: str


@dataclass
class Comparison:
    """What a topic and its pattern found in one language."""

    both: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    """Of speeches that only the pattern finds: the id and the words around the match."""
    beside: list[Raw] = field(default_factory=list)
    """Speeches that only the topic finds."""

    @property
    def recall(self) -> float:
        """The share of the pattern's speeches that the topic has."""
        wanted = self.both + len(self.missed)
        return self.both / wanted if wanted else 1.0


@click.command()
@click.argument("corpora", type=click.Path(exists=True, path_type=Path))
@click.argument("topics", nargs=-1)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the archive in this folder.")
@click.option("--list", "listed", default=0, help="Print so many speeches of each difference.")
def main(corpora: Path, topics: tuple[str, ...], keep: Path | None, listed: int) -> None:
    """Compare the topics of topic_patterns.yaml, or those named, with their patterns."""
    patterns = compiled_patterns(PATTERNS)
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        environ = prepared(folder, corpora)
        settings = Settings.from_env(environ)
        reader = open_current(settings).reader()
        chosen = topics or tuple(patterns)
        wanted = {topic: patterns[topic] for topic in chosen}
        with open_session(connect(settings.database_url)) as archive:
            compared = compare(raw_speeches(archive), wanted, reader)
            for topic in chosen:
                console.print(table(topic, compared[topic]))
                show(archive, topic, compared[topic], listed)


def prepared(folder: Path, corpora: Path) -> dict[str, str]:
    """Import and index the corpora in the folder, where that is not done; return its settings."""
    environ = {
        "TINGTALE_DATABASE_URL": f"sqlite:///{folder}/archive.sqlite",
        "TINGTALE_INDEX_DIR": f"{folder}/index",
    }
    # The small set repeats what the files of each language hold.
    files = [corpora] if corpora.is_file() else sorted(corpora.glob("speeches-??.jsonl.xz"))
    if not (folder / "archive.sqlite").exists():
        folder.mkdir(parents=True, exist_ok=True)
        run_command(["tingtale", "db", "upgrade"], environ)
        # Of 164,000 lines one has no readable date: the command ends with 1 and says so.
        run_command(["tingtale", "import", "corpus", *map(str, files)], environ, ends=(0, 1))
    run_command(["tingtale", "index", "update"], environ)
    return environ


def compiled_patterns(path: Path) -> dict[str, dict[str, re.Pattern[str]]]:
    """Return by topic and language the expression of all its patterns, over whole words."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    endings: dict[str, str] = data["endings"]
    return {
        topic: {
            language: re.compile(
                rf"(?<!\w)(?:{'|'.join(_filled(text, endings) for text in texts)})(?!\w)",
                re.IGNORECASE,
            )
            for language, texts in languages.items()
        }
        for topic, languages in data["topics"].items()
    }


def raw_speeches(archive: Session) -> Iterator[Raw]:
    """Yield every speech of the corpora with the text of its own line."""
    rows = archive.execute(
        select(Speech.id, Speech.public_id, SourceDocument.compressed)
        .join(SpeechSource, SpeechSource.speech_id == Speech.id)
        .join(SourceDocument, SourceDocument.id == SpeechSource.source_document_id)
        .where(SpeechSource.current)
        .execution_options(yield_per=1000)
    )
    for record_id, public_id, compressed in rows:
        line = json.loads(zlib.decompress(compressed))
        yield Raw(record_id, public_id, line["language"], line["text"])


def compare(
    speeches: Iterator[Raw],
    patterns: Mapping[str, Mapping[str, re.Pattern[str]]],
    reader: IndexReader,
) -> dict[str, dict[str, Comparison]]:
    """Return by topic and language what topic and pattern found."""
    tagged = {topic: found_by_topic(reader, topic) for topic in patterns}
    compared = {
        topic: {language: Comparison() for language in languages}
        for topic, languages in patterns.items()
    }
    for speech in speeches:
        for topic, languages in patterns.items():
            if speech.language not in languages:
                continue
            match = languages[speech.language].search(speech.text)
            comparison = compared[topic][speech.language]
            if speech.record_id not in tagged[topic]:
                if match:
                    comparison.missed.append(
                        (speech.public_id, _marked(speech.text, *match.span()))
                    )
            elif match:
                comparison.both += 1
            else:
                comparison.beside.append(speech)
    return compared


def found_by_topic(reader: IndexReader, topic: str) -> frozenset[int]:
    """Return the ids of the speeches that the index has under the topic."""
    request = SearchRequest(filters=Filters(topics=(topic,)), limit=10**7, highlight=False)
    return frozenset(hit.record_id for hit in reader.search(request).hits)


def table(topic: str, languages: Mapping[str, Comparison]) -> Table:
    """Return a topic's figures by language."""
    made = Table(title=topic)
    for column in ("language", "pattern", "both", "recall", "topic alone"):
        made.add_column(column, justify="left" if column == "language" else "right")
    for language, compared in languages.items():
        wanted = compared.both + len(compared.missed)
        recall = f"{compared.recall:.3f}" + ("" if wanted >= ENOUGH else " (few)")
        made.add_row(
            language, f"{wanted:,}", f"{compared.both:,}", recall, f"{len(compared.beside):,}"
        )
    return made


def show(archive: Session, topic: str, languages: Mapping[str, Comparison], listed: int) -> None:
    """Print speeches that only one of the two found, with the words by which it did."""
    draw = random.Random(topic)
    tagger = Tagger(load_lexicon())
    for language, compared in languages.items():
        for public_id, around in draw.sample(compared.missed, min(listed, len(compared.missed))):
            console.print(f"  missed  {language} {public_id}: {around}", markup=False)
        for speech in draw.sample(compared.beside, min(listed, len(compared.beside))):
            for words in _evidence(archive, speech, topic, tagger):
                console.print(f"  beside  {language} {speech.public_id}: {words}", markup=False)


def _evidence(archive: Session, speech: Raw, topic: str, tagger: Tagger) -> Iterator[str]:
    """Yield the words that put a speech under the topic, each term once, with those around."""
    rows = archive.scalars(
        select(Segment).where(Segment.speech_id == speech.record_id).order_by(Segment.position)
    ).all()
    segments = [IndexedSegment(SegmentKind(row.kind), row.language, row.text) for row in rows]
    for found in find_topic_evidence(segments, tagger, [topic]):
        for named in found.concepts:
            for term in named.terms if named.concept.counts_for_topic else ():
                place = term.places[0]
                text = normalised(segments[place.segment].text)
                around = _marked(text, place.start, place.end)
                yield f"{named.concept.id} ({term.term.text}): {around}"


def _filled(text: str, endings: Mapping[str, str]) -> str:
    """Return a pattern with the names of endings replaced by what they stand for."""
    return re.sub(r"\{([a-z_]+)\}", lambda name: endings[name[1]], text)


def _marked(text: str, start: int, end: int) -> str:
    """Return the words around a place, which stands in brackets."""
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


if __name__ == "__main__":
    main()
