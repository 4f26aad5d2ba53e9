"""The given cases of pages whose labels the site renamed, and real pages with labels renamed."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive import models
from importers.loading.load import load
from importers.records import Document
from importers.sources.norden import SOURCE
from importers.sources.norden.labels import Field, field_of

SHARED = Path(__file__).parents[2] / ".." / "shared"
CASES = SHARED / "cases" / "norden"
SKELETONS = SHARED / "norden-dev"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent"),
]


def parse(path, renamed=None):
    lines = path.read_text("utf-8").split("\n")
    lines = ["Noget nyt" if renamed and field_of(line) is renamed else line for line in lines]
    (record,) = SOURCE.parse(Document(path.name, "\n".join(lines).encode()))
    return record


def unknown_labels(record):
    return [issue.subject for issue in record.issues if issue.code == "unknown_label"]


def test_a_renamed_date_is_named_and_no_text():
    known, renamed = (parse(CASES / f"date_label_{name}.txt") for name in ("known", "renamed"))
    assert unknown_labels(renamed) == ["Tidspunkt"]
    assert renamed.started_at is None
    assert renamed.segments == known.segments


def test_the_date_of_a_page_whose_label_was_renamed_is_kept(engine):
    def imported(name):
        return load(engine, SOURCE, SOURCE.documents([CASES / f"date_label_{name}.txt"]))

    def stored():
        with Session(engine) as session:
            speech = session.scalars(select(models.Speech)).one()
            return speech.started_at, [segment.text for segment in speech.segments]

    imported("known")
    known = stored()
    report = imported("renamed")
    assert {issue.code: issue.subject for issue in report.issues} == {
        "unknown_label": "Tidspunkt",
        "field_lost": "date",
    }
    assert (stored(), report.updated, report.unchanged) == (known, 0, 1)
    assert imported("renamed").unchanged == 1


@pytest.mark.parametrize("renamed", sorted(set(Field) - {Field.AGENDA_ITEM}))
def test_a_label_renamed_on_every_real_page_is_named_and_no_text(renamed):
    for line in (SKELETONS / "gold.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        path = SKELETONS / gold["file"]
        has_label = any(field_of(text) is renamed for text in path.read_text("utf-8").split("\n"))
        record = parse(path, renamed)
        assert unknown_labels(record) == (["Noget nyt"] if has_label else []), path.name
        assert record.segments == parse(path).segments, path.name
