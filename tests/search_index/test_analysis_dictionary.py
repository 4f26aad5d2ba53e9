import multiprocessing
import os

import pytest
from structlog.testing import capture_logs

from search_index.analysis.base_forms.dictionary import dictionary, open_or_compile
from search_index.analysis.cache import folder as caching
from search_index.analysis.cache.folder import CACHE_VARIABLE, cache_folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("compiled")
    open_or_compile(folder, "nn")
    return folder


@pytest.fixture
def files(compiled, tmp_path):
    for path in compiled.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def only(folder, ending):
    (path,) = folder.glob(f"*.{ending}")
    return path


def compiles(folder):
    """Whether opening has to compile; the dictionary is right in any case."""
    with capture_logs() as logs:
        found = open_or_compile(folder, "nn")
    assert found.bases("mannen") == ("mann",)
    return bool(logs)


def test_a_dictionary_is_compiled_once(files):
    assert not compiles(files)
    assert not [
        path for path in files.iterdir() if path.suffix not in {".forms", ".bases", ".seal"}
    ]


@pytest.mark.parametrize("ending", ["forms", "bases", "seal"])
def test_a_damaged_file_is_compiled_anew(files, ending):
    path = only(files, ending)
    path.write_bytes(path.read_bytes()[:-9])
    assert compiles(files)
    assert not compiles(files)


def test_a_lost_file_is_compiled_anew(files):
    only(files, "forms").unlink()
    assert compiles(files)


def _open_in_a_process(folder):
    os._exit(0 if open_or_compile(folder, "nn").knows("mannen") else 1)


def test_processes_compile_side_by_side(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_open_in_a_process, args=(tmp_path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]


def test_forms_are_known_or_not():
    danish = dictionary("da")
    assert danish.knows("menneske")
    assert not danish.knows("xyzzy")
    assert danish.bases("xyzzy") == ()


def test_a_language_without_a_dictionary_knows_nothing():
    assert dictionary("fo").bases("maður") == ()
    assert not dictionary("und").knows("menneske")


@pytest.mark.parametrize(
    ("language", "form", "bases"),
    [
        ("en", "scots", {"scot", "scots"}),
        ("en", "organization", {"organisation"}),
        ("is", "utlendingur", {"útlendingur"}),
        ("da", "foreslog", {"foreslå"}),
        ("da", "leder", {"leder", "lede"}),
        ("nn", "smuglar", {"smugle", "smuglar"}),
    ],
)
def test_entries_are_folded_corrected_and_completed(language, form, bases):
    assert bases <= set(dictionary(language).bases(form))


def test_the_cache_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    folder = cache_folder("thing")
    assert folder == tmp_path / "cache" / "thing"
    assert folder.is_dir()


def test_without_a_word_of_the_environment_it_is_the_users(monkeypatch, tmp_path):
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    monkeypatch.setattr(caching, "user_cache_path", lambda name: tmp_path / name)
    assert cache_folder("thing") == tmp_path / "tingtale" / "thing"


def test_an_unwritable_cache_gives_way_to_a_temporary_one(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    with capture_logs() as logs:
        folder = cache_folder("thing")
    assert folder.is_dir()
    assert logs[0]["log_level"] == "warning"
    assert logs[0]["instead"] == str(folder)
    assert cache_folder("thing") == folder
    folder.rmdir()
    caching._temporary_folder.cache_clear()
