"""Words remembered on the disk between builds."""

import sqlite3

import pytest

from search_index.analysis import analyse_word
from search_index.analysis.cache import word_cache
from search_index.analysis.cache.word_cache import WordCache, remembered_words

FORMS = [
    "menneskehandelsofre",
    "norden-samarbeidet",
    "eu:s",
    "§",
    *(f"handelsord{number}" for number in range(600)),
]
MEANT = [analyse_word(form, "nb") for form in FORMS]


class Counting:
    """Analyses words and counts them."""

    def __init__(self):
        self.asked = 0

    def __call__(self, form, language):
        self.asked += 1
        return analyse_word(form, language)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "nb-1.sqlite"


def test_what_was_analysed_once_is_not_analysed_again(path):
    first, second = Counting(), Counting()
    assert WordCache(path, "nb", first).analysed(FORMS) == MEANT
    assert WordCache(path, "nb", second).analysed([*FORMS, "ny"])[:-1] == MEANT
    assert (first.asked, second.asked) == (len(FORMS), 1)


def test_what_was_forgotten_is_analysed_again(path):
    again = Counting()
    memory = WordCache(path, "nb", again)
    memory.analysed(FORMS)
    memory.forget()
    memory.forget()
    assert memory.analysed(FORMS) == MEANT
    assert again.asked == 2 * len(FORMS)


def test_few_words_are_not_worth_a_look_at_the_disk(path):
    assert WordCache(path, "nb").analysed(FORMS[:5]) == MEANT[:5]
    assert not path.exists()


@pytest.mark.parametrize("content", [b"no database", b""])
def test_a_damaged_memory_costs_no_word(path, content):
    path.write_bytes(content)
    assert WordCache(path, "nb").analysed(FORMS) == MEANT


@pytest.mark.parametrize("packed", ["{", "[1, 2]", "[]", "null"])
def test_a_word_that_cannot_be_read_back_is_analysed(path, packed):
    WordCache(path, "nb").analysed(FORMS)
    with sqlite3.connect(path) as memory:
        memory.execute("UPDATE word SET analysed = ? WHERE form = 'eu:s'", (packed,))
    memory.close()
    assert WordCache(path, "nb").analysed(FORMS) == MEANT


def test_a_full_memory_remembers_no_more(path, monkeypatch):
    settings = ("PRAGMA max_page_count=2", *word_cache._SETTINGS[1:])
    monkeypatch.setattr(word_cache, "_SETTINGS", settings)
    assert WordCache(path, "nb").analysed(FORMS) == MEANT
    assert WordCache(path, "nb").analysed(FORMS) == MEANT


def test_memories_of_another_analysis_go(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    remembered_words.cache_clear()
    folder = tmp_path / "words"
    folder.mkdir()
    for name in ("nb-old.sqlite", "nb-old.sqlite-wal", "da-old.sqlite"):
        (folder / name).write_text("")
    remembered_words("nb").analysed(FORMS)
    found = sorted(file.name for file in folder.iterdir())
    assert found[0] == "da-old.sqlite"
    assert len(found) == 2
    remembered_words.cache_clear()
