"""Result sets in the database: their ids, what they keep, and how they are cited."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

import pytest
from frozen_sets import QUESTION, a_set
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from archive.configuration.result_sets import ResultSetBounds
from archive.database import connect, lock_for_writing, open_writer_between_imports
from archive.errors import NotFound, WriterBusy
from archive.export.citations.bibtex import bibtex
from archive.export.citations.result_sets import result_set_citation
from archive.models import Assembly, ImportRun, ResultSet, Speech
from archive.queries.archive_version import ArchiveVersion, archive_version
from archive.result_sets.storage import store_result_set
from archive.result_sets.stored_sets import (
    FoundSet,
    changed_since_run,
    current_records,
    is_stored,
    result_set,
)
from archive.schema import upgrade
from archive.vocabulary import RecordKind

MOMENT = datetime(2026, 1, 6, 23, 59, 59, 999_999)  # noqa: DTZ001


def kept(engine: Engine, found: FoundSet) -> None:
    with open_writer_between_imports(engine) as session:
        store_result_set(session, found, MOMENT, ResultSetBounds())


def test_a_set_is_read_as_it_was_kept(engine: Engine) -> None:
    found = a_set()
    kept(engine, found)
    with Session(engine) as session:
        assert is_stored(session, found)
        stored = result_set(session, found.id)
    assert stored.found == found
    assert stored.found.ids_sha256 == sha256(b"nc-64-2\nnc-64-1\n").hexdigest()
    assert stored.created_at == MOMENT.replace(microsecond=0)


@pytest.mark.postgres
def test_a_set_is_read_as_it_was_kept_on_postgresql(postgres_engine: Engine) -> None:
    upgrade(postgres_engine)
    test_a_set_is_read_as_it_was_kept(postgres_engine)


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(min_codepoint=33, exclude_categories=["Cs", "Cc"]), min_size=1),
            st.integers(0, 2**63 - 1),
        )
    )
)
def test_any_ids_and_fingerprints_are_packed_and_unpacked(
    engine_of_module: Engine, members: list[tuple[str, int]]
) -> None:
    found = a_set(
        ids=tuple(public_id for public_id, _ in members),
        fingerprints=tuple(fingerprint for _, fingerprint in members),
    )
    with Session(engine_of_module) as session:
        store_result_set(session, found, MOMENT, ResultSetBounds())
        session.expire_all()
        assert result_set(session, found.id).found == found


@pytest.fixture(scope="module")
def engine_of_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = connect(f"sqlite:///{tmp_path_factory.mktemp('sets')}/archive.sqlite")
    upgrade(made)
    yield made
    made.dispose()


@pytest.mark.parametrize(
    "changes",
    [
        {"question": QUESTION | {"sort": "date"}},
        {"archive": ArchiveVersion("b" * 64, 7, None, 3, 1)},
        {"lexicon": "another"},
        {"analysis": "another"},
        {"ids": ("nc-64-1", "nc-64-2")},
    ],
)
def test_the_id_tells_sets_apart(changes: dict[str, object]) -> None:
    assert a_set(**changes).id != a_set().id
    assert a_set().id == a_set(archive=ArchiveVersion("a" * 64, 9, None, 3, 1)).id


def test_an_unknown_set_is_not_found(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(NotFound, match="no result set"):
        result_set(session, "nothing")


def test_present_records_and_changes(engine: Engine) -> None:
    with Session(engine) as session:
        days = [datetime(2026, 1, day) for day in (1, 2)]  # noqa: DTZ001
        runs = [ImportRun(source="t", parser_version="1", started_at=day) for day in days]
        session.add_all(runs)
        session.flush()
        assembly = session.query(Assembly).first()
        assert assembly is not None
        speeches = [
            Speech(
                public_id=f"s-{n}",
                assembly_id=assembly.id,
                content_sha256=f"{n}" * 64,
                revision=run.id,
                withdrawn_at=None if n else datetime(2026, 1, 3),  # noqa: DTZ001
            )
            for n, run in enumerate(runs)
        ]
        session.add_all(speeches)
        session.flush()
        ids = [speech.id for speech in speeches]
        present = current_records(session, RecordKind.SPEECH, ["s-1", "s-0", "s-9"])
        assert {name: record.key for name, record in present.items()} == dict(
            zip(("s-0", "s-1"), ids, strict=True)
        )
        assert present["s-0"].withdrawn_at == datetime(2026, 1, 3)  # noqa: DTZ001
        assert changed_since_run(session, RecordKind.SPEECH, ids, runs[0].id) == {ids[1]}
        assert changed_since_run(session, RecordKind.SPEECH, ids, None) == set(ids)
        assert current_records(session, RecordKind.DOCUMENT, ["s-1"]) == {}
        version = archive_version(session)
    line = f"speech s-1 {'1' * 64}\n".encode()
    assert version.content_sha256 == sha256(line).hexdigest()
    assert (version.speeches, version.documents, version.run) == (1, 0, runs[1].id)
    assert version.changed_at == datetime(2026, 1, 2)  # noqa: DTZ001
    assert ArchiveVersion.of_members(json.loads(json.dumps(version.members()))) == version


def test_an_archive_without_records_has_a_version(session: Session) -> None:
    version = archive_version(session)
    assert (version.run, version.changed_at, version.speeches) == (None, None, 0)
    assert ArchiveVersion.of_members(version.members()) == version
    with pytest.raises(ValueError, match="no version"):
        ArchiveVersion.of_members({"content_sha256": 1})


def test_a_writer_that_leaves_a_moment_is_waited_for(engine: Engine) -> None:
    held, released = threading.Event(), threading.Event()

    def imports() -> None:
        with engine.connect() as connection:
            lock_for_writing(connection)
            held.set()
            released.wait(0.3)
            connection.rollback()

    importing = threading.Thread(target=imports)
    importing.start()
    held.wait()
    kept(engine, a_set())
    importing.join()
    with Session(engine) as session:
        assert session.query(ResultSet).count() == 1
        assert session.scalar(text("PRAGMA busy_timeout")) == 30_000


def test_a_writer_that_leaves_none_is_named(engine: Engine) -> None:
    with engine.connect() as connection:
        lock_for_writing(connection)
        with (
            pytest.raises(WriterBusy, match="ask again"),
            open_writer_between_imports(engine, 0.05),
        ):
            pass
        connection.rollback()
    kept(engine, a_set())


def test_a_set_is_cited_in_three_ways(engine: Engine) -> None:
    kept(engine, a_set())
    with Session(engine) as session:
        stored = result_set(session, a_set().id)
    cited = result_set_citation(stored, "https://tingtale.example/result-sets/x")
    assert cited.text.startswith(
        f"Tingtale, result set {stored.found.id}: 2 speeches that match “fisk & frihed”, on the"
        " topic climate or energy, sorted by relevance; found on "
    )
    assert f"archive version {'a' * 16} (of 5 January 2026, topics 0123456789ab" in cited.text
    assert stored.found.ids_sha256 in cited.text
    assert cited.csl["type"] == "dataset"
    assert cited.csl["URL"] == "https://tingtale.example/result-sets/x"
    assert cited.bibtex.startswith(f"@misc{{tingtale-result-set-{stored.found.id},\n")
    assert r"fisk \& frihed" in cited.bibtex


@pytest.mark.parametrize(
    ("total", "what"), [(0, "0 background documents"), (1, "1 background document sorted by date")]
)
def test_a_set_of_documents_is_cited(engine: Engine, total: int, what: str) -> None:
    found = a_set(
        kind=RecordKind.DOCUMENT,
        question={"kind": "document", "sort": "-date"},
        ids=("doc-a",) * total,
        fingerprints=(1,) * total,
    )
    kept(engine, found)
    with Session(engine) as session:
        cited = result_set_citation(result_set(session, found.id), "https://x.example/r")
    assert what in cited.text
    assert "sorted by date, the latest first; found on " in cited.text


def test_bibtex_escapes_what_tex_would_read() -> None:
    entry = bibtex(
        {
            "id": "nc/64 å",
            "author": [{"literal": "Å_b {c}"}, {"literal": "D"}],
            "title": "100 % ~ ^ \\ #1\n$2",
            "issued": {"date-parts": [[2012, 10, 31]]},
            "event-title": "Session",
            "event-place": "Helsinki",
            "URL": "https://x.example/a%20b",
        }
    )
    assert entry == (
        "@misc{tingtale-nc-64-,\n"
        r"  author = {{Å\_b \{c\}} and {D}}," + "\n"
        r"  title = {{100 \% \textasciitilde{} \textasciicircum{} \textbackslash{} \#1 \$2}},"
        + "\n"
        "  year = {2012},\n  month = oct,\n  day = {31},\n"
        "  howpublished = {Session},\n  address = {Helsinki},\n"
        "  url = {https://x.example/a%20b}\n}\n"
    )
    assert "year" not in bibtex({"id": "x", "title": "t", "URL": "u"})
    only_year = bibtex({"id": "x", "title": "t", "URL": "u", "issued": {"date-parts": [[2012]]}})
    assert "year = {2012}" in only_year
    assert "month" not in only_year
