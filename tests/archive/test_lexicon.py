"""The lexicon: read from a folder of files, and what a malformed file is told."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import LexiconError, NotFound
from archive.topics import (
    Lexicon,
    TermMatch,
    TermWord,
    label_of,
    load_lexicon,
    read_lexicon,
    read_term,
)
from archive.vocabulary import LANGUAGES

FISHERIES = """\
id: fisheries
version: 1
labels: {da: Fiskeri, fi: Kalastus}
description: Fishing.
concepts:
  - id: fish_stocks
    labels: {da: Fiskebestande}
    counts_for_topic: true
    terms:
      da: [fiskebestand*, bestand* af fisk]
      fi: [kalakan*]
"""


def lexicon_of(folder: Path, **files: str) -> Lexicon:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return read_lexicon(folder)


def test_the_lexicon_is_read_once():
    assert load_lexicon() is load_lexicon()


def test_an_unknown_topic_or_concept_names_the_known_ones():
    with pytest.raises(NotFound, match="trafficking"):
        load_lexicon().topic("football")
    with pytest.raises(NotFound, match="forced_labour"):
        load_lexicon().concept("football")


def test_a_concept_is_found_by_its_id():
    assert load_lexicon().concept("forced_labour").labels["fi"] == "Pakkotyö"


def test_a_topic_is_called_by_its_id_where_a_language_has_no_name_for_it(tmp_path):
    topic = lexicon_of(tmp_path, fisheries=FISHERIES).topic("fisheries")
    assert (label_of(topic), label_of(topic, "fi")) == ("fisheries", "Kalastus")
    assert label_of(topic.concepts[0], "da") == "Fiskebestande"


def test_a_file_in_the_folder_is_a_topic_without_any_registry(tmp_path):
    lexicon = lexicon_of(tmp_path, fisheries=FISHERIES)
    (concept,) = lexicon.topic("fisheries").concepts
    assert [term.text for term in concept.terms["da"]] == ["fiskebestand*", "bestand* af fisk"]
    assert concept.note is None
    assert lexicon.topic("fisheries").excluded == ()


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    assert lexicon_of(tmp_path, fisheries=FISHERIES).topics


def test_the_version_follows_the_contents_and_not_the_line_ends(tmp_path):
    before = lexicon_of(tmp_path, fisheries=FISHERIES).version
    (tmp_path / "fisheries.yaml").write_bytes(FISHERIES.replace("\n", "\r\n").encode())
    assert read_lexicon(tmp_path).version == before
    changed = lexicon_of(tmp_path, fisheries=FISHERIES.replace("kalakan*", "kalakanta"))
    assert changed.version != before
    assert re.fullmatch(r"[0-9a-f]{12}", before)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("      fi: [", "      xx: [", r"concepts\[0\]\.terms\.xx: 'xx' is no language"),
        ("labels: {da: Fiskeri", "labels: {no: Fiskeri", r"labels\.no: 'no' is no language"),
        ("[kalakan*]", "[]", r"concepts\[0\]\.terms\.fi: must not be empty"),
        ("[kalakan*]", "['*kala']", r"terms\.fi: the term '\*kala'"),
        ("[kalakan*]", "[ka*]", r"needs 3 letters"),
        ("[kalakan*]", "['  ']", r"has no word"),
        ("[kalakan*]", "[kala, Kala]", r"terms\.fi: the term 'Kala' stands twice"),
        ("[kalakan*]", "[12]", r"terms\.fi\[0\]: Not a valid string"),
        ("version: 1", "version: one", r"version: Not a valid integer"),
        ("version: 1", "version: 1\ncolour: blue", r"colour: Unknown field"),
        ("version: 1", "version: 1\nversion: 2", r"the key 'version' stands twice"),
        ("description: Fishing.\n", "", r"description: Missing data"),
        ("counts_for_topic: true", "counts_for_topic: perhaps", r"counts_for_topic: Not a valid"),
        ("id: fish_stocks", "id: Fish stocks", r"concepts\[0\]\.id: 'Fish stocks' is no id"),
        ("id: fisheries", "id: fishing", r"id: 'fishing' is not the file's name"),
        ("concepts:", "concepts: [", r"not readable as YAML"),
        (FISHERIES, "", r"Invalid input type"),
        (FISHERIES, "- a\n- b\n", r"Invalid input type"),
    ],
)
def test_a_malformed_file_is_told_by_file_and_key(tmp_path, old, new, told):
    with pytest.raises(LexiconError, match=told) as raised:
        lexicon_of(tmp_path, fisheries=FISHERIES.replace(old, new))
    assert str(raised.value).startswith("fisheries.yaml: ")


def test_a_concept_id_cannot_stand_twice_in_a_file(tmp_path):
    block = FISHERIES[FISHERIES.index("  - id:") :]
    with pytest.raises(LexiconError, match=r"concepts: the id 'fish_stocks' stands twice"):
        lexicon_of(tmp_path, fisheries=FISHERIES + block)


def test_a_concept_id_cannot_stand_in_two_files(tmp_path):
    other = FISHERIES.replace("id: fisheries", "id: oceans")
    with pytest.raises(LexiconError, match=r"oceans\.yaml.*stands in fisheries\.yaml already"):
        lexicon_of(tmp_path, fisheries=FISHERIES, oceans=other)


def test_a_file_that_is_not_utf8_is_told_so(tmp_path):
    (tmp_path / "fisheries.yaml").write_bytes(FISHERIES.encode() + "# ø".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"fisheries\.yaml: the file is not UTF-8"):
        read_lexicon(tmp_path)


def test_a_term_that_begins_with_a_word_for_truth_is_a_term(tmp_path):
    text = FISHERIES.replace("bestand* af fisk", "true love").replace("kalakan*", "falsely")
    lexicon = lexicon_of(tmp_path, fisheries=text)
    assert [t.text for t in lexicon.concept("fish_stocks").terms["fi"]] == ["falsely"]


def test_the_words_no_and_on_are_words_and_not_truth_values(tmp_path):
    lexicon = lexicon_of(tmp_path, fisheries=FISHERIES.replace("[kalakan*]", "[no, on]"))
    assert [t.text for t in lexicon.concept("fish_stocks").terms["fi"]] == ["no", "on"]


def test_excluded_senses_are_kept_with_their_notes(tmp_path):
    text = FISHERIES + "excluded:\n  - {term: kvote, languages: [da, nb], note: Of anything.}\n"
    (sense,) = lexicon_of(tmp_path, fisheries=text).topic("fisheries").excluded
    assert (sense.term, sense.languages, sense.note) == ("kvote", ("da", "nb"), "Of anything.")


def test_a_term_says_how_each_of_its_words_matches():
    term = read_term("nb", "Handel* med =barn")
    assert term.words == (
        TermWord("handel", TermMatch.PREFIX),
        TermWord("med", TermMatch.INFLECTED),
        TermWord("barn", TermMatch.EXACT),
    )
    assert term.is_phrase
    assert term.match is None


def test_a_term_in_quotation_marks_is_exact():
    term = read_term("nb", '"handel med barn"')
    assert {word.match for word in term.words} == {TermMatch.EXACT}
    assert term.match is TermMatch.EXACT


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=30))
def test_any_text_is_a_term_or_an_error_that_quotes_it(language, text):
    try:
        term = read_term(language, text)
    except ValueError as error:
        term, told = None, str(error)
    if term is None:
        assert repr(text) in told
    else:
        assert term.words
        assert all(word.text and not set(word.text) & set('*="') for word in term.words)
