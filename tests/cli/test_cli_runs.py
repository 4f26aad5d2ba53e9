"""`tingtale nightly`, `runs` and `config check` as an operator types them."""

import json
from dataclasses import replace

import pytest
from builders import a_corpus_file, a_corpus_line

from archive.configuration.night import NightSettings, NightSource
from archive.settings import Settings
from cli.main import run


@pytest.fixture
def settings(engine, database_url, tmp_path):
    path = a_corpus_file(tmp_path / "speeches.jsonl", a_corpus_line())
    source = NightSource("corpus", paths=(path,))
    night = NightSettings(sources=(source,), reports=tmp_path / "nights")
    return Settings(database_url=database_url, index_dir=tmp_path / "index", night=night)


def told(capsys, settings, *arguments, code=0):
    assert run(arguments, settings) == code
    return capsys.readouterr().out


def test_a_night_and_what_is_told_of_it(settings, capsys):
    assert "1 new, 0 changed" in told(capsys, settings, "nightly")
    report = json.loads(told(capsys, settings, "nightly", "--source", "corpus", "--json"))
    assert (report["night"], report["state"]) == (2, "good")
    listed = json.loads(told(capsys, settings, "runs", "--json"))
    assert [each["night"] for each in listed["runs"]] == [2, 1]
    assert "corpus" in told(capsys, settings, "runs")
    shown = told(capsys, settings, "runs", "show", "1")
    assert "1 new, 0 changed" in shown
    assert "http://127.0.0.1:8000/speeches/" in shown
    assert json.loads(told(capsys, settings, "runs", "show", "1", "--json"))["new"] == 1
    nights = json.loads(told(capsys, settings, "runs", "--nights", "--json"))
    assert [night["state"] for night in nights] == ["good", "good"]
    assert "night 1, " in told(capsys, settings, "runs", "--nights")
    assert "1 unchanged" in told(capsys, settings, "nightly", "--dry-run")


def test_the_exit_code_says_how_the_night_was(settings, capsys, tmp_path):
    gone = NightSource("documents", paths=(tmp_path / "nowhere",))
    failing = replace(settings, night=replace(settings.night, sources=(gone,)))
    assert "does not exist" in told(capsys, failing, "nightly", code=3)
    hurried = replace(settings, night=replace(settings.night, minutes=0))
    assert "skipped" in told(capsys, hurried, "nightly", code=1)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nightly", "--source", "korpus"), 2, "no source of the night, which are corpus, norden"),
        (("runs", "show", "7"), 2, "no import run"),
        (("runs", "--limit", "0"), 2, "--limit"),
    ],
)
def test_what_cannot_be_meant_is_told(settings, capsys, arguments, code, said):
    assert run(arguments, settings) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (NightSource("korpus", fetched=True), "did you mean corpus?"),
        (NightSource("corpus", fetched=True), "corpus cannot be fetched, as norden can"),
    ],
)
def test_a_source_that_cannot_be_is_told(settings, capsys, source, said):
    wrong = replace(settings, night=replace(settings.night, sources=(source,)))
    assert run(["nightly"], wrong) == 3
    assert said in capsys.readouterr().err


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TINGTALE_PORT", "9001")
    monkeypatch.setenv("TINGTALE_MAIL_PASSWORD", "sesame")
    (tmp_path / "speeches.jsonl").touch()
    return tmp_path


def checked(capsys, code=0):
    assert run(["config", "check"]) == code
    return capsys.readouterr()


def test_the_configuration_is_explained(here, capsys):
    (here / "tingtale.toml").write_text(
        'port = 9000\nhost = "0.0.0.0"\n'
        '[night]\nat = "03:05"\n[sources]\ncorpus = "speeches.jsonl"\n'
    )
    out = checked(capsys).out
    assert "settings file: tingtale.toml" in out
    assert "port = 9001  [environment]" in out
    assert "host = 0.0.0.0  [tingtale.toml]" in out
    assert "threads = 4  [default]" in out
    assert "mail_password = (set, not shown)" in out
    assert "sesame" not in out
    assert "corpus: speeches.jsonl  [tingtale.toml]" in out
    assert "5 3 * * *  tingtale nightly" in out
    assert run(["config", "check", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["schedule"][1] == "OnCalendar=*-*-* 03:05:00"
    assert answer["problems"] == []


def test_what_cannot_work_is_told(here, capsys, monkeypatch):
    (here / "tingtale.toml").write_text('[sources]\ncorpus = "nowhere"\n')
    monkeypatch.setenv("TINGTALE_PROT", "1")
    err = checked(capsys, code=1).err
    assert "sources_corpus: nowhere does not exist" in err
    assert "TINGTALE_PROT is no setting; did you mean TINGTALE_PORT?" in err
    (here / "tingtale.toml").write_text("prot = 1\n")
    assert "did you mean port?" in checked(capsys, code=3).err
