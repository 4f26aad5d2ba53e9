import pytest

from archive.export.citations.question_text import describe_question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"q": "fisk", "sort": "relevance"}, "that match “fisk”, sorted by relevance"),
        (
            {"language": ["nb", "sv", "fi"], "sort": "-date", "text": "original"},
            (
                "in Norwegian (Bokmål), Swedish or Finnish, in their originals, sorted by date,"
                " the latest first"
            ),
        ),
        (
            {"topic": ["climate", "energy"], "from": "2012-01-01", "to": "2014-12-31"},
            "on the topic climate or energy, from 2012-01-01, until 2014-12-31",
        ),
        (
            {"q": "fisk", "expand": "concepts", "text": "translation"},
            (
                "that match “fisk”, in their translations, with the words of every language for"
                " what it names"
            ),
        ),
        (
            {"speech_type": ["main"], "party_group": ["nordic_freedom"]},
            "of the party group nordic freedom, of the kind main speech",
        ),
        ({"kind": "document", "chamber": "upper"}, "with chamber upper"),
    ],
)
def test_a_question_reads_as_the_end_of_a_sentence(question, words):
    assert describe_question(question) == words
