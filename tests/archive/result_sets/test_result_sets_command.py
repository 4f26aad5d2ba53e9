"""`tingtale result-sets`: listed, pinned, unpinned, deleted."""

import json
from datetime import datetime, timedelta

import pytest
from frozen_sets import a_set
from sqlalchemy.orm import Session

from archive.database import open_writer_between_imports
from archive.models import ResultSet
from archive.result_sets.storage import record_use, store_result_set
from archive.settings import Settings
from cli.main import run

NOW = datetime(2026, 6, 1, 12)  # noqa: DTZ001


@pytest.fixture
def command(engine, database_url, capsys):
    settings = Settings(database_url=database_url, clock=lambda: NOW)
    with open_writer_between_imports(engine) as session:
        for name, days in (("old", 700), ("read", 700), ("new", 1)):
            found = a_set(lexicon=name)
            store_result_set(session, found, NOW - timedelta(days=days), settings.result_sets)
        record_use(session, a_set(lexicon="read").id, NOW.date())

    def asked(*arguments):
        code = run(["result-sets", *arguments], settings)
        said = capsys.readouterr()
        return code, said.out + said.err

    return asked


OLD, READ, NEW = (a_set(lexicon=name).id for name in ("old", "read", "new"))


def listed(command, *options):
    _, said = command("list", "--json", *options)
    return {one["id"]: one["standing"] for one in json.loads(said)["result_sets"]}


def test_sets_are_listed_with_their_standing(command):
    code, said = command("list")
    assert code == 0
    assert f"{OLD}  2024-07-01  unpinned" in said
    assert "2 speeches that match “fisk & frihed”" in said
    assert "3 sets, 0.0 MB of 500 MB" in said
    assert listed(command) == {OLD: "unpinned", READ: "cited", NEW: "recent"}
    assert listed(command, "--unpinned") == {OLD: "unpinned"}


def test_what_the_operator_says_goes_before_use_and_age(command):
    assert command("pin", OLD, NEW) == (0, "2 pinned\n")
    assert command("unpin", READ) == (0, "1 unpinned\n")
    assert listed(command) == {OLD: "pinned", READ: "unpinned", NEW: "pinned"}


def test_unpinned_sets_are_deleted_and_others_refused(command, engine):
    code, said = command("delete", OLD, READ)
    assert code == 3
    assert f"{READ} is cited; `tingtale result-sets unpin {READ}`" in said
    assert len(listed(command)) == 3
    assert command("delete", "--unpinned") == (0, "1 deleted\n")
    command("unpin", READ)
    assert command("delete", READ) == (0, "1 deleted\n")
    with Session(engine) as session:
        assert [row.id for row in session.query(ResultSet)] == [NEW]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("delete",), 2, "ids of the sets to delete, or --unpinned"),
        (("delete", "x", "--unpinned"), 2, "or --unpinned"),
        (("pin",), 2, "ID"),
        (("pin", "x"), 3, "no result set with the id 'x'"),
        (("delete", "x"), 3, "no result set with the id 'x'"),
    ],
)
def test_what_makes_no_sense_is_refused(command, arguments, code, said):
    answered, told = command(*arguments)
    assert answered == code
    assert said in told
