"""Index real speeches in process and print how much of the time the analysis takes.

    python -m benchmarks.indexing ../shared/corpora/speeches-20k.jsonl.xz

Three things are timed in one run: cutting the texts into words and analysing each different word
of each language once (both in processor time, with a cold word cache), and the build of the whole
index from the same documents, twice: with no word remembered on the disk, and with all. A build has
words analysed by other processes; how long it waited for them is printed, too.
"""

import json
import lzma
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from archive.topics import load_lexicon
from archive.vocabulary import SegmentKind
from search_index.analysis import analyse_word
from search_index.analysis.analyser import _words_of
from search_index.analysis.cache.word_cache import remembered_words
from search_index.analysis.words import PRINTED_WORD, normalised
from search_index.documents import IndexDocument, IndexedSegment
from search_index.engines.whoosh import ENGINE
from search_index.engines.whoosh.writing.analysed_words import AnalysedWords
from search_index.engines.whoosh.writing.analysis_workers import AnalysisBatch

console = Console()


def main(corpus: Path) -> None:
    """Print the words and the different words a second, by language, and the build's share."""
    documents = read(corpus)
    begin = time.process_time()
    running: dict[str, int] = {}
    different: dict[str, dict[str, None]] = {}
    for document in documents:
        for segment in document.segments:
            printed = PRINTED_WORD.findall(normalised(segment.text))
            running[segment.language] = running.get(segment.language, 0) + len(printed)
            different.setdefault(segment.language, {}).update(dict.fromkeys(printed))
    cutting = time.process_time() - begin
    table = Table("language", "words", "different", "different/s", "seconds")
    seconds = {}
    for language, words in different.items():
        analyse_word("a", language)  # opens the language's dictionaries
        begin = time.process_time()
        for word in words:
            analyse_word(word, language)
        seconds[language] = time.process_time() - begin
        table.add_row(
            language,
            f"{running[language]:,}",
            f"{len(words):,}",
            f"{len(words) / seconds[language]:,.0f}",
            f"{seconds[language]:.2f}",
        )
    console.print(table)
    report(documents, cutting, sum(seconds.values()), sum(running.values()))


def report(
    documents: Sequence[IndexDocument], cutting: float, analysing: float, words: int
) -> None:
    """Build the index of the same documents, and again, and print the analysis' share."""
    console.print(
        f"cutting {cutting:.1f} s, analysing {analysing:.1f} s in one process:"
        f" {words / (cutting + analysing):,.0f} words/s"
    )
    languages = {segment.language for document in documents for segment in document.segments}
    for language in languages:
        remembered_words(language).forget()
    build(documents, "no word remembered", analysing, cutting)
    build(documents, "words remembered", analysing, cutting)


def build(documents: Sequence[IndexDocument], title: str, analysing: float, cutting: float) -> None:
    """Build the index in a temporary folder and print how long it took and waited."""
    _words_of.cache_clear()
    before = processor_seconds()
    with tempfile.TemporaryDirectory() as folder, waiting_timed() as waits:
        begin = time.perf_counter()
        ENGINE.build(Path(folder), documents, load_lexicon())
        building = time.perf_counter() - begin
    own, others = (now - then for now, then in zip(processor_seconds(), before, strict=True))
    console.print(
        f"build, {title}: {building:.1f} s ({len(documents) / building:,.0f}/s);"
        f" waited {sum(waits):.1f} s ({sum(waits) / building:.0%}) for the analysts;"
        f" processor time {own:.1f} s and the analysts' {others:.1f} s;"
        f" in one process {analysing / (own + analysing):.0%} would be analysis,"
        f" {cutting / (own + analysing):.0%} cutting"
    )


def processor_seconds() -> tuple[float, float]:
    """Return the processor time of this process, and of those that it started and that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time(), used.ru_utime + used.ru_stime


@contextmanager
def waiting_timed() -> Iterator[list[float]]:
    """Give the seconds of each wait for words that other processes analyse."""
    waits: list[float] = []
    wait = AnalysisBatch.words

    def timed(batch: AnalysisBatch) -> AnalysedWords:
        begin = time.perf_counter()
        found = wait(batch)
        waits.append(time.perf_counter() - begin)
        return found

    AnalysisBatch.words = timed  # type: ignore[method-assign, assignment]
    try:
        yield waits
    finally:
        AnalysisBatch.words = wait  # type: ignore[method-assign]


def read(corpus: Path) -> list[IndexDocument]:
    """Return the corpus as documents of one segment, without metadata."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        speeches = [json.loads(line) for line in lines]
    return [
        IndexDocument(
            number,
            speech["id"],
            number,
            (IndexedSegment(SegmentKind.ORIGINAL, speech["language"], speech["text"]),),
            *("corpus", None, 0, None, None, None, 0, None, None, None, None, None, None, None),
        )
        for number, speech in enumerate(speeches, 1)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
