import json
from pathlib import Path

import pytest

from importers.sources.norden import SOURCE

SKELETONS = Path(__file__).parents[2] / ".." / "shared" / "norden-dev"
SEEDS = Path(__file__).parents[2] / ".." / "shared" / "seeds"
NAMES = {"country": "role_country", "languages": "original_languages", "started_at": "date"}
SPEECH_FIELDS = (
    "number speaker speaker_suffix external_speaker speech_type role_raw role_kind party_group"
    " role_is_spokesperson status_raw ui_language url agenda_item_raw country languages started_at"
)
ITEM_FIELDS = (
    "item_number item_title chair chair_raw case_numbers session session_inferred date ui_language"
    " url"
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SKELETONS.is_dir(), reason="../shared is absent"),
]


def expected(folder):
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    return {gold["file"]: gold for gold in map(json.loads, lines)}


def parsed(folder, files):
    for document in SOURCE.documents([folder / file for file in files]):
        (record,) = SOURCE.parse(document)
        yield json.loads(json.dumps(SOURCE.record_json(document, record)))


def differences(folder, compared):
    gold = expected(folder)
    found = {}
    for record in parsed(folder, gold):
        for field, ours, theirs in compared(record, gold[record["file"]]):
            if ours != theirs:
                found.setdefault(field, []).append((record["file"], ours, theirs))
    return found


def speech(record, gold):
    for field in SPEECH_FIELDS.split():
        yield field, record[field], gold[NAMES.get(field, field)]
    yield (
        "segments",
        [(s["kind"], s["language"], len(s["paragraphs"])) for s in record["segments"]],
        [(s["kind"], s["language"], s["n_paragraphs"]) for s in gold["segments"]],
    )


def item(record, gold):
    yield "kind", record["kind"], gold["page_kind"]
    for field in ITEM_FIELDS.split():
        yield field, record[field], gold[field]
    keys = ("number", "name", "speech_type")
    yield (
        "speeches",
        [[*(s[key] for key in keys), len(s["teaser"])] for s in record["speeches"]],
        [[*(s[key] for key in keys), s["n_paragraphs"]] for s in gold["speeches"]],
    )


def test_speech_pages_agree_with_the_expected_results():
    assert differences(SKELETONS, speech) == {}


def test_protocol_and_agenda_item_pages_agree_with_the_expected_results():
    assert differences(SKELETONS / "protocol", item) == {}


def test_the_seed_gives_its_speech():
    (path,) = SEEDS.glob("004_*.txt")
    (record,) = parsed(SEEDS, [path.name])
    assert (record["speaker"], record["number"], record["speech_type"]) == (
        "Anna Ljunggren",
        211,
        "main",
    )
    assert (record["role_raw"], record["party_group"]) == (
        "Den socialdemokratiska gruppens talsperson",
        "social_democratic",
    )
    assert (record["started_at"], record["languages"]) == ("2012-10-31T18:58:00", ["nb"])
    assert [len(s["paragraphs"]) for s in record["segments"]] == [5]
    assert "slik at de blir mindre sårbare" in record["segments"][0]["paragraphs"][-1]
