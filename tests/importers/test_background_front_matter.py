"""Front matter: what is written at a file's head goes before what its text says."""

from datetime import date

import pytest
from background_texts import BODY, read_whole

from archive.errors import UnreadableSource


def test_front_matter_overrides_what_the_text_says() -> None:
    record = read_whole(
        "---\ntitle: 'Om hjelp'\npublisher: Norsk Kystlag\ndate: 2018-05-01\nlanguage: nn\n"
        f"source_url: https://example.org/om\n---\nHjelp nå\n\nOslo, 3.4.2019\n\n{BODY}\n"
    )
    assert (record.title, record.title_rule) == ("Om hjelp", "front_matter")
    assert (record.publisher, record.publisher_rule) == ("Norsk Kystlag", "front_matter")
    assert (record.date, record.date_rule) == (date(2018, 5, 1), "front_matter")
    assert (record.language, record.url) == ("nn", "https://example.org/om")
    assert record.paragraphs == ("Hjelp nå", "Oslo, 3.4.2019", BODY)
    assert record.issues == ()


def test_front_matter_may_state_a_year_alone_and_nothing_else() -> None:
    record = read_whole(f"---\ndate: 2018\ntitle:\n---\nHjelp nå\n\n{BODY}")
    assert (record.title, record.date, record.year) == ("Hjelp nå", None, 2018)


def test_an_unknown_field_is_named() -> None:
    record = read_whole(f"---\ntitle: Hjelp\nauthor: Kari\n---\n{BODY}")
    (issue,) = [issue for issue in record.issues if issue.code == "unknown_field"]
    assert "'author'" in issue.message


def test_dashes_without_our_fields_are_the_texts_own() -> None:
    record = read_whole(f"---\nMenneskehandel: hva er det?\n---\n\n{BODY}")
    assert record.paragraphs == ("Menneskehandel: hva er det?", BODY)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("title: [", "no YAML"),
        ("title: " + "[" * 2000, "no YAML (too deeply nested)"),
        ("title: [Hjelp, nå]", "title is more than a text"),
        ("title: ' '", "title ' ' is no text"),
        ("title: Hjelp: nå", "put a value that holds a colon in quotation marks"),
        ("date: 2024-13-45", "date '2024-13-45' is none; write 2024-12-10, or 2024"),
        ("date: [2024]", "date is more than a text"),
        ("language: no", "language 'no' is none of da, nb, nn"),
        ("date: soon", "date 'soon' is none"),
        ("language: de", "language 'de' is none of da"),
        (f"source_url: https://example.org/{'x' * 500}", "source_url is longer than 500"),
        ("source_url: example", "source_url 'example' is none"),
        ("- a\n\ntitle: b", "no YAML"),
        ("'a\ntitle: b'", "no fields"),
    ],
)
def test_front_matter_that_cannot_be_read_is_refused_with_the_remedy(
    fields: str, message: str
) -> None:
    with pytest.raises(UnreadableSource, match=r"text\.txt: front matter: ") as refused:
        read_whole(f"---\n{fields}\n---\n{BODY}")
    assert message in str(refused.value)


def test_a_value_is_text_as_it_is_written_whatever_it_looks_like() -> None:
    record = read_whole(f"---\ntitle: 1984\npublisher: No\ndate: 2024-12-10\n---\n{BODY}")
    assert (record.title, record.publisher) == ("1984", "No")
    assert record.date == date(2024, 12, 10)


def test_a_field_in_capitals_is_named_and_no_part_of_the_text() -> None:
    record = read_whole(f"---\nTitle: Hjelp\n---\n{BODY}")
    (issue,) = [issue for issue in record.issues if issue.code == "unknown_field"]
    assert "'Title'" in issue.message
    assert record.paragraphs == (BODY,)


def test_front_matter_may_stand_after_empty_lines() -> None:
    assert read_whole(f"\ufeff\n \n---\ntitle: Hjelp\n---\n{BODY}").title == "Hjelp"
