"""An archive that this user may only read: whoever asks is answered, whoever writes is told why."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from read_only_folder import give_back, take_away, tingtale

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.geteuid() == 0 and not shutil.which("setpriv"), reason="root needs setpriv"
    ),
]


@pytest.fixture
def folder(sample_copy):
    made = sample_copy()
    take_away(made)
    yield made
    give_back(made)


QUESTIONS = [
    ("stats",),
    ("check",),
    ("search", "klima", "--limit", "1"),
    ("timeline", "--topic", "climate"),
    ("concordance", "klima", "--limit", "2"),
    ("topics",),
    ("index", "verify"),
    ("db", "version"),
    ("result-sets", "list"),
    ("quarantine", "list"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda words: words[0])
def test_questions_are_answered(folder, question):
    before = sorted(path.name for path in folder.iterdir())
    code, said = tingtale(folder, *question)
    assert code == 0, said
    assert sorted(path.name for path in folder.iterdir()) == before


def test_the_answers_are_those_that_the_owner_gets(folder):
    question = "search", "klima", "--json"
    assert tingtale(folder, *question) == tingtale(folder, *question, powers=True)


@pytest.mark.parametrize(
    "order", [("import", "sample"), ("result-sets", "delete", "--unpinned"), ("db", "upgrade")]
)
def test_orders_are_refused_with_the_reason(folder, order):
    code, said = tingtale(folder, *order)
    assert code == 3
    assert "can only be read here" in said
    assert "Traceback" not in said


def test_what_a_writer_holds_open_is_read_with_it(folder):
    """What is committed and not yet in the file itself: it stands in the log beside it."""
    file = folder / "tingtale.sqlite"
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("UPDATE assembly SET name = 'In the log'")
        writer.commit()
        for path in folder.glob("*-*"):
            path.chmod(0o644)
        code, said = tingtale(folder, "stats")
        assert code == 0, said
        code, said = tingtale(folder, "import", "sample")
        assert code == 3
        assert "may not write to the database" in said


def test_a_log_that_cannot_be_read_is_not_overlooked(folder):
    """A file without its log would be an older archive, or a damaged one."""
    with closing(sqlite3.connect(folder / "tingtale.sqlite")) as writer:
        writer.execute("UPDATE assembly SET name = 'In the log'")
        writer.commit()
        shutil.copy(folder / "tingtale.sqlite-wal", folder / "kept")
    shutil.move(folder / "kept", folder / "tingtale.sqlite-wal")
    take_away(folder)
    code, said = tingtale(folder, "stats")
    assert code == 3
    assert "cannot be opened" in said
