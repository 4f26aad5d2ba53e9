"""A background document's publisher: who the text says issued it, not whoever it names."""

import pytest
from background_texts import BODY, codes, read


@pytest.mark.parametrize(
    ("paragraphs", "publisher", "rule"),
    [
        (["Hjelp nå", BODY, "Utgitt av Norsk Kystforening."], "Norsk Kystforening", "label"),
        (["Hjelp nå", BODY, "Julkaisija: Meriliitto"], "Meriliitto", "label"),
        (["Pressemelding fra Norsk Kystlag", "Hjelp nå", BODY], "Norsk Kystlag", "letterhead"),
        (
            ["Norsk Kystforening", "Til: Statsråd Berg", "Hjelp nå", BODY],
            "Norsk Kystforening",
            "letterhead",
        ),
        (
            ["Hjelp nå", BODY, "Med vänlig hälsning,", "Kari Berg\nKustförbundet"],
            "Kustförbundet",
            "signature",
        ),
        (
            ["Kystlaget Nord krever", BODY, "Mvh\nKari Berg\nKystlaget Nord", BODY],
            "Kystlaget Nord",
            "signature",
        ),
        (
            ["Hjelp nå", BODY, "© 2019 Norsk Kystlag. Alle rettigheter."],
            "Norsk Kystlag",
            "copyright",
        ),
    ],
)
def test_a_publisher_is_read_where_the_text_names_it(
    paragraphs: list[str], publisher: str, rule: str
) -> None:
    record = read(*paragraphs)
    assert (record.publisher, record.publisher_rule) == (publisher, rule)
    assert not codes(record) & {"publisher_not_stated", "publisher_concluded"}


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ifølge Norsk Kystlag er det mange ofre.",
        "Foto: Norsk Kystlag",
        "Utgitt av oss selv",
        "Pressemelding fra oss i dag",
        "© alle",
        "Vennlig hilsen\nKari Berg",
        "Vennlig hilsen\nKari Berg\nleder",
        "Våre venner i Norsk Kystlag hjalp oss. Norsk Kystlag er her. Norsk Kystlag er der.",
        "Vårt Norsk Kystlag hjalp.",
    ],
)
def test_who_is_only_named_is_not_the_publisher(paragraph: str) -> None:
    record = read("Hjelp nå", BODY, paragraph)
    assert (record.publisher, record.publisher_rule) == (None, None)
    assert "publisher_not_stated" in codes(record)


def test_an_addressee_is_not_the_publisher() -> None:
    record = read("post@example.org", "Til: Kystdepartementet", "Hjelp nå", BODY)
    assert record.publisher is None


def test_a_credit_is_named_by_the_issue() -> None:
    record = read("Hjelp nå", BODY, "Barn ved havet © Norsk Kystlag.")
    (issue,) = [issue for issue in record.issues if issue.code == "publisher_not_stated"]
    assert "© Norsk Kystlag" in issue.message


def test_who_speaks_of_its_own_is_the_publisher_and_an_issue_says_that_it_was_concluded() -> None:
    told = "Norsk Kystlag hjelper. Ring Norsk Kystlag. Les hva Norsk Kystlag mener i vårt program."
    record = read("Hjelp nå", BODY, told)
    assert (record.publisher, record.publisher_rule) == ("Norsk Kystlag", "own_words")
    assert "publisher_concluded" in codes(record)
