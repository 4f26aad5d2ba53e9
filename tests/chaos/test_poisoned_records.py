"""Whatever fails with one record, in whatever phase, costs that record: the others are as if alone.

Each round makes one seam of an import fail with the poisoned records, by one kind of exception, and
compares the dump with that of an archive of which the poisoned records never were.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from builders import RecordSource, a_corpus_file, a_corpus_line, a_speech_record
from builders import an_agenda_item_record as an_item
from chaos_archives import ROUNDS, Archives
from seams import ERRORS, POISON, SEAMS, Seam, poison
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.database import open_snapshot
from archive.export.dump import write_dump
from archive.models import QuarantinedRecord, Speech
from archive.queries.consistency import find_broken
from archive.topics import Lexicon
from archive.vocabulary import Phase
from importers.loading import store_records
from importers.loading.drift.alarms import Threshold
from importers.loading.load import load
from importers.loading.speakers import resolution
from importers.records import Document, ListedSpeech, SpeechRecord
from importers.sources import corpus

pytestmark = [pytest.mark.chaos, pytest.mark.slow]

LEXICON = Lexicon("none", ())
NOW = datetime(2024, 5, 2)  # noqa: DTZ001
BEGINNING = "Ärade president! Jag vill tala om våra hamnar och om dem som arbetar i dem"
"""More letters than a list needs to name a speech by how it begins."""


class ManyAtOnce(RecordSource):
    """A source whose documents are stored together."""

    documents_per_transaction = 100


def documents(source: RecordSource) -> list[Document]:
    """Return a session: lists, speeches, and speeches whose session others tell."""
    listed = [
        *(ListedSpeech(n, f"Taler {chr(64 + n)}", None) for n in range(1, 7)),
        ListedSpeech(7, None, None),
        ListedSpeech(None, None, None, (f"{BEGINNING} i nord varje dag …",)),
    ]
    records: list[SpeechRecord] = [
        a_speech_record(
            node=100 * n, number=n, speaker=f"Taler {chr(64 + n)}", party="C", text=f"Ord {n}."
        )
        for n in range(1, 7)
    ]
    records.append(
        a_speech_record(node=700, number=7, speaker=f"{POISON} Taler", party="C", text=f"{POISON}.")
    )
    for node, name, where in ((150, "Nina Nabo", "syd"), (250, f"{POISON} Nabo", "nord")):
        text = f"{BEGINNING} i {where} varje dag. {name}."
        stated = {"session": None, "number": None, "started_at": None}
        records.append(a_speech_record(node=node, speaker=name, text=text, **stated))
    pages = [
        source.page(record, url=f"https://www.norden.org/no/node/{record.identifiers[0].value}")
        for record in records
    ]
    item = an_item(protocol=None, node=1, speeches=tuple(listed))
    return [source.page(item, url="https://www.norden.org/no/node/1"), *pages]


def dumped(engine: Engine, folder: Path) -> dict[str, list[bytes]]:
    """Return the lines of the dump's tables."""
    folder.mkdir()
    with open_snapshot(engine) as session:
        write_dump(folder, session, LEXICON, lambda *_: None)
    return {path.stem: path.read_bytes().splitlines() for path in folder.glob("*.ndjson")}


def without(lines: dict[str, list[bytes]], marks: list[bytes]) -> dict[str, list[bytes]]:
    """Return the lines in which none of the marks stands."""
    return {
        name: [line for line in table if not any(mark in line for mark in marks)]
        for name, table in lines.items()
    }


def imported(engine: Engine, source: RecordSource, pages: list[Document]) -> object:
    return load(engine, source, pages, threshold=None, clock=lambda: NOW)


MAKES_LONG = 4
"""Of so many seams one is tried on PostgreSQL in a usual run: each makes the schema anew twice."""


def rounds_of_seams() -> Iterator[Any]:
    """Yield every seam on SQLite, and on PostgreSQL, often where much is asked for."""
    for place, seam in enumerate(SEAMS):
        for seed in range(ROUNDS):
            name = f"{seam.module.rpartition('.')[2]}.{seam.name}-{seed}"
            yield pytest.param("sqlite", seam, seed, id=f"sqlite-{name}")
            if ROUNDS > 1 or place % MAKES_LONG == 0:
                marks = pytest.mark.postgres
                yield pytest.param("postgres", seam, seed, id=f"postgres-{name}", marks=marks)


@pytest.mark.parametrize(
    ("archives", "seam", "seed"), list(rounds_of_seams()), indirect=["archives"]
)
def test_a_fault_costs_the_poisoned_records_alone(
    archives: Archives, tmp_path: Path, seam: Seam, seed: int
) -> None:
    random = Random(f"{seam}{seed}")
    source = random.choice([RecordSource, ManyAtOnce])()
    pages = documents(source)
    random.shuffle(pages)
    is_lost = seam.phase in {Phase.PARSE, Phase.STORE}
    kept = [page for page in pages if not (is_lost and POISON.encode() in page.content)]
    clean = archives.empty()
    imported(clean, source, kept)
    expected = dumped(clean, tmp_path / "clean")

    engine = archives.empty()
    with pytest.MonkeyPatch.context() as patch:
        poison(patch, seam, random.choice(ERRORS))
        report = imported(engine, source, pages)
    held = dumped(engine, tmp_path / "poisoned")
    if not is_lost:
        marks = marks_of(engine)
        expected, held = without(expected, marks), without(held, marks)
    assert held == expected
    assert report.is_amiss
    assert not report.failed_steps
    with Session(engine) as session:
        assert list(find_broken(session)) == []
        entries = session.scalars(select(QuarantinedRecord)).all()
        assert {entry.phase for entry in entries} == {seam.phase}
        assert all(POISON.encode() in entry.content for entry in entries)
    # What is well the night after is taken, and leaves the quarantine.
    imported(engine, source, pages)
    with Session(engine) as session:
        assert session.scalars(select(QuarantinedRecord)).all() == []
    mended = dumped(engine, tmp_path / "mended")
    whole = archives.empty()
    imported(whole, source, pages)
    assert mended["speeches"] == dumped(whole, tmp_path / "whole")["speeches"]
    assert mended["mandates"] == dumped(whole, tmp_path / "mandates")["mandates"]


