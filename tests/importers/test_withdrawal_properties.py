"""Any sequence of files and orders leaves what was said last, and a repeat changes nothing."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from corpus_imports import SPEECH, counts, imported, withdrawn
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.database import connect
from archive.queries.consistency import find_broken
from importers.loading.load import load
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)
from importers.sources import corpus

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

IDS = ("1", "2")


@dataclass
class Known:
    """What should be held of a speech."""

    version: int
    withdrawn: bool = False
    ordered: bool = False


def a_line(one: str, version: int | None) -> dict[str, object]:
    """Return a line that says the speech in a version, or that takes it back."""
    if version is None:
        return {"id": one, "parliament": "folketinget", "withdrawn": True}
    return SPEECH | {"id": one, "number": one, "text": f"Tale {one}" + " ja" * version}


@st.composite
def files(draw: st.DrawFn) -> list[tuple[str, int | None]]:
    """Draw lines, of one version of each speech."""
    versions = {one: draw(st.integers(0, 1)) for one in IDS}
    drawn = st.tuples(st.sampled_from(IDS), st.booleans())
    said = draw(st.lists(drawn, min_size=1, max_size=4, unique=True))
    return [(one, versions[one] if speaks else None) for one, speaks in said]


commands = st.tuples(st.sampled_from(IDS), st.booleans())
"""An order to withdraw a speech, or that it is revoked."""


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(files(), commands), min_size=1, max_size=6), st.sampled_from([1, 1000]))
def test_what_was_said_last_holds(
    empty_archive: Path, sequence: list[object], at_once: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus.SOURCE, "documents_per_transaction", at_once, raising=False)
        shutil.copy(empty_archive, folder)
        engine = connect(f"sqlite:///{folder}/archive.sqlite")
        known: dict[str, Known] = {}
        for step in sequence:
            if isinstance(step, list):
                import_twice(engine, Path(folder) / "speeches.jsonl", step)
                hear(known, step)
            else:
                obey(engine, known, step[0], revoke=step[1])
            check(engine, known)
        engine.dispose()


def import_twice(engine: Engine, path: Path, file: list[tuple[str, int | None]]) -> None:
    lines = [a_line(*said) for said in file]
    imported(engine, path, *lines)
    again = imported(engine, path, *lines)
    # What takes back a speech that nobody knows is rejected every time.
    assert counts(again) == (0, 0, len(lines) - again.rejected, again.rejected, 0)
    assert len(again.issues) == again.rejected


def hear(known: dict[str, Known], file: list[tuple[str, int | None]]) -> None:
    for one, version in file:
        if version is not None:
            known.setdefault(one, Known(version)).version = version
    for one, version in file:
        if one in known and not known[one].ordered:
            known[one].withdrawn = version is None


def obey(engine: Engine, known: dict[str, Known], one: str, *, revoke: bool) -> None:
    load(
        engine,
        OperatorWithdrawals(),
        withdrawal_documents([f"folketinget-{one}"], "A double", revoked=revoke),
    )
    held = known.get(one)
    if held is not None and (held.ordered or not revoke):
        held.ordered = held.withdrawn = not revoke


def check(engine: Engine, known: dict[str, Known]) -> None:
    gone = {f"folketinget-{one}" for one, held in known.items() if held.withdrawn}
    assert withdrawn(engine) == gone
    with Session(engine) as session:
        rows = session.execute(
            select(models.Speech.public_id, models.Segment.text).join(models.Segment)
        )
        texts = {f"folketinget-{one}": a_line(one, held.version) for one, held in known.items()}
        assert dict(map(tuple, rows)) == {name: line["text"] for name, line in texts.items()}
        assert list(find_broken(session)) == []
