"""Which stored background document a file or an address is, and the public ids that they get."""

import shutil
from pathlib import Path

import pytest
from background_imports import OTHER, TEXT, bring, held, only
from builders import a_document
from imported import counts
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.database import connect
from archive.queries.background_documents import background_document
from archive.result_sets.stored_sets import current_records
from archive.vocabulary import RecordKind
from importers.loading.background_documents.public_ids import public_id_of
from importers.loading.load import load
from importers.loading.withdrawals.operator_withdrawals import (
    OperatorWithdrawals,
    withdrawal_documents,
)
from importers.sources.documents import SOURCE


def test_the_same_bytes_under_another_name_are_the_same_document(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    assert counts(bring(engine, a_document(TEXT, name="copy.txt"))) == (0, 0, 1, 0)
    assert only(engine).public_id == "doc-a"


def test_a_copy_that_stays_as_it_was_does_not_take_a_change_back(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"), a_document(TEXT, name="copy.txt"))
    changed = a_document(TEXT.replace("Norden", "hele Norden"), name="a.txt")
    again = (changed, a_document(TEXT, name="copy.txt"))
    assert counts(bring(engine, *again)) == (0, 1, 1, 0)
    for order in (again, again[::-1], again[1:]):
        assert counts(bring(engine, *order)) == (0, 0, len(order), 0)
    assert "hele Norden" in only(engine).text


def test_the_ids_of_texts_in_files_of_one_name_do_not_count_those_before(
    engine: Engine, tmp_path: Path, empty_archive: Path
) -> None:
    third = "Rapport om torsk\n\nOslo, 4. mai 2018\n\nTorsken svømmer bort fra kysten igjen.\n"
    bring(engine, *(a_document(text, name="letter.txt") for text in (TEXT, OTHER, third)))
    shutil.copy(empty_archive, tmp_path / "other.sqlite")
    other = connect(f"sqlite:///{tmp_path}/other.sqlite")
    bring(other, *(a_document(text, name="letter.txt") for text in (TEXT, third, OTHER)))
    ids = [{one.title: one.public_id for one in held(each)} for each in (engine, other)]
    other.dispose()
    assert len(ids[0]) == 3
    assert ids[0] == ids[1]


def test_two_texts_in_files_of_one_name_are_two_documents_and_an_issue_says_so(
    engine: Engine,
) -> None:
    bring(engine, a_document(TEXT, name="letter.txt"))
    report = bring(engine, a_document(OTHER, name="letter.txt"))
    assert counts(report) == (1, 0, 0, 0)
    signed = [one.public_id for one in held(engine)]
    assert signed == ["doc-letter-d3268d49", "doc-letter-802caa4c"]
    (issue,) = [issue for issue in report.issues if issue.code == "name_shared"]
    assert "doc-letter;" in issue.message
    again = bring(engine, a_document(TEXT, name="letter.txt"), a_document(OTHER, name="letter.txt"))
    assert counts(again) == (0, 0, 2, 0)
    assert [one.public_id for one in held(engine)] == signed


def test_a_former_id_leads_to_its_document_and_never_to_another(engine: Engine) -> None:
    """A text was called by its file's name, which another one has, too, and then by an address."""
    bring(engine, a_document(TEXT, name="letter.txt"))
    bring(engine, a_document(OTHER, name="letter.txt"))
    stated = f"---\nsource_url: https://example.org/hjelp\n---\n{TEXT}"
    bring(engine, a_document(stated, name="letter.txt"))
    with Session(engine) as session:
        for former in ("doc-letter", "doc-letter-d3268d49", "doc-example.org~hjelp"):
            assert background_document(session, former).summary.id == "doc-example.org~hjelp"
        found = current_records(session, RecordKind.DOCUMENT, ["doc-letter", "doc-nobody"])
        assert list(found) == ["doc-letter"]
    load(engine, OperatorWithdrawals(), withdrawal_documents(["doc-letter"], "asked for"))
    first, second = held(engine)
    assert (first.withdrawal_order, second.withdrawal_order) == ("asked for", None)
    assert second.public_id == "doc-letter-802caa4c"


def test_a_text_is_called_by_the_first_of_its_files_whichever_was_read_first(
    engine: Engine,
) -> None:
    bring(engine, a_document(TEXT, name="b.txt"))
    assert bring(engine, a_document(TEXT, name="a.txt")).unchanged == 1
    assert only(engine).public_id == "doc-a"
    with Session(engine) as session:
        assert background_document(session, "doc-b").summary.id == "doc-a"


def test_a_text_under_the_same_title_is_a_new_version_however_changed(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    rewritten = "Ofrene må få hjelp\n\n" + OTHER.partition("\n\n")[2]
    assert counts(bring(engine, a_document(rewritten, name="a.txt"))) == (0, 1, 0, 0)


def test_an_address_that_is_corrected_leaves_the_text_doubled_and_an_issue_says_so(
    engine: Engine,
) -> None:
    stated = "---\nsource_url: https://example.org/{}\n---\n" + TEXT
    bring(engine, a_document(stated.format("hjlep"), name="a.txt"))
    report = bring(engine, a_document(stated.format("hjelp"), name="a.txt"))
    assert counts(report) == (1, 0, 0, 0)
    assert "doc-example.org~hjlep;" in report.issues[0].message


def test_front_matter_that_is_added_changes_its_document(engine: Engine) -> None:
    bring(engine, a_document(TEXT, name="a.txt"))
    stated = f"---\nsource_url: https://example.org/hjelp\ndate: 2020\n---\n{TEXT}"
    assert counts(bring(engine, a_document(stated, name="a.txt"))) == (0, 1, 0, 0)
    stored = only(engine)
    assert (stored.year, stored.date, stored.date_rule) == (2020, None, "front_matter")
    with Session(engine) as session:
        assert (
            background_document(session, "doc-a").summary.source_url == "https://example.org/hjelp"
        )


def test_an_address_has_one_document_whatever_it_says_now(engine: Engine) -> None:
    address = "URL: https://www.example.org/om/hjelp\n"
    bring(engine, a_document(address + TEXT, name="a.txt"))
    assert counts(bring(engine, a_document(address + OTHER, name="b.txt"))) == (0, 1, 0, 0)
    assert (only(engine).public_id, only(engine).title) == (
        "doc-example.org~om~hjelp",
        "Fiskeri i nord",
    )


@pytest.mark.parametrize(
    ("name", "public_id"),
    [
        ("rapport.txt", "doc-rapport"),
        ("norge/rapport 2016.html", "doc-norge~rapport_2016"),
        ("Årsmelding (utkast).md", "doc-Årsmelding_utkast"),
        ("notat.v2", "doc-notat.v2"),
        ("...", "doc-text"),
        ("example.org/les", "doc-example.org~les"),
    ],
)
def test_a_public_id_is_the_name_as_one_segment_of_a_path(name: str, public_id: str) -> None:
    assert public_id_of(name) == public_id


@pytest.mark.parametrize("name", ["x" * 400, "example.org/les?id=5"])
def test_a_name_that_is_long_or_a_query_gives_an_id_with_a_hash(name: str) -> None:
    assert len(public_id_of(name)) <= 200
    assert public_id_of(name) != public_id_of(name + "6")


def test_a_folder_is_imported_with_the_paths_below_it(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "norge").mkdir()
    (tmp_path / "norge" / "letter.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "letter.txt").write_text(OTHER, encoding="utf-8")
    report = load(engine, SOURCE, SOURCE.documents([tmp_path]))
    assert counts(report) == (2, 0, 0, 0)
    assert {one.public_id for one in held(engine)} == {"doc-letter", "doc-norge~letter"}
