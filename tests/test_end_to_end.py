"""The archive as its users meet it: commands over the sample, then the API over what they made."""

import json
from pathlib import Path

import pytest
from sample_archive import settings_in

import importers
from api.http.application import create_app
from archive.settings import Settings
from cli.main import run
from importers.records import Document
from importers.sources import sample
from importers.sources.norden import SOURCE

pytestmark = pytest.mark.slow

SAMPLES = Path(importers.__path__[0]) / "sources" / "sample"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


@pytest.fixture(scope="module")
def environment(sample_copy):
    """The variables that name an archive with the sample and its index."""
    settings = settings_in(sample_copy())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINGTALE_DATABASE_URL", settings.database_url)
        patch.setenv("TINGTALE_INDEX_DIR", str(settings.index_dir))
        yield


@pytest.fixture
def command(environment, capsys):
    """Runs a command and returns what it printed, as JSON where it was asked for."""

    def called(*arguments):
        assert run(arguments) == 0
        printed = capsys.readouterr().out
        return json.loads(printed) if "--json" in arguments else printed

    return called


@pytest.fixture
def get(environment):
    """Asks the API under /api/v1."""
    client = create_app(Settings.from_env()).test_client()
    return lambda path, **parameters: client.get(f"/api/v1{path}", query_string=parameters).json


def expected():
    return json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))


def session_and_number(name):
    content = (SAMPLES / "norden" / name).read_bytes()
    (record,) = SOURCE.parse(Document(name, content))
    return record.session, record.number


def test_everything_in_the_sample_is_held_and_indexed(command):
    told = expected()
    held = command("stats", "--json")
    assert held["totals"]["speeches"] == told["speeches"] + told["chair_remarks"]
    assert "agrees" in command("index", "verify")
    assert "0 broken" in command("check")


def test_importing_again_changes_nothing(command):
    assert "0 inserted, 0 updated" in command("import", "sample")
    assert "Nothing has changed" in command("index", "update")


def test_the_topic_finds_the_speeches_on_trafficking_in_every_language(get):
    found = get("/search", topic="trafficking", limit=100, facet="language")
    spoken = [hit["speech"] for hit in found["hits"]]
    numbered = {(of["session"], of["number"]) for of in spoken if of["number"] is not None}
    assert numbered == {session_and_number(name) for name in expected()["trafficking"]}
    assert all(of["speech_type"] == "chair_remark" for of in spoken if of["number"] is None)
    languages = {entry["value"] for entry in found["facets"]["language"]}
    assert languages == {"da", "nb", "nn", "sv", "fi", "is", "fo", "en"}


def test_command_and_api_give_the_same_answers(command, get):
    told = command("timeline", "--topic", "trafficking", "--json")
    asked = get("/topics/trafficking/timeline")
    assert told["buckets"] == asked["buckets"]
    assert told["total"] == asked["total"] == get("/search", topic="trafficking")["total"]


def test_a_speech_leads_back_to_the_bytes_that_it_was_read_from(get):
    (hit,) = get("/search", q="menneskehandel", limit=1)["hits"]
    speech = get(f"/speeches/{hit['speech']['id']}")
    assert {segment["kind"] for segment in speech["segments"]} <= {"original", "translation"}
    (source, *_) = speech["provenance"]["sources"]
    assert len(source["sha256"]) == 64
    assert source["parser_version"] == sample.SOURCE.parser_version


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is absent")
def test_the_real_record_is_found_by_word_by_topic_and_on_its_speakers_timeline(command, get):
    (path,) = SEEDS.glob("004_*.txt")
    assert "1 inserted" in command("import", "norden", str(path))
    command("index", "update")
    for question in (
        ["menneskehandel"],
        ["--topic", "trafficking"],
        ["trafficking", "--expand", "concepts"],
    ):
        found = command("search", *question, "--speaker", "Anna Ljunggren", "--json")
        (hit,) = found["hits"]
        assert hit["speech"]["number"] == 211
    timeline = get("/speakers/anna-ljunggren/timeline", topic="trafficking")
    (series,) = timeline["series"]
    assert [point["bucket"] for point in series["points"] if point["speeches"]] == ["2012"]
    paragraphs = get("/speeches/nc-64-211")["segments"][0]["paragraphs"]
    assert any("slik at de blir mindre" in paragraph for paragraph in paragraphs)
