"""The background documents of ../shared: read as they are printed, and known again."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, Speech
from importers.loading.load import load
from importers.loading.report import Report
from importers.sources.documents import SOURCE

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is absent"),
]


def bring(engine: Engine) -> Report:
    return load(engine, SOURCE, SOURCE.documents([SEEDS]))


@pytest.fixture
def documents(engine: Engine) -> list[BackgroundDocument]:
    report = bring(engine)
    assert (report.inserted, report.rejected) == (4, 1)
    (refused,) = [issue for issue in report.issues if issue.severity == "rejected"]
    assert refused.place.startswith("004_")
    assert "a page of a debate" in refused.message
    with Session(engine) as session:
        return list(session.scalars(select(BackgroundDocument).order_by(BackgroundDocument.id)))


def test_titles_are_as_printed(documents: list[BackgroundDocument]) -> None:
    found = [(document.title, document.title_rule) for document in documents]
    assert found[0] == ("Alarmerende utvikling i menneskehandel", "heading")
    assert found[2] == ("Menneskehandel: Barn blir solgt av voksne", "heading")
    title = "Tiden er inne for å få en handlingsplan mot menneskehandel"
    assert found[3] == (title, "letter_heading")


def test_a_text_under_a_caption_prints_no_title(documents: list[BackgroundDocument]) -> None:
    assert documents[1].title_rule == "first_sentence"
    assert documents[1].title.startswith("Dette løftes frem i ny rapport")


def test_only_the_letter_is_dated(documents: list[BackgroundDocument]) -> None:
    assert [document.year for document in documents] == [None, None, None, 2024]
    letter = documents[3]
    assert (str(letter.date), letter.date_raw) == ("2024-12-10", "Halden, 10.12.2024")
    assert (letter.date_precision, letter.date_rule) == ("day", "dateline")


def test_publishers_are_named_where_the_text_is_theirs(
    documents: list[BackgroundDocument],
) -> None:
    assert [(document.publisher, document.publisher_rule) for document in documents] == [
        (None, None),  # "© UNODC" stands under pictures
        (None, None),  # tells of the report of an agency
        ("Redd Barna", "own_words"),
        ("Soroptimist International Norgesunionen", "signature"),
    ]


def test_all_are_norwegian_and_none_loses_a_word(documents: list[BackgroundDocument]) -> None:
    for document, path in zip(documents, sorted(SEEDS.glob("00[0-3]_*.txt")), strict=True):
        assert document.language == "nb"
        assert document.text.split() == path.read_text(encoding="utf-8").split()


def test_again_they_are_unchanged_and_no_speeches(
    engine: Engine, documents: list[BackgroundDocument]
) -> None:
    report = bring(engine)
    assert (report.inserted, report.updated, report.unchanged) == (0, 0, 4)
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Speech)) == 0
