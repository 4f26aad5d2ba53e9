import re
from html import unescape

import pytest
from generated_questions import queries
from hypothesis import given, settings
from hypothesis import strategies as st
from index_documents import a_segment, a_translation
from lexicons import a_lexicon

from search_index.filters import Filters, TextScope
from search_index.query.parser import parse
from search_index.query.tree import FieldIs
from search_index.text.passages import PASSAGE_LENGTH, WINDOW_LENGTH, Mark, TextWindow, best_passage
from search_index.text.snippets import SnippetMaker
from search_index.topics.tagger import Tagger

TAGGER = Tagger(a_lexicon())


def made(q, *segments, filters=None):
    query = parse(q) if isinstance(q, str) else q
    return SnippetMaker(query, filters or Filters(), TAGGER).snippets(segments)


def html(q, text, language="da", filters=None):
    (snippet,) = made(q, a_segment(text, language), filters=filters)
    return snippet.html


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("handel", "Om handelen.", "Om <mark>handelen</mark>."),
        ("handel", "Handel og vandel", "<mark>Handel</mark> og vandel"),
        ("=handel", "Handel, handelen", "<mark>Handel</mark>, handelen"),
        ("hand*", "Handel, HÅND", "<mark>Handel</mark>, HÅND"),
        ("handl~1", "Handel, hånd", "<mark>Handel</mark>, hånd"),
        ("*baltisk", "nordisk-baltisk", "<mark>nordisk-baltisk</mark>"),
        (
            '"handel med mennesker"',
            "handel med os, handel med mennesker",
            "handel med os, <mark>handel med mennesker</mark>",
        ),
        ("nordisk-baltisk", "det nordisk-baltiske råd", "det <mark>nordisk-baltiske</mark> råd"),
        ("topic:trade", "Ja: handel med mennesker", "Ja: <mark>handel med mennesker</mark>"),
        ("concept:fishing", "fisk", "<mark>fisk</mark>"),
        (
            "handel <",
            "<b>handel & vandel</b>",
            "&lt;b&gt;<mark>handel</mark> &amp; vandel&lt;/b&gt;",
        ),
        ("handel OR hand*", "handel", "<mark>handel</mark>"),
        ('"a b" OR "b c"', "a b c", "<mark>a b c</mark>"),
        ("NOT fisk", "Om  handel.\n\nOg mere.", "Om handel. Og mere."),
        ("handel", "To\n\nhandel", "To <mark>handel</mark>"),
    ],
)
def test_marks_what_was_found(q, text, expected):
    assert html(q, text) == expected


def test_filters_by_topic_and_concept_are_marked_too():
    assert "<mark>" in html("", "menneskehandel", filters=Filters(topics=("trade",)))
    assert "<mark>" in html("", "fisk", filters=Filters(concepts=("fishing",)))


def test_originals_come_before_translations():
    snippets = made("handel", a_translation("handel", "nb"), a_segment("handel", "da"))
    assert [(s.segment, s.language) for s in snippets] == [
        ("original", "da"),
        ("translation", "nb"),
    ]


def test_segments_without_a_match_are_left_out():
    snippets = made("handel", a_segment("fisk", "da"), a_translation("handel", "nb"))
    assert [snippet.language for snippet in snippets] == ["nb"]


def test_only_admitted_segments_are_shown():
    segments = a_segment("handel", "da"), a_translation("handel", "nb")
    chosen = Filters(text=TextScope.TRANSLATION)
    assert [s.language for s in made("handel", *segments, filters=chosen)] == ["nb"]
    chosen = Filters(languages=("da",))
    assert [s.language for s in made("handel", *segments, filters=chosen)] == ["da"]


def test_a_speech_without_segments_has_no_snippet():
    assert made("handel") == ()


def test_the_best_passage_has_most_of_the_query():
    filler = "ord " * 100
    text = f"handel handel {filler} handel og fisk {filler} fisk"
    shown = html("handel fisk", text)
    assert "<mark>handel</mark> og <mark>fisk</mark>" in shown
    assert shown.startswith("… ord")
    assert shown.endswith("ord …")


def test_a_long_word_is_cut_nowhere():
    text = "x" * 600 + " handel " + "y" * 600
    assert html("handel", text) == "… <mark>handel</mark> …"


def test_a_text_without_spaces_is_cut_all_the_same():
    assert len(html("NOT fisk", "x" * 1000)) < PASSAGE_LENGTH + 5


@settings(deadline=None, max_examples=150)
@given(queries, st.text(alphabet=st.sampled_from("handel fisk med<>&\"'\n-:é"), max_size=700))
def test_a_snippet_is_escaped_text_of_the_segment(query, text):
    for snippet in made(query, a_segment(text), a_segment(text, "fi")):
        plain = re.sub(r"</?mark>", "", snippet.html)
        assert not re.search(r"[<>\"']", plain)
        body = unescape(plain).removeprefix("… ").removesuffix(" …")
        assert " ".join(body.split()) in " ".join(text.split())
        assert snippet.html.count("<mark>") == snippet.html.count("</mark>")


@settings(deadline=None)
@given(
    st.text(alphabet="ab ", min_size=1, max_size=900),
    st.lists(st.tuples(st.integers(0, 899), st.integers(1, 300)), max_size=5),
)
def test_a_passage_holds_a_match_whole(text, places):
    marks = [
        Mark(start, min(start + length, len(text)), 0)
        for start, length in sorted(places)
        if start < len(text)
    ]
    shown = best_passage(TextWindow(text, 0, len(text)), marks)
    assert bool(marks) == ("<mark>" in shown)


def test_field_queries_show_the_beginning():
    assert html(FieldIs("speaker", "anna"), "Om handel") == "Om handel"


@pytest.mark.parametrize("before", [0, 700, 795, 800, 805, 1600, 3000])
def test_a_match_late_in_a_long_speech_is_shown_with_its_surroundings(before):
    text = "tale " * before + "om handel her " + "tale " * 2000
    shown = html("handel", text)
    assert "om <mark>handel</mark> her" in shown
    assert len(re.sub(r"</?mark>", "", shown)) > PASSAGE_LENGTH - 20


def test_a_later_stretch_that_answers_more_of_the_question_is_shown():
    far = "tale " * 3000
    assert "<mark>handel</mark> og <mark>fisk</mark>" in html(
        "handel fisk", f"handel {far} handel og fisk {far}"
    )


def test_a_phrase_across_two_stretches_is_found():
    text = "x" * (WINDOW_LENGTH - 3) + " handel med fisk " + "tale " * 1000
    assert "<mark>handel med fisk</mark>" in html('"handel med fisk"', text)


def test_a_match_that_is_spelt_unlike_its_question_is_found_in_a_long_speech():
    far = "tale " * 3000
    assert "<mark>Ærlig</mark>" in html("ärlig", f"{far} Ærlig {far}")


def test_a_long_speech_without_a_match_is_shown_from_its_beginning():
    assert html("NOT fisk", "Ordet er frit. " * 1000).startswith("Ordet er frit.")
