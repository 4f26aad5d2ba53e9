"""The package's topics as the analysis reads them: words whose base forms meet a term's."""

import pytest

from archive.topics import load_lexicon
from archive.vocabulary import SegmentKind
from search_index.documents import IndexedSegment
from search_index.topics.evidence import find_topic_evidence
from search_index.topics.tagger import Tagger


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_lexicon())


def on_topic(tagger: Tagger, topic: str, language: str, text: str) -> bool:
    segment = IndexedSegment(SegmentKind.ORIGINAL, language, text)
    return any(found.on_topic for found in find_topic_evidence([segment], tagger, [topic]))


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("disability_inclusion", "nb", "de gamle reglene"),
        ("disability_inclusion", "da", "den gamle regering og de gamle aftaler"),
        ("disability_inclusion", "sv", "de gamla argumenten"),
        ("education_research", "fo", "landsstýrismaðurin skal svara, og vit skulu lesa"),
        ("indigenous_sami", "fo", "tað sama, sami maður, saman"),
        ("education_research", "fi", "poliisin tutkinta"),
        ("health", "nn", "det ligg der det låg"),
        ("baltic_sea", "da", "en studerende på CBS"),
        ("transport", "en", "the ships of the fleet"),
        ("culture", "fo", "at savna fólk"),
    ],
)
def test_a_word_that_shares_a_base_form_with_a_term_makes_no_topic(tagger, topic, language, text):
    assert not on_topic(tagger, topic, language, text)


@pytest.mark.parametrize(
    ("topic", "language", "text"),
    [
        ("disability_inclusion", "nb", "omsorgen for de eldre"),
        ("education_research", "fo", "skúlin og lesandi"),
        ("indigenous_sami", "fo", "sámar"),
        ("education_research", "fi", "tutkintojen määrä"),
        ("health", "nn", "legen og legane"),
    ],
)
def test_the_term_itself_does(tagger, topic, language, text):
    assert on_topic(tagger, topic, language, text)
