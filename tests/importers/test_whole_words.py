"""Words that a lay-out divides: which are made whole, which stay as they are."""

import json
import re

import pytest
from builders import a_corpus_line, a_document, a_segment_record
from hypothesis import given
from hypothesis import strategies as st

from archive.text.invisible_characters import remove_invisible
from importers.markup.whole_words import mend_paragraphs, mend_words
from importers.records import BackgroundDocumentRecord, ListedSpeech
from importers.sources.corpus import SOURCE


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("för\u00adhandling", "förhandling"),
        ("för\u00ad handling", "förhandling"),
        ("för\u00ad\n  handling", "förhandling"),
        ("för\u00ad\n\nhandling", "förhandling"),
        ("för\u200bhand\u2060ling\ufeff", "förhandling"),
        ("för\u200b\u00ad\u200d handling", "förhandling"),
        ("för-\nhandling", "förhandling"),
        ("för\u2010 \n handling", "förhandling"),
        ("för-\u00ad\nhandling", "förhandling"),
        ("för-\n\nhandling", "förhandling"),
    ],
)
def test_a_divided_word_is_whole(divided, whole):
    assert mend_words(f"en {divided} nu") == f"en {whole} nu"


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("EU-\nkommissionen", "EU-kommissionen"),
        ("1990-\ntalet", "1990-talet"),
        ("1990-\n\ntalet", "1990-talet"),
        ("Öst-\nEuropa", "Öst-Europa"),
        ("Lise-\nLotte", "Lise-Lotte"),
    ],
)
def test_a_hyphen_of_the_word_stays(divided, whole):
    assert mend_words(f"om {divided} nu") == f"om {whole} nu"


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("ovat kala-\nja riistatalous", "ovat kala- ja riistatalous"),
        ("bolig-\n\nog byministeren", "bolig- og byministeren"),
        ("jord-\noch skogsbruk", "jord- och skogsbruk"),
        ("samgöngu-\neða ferðamál", "samgöngu- eða ferðamál"),
        ("vi måste väl-\nja nu", "vi måste välja nu"),
        ("alla kvinn-\nor och män", "alla kvinnor och män"),
    ],
)
def test_members_of_suspended_compounds_stay_two_words(divided, whole):
    assert mend_words(divided) == whole


@pytest.mark.parametrize(
    "text",
    [
        *("slut -\nigen", "- et\n- to", "Jeg synes-\n\nFormanden: Tak.", "10-\n\n12"),
        *("fiske- fangst", "EU\u00a0kommissionen  nu", "\n\n ett-\n\n\n", "ett\n \ntvå\n"),
    ],
)
def test_all_else_stays(text):
    assert mend_words(text) == text


def test_a_soft_hyphen_that_stands_for_a_hyphen_is_one():
    assert mend_words("bolig\u00ad og byministeren") == "bolig- og byministeren"
    assert mend_words("Nordisk\u00ad Råd") == "Nordisk Råd"


def test_a_word_runs_through_paragraphs():
    assert mend_paragraphs(("En reser-", "vation.", "Slut.")) == ("En reservation.", "Slut.")
    kept = ("En.", "To.")
    assert mend_paragraphs(kept) is kept


def test_every_record_with_a_text_has_whole_words():
    divided, whole = ("En reser\u00ad vation", "och en skri-\nvelse"), ("En reservation",)
    whole += ("och en skrivelse",)
    assert a_segment_record(*divided, language="sv").paragraphs == whole
    assert ListedSpeech(1, None, None, divided).teaser == whole
    background = BackgroundDocumentRecord("Titel", "line", divided, "sv")
    assert background.paragraphs == whole


def test_fields_of_a_corpus_hold_nothing_invisible():
    line = a_corpus_line(
        speaker="Karla\u200b Holm", debate_title="Fi\u00adskeri", text="En reser-\n\nvation."
    )
    (record,) = SOURCE.parse(a_document(json.dumps(line)))
    assert (record.speaker, record.agenda_item_title) == ("Karla Holm", "Fiskeri")
    assert record.segments[0].paragraphs == ("En reservation.",)


PIECES = st.sampled_from(
    ["a", "bc", "EU", "19", "og", "ja", "-", "\u00ad", "\u200b", " ", "\n", "\n\n", ".", "å"]
)


@given(st.lists(PIECES).map("".join))
def test_no_letter_is_lost_and_what_is_whole_stays(text):
    def letters(written):
        return re.sub(r"[\s\u2010-]", "", remove_invisible(written))

    whole = mend_words(text)
    assert letters(whole) == letters(text)
    assert remove_invisible(whole) == whole
    assert mend_words(whole) == whole
