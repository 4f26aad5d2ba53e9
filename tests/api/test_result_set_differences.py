"""Result sets after imports: the same bytes, and a difference that says what was done."""

import os
import random

import pytest
from builders import RecordSource, a_speech_record
from imported_archive import SPEECHES, TOPICAL, ImportedArchive, ids, line, public, withdrawal

from archive.schema import upgrade
from importers.loading.load import load


def replayed_after_five_imports(archive, seed):
    """Import five times at random, and compare the set with what was done."""
    chance = random.Random(seed)
    archive.bring(*(line(number, text) for number, text in SPEECHES.items()))
    archive.index()
    kept = archive.freeze(q="menneskehandel", sort="date")
    replay, text = archive.bytes(kept["links"]["self"]), archive.bytes(kept["links"]["ids"])
    held, fresh = dict(SPEECHES), 100
    for _ in range(5):
        lines = []
        for _ in range(3):
            fresh += 1
            held[f"{fresh}"] = f"{TOPICAL} {fresh}." if chance.random() < 0.7 else "Fiskeri."
            lines.append(line(f"{fresh}", held[f"{fresh}"]))
        for number in chance.sample(sorted(held), 2):
            held[number] = chance.choice([f"{TOPICAL} {number}, rettet {fresh}.", "Om fiskeri."])
            lines.append(line(number, held[number]))
        gone = chance.choice(sorted(held))
        del held[gone]
        archive.bring(*lines, withdrawal(gone))
        archive.index()
        assert archive.bytes(kept["links"]["self"]) == replay
        assert archive.bytes(kept["links"]["ids"]) == text
    found = {number for number, said in held.items() if "Menneskehandel" in said}
    same = {number for number, said in held.items() if SPEECHES.get(number) == said}
    difference = archive.diff(kept)
    assert ids(difference["added"]) == public(found - SPEECHES.keys())
    assert all(entry["changed"] for entry in difference["added"])
    assert ids(difference["changed"]) == public((SPEECHES.keys() & held.keys()) - same)
    assert {entry["id"] for entry in difference["changed"] if entry["found"]} == set(
        public((SPEECHES.keys() & found) - same)
    )
    assert ids(difference["withdrawn"]) == public(SPEECHES.keys() - held.keys())
    assert all(entry["withdrawn_at"] for entry in difference["withdrawn"])
    assert difference["no_longer_found"] == []
    assert difference["unchanged"] == len(same)
    assert difference["versions_changed"] == []
    assert (difference["then"]["total"], difference["now"]["total"]) == (12, len(found))
    assert difference["now"]["archive"]["version"] != difference["then"]["archive"]["version"]


@pytest.mark.parametrize("seed", range(2))
def test_a_set_is_the_same_after_five_imports_and_its_diff_is_what_they_did(archive, seed):
    replayed_after_five_imports(archive, seed)


@pytest.mark.postgres
def test_a_set_is_the_same_after_five_imports_on_postgresql(postgres_engine, tmp_path):
    upgrade(postgres_engine)
    made = ImportedArchive(os.environ["TINGTALE_TEST_POSTGRES_URL"], tmp_path)
    replayed_after_five_imports(made, 0)
    assert made.post({"q": "menneskehandel", "sort": "date"}).status_code == 201
    assert made.post({"q": "menneskehandel", "sort": "date"}).status_code == 200
    made.close()


def test_what_is_found_by_other_topics_or_words_only_is_told(twelve):
    kept = twelve.freeze(q="menneskehandel", sort="date")
    with twelve.database.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE result_set SET question=json_set(question, '$.q', 'nummer AND (0 OR 1 OR 2)'),"
            " lexicon_version='older'"
        )
    difference = twelve.diff(kept)
    assert sorted(difference["no_longer_found"]) == public(range(3, 12))
    assert (difference["unchanged"], difference["versions_changed"]) == (3, ["lexicon"])
    assert difference["same_order"] is True
    with twelve.database.begin() as connection:
        connection.exec_driver_sql("UPDATE result_set SET question=json_set(question, '$.q', '(')")
    problem = twelve.client.get(f"/result-sets/{kept['id']}/diff", status=409)
    assert "can be asked no longer" in problem["detail"]


def test_a_record_that_is_deleted_altogether_counts_as_withdrawn(twelve):
    kept = twelve.freeze(q="menneskehandel")
    twelve.bring(withdrawal("3"))
    twelve.index()
    with twelve.database.begin() as connection:
        connection.exec_driver_sql("UPDATE speech SET public_id='other' WHERE number=3")
    (gone,) = twelve.diff(kept)["withdrawn"]
    assert gone == {"id": "folketinget-3", "withdrawn_at": None}


def test_a_speech_that_has_another_id_since_is_the_same_of_the_set(archive):
    source = RecordSource()
    by_slug = a_speech_record(node=None, slug="anna-holmberg-innlegg-9")
    load(archive.database, source, [source.page(by_slug, url="https://norden.org/no/speech/9")])
    archive.index()
    kept = archive.freeze(q="menneskehandel")
    load(
        archive.database, source, [source.page(a_speech_record(), url="https://norden.org/node/1")]
    )
    archive.index()
    (hit,) = archive.client.get("/search?q=menneskehandel")["hits"]
    assert hit["speech"]["id"] == "nc-17940"
    assert archive.client.get("/speeches/nc-64-211")["id"] == "nc-17940"
    difference = archive.diff(kept)
    assert (difference["unchanged"], difference["added"], difference["withdrawn"]) == (1, [], [])
