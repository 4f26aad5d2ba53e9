import json
import zipfile

import pytest
from click.testing import CliRunner
from norden_pages import PROSE, Page

from archive.settings import Settings
from cli.sources.parse import parse


def run(*arguments):
    return CliRunner().invoke(parse, [str(argument) for argument in arguments], obj=Settings())


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "da_node_60288.txt"
    path.write_text(
        Page(url="https://www.norden.org/da/node/60288", date="03.11.2021").text(), "utf-8"
    )
    return path


def test_a_speech_is_printed_as_documented(page):
    result = run("norden", page)
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    documented = {
        "file": "da_node_60288.txt",
        "kind": "speech",
        "source_id": "node/60288",
        "number": 12,
        "speaker": "Kari Ås",
        "speaker_suffix": None,
        "external_speaker": False,
        "speech_type": "reply",
        "role_raw": None,
        "role_kind": None,
        "party_group": None,
        "country": None,
        "status_raw": None,
        "started_at": "2021-11-03",
        "started_at_precision": "day",
        "ui_language": "da",
        "segments": [{"kind": "original", "language": "da", "paragraphs": [PROSE["da"]]}],
        "languages": ["da"],
        "issues": [],
    }
    assert {key: printed[key] for key in documented} == documented


def test_an_issue_is_printed_with_its_severity(page):
    page.write_text(Page(role="Blæksprutte").text(), "utf-8")
    (issue,) = json.loads(run("norden", page).stdout)["issues"]
    assert (issue["severity"], issue["code"]) == ("suspicious", "unknown_role")
    assert "Blæksprutte" in issue["message"]


def test_a_protocol_is_printed_as_documented(tmp_path):
    path = tmp_path / "da_protocol_21430.txt"
    path.write_text(f"2. Møde\nPræsident: KARI ÅS\nPræsidenten: {PROSE['da']}\nHr. præsident. Ja…")
    printed = json.loads(run("norden", path).stdout)
    assert (printed["kind"], printed["chair"], printed["session"]) == ("protocol", "Kari Ås", None)
    assert printed["session_inferred"] == 66
    assert printed["speeches"] == [
        {"number": None, "name": None, "speech_type": None, "teaser": ["Hr. præsident. Ja…"]}
    ]
    assert printed["remarks"] == [
        {"kind": "original", "language": "da", "paragraphs": [PROSE["da"]]}
    ]


def test_what_cannot_be_read_is_named_and_the_rest_printed(tmp_path, page):
    (tmp_path / "tom.txt").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("mappe/side.txt", Page().text())
    result = run("norden", tmp_path, tmp_path / "borte.txt")
    assert result.exit_code == 1
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [
        "da_node_60288.txt",
        "mappe/side.txt",
    ]
    assert "rejected: tom.txt: the file is empty" in result.stderr
    assert "borte.txt: there is no such file" in result.stderr


def test_nothing_readable_at_all_is_a_failure(tmp_path):
    assert run("norden", tmp_path / "borte.txt").exit_code == 3


def test_an_unknown_source_is_a_usage_error(page):
    result = run("nordpol", page)
    assert result.exit_code == 2
    assert "known:" in result.stderr
    assert "norden" in result.stderr


def test_paths_are_required():
    assert run("norden").exit_code == 2
