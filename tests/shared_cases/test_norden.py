"""The cases of norden.org's pages that once failed, with the right values."""

from pathlib import Path

import pytest

from archive.errors import UnreadableSource
from importers.sources.norden import SOURCE

CASES = Path(__file__).parents[2] / ".." / "shared" / "cases" / "norden"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared is absent"),
]


def record(name):
    (document,) = SOURCE.documents([CASES / f"{name}.txt"])
    (found,) = SOURCE.parse(document)
    return found


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("news_at_a_speech_node", r"“29\.10\.21 \| News” marks news"),
        ("person_page", r"list of fields \(person\) lacks those of a speech, type and number"),
        ("case_page", r"list of fields \(type, status\) lacks those of a speech, type and number"),
    ],
)
def test_pages_that_are_no_speeches_are_rejected_with_the_reason(name, reason):
    with pytest.raises(UnreadableSource, match=reason):
        record(name)


def test_a_decision_may_name_a_document():
    found = record("protocol_decision_names_document")
    assert found.decisions == ("Rådet besluttede at tage Dokument 17/2016 til efterretning",)
    assert found.case_numbers == ("Dokument 17/2016",)
    assert len(found.speeches) == 1


def test_roles():
    assert record("role_guest").role.kind == "guest"
    minister = record("role_minister").role
    assert (minister.kind, minister.country) == ("minister", "GL")


def test_a_late_node_of_session_75():
    found = record("session_75_late_node")
    assert (found.session, found.session_rule) == (75, "node_range")
