"""Background documents: their language, paragraphs and pages are read, and no word is lost."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from background_texts import BODY, codes, read, read_whole
from builders import a_document, a_speech_record
from hypothesis import given, settings
from hypothesis import strategies as st
from norden_pages import Page

from archive.errors import UnreadableSource
from archive.vocabulary import LANGUAGES
from importers.sources.documents import SOURCE


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


@pytest.mark.parametrize(
    "address", ["/", "om/hjelp", "javascript:alert(1)", f"https://example.org/{'x' * 500}"]
)
def test_an_address_that_names_no_page_of_the_web_is_told_and_not_taken(address: str) -> None:
    head = f'<link rel="canonical" href="{address}">'
    for text in (f"URL: {address}\n{BODY}", f"<head>{head}</head><body><p>{BODY}</p></body>"):
        record = read_whole(text)
        assert record.url is None
        (issue,) = [issue for issue in record.issues if issue.code == "address_not_taken"]
        assert address[:50] in issue.message
        assert "source_url" in issue.message


def test_a_page_of_a_debate_is_no_background_document() -> None:
    with pytest.raises(UnreadableSource, match="import it with `tingtale import norden`"):
        read_whole(Page().text())


def test_a_report_with_a_date_and_a_status_is_no_speech() -> None:
    head = "Rapport 12\n\nStatus: Utkast\nType: Notat\nDato: 3.4.2019"
    assert read(head, BODY).paragraphs[-1] == BODY


def test_what_an_operator_states_to_be_a_document_is_taken_for_none_of_a_debate() -> None:
    head = "Speech type: Reply\nSpeech number: 12\nSpeaker: Anna Holmberg"
    with pytest.raises(UnreadableSource, match="state `title` in front matter"):
        read(head, BODY)
    assert read_whole(f"---\ntitle: Notat\n---\n{head}\n\n{BODY}").title == "Notat"


@pytest.mark.parametrize("text", ["<body><nav>Meny</nav></body>", "---\n---\n***", "![](a.png)"])
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
