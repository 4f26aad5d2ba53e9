"""Generated queries over HTTP: an answer, or a problem that names place and remedy; never a 5xx."""

import os

from debate_texts import ON
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.vocabulary import LANGUAGES, PartyGroupKey, RoleKind, SpeechType
from benchmarks.query_texts import Vocabulary, query_texts

EXAMPLES = int(os.environ.get("TINGTALE_TEST_EXAMPLES", "100"))

VOCABULARY = Vocabulary(
    str(ON).split(),
    {
        "speaker": ("ada-lindqvist", "nobody"),
        "party_group": tuple(PartyGroupKey),
        "language": LANGUAGES,
        "session": ("64", "65", "99"),
        "assembly": ("nordic-council", "folketinget"),
        "number": ("1", "2"),
        "role": tuple(RoleKind),
        "country": ("DK", "SE", "ZZ"),
        "speech_type": tuple(SpeechType),
        "year": ("2012", "2013"),
        "topic": ("trafficking", "climate", "trade"),
        "concept": ("human_trafficking", "emissions"),
    },
)


@settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(query_texts(VOCABULARY), st.sampled_from(("/search", "/timeline")))
def test_any_query_is_answered_or_explained(client, q, path):
    response = client.response(path, q=q)
    assert response.status_code in {200, 400}
    if response.status_code == 400:
        assert response.mimetype == "application/problem+json"
        assert 0 <= response.json["position"] <= len(q)
        assert response.json["errors"]["q"]
