"""The session that an importer gives with pages that do not state it."""

import pytest
from norden_pages import PROSE, Page
from norden_reading import codes
from sqlalchemy import create_engine, text

from cli.main import run
from importers.records import Document
from importers.sources.norden import SOURCE

SLUG = "https://www.norden.org/sv/speech/12-kari-as-replik"


def parse(page, session=75):
    (record,) = SOURCE.parse(Document("page.txt", page.encode(), session=session))
    return record


def test_a_page_by_its_slug_is_of_the_session_that_is_given():
    record = parse(Page(url=SLUG).text())
    assert (record.session, record.session_rule) == (75, "given")
    assert next(r for r in record.readings if r.field == "session").place == "import"
    assert codes(record) == []


def test_a_printed_day_goes_before_it():
    record = parse(Page(url=SLUG, date="02.11.22 10:15").text())
    assert (record.session, record.session_rule) == (74, "date")
    assert codes(record) == ["session_contradicted"]
    assert (
        "as of session 75, but its day tells session 74; 74 is taken" in record.issues[-1].message
    )
    assert codes(parse(Page(url=SLUG, date="02.11.23 10:15").text())) == []


def test_it_goes_before_a_range_of_nodes():
    record = parse(Page(url="https://www.norden.org/sv/node/76400").text())
    assert (record.session, record.session_rule) == (75, "given")
    assert codes(record) == ["session_contradicted"]
    assert (
        parse(Page(url="https://www.norden.org/sv/node/84000").text()).session_rule == "node_range"
    )


LIST = "URL: https://www.norden.org/sv/node/83999\n6.1.\nHamnar\n140\nKari Ås\nReplik\n{}"


def test_it_places_items_of_the_agenda():
    item = parse(LIST.format(PROSE["sv"]))
    assert (item.session, item.session_inferred) == (None, 75)
    protocol = "URL: https://www.norden.org/sv/protocol/30000\n2. Möte\nPresidenten: Vi börjar."
    assert parse(protocol).session_inferred == 75


@pytest.fixture
def archive(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    monkeypatch.setenv("TINGTALE_DATABASE_URL", url)
    assert run(["db", "upgrade"]) == 0
    return create_engine(url)


def sessions(engine, table):
    query = f"select s.label from {table} t left join session s on s.id = t.session_id"
    with engine.connect() as connection:
        return [row[0] for row in connection.execute(text(query))]


def test_what_is_given_stays_with_what_was_imported(archive, tmp_path, monkeypatch):
    speech, item = tmp_path / "speech.txt", tmp_path / "item.txt"
    speech.write_text(Page(url=SLUG).text(), "utf-8")
    item.write_text(LIST.format(PROSE["sv"]), "utf-8")
    files = [str(speech), str(item)]
    assert run(["import", "norden", *files]) == 0
    assert sessions(archive, "speech") == sessions(archive, "agenda_item") == [None]
    assert run(["import", "norden", "--session", "75", *files]) == 0
    assert sessions(archive, "speech") == sessions(archive, "agenda_item") == ["75"]
    monkeypatch.setattr(type(SOURCE), "parser_version", "norden-99")
    assert run(["import", "norden", *files]) == 0
    assert sessions(archive, "speech") == sessions(archive, "agenda_item") == ["75"]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["norden", "--session", "7"], "the sessions of norden are 62 to 77"),
        (["norden", "--session", "72"], "session 72 was cancelled"),
        (["corpus", "--session", "75"], "documents of corpus state their session themselves"),
        (["norden", "--session", "x"], "not a valid integer"),
    ],
)
def test_a_session_that_nobody_knows_is_refused(archive, tmp_path, capsys, arguments, remedy):
    page = tmp_path / "page.txt"
    page.write_text(Page(url=SLUG).text(), "utf-8")
    assert run(["import", *arguments, str(page)]) == 2
    assert remedy in capsys.readouterr().err
