"""The pages of coverage: every number is a link to as many records as it says."""

from dataclasses import replace

import pytest
from debate_rows import READ_AT
from sqlalchemy import update
from sqlalchemy.orm import Session

from api.http.application import create_app
from api.http.context import open_archive_of
from archive.models import FrontierPage, Speech


@pytest.fixture(scope="module")
def lacking(tmp_path_factory, reader_of, settings_of_debates, debates_app):
    """A reader of debates of which some are open, gone, and known to a crawl alone."""
    folder = tmp_path_factory.mktemp("lacking")
    engine = open_archive_of(debates_app).database
    with engine.connect() as connection:
        connection.exec_driver_sql(f"VACUUM INTO '{folder}/archive.sqlite'")
    settings = replace(settings_of_debates, database_url=f"sqlite:///{folder}/archive.sqlite")
    app = create_app(settings)
    with Session(open_archive_of(app).database) as session, session.begin():
        session.execute(
            update(Speech)
            .where(Speech.number.in_((2, 5)))
            .values(
                speaker_id=None,
                speaker_rule="ambiguous",
                speaker_raw="Ada Lindqvist",
                speaker_key="ada lindqvist",
            )
        )
        session.execute(update(Speech).where(Speech.number == 3).values(gone_at=READ_AT))
        session.add_all(
            FrontierPage(
                source="norden",
                url=f"https://www.norden.org/da/node/{node}",
                node=node,
                record=f"node/{node}",
                kind="unknown",
                strategy="link",
                found_at=READ_AT,
                found_on="https://www.norden.org/da",
                session=session_number,
                state=state,
                reason=reason,
            )
            for node, session_number, state, reason in (
                (900_001, 64, "waiting", None),
                (900_002, 64, "refused", "robots.txt forbids it"),
                (900_003, None, "waiting", None),
            )
        )
    yield reader_of(app)
    open_archive_of(app).database.dispose()


def numbers(page):
    return page.all("//table[contains(@class, 'coverage-table')]//td/a")


def test_every_number_leads_to_as_many_records(lacking):
    links = numbers(lacking.open("/coverage"))
    kinds = {link.get("href").rpartition("/")[2] for link in links}
    assert {"speeches", "not_fetched", "undated", "unresolved", "gone", "untranslated"} <= kinds
    for link in links:
        page = lacking.open(link.get("href"))
        assert page.one("//h2[@id='total']").text.split()[0] == link.text
        if not page.all("//a[@rel='next']") and "missing_numbers" not in link.get("href"):
            assert len(page.all("//section[@aria-labelledby='total']/*/li")) == int(link.text)


def test_a_number_is_understood_without_its_row_and_column(lacking):
    labels = [link.get("aria-label") for link in numbers(lacking.open("/coverage"))]
    assert "Speaker open: 2, 64th session" in labels
    assert "Pages not fetched: 1, no session" in labels
    assert len(labels) == len(set(labels))


def test_tables_scroll_by_keys_and_have_headings(lacking):
    page = lacking.open("/coverage")
    region = page.one("//*[@role='region'][.//table]")
    assert region.get("tabindex") == "0"
    assert page.all(f"//h2[@id='{region.get('aria-labelledby')}']")
    table = page.one("//table")
    assert table.xpath("caption")
    columns = len(table.xpath("thead//th[@scope='col']"))
    for row in table.xpath("tbody/tr"):
        assert len(row.xpath("th[@scope='row']")) == 1
        assert len(row.xpath("*")) == columns
    assert [found.text for found in page.all("//h1")] == ["Coverage"]


def test_an_open_speaker_has_the_candidates_as_links(lacking):
    page = lacking.open("/coverage/64/unresolved")
    assert set(page.all("//p[@class='candidates']/a/@href")) == {"/speakers/ada-lindqvist"}


def test_pages_that_were_not_fetched_say_why(lacking):
    page = lacking.open("/coverage/64/not_fetched")
    assert "https://www.norden.org/da/node/900002 Not to be asked for, robots.txt" in page.words()


def test_a_session_of_which_nothing_is_held_has_no_row(lacking):
    page = lacking.open("/coverage")
    assert "Nothing is held of: 66th session" in page.words()
    assert not page.all("//table//th[contains(., '66th')]")


def test_lists_are_walked_page_by_page(lacking, monkeypatch):
    monkeypatch.setattr("api.pages.coverage.ROWS", 4)
    address, found = "/coverage/64/speeches", []
    while address:
        page = lacking.open(address)
        found += page.all("//a[@class='card-link']/@href")
        address = next(iter(page.all("//a[@rel='next']/@href")), None)
    assert len(found) == len(set(found)) == int(page.one("//h2[@id='total']").text.split()[0]) > 8


@pytest.mark.parametrize("address", ["/coverage/1/speeches", "/coverage/64/anything"])
def test_a_list_of_nothing_known_is_not_found(lacking, address):
    lacking.open(address, status=404)


def test_an_empty_archive_says_so(reader_of_nothing):
    assert "The archive is empty" in reader_of_nothing.open("/coverage").words()


def test_the_foot_of_every_page_leads_to_it(reader):
    assert "/coverage" in reader.open("/about").all("//footer//a/@href")
