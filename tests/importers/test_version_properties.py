"""Nights of dated files, whatever they say: what was said last holds, and nothing swings."""

import shutil
from pathlib import Path

import pytest
from builders import a_corpus_line
from corpus_imports import Folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.database import connect

NIGHTS = st.lists(
    st.lists(st.tuples(st.sampled_from("12"), st.sampled_from("abc")), min_size=1, max_size=3),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(nights=NIGHTS)
def test_nights_of_dated_files_say_what_was_said_last(
    empty_archive: Path,
    tmp_path_factory: pytest.TempPathFactory,
    nights: list[list[tuple[str, str]]],
) -> None:
    """Every night brings a file of its own, and all files are imported each night, in order."""
    engine, folder = _fresh(empty_archive, tmp_path_factory)
    said: dict[str, str] = {}
    for night, lines in enumerate(nights):
        folder.write(f"{night:03}.jsonl", *(_line(*line) for line in lines))
        said |= dict(lines)
        names = [f"{each:03}.jsonl" for each in range(night + 1)]
        folder.imported(*names)
        assert _texts(engine) == said
        again = folder.imported(*names)
        assert (again.inserted, again.updated) == (0, 0)
        assert _texts(engine) == said
    engine.dispose()


def _fresh(archive: Path, paths: pytest.TempPathFactory) -> tuple[Engine, Folder]:
    path = paths.mktemp("nights")
    shutil.copy(archive, path / "archive.sqlite")
    engine = connect(f"sqlite:///{path}/archive.sqlite")
    return engine, Folder(path, engine)


def _line(identifier: str, text: str) -> dict[str, object]:
    return a_corpus_line(id=identifier, number=identifier, text=text)


def _texts(engine: Engine) -> dict[str, str]:
    with Session(engine) as session:
        held = session.execute(
            select(models.Speech.public_id, models.Segment.text).join(models.Segment)
        )
        return {public_id.removeprefix("folketinget-"): text for public_id, text in held}
