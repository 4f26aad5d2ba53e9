"""Background documents: what a text says of itself is read, what it does not say stays empty."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from builders import a_document, a_speech_record
from hypothesis import given, settings
from hypothesis import strategies as st
from norden_pages import Page

from archive.errors import UnreadableSource
from archive.vocabulary import LANGUAGES, DatePrecision
from importers.records import BackgroundDocumentRecord
from importers.sources.documents import SOURCE
from importers.sources.documents.dates import dateline, stated_date

BODY = (
    "Menneskehandel er organisert kriminalitet som krysser grensene i Norden, og ofrene må få"
    " hjelp i det landet der de blir funnet."
)


def read(*paragraphs: str, name: str = "text.txt") -> BackgroundDocumentRecord:
    return read_whole("\n\n".join(paragraphs), name=name)


def read_whole(text: str, name: str = "text.txt") -> BackgroundDocumentRecord:
    (record,) = SOURCE.parse(a_document(text, name=name))
    assert isinstance(record, BackgroundDocumentRecord)
    return record


def codes(record: BackgroundDocumentRecord) -> set[str]:
    return {issue.code for issue in record.issues}


# ---- titles


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


# ---- dates


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("Halden, 10.12.2024", date(2024, 12, 10), 2024),
        ("14. september 2024", date(2024, 9, 14), 2024),
        ("Oslo, 14. september 2024", date(2024, 9, 14), 2024),
        ("Stockholm den 3 mars 2020", date(2020, 3, 3), 2020),
        ("Helsinki 12.3.2020", date(2020, 3, 12), 2020),
        ("New York, March 3, 2020", date(2020, 3, 3), 2020),
        ("Tirsdag den 29. oktober 2013", date(2013, 10, 29), 2013),
        ("Lehdistötiedote 18.10.2016", date(2016, 10, 18), 2016),
        ("2016-10-18", date(2016, 10, 18), 2016),
        ("Oslo, mars 2016", None, 2016),
        ("Maaliskuu 2016", None, 2016),
        ("2016", None, 2016),
    ],
)
def test_a_dateline_dates_the_text(line: str, day: date | None, year: int) -> None:
    record = read("Ofrene må få hjelp", line, BODY)
    assert (record.date, record.year, record.date_raw) == (day, year, line)
    assert record.date_rule == "dateline"
    assert record.date_precision is (DatePrecision.DAY if day else DatePrecision.YEAR)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Publisert: 3. april 2019", "label"),
        ("Julkaistu 3.4.2019", "label"),
        ("Av Kari Berg, 3. april 2019", "byline"),
        ("Text: Kari Berg | 2019-04-03", "byline"),
    ],
)
def test_a_label_or_a_byline_dates_the_text(line: str, rule: str) -> None:
    record = read("Ofrene må få hjelp", line, BODY)
    assert (record.date, record.date_rule, record.date_raw) == (date(2019, 4, 3), rule, line)


@pytest.mark.parametrize(
    "line",
    [
        "Vedtatt 3.4.2019",
        "Sist oppdatert 3.4.2019",
        "Styret vedtok 3.4.2019 dette:",
        "Agenda 2030",
        "Sommer 2019",
        "Oslo, sommer 2019",
        "I 2019",
        "Oslo, Norden 2019",
        "Av Kari Berg",
        "Publisert på nettet",
        "Publisert: sommeren 2019",
        "Dato: ukjent",
        "32.13.2019",
        "den",
        "Frist: fredag den 3. april 2019 klokken tolv presis, og ikke noen gang senere",
    ],
)
def test_another_date_is_not_the_texts(line: str) -> None:
    record = read("Ofrene må få hjelp", line, BODY + " Det var slik i 2008 og i 2008.")
    assert (record.date, record.year, record.date_precision, record.date_rule) == (None,) * 4
    (issue,) = [issue for issue in record.issues if issue.code == "date_not_stated"]
    assert "2008" in issue.message
    assert "front matter" in issue.message


def test_a_letter_may_be_dated_under_its_signature() -> None:
    record = read("Hjelp nå", BODY, "Vennlig hilsen\nKari Berg\nOslo, 3.4.2019", BODY)
    assert (record.date, record.date_rule) == (date(2019, 4, 3), "dateline")


def test_what_follows_a_signature_is_no_part_of_it() -> None:
    record = read("Hjelp nå", BODY, "Mvh\nKari Berg", BODY, "Oslo, 3.4.2019")
    assert record.date is None


def test_of_two_datelines_the_first_is_taken_and_an_issue_names_the_other() -> None:
    record = read("Hjelp nå", "Oslo, 3.4.2019", "Bergen, 5.4.2019", BODY)
    assert record.date == date(2019, 4, 3)
    (issue,) = [issue for issue in record.issues if issue.code == "date_ambiguous"]
    assert "Bergen, 5.4.2019" in issue.message


def test_the_same_date_twice_is_no_contradiction() -> None:
    assert "date_ambiguous" not in codes(read("Hjelp nå", "Oslo, 3.4.2019", "3. april 2019", BODY))


# ---- publishers


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


# ---- languages


def test_a_texts_language_is_that_of_its_words() -> None:
    assert read("Ofrene må få hjelp", BODY).language == "nb"


def test_the_language_of_a_few_words_is_not_guessed() -> None:
    record = read("Hei")
    assert record.language == "und"
    assert "language_uncertain" in codes(record)


def test_a_text_in_two_languages_says_so() -> None:
    english = "Human trafficking is organised crime, and its victims must be helped where they are."
    record = read(BODY, english * 2)
    assert record.language == "en"
    (issue,) = [issue for issue in record.issues if issue.code == "language_uncertain"]
    assert "nb" in issue.message


# ---- front matter


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
        ("title: 5", "title 5 is no text"),
        ("title: ' '", "title ' ' is no text"),
        ("date: soon", "date 'soon' is none"),
        ("language: de", "language 'de' is none of da"),
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


# ---- paragraphs, HTML, refusals


def test_paragraphs_keep_their_lines_and_rules_part_them() -> None:
    record = read_whole(
        f"URL: https://example.org/x\nHjelp nå\n\n• a\n•  b\n-----\n{BODY}\fSlutt\n"
    )
    assert record.paragraphs == ("Hjelp nå", "• a\n• b", BODY, "Slutt")
    assert record.url == "https://example.org/x"


def test_a_page_says_by_its_head_what_it_is() -> None:
    record = read_whole(
        "<html><head><title>Hjelp nå | Kystlaget</title>"
        '<meta property="og:site_name" content="Kystlaget">'
        '<meta property="article:published_time" content="2019-04-03T10:00:00Z">'
        '<link rel="canonical" href="https://example.org/hjelp"></head>'
        f"<body><h1>Hjelp nå</h1><nav>Meny</nav><main><p>{BODY}</p><hr></main></body></html>"
    )
    assert (record.title, record.title_rule) == ("Hjelp nå", "page_head")
    assert (record.publisher, record.publisher_rule) == ("Kystlaget", "page_head")
    assert (record.date, record.date_rule) == (date(2019, 4, 3), "page_head")
    assert record.url == "https://example.org/hjelp"
    assert record.paragraphs == ("Hjelp nå", BODY)


def test_a_page_without_a_head_is_read_by_its_text() -> None:
    record = read_whole(
        f"<body><p>Hjelp nå</p><time datetime='i går'>i går</time><p>{BODY}</p></body>"
    )
    assert (record.title, record.title_rule) == ("Hjelp nå", "heading")
    assert (record.publisher, record.date) == (None, None)


def test_a_page_may_be_dated_by_its_time_element() -> None:
    record = read_whole(f"<h1>Hjelp</h1><time datetime='2019-04-03'></time><p>{BODY}</p>")
    assert record.date == date(2019, 4, 3)


def test_a_page_of_a_debate_is_no_background_document() -> None:
    with pytest.raises(UnreadableSource, match="import it with `tingtale import norden`"):
        read_whole(Page().text())


@pytest.mark.parametrize("text", ["<body><nav>Meny</nav></body>", "---\n---\n***"])
def test_a_file_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableSource, match="no words"):
        read_whole(text)


def test_an_encoding_that_had_to_be_guessed_is_told() -> None:
    (record,) = SOURCE.parse(a_document("Hjelp nå\n\n".encode("latin-1") + BODY.encode("latin-1")))
    assert "encoding" in {issue.code for issue in record.issues}


def test_documents_have_the_media_type_of_their_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.md", "d.pdf"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    found = [document.media_type for document in SOURCE.documents([tmp_path])]
    assert found == ["text/plain", "text/html", "text/markdown"]
    (missing,) = SOURCE.documents([tmp_path / "none.txt"])
    assert isinstance(missing, UnreadableSource)


def test_a_speech_is_no_record_of_this_source() -> None:
    with pytest.raises(AssertionError):
        SOURCE.record_json(a_document(BODY), a_speech_record())


words = st.text(st.characters(whitelist_categories=("L", "N")), min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=8).map(" ".join)
texts = st.lists(st.lists(lines, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=6)


@settings(deadline=None, max_examples=100)
@given(texts)
def test_no_word_of_a_text_is_lost(paragraphs: list[str]) -> None:
    record = read(BODY, *paragraphs)
    kept = " ".join(record.paragraphs).split()
    printed = " ".join((BODY, *paragraphs)).split()
    assert kept == unicodedata.normalize("NFC", " ".join(printed)).split()
    assert record.language in {*LANGUAGES, "und"}
    assert record.title


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60))
def test_no_line_is_too_odd_for_a_date(line: str) -> None:
    for found in (stated_date(line), dateline(line) if line.strip() else None):
        assert found is None or 1 <= found.year <= 9999
