"""A background document's title: where it is printed, and what stands for one where none is."""

import pytest
from background_texts import BODY, codes, read


@pytest.mark.parametrize(
    ("opening", "title", "rule"),
    [
        (["Av hensyn til ofrene"], "Av hensyn til ofrene", "heading"),
        (["Av Kari Berg, 3.4.2019", "Hjelp nå"], "Hjelp nå", "heading"),
        (["Ofrene må få hjelp"], "Ofrene må få hjelp", "heading"),
        (["Menneskehandel"], "Menneskehandel", "heading"),
        (["Hvem hjelper ofrene?"], "Hvem hjelper ofrene?", "heading"),
        (["Pressemelding", "Ofrene må få hjelp"], "Ofrene må få hjelp", "heading"),
        (["Pressmeddelande 2019-03-04", "Offren"], "Offren", "heading"),
        (["Foto: Kari Berg", "Ofrene må få hjelp"], "Ofrene må få hjelp", "heading"),
        (["ofre-bilde", "Ofrene må få hjelp"], "Ofrene må få hjelp", "heading"),
        (["Ofrene må få hjelp\ni alle land"], "Ofrene må få hjelp i alle land", "heading"),
        (["Ofrene må få hjelp\nAv Kari Berg"], "Ofrene må få hjelp", "heading"),
        (["12.3.2019", "Ofrene må få hjelp"], "Ofrene må få hjelp", "heading"),
        (["Kari Berg", "kari@example.org", "Emne: Hjelp nå"], "Hjelp nå", "subject"),
        (
            ["Kari Berg\nkari@example.org", "Ofrene må få hjelp"],
            "Ofrene må få hjelp",
            "letter_heading",
        ),
        (
            ["Statsråd Berg", "Oslo, 3.4.2019", "Hjelp nå", "Kjære statsråd,"],
            "Hjelp nå",
            "letter_heading",
        ),
        (["Til: Kari Berg", "Styret vedtok", "dette:", "Hjelp nå"], "Hjelp nå", "letter_heading"),
    ],
)
def test_a_title_is_read_where_it_is_printed(opening: list[str], title: str, rule: str) -> None:
    record = read(*opening, BODY)
    assert (record.title, record.title_rule) == (title, rule)
    assert "title_not_printed" not in codes(record)


@pytest.mark.parametrize(
    "opening",
    [
        [],
        ["Bildet viser rapportene"],
        ["Kari Berg", "kari@example.org"],
        ["Kari Berg", "Kjære Kari,"],
    ],
)
def test_without_a_title_the_first_sentence_stands_for_one_and_an_issue_says_so(
    opening: list[str],
) -> None:
    record = read(*opening, "Ofrene i Norden må få hjelp der de er, sier rådet. " + BODY)
    assert record.title == "Ofrene i Norden må få hjelp der de er, sier rådet"
    assert record.title_rule == "first_sentence"
    assert "title_not_printed" in codes(record)


def test_a_first_sentence_that_is_long_is_cut_between_words() -> None:
    title = read("offer " * 60 + ".").title
    assert title.endswith("offer…")
    assert len(title) <= 161


def test_a_text_of_nothing_but_a_caption_is_named_by_it() -> None:
    assert read("Foto: Kari Berg").title == "Foto: Kari Berg"


def test_a_marked_heading_is_the_title_wherever_it_stands() -> None:
    record = read(BODY, "## Ofrene **må** få hjelp", BODY, name="text.md")
    assert (record.title, record.title_rule) == ("Ofrene må få hjelp", "heading")


def test_a_first_sentence_of_one_endless_word_is_cut_within_it() -> None:
    assert read("x" * 400).title == "x" * 160 + "…"


def test_a_picture_without_a_name_is_no_title() -> None:
    record = read("# ![](a.png)", "Ofrene må få hjelp", f"![](b.png)\n{BODY}", name="text.md")
    assert record.title == "Ofrene må få hjelp"
    assert record.paragraphs == ("Ofrene må få hjelp", BODY)
