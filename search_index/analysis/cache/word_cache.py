"""Analysed words cached on disk, so that builds do not analyse the same words again.

A build meets some hundred thousand different words a language, and its shelves and the next build
meet most of them again. The memory is a SQLite file in the cache folder, one a language, of exactly
this analysis: another version of data or code begins another one. It may be deleted at any time,
and whatever fails with it costs time, never a word.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

import structlog

from search_index.analysis.analyser import analyse_word
from search_index.analysis.cache.folder import cache_folder
from search_index.analysis.version import analysis_version, code_digest
from search_index.analysis.words import Part, Word

MIN_WORDS: Final = 500
"""Words for which the file is opened: fewer are analysed as fast."""
MAX_BYTES: Final = 256 * 1024 * 1024
"""Bytes that a file may grow to, some two million words; then nothing is added."""
WAIT_SECONDS: Final = 30.0
"""Seconds that a process waits for another that writes."""

_PAGE: Final = 4096
_SETTINGS: Final = (
    f"PRAGMA max_page_count={MAX_BYTES // _PAGE}",
    "PRAGMA journal_mode=WAL",
    # What a power cut may lose can be made anew.
    "PRAGMA synchronous=OFF",
    "CREATE TABLE IF NOT EXISTS word (form TEXT PRIMARY KEY, analysed TEXT NOT NULL) WITHOUT ROWID",
)

_log = structlog.get_logger(__name__)

Analyse = Callable[[str, str], Word]


class WordCache:
    """What the words of one language became, by form; several processes may use the file."""

    def __init__(self, path: Path, language: str, analyse: Analyse = analyse_word) -> None:
        self._path = path
        self._language = language
        self._analyse = analyse

    def analysed(self, forms: Sequence[str]) -> list[Word]:
        """Return what each of the words becomes, in their order."""
        if len(forms) < MIN_WORDS:
            return [self._analyse(form, self._language) for form in forms]
        known = self._known(forms)
        new = {form: self._analyse(form, self._language) for form in forms if form not in known}
        if new:
            self._remember(new)
        return [known.get(form) or new[form] for form in forms]

    def forget(self) -> None:
        """Delete the file."""
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink(missing_ok=True)

    def _known(self, forms: Sequence[str]) -> dict[str, Word]:
        wanted = "SELECT form, analysed FROM word WHERE form IN (SELECT value FROM json_each(?))"
        try:
            with closing(self._connect()) as memory:
                rows = memory.execute(wanted, (json.dumps(forms),)).fetchall()
            return {form: _unpacked(form, analysed) for form, analysed in rows}
        except (sqlite3.Error, ValueError, TypeError) as error:
            self._give_up("read", error)
            return {}

    def _remember(self, words: Mapping[str, Word]) -> None:
        rows = ((form, json.dumps(word[1:])) for form, word in words.items())
        try:
            with closing(self._connect()) as memory, memory:
                memory.executemany("INSERT OR REPLACE INTO word VALUES (?, ?)", rows)
        except (sqlite3.Error, UnicodeEncodeError) as error:
            self._give_up("written", error)

    def _connect(self) -> sqlite3.Connection:
        memory = sqlite3.connect(self._path, timeout=WAIT_SECONDS)
        for setting in _SETTINGS:
            memory.execute(setting)
        return memory

    def _give_up(self, done: str, error: Exception) -> None:
        _log.info(
            "remembered_words_not_used",
            file=str(self._path),
            reason=f"it cannot be {done}: {error}",
            remedy="none is needed; delete the file if this does not end",
        )


@cache
def remembered_words(language: str) -> WordCache:
    """Return the language's word cache; delete those of other versions of the analysis."""
    folder = cache_folder("words")
    path = folder / f"{language}-{analysis_version()}-{code_digest()}.sqlite"
    for other in folder.glob(f"{language}-*.sqlite*"):
        if not other.name.startswith(path.name):
            other.unlink(missing_ok=True)
    return WordCache(path, language)


def _unpacked(form: str, analysed: str) -> Word:
    """Return a word as `_remember` packed it. Raises ValueError or TypeError where it did not."""
    parts, joined, suspended = json.loads(analysed)
    return Word(
        form,
        tuple(Part(part, tuple(bases), tuple(within)) for part, bases, within in parts),
        tuple(joined),
        tuple(suspended),
    )
