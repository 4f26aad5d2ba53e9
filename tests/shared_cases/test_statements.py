"""The given nightly files: the later one corrects the earlier one, and neither swings back."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.queries.provenance import sources
from importers.loading.load import load
from importers.loading.report import Report
from importers.sources import corpus

CASES = Path(__file__).parents[3] / "shared" / "cases"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared is absent"),
]


def imported(engine: Engine, *names: str) -> Report:
    paths = [CASES / name for name in names]
    return load(engine, corpus.SOURCE, corpus.SOURCE.documents(paths))


def test_a_nightly_file_corrects_the_one_before(engine: Engine) -> None:
    imported(engine, "feed-1.jsonl")
    report = imported(engine, "feed-2.jsonl")
    assert (report.updated, report.unchanged, report.issues) == (1, 2, ())
    for _ in range(2):
        again = imported(engine, "feed-1.jsonl", "feed-2.jsonl")
        assert (again.updated, again.unchanged, again.issues) == (0, 6, ())
    with Session(engine) as session:
        speech = session.scalars(
            select(models.Speech).where(models.Speech.public_id == "riksdagen-f3")
        ).one()
        assert [segment.text for segment in speech.segments] == ["Fisket är mycket dyrt."]
        assert [(row.name, row.version) for row in sources(session, speech.id)] == [
            ("feed-2.jsonl", 2),
            ("feed-1.jsonl", 1),
        ]
