"""What names a topic in a speech, and where."""

import unicodedata

from archives import a_lexicon
from index_documents import a_segment, a_translation

from search_index.concepts import Tagger
from search_index.evidence import evidence

TAGGER = Tagger(a_lexicon())


def shown(topics):
    """Topic, concept, term and printed words with their segment, flat."""
    return [
        (topic.topic, concept.concept, each.term.text, place.segment, place.printed)
        for topic in topics
        for concept in topic.concepts
        for each in concept.terms
        for place in each.places
    ]


def test_terms_are_shown_with_their_places():
    texts = ["Om menneskehandelen. Handel  med\nmennesker!", "Trafficking, they say."]
    segments = [a_segment(texts[0]), a_translation(texts[1])]
    (trade,) = evidence(segments, TAGGER)
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
    fish, trade = evidence([a_segment("Fisk og fisk")], TAGGER)
    assert (fish.on_topic, trade.on_topic) == (True, False)
    (fishing,) = trade.concepts
    assert (fishing.concept, fishing.counts_for_topic) == ("fishing", False)
    assert [place.start for place in fishing.terms[0].places] == [0, 8]


def test_topics_can_be_chosen():
    segments = [a_segment("Fisk")]
    assert [topic.topic for topic in evidence(segments, TAGGER, ["fish"])] == ["fish"]
    assert evidence(segments, TAGGER, []) == ()


def test_a_text_without_terms_gives_no_evidence():
    assert evidence([a_segment("Ordet er frit"), a_segment("fisk", "kl")], TAGGER) == ()


def test_places_are_those_of_the_composed_text():
    text = unicodedata.normalize("NFD", "På människohandel")
    ((trade,),) = [evidence([a_segment(text, "sv")], TAGGER)]
    (place,) = trade.concepts[0].terms[0].places
    assert (place.start, place.end, place.printed) == (3, 17, "människohandel")