def marks_of(engine: Engine) -> list[bytes]:
    """Return what stands in every line that tells of a poisoned record."""
    with Session(engine) as session:
        of = Speech.speaker_raw.contains(POISON)
        ids = session.scalars(select(Speech.public_id).where(of)).all()
    return [f'"{public_id}"'.encode() for public_id in ids] + [POISON.encode(), b'"giftig-']


def lines(*numbers: int, **fields: object) -> list[dict[str, object]]:
    return [
        a_corpus_line(id=str(n), speaker=f"Taler {n}", text=f"Ord {n}.", **fields) for n in numbers
    ]


def corpus_imported(engine: Engine, folder: Path, *told: dict[str, object], **options: object):
    path = a_corpus_file(folder / "c.jsonl", *told)
    read = corpus.SOURCE.documents([path])
    return load(engine, corpus.SOURCE, read, clock=lambda: NOW, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_poisoned_withdrawal_costs_itself_alone(
    archives: Archives, tmp_path: Path, seed: int
) -> None:
    engine = archives.empty()
    poisoned = a_corpus_line(id="9", speaker=f"{POISON} Taler", text="Gift.")
    corpus_imported(engine, tmp_path, *lines(1, 2, 3), poisoned)
    real = store_records.store_withdrawal

    def failing(transaction, waiting, read, record):
        if record.source_id == "9":
            error = ERRORS[seed % len(ERRORS)]
            raise error()
        return real(transaction, waiting, read, record)

    orders = [{"id": each, "withdrawn": True} for each in ("1", "9", "2")]
    told = [*lines(1, 2, 3), poisoned, *orders]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_records, "store_withdrawal", failing)
        report = corpus_imported(engine, tmp_path, *told)
    assert (report.withdrawn, report.rejected, report.quarantined) == (2, 1, 1)
    again = corpus_imported(engine, tmp_path, *told)
    assert (again.withdrawn, again.rejected) == (1, 0)


def test_the_comparison_with_what_is_stored_fails_for_one(
    archives: Archives, tmp_path: Path
) -> None:
    engine = archives.empty()
    corpus_imported(engine, tmp_path, *lines(*range(30)))
    poisoned = a_corpus_line(id="3", speaker=f"{POISON} Taler", text="Gift.")
    with pytest.MonkeyPatch.context() as patch:
        seam = Seam(Phase.PARSE, "importers.loading.drift.comparison", "identifiers_of")
        poison(patch, seam, RecursionError)
        report = corpus_imported(engine, tmp_path, poisoned, *lines(*range(4, 40)))
    assert report.alarms == ()
    assert (report.inserted, report.updated, report.unchanged, report.alarms) == (10, 1, 26, ())


def test_a_step_that_fails_for_all_is_told_and_done_the_next_time(
    archives: Archives, tmp_path: Path
) -> None:
    engine = archives.empty()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolution, "_unresolved", lambda _: 1 / 0)
        report = corpus_imported(engine, tmp_path, *lines(1, 2))
    assert (report.inserted, report.failed_steps, report.is_amiss) == (2, (Phase.RESOLVE,), True)
    assert [issue.code for issue in report.issues] == ["resolve_failed"]
    corpus_imported(engine, tmp_path, *lines(1, 2))
    with Session(engine) as session:
        assert set(session.scalars(select(Speech.speaker_rule))) == {"name"}


class BreaksOff(ManyAtOnce):
    """A source that breaks off after some documents, by an error of its own."""

    def __init__(self, pages: list[Document], error: Exception) -> None:
        super().__init__()
        self.pages, self.error = pages, error

    def documents(self, paths: object) -> Iterator[Document]:
        yield from self.pages
        raise self.error


@pytest.mark.parametrize("threshold", [None, Threshold()])
def test_a_source_that_breaks_off_keeps_what_came_before(
    archives: Archives, threshold: Threshold | None
) -> None:
    engine = archives.empty()
    first = RecordSource()
    load(engine, first, [first.page(a_speech_record(node=9, number=9))])
    for _ in range(2):
        source = BreaksOff([], ValueError("out of thin air"))
        source.pages = [source.page(a_speech_record(node=n, number=n)) for n in (1, 2)]
        report = load(engine, source, source.documents([]), threshold=threshold)
        assert report.inserted + report.unchanged == 2
        (issue,) = report.issues
        assert "cannot be read on after page-2.txt (ValueError: out of thin air)" in issue.message
