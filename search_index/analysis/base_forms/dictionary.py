"""The dictionary of base forms of a language: memory-mapped, compiled when first asked for."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import structlog
from marisa_trie import RecordTrie, Trie
from simplemma import __version__ as simplemma_version

from search_index.analysis.base_forms.dictionary_entries import (
    DICTIONARY_LANGUAGES,
    DictionaryEntries,
    dictionary_digest,
)
from search_index.analysis.cache.checksummed_files import map_trie, verified_paths, write_files
from search_index.analysis.cache.folder import cache_folder

FORMAT_VERSION: Final = 3
"""Changes whenever the compiled files or the rules that fill them change."""

RECORD: Final = "<I"
"""A form's record: its rank among the form's base forms in the upper 4 bits, and the number of
the base form in the lower 28."""
RANK_BITS: Final = 28
_NUMBER: Final = (1 << RANK_BITS) - 1

_log = structlog.get_logger(__name__)
_compiling = Lock()


class Dictionary:
    """The base forms of every form that a language's dictionary knows.

    Forms are in Unicode's composed form (NFC) and case-folded. It holds no memory of its own but
    the pages of its two files that are looked at.
    """

    def __init__(self, forms: RecordTrie, base_forms: Trie) -> None:
        self._records = forms
        self._restore = base_forms.restore_key

    def bases(self, form: str) -> tuple[str, ...]:
        """Return the base forms that the form may be an inflection of; none if it is unknown."""
        # No word has the byte that divides the tries' keys from their records.
        records: list[tuple[int]] | None = None if "\0" in form else self._records.get(form)
        if records is None:
            return ()
        if len(records) == 1:
            return (self._restore(records[0][0] & _NUMBER),)
        numbers = (record & _NUMBER for (record,) in sorted(records))
        return tuple(dict.fromkeys(map(self._restore, numbers)))

    def knows(self, form: str) -> bool:
        """Whether the form stands in the dictionary."""
        return "\0" not in form and form in self._records

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield every form with each of its base forms: some hundred thousand a second."""
        for form, (record,) in self._records.iteritems():
            yield form, self._restore(record & _NUMBER)


@cache
def dictionary(code: str) -> Dictionary:
    """Return the dictionary of a language; one that knows nothing where there is none.

    It is compiled if the cache folder has none of the same data, or a damaged one: that takes
    from 1 second (nn) to 25 seconds (fi), once. Processes may do so side by side.
    """
    if code not in DICTIONARY_LANGUAGES:
        return Dictionary(RecordTrie(RECORD), Trie())
    return open_or_compile(_folder(), code)


def is_compiled(code: str) -> bool:
    """Whether the cache folder has the language's dictionary, or the language has none."""
    return code not in DICTIONARY_LANGUAGES or _open(_folder(), _name(code)) is not None


def open_or_compile(folder: Path, code: str) -> Dictionary:
    """Return the language's dictionary in the folder, compiled first where it must be."""
    name = _name(code)
    found = _open(folder, name)
    if found is None:
        with _compiling:
            found = _open(folder, name)
            if found is None:
                _log.info("dictionary_compiling", language=code, folder=str(folder))
                compile_dictionary(folder, name, DictionaryEntries(code))
                found = _open(folder, name)
    if found is None:
        raise OSError(f"{folder}: {name} cannot be read back; is the disk full or failing?")
    return found


def compile_dictionary(folder: Path, name: str, data: DictionaryEntries) -> None:
    """Write a dictionary's files, whole or not at all."""
    base_forms = Trie(data.base_forms())
    forms = RecordTrie(
        RECORD,
        (
            (entry.form, (entry.rank << RANK_BITS | base_forms[entry.base],))
            for entry in data.entries()
        ),
    )
    write_files(folder, name, {"forms": forms.tobytes(), "bases": base_forms.tobytes()})


def _folder() -> Path:
    return cache_folder(f"base-forms-{simplemma_version}-{FORMAT_VERSION}")


def _name(code: str) -> str:
    return f"{code}-{dictionary_digest(code)}"


def _open(folder: Path, name: str) -> Dictionary | None:
    """Return the dictionary, or None where a file is missing or is not what was sealed."""
    paths = verified_paths(folder, name, ("forms", "bases"))
    if paths is None:
        return None
    forms, base_forms = paths
    return Dictionary(map_trie(RecordTrie(RECORD), forms), map_trie(Trie(), base_forms))
