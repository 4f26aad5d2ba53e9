"""What names a topic in a speech, and where."""

import unicodedata
from itertools import pairwise

import pytest
from archives import WORDS
from hypothesis import given, settings
from hypothesis import strategies as st
from index_documents import a_segment, a_translation
from lexicons import a_lexicon, lexicons

from search_index.analysis.words import PRINTED_WORD
from search_index.topics.evidence import find_topic_evidence
from search_index.topics.tagger import Tagger

TAGGER = Tagger(a_lexicon())


def shown(topics):
    """Topic, concept, term and printed words with their segment, flat."""
    return [
        (topic.topic.id, named.concept.id, each.term.text, place.segment, place.printed)
        for topic in topics
        for named in topic.concepts
        for each in named.terms
        for place in each.places
    ]


def test_terms_are_shown_with_their_places():
    texts = ["Om menneskehandelen. Handel  med\nmennesker!", "Trafficking, they say."]
    segments = [a_segment(texts[0]), a_translation(texts[1])]
    (trade,) = find_topic_evidence(segments, TAGGER)
    assert shown([trade]) == [
        ("trade", "trade_in_humans", "menneskehandel*", 0, "menneskehandelen"),
        ("trade", "trade_in_humans", "handel med mennesker", 0, "Handel  med\nmennesker"),
        ("trade", "trade_in_humans", "trafficking", 1, "Trafficking"),
    ]
    assert trade.on_topic
    for each in trade.concepts[0].terms:
        for place in each.places:
            assert texts[place.segment][place.start : place.end] == place.printed
            assert place.language == segments[place.segment].language == each.term.language


def test_concepts_that_do_not_count_are_said_not_to():
    fish, trade = find_topic_evidence([a_segment("Fisk og fisk")], TAGGER)
    assert (fish.on_topic, trade.on_topic) == (True, False)
    (fishing,) = trade.concepts
    assert (fishing.concept.id, fishing.concept.counts_for_topic) == ("fishing", False)
    assert [place.start for place in fishing.terms[0].places] == [0, 8]


def test_topics_can_be_chosen():
    segments = [a_segment("Fisk")]
    assert [found.topic.id for found in find_topic_evidence(segments, TAGGER, ["fish"])] == ["fish"]
    assert find_topic_evidence(segments, TAGGER, []) == ()


def test_a_text_without_terms_gives_no_evidence():
    assert find_topic_evidence([a_segment("Ordet er frit"), a_segment("fisk", "kl")], TAGGER) == ()


def test_places_are_those_of_the_composed_text():
    text = unicodedata.normalize("NFD", "På människohandel")
    ((trade,),) = [find_topic_evidence([a_segment(text, "sv")], TAGGER)]
    (place,) = trade.concepts[0].terms[0].places
    assert (place.start, place.end, place.printed) == (3, 17, "människohandel")


SLAVERY = Tagger(a_lexicon(sv=["moderna slav*", "modernt slaver*", "slaver*", "slaveri"]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Moderna slaveriet", [("modernt slaver*", "Moderna slaveriet")]),
        ("moderna slavar", [("moderna slav*", "moderna slavar")]),
        ("slaveriet", [("slaveri", "slaveriet")]),
        ("slaverna, slaveri", [("slaver*", "slaverna"), ("slaveri", "slaveri")]),
    ],
)
def test_a_place_counts_once_under_the_most_specific_of_its_terms(text, told):
    found = find_topic_evidence([a_segment(text, "sv")], SLAVERY)
    assert [(term, printed) for _, _, term, _, printed in shown(found)] == told


def test_places_that_overlap_are_one_under_the_longest_of_their_terms():
    chain = Tagger(a_lexicon(da=["handel med børn", "børn og unge", "unge"]))
    found = find_topic_evidence([a_segment("Handel med børn og unge, unge")], chain)
    assert shown(found) == [
        ("trade", "trade_in_humans", "handel med børn", 0, "Handel med børn og unge"),
        ("trade", "trade_in_humans", "unge", 0, "unge"),
    ]


def test_a_place_that_names_two_concepts_is_told_of_both():
    shared = Tagger(a_lexicon(da=["handel med fisk"]))
    fish, trade = find_topic_evidence([a_segment("Handel med fisk")], shared)
    assert shown([fish]) == [("fish", "fishes", "fisk", 0, "fisk")]
    assert shown([trade]) == [
        ("trade", "trade_in_humans", "handel med fisk", 0, "Handel med fisk"),
        ("trade", "fishing", "fisk*", 0, "fisk"),
    ]


@settings(deadline=None, max_examples=60)
@given(lexicons, st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_word_counts_twice_for_a_concept_and_none_is_lost(lexicon, words):
    tagger = Tagger(lexicon)
    text = " ".join(words)
    found = find_topic_evidence([a_segment(text)], tagger)
    named = {named.concept.id for topic in found for named in topic.concepts}
    marks = tagger.terms("da").marks_of_printed(PRINTED_WORD.findall(text))
    assert named == {hit.concept for hit in tagger.terms("da").found_in(marks)}
    for topic in found:
        for named in topic.concepts:
            places = sorted((at.start, at.end) for each in named.terms for at in each.places)
            assert all(end <= start for (_, end), (start, _) in pairwise(places))
