"""The commands that build, update and verify the index, and what they say where it is missing."""

from click.testing import CliRunner
from commands_run import ask
from lexicons import a_lexicon
from stored import TEXTS

from archive.errors import DatabaseVersionError, IndexUnavailable
from archive.settings import Settings
from cli.main import tingtale


def test_index_build_update_verify(stored):
    (first, *_) = stored.add(*TEXTS)
    assert "Index built: 3 speeches, 3 indexed, 0 removed" in ask(stored, "index", "build").stdout
    assert "agrees with the database: 3" in ask(stored, "index", "verify").stdout
    assert "Nothing has changed" in ask(stored, "index", "update").stdout
    stored.withdraw(first)
    stored.add(*(f"Tale {number}" for number in range(12)))
    result = CliRunner().invoke(tingtale, ["index", "verify"], obj=stored.settings)
    assert result.exit_code == 1
    assert "12 speeches missing from the index (keys 4, 5, 6" in result.stdout
    assert ", ...)" in result.stdout
    assert f"1 speeches in the index only (keys {first})" in result.stdout
    said = ask(stored, "index", "update").stdout
    assert "Index updated: 14 speeches, 12 indexed, 1 removed" in said


def test_index_update_tells_that_the_topics_were_found_anew(stored):
    stored.add(*TEXTS)
    stored.rebuilder(a_lexicon("older")).build()
    said = ask(stored, "index", "update").stdout
    assert "Index updated and tagged anew: 3 speeches, 0 indexed, 0 removed" in said


def test_verify_names_versions_that_moved_on(stored, monkeypatch):
    stored.rebuilder().build()
    monkeypatch.setattr("search_index.generations.rebuild.ANALYSIS_VERSION", "2")
    result = CliRunner().invoke(tingtale, ["index", "verify"], obj=stored.settings)
    assert result.exit_code == 1
    assert "the analysis has changed since the index was built" in result.stdout


def test_verify_compiles_no_dictionaries(stored, tmp_path, monkeypatch):
    stored.rebuilder().build()
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path / "cache"))
    said = ask(stored, "index", "verify").stdout
    assert said == "The index agrees with the database: 0 speeches.\n"


def test_progress_is_shown_to_a_terminal(stored, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    stored.add(*TEXTS)
    assert "indexing" in ask(stored, "index", "build").stderr


def test_a_database_that_is_not_there_is_named(tmp_path):
    settings = Settings(f"sqlite:///{tmp_path}/x.sqlite", tmp_path / "index")
    for command in (["index", "build"], ["search", "x"]):
        result = CliRunner().invoke(tingtale, command, obj=settings)
        assert isinstance(result.exception, DatabaseVersionError)


def test_an_index_that_is_not_there_is_named(stored):
    result = CliRunner().invoke(tingtale, ["search", "x"], obj=stored.settings)
    assert isinstance(result.exception, IndexUnavailable)
