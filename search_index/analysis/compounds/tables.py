"""The tables of a language's compound parts: memory-mapped, compiled when first asked for."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from threading import Lock
from typing import Final

import structlog
from marisa_trie import RecordTrie, Trie
from simplemma import __version__ as simplemma_version
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from search_index.analysis.base_forms.dictionary import dictionary
from search_index.analysis.base_forms.dictionary_entries import dictionary_digest, fold_case
from search_index.analysis.cache.checksummed_files import map_trie, verified_paths, write_files
from search_index.analysis.cache.folder import cache_folder
from search_index.analysis.compounds.learning import PartScores, learn_part_scores
from search_index.analysis.compounds.rules import (
    COMPOUND_LANGUAGES,
    compound_rules,
    compound_rules_digest,
)

FORMAT_VERSION: Final = 3
"""Changes whenever the compiled files or what is learned into them change."""

SCALE: Final = 100
"""Scores are kept as whole hundredths."""
MODIFIER_RECORD: Final = "<hI"
HEAD_RECORD: Final = "<h"
_ENDINGS: Final = ("modifiers", "heads", "words", "names")

_log = structlog.get_logger(__name__)
_compiling = Lock()


class CompoundTables:
    """Which words may open and close a compound, and how readily; scores in hundredths."""

    def __init__(self, modifiers: RecordTrie, heads: RecordTrie, words: Trie, names: Trie) -> None:
        self._modifiers = modifiers
        self._openings = modifiers.prefixes
        self._heads = heads
        self._restore = words.restore_key
        self._names = names

    def modifiers(self, text: str) -> list[tuple[int, int, int]]:
        """Return the first words with which a text opens: length, score, number of base form."""
        records = self._modifiers
        if "\0" in text:
            return []
        return [(len(opening), *records[opening][0]) for opening in self._openings(text)]

    def head(self, base: str) -> int | None:
        """Return the score of a base form as last word, None where it can be none."""
        records: list[tuple[int]] | None = None if "\0" in base else self._heads.get(base)
        return None if records is None else records[0][0]

    def base(self, number: int) -> str:
        """Return a first word's base form by its number."""
        word: str = self._restore(number)
        return word

    def is_name(self, form: str) -> bool:
        """Whether the dictionary has the word as a name alone."""
        return form in self._names


def compound_tables(code: str) -> CompoundTables:
    """Return a language's tables, compiled first where the cache folder has none of these data.

    That takes from 2 seconds (is) to 12 (fi) on an idle processor, once. Processes may do so side
    by side.
    """
    folder, name = _file_name(code)
    found = open_tables(folder, name)
    if found is None:
        with _compiling:
            found = open_tables(folder, name)
            if found is None:
                _log.info("compounds_compiling", language=code, folder=str(folder))
                _compile(folder, name, code)
                found = open_tables(folder, name)
    if found is None:
        raise OSError(f"{folder}: {name} cannot be read back; is the disk full or failing?")
    return found


def is_compiled(code: str) -> bool:
    """Whether the cache folder has the language's tables, or the language has no compounds."""
    return code not in COMPOUND_LANGUAGES or open_tables(*_file_name(code)) is not None


def _file_name(code: str) -> tuple[Path, str]:
    """Return the folder and the name of the language's files, which all they derive from names."""
    digests = [dictionary_digest(other) for other in compound_rules(code).words_of]
    folder = cache_folder(f"compounds-{simplemma_version}-{FORMAT_VERSION}")
    return folder, "-".join([code, compound_rules_digest(code), *digests])


def _compile(folder: Path, name: str, code: str) -> None:
    words, names = _words_and_names(code)
    dictionaries = [dictionary(other) for other in compound_rules(code).words_of]

    def known(form: str) -> tuple[str, ...]:
        return next((found for each in dictionaries if (found := each.bases(form))), ())

    write_tables(folder, name, learn_part_scores(words, names, known, compound_rules(code)), names)


def write_tables(folder: Path, name: str, learned: PartScores, names: AbstractSet[str]) -> None:
    """Write the tables of what was learned, whole or not at all."""
    bases = Trie({base for _, base in learned.modifiers.values()})
    modifiers = RecordTrie(
        MODIFIER_RECORD,
        (
            (opening, (round(score * SCALE), bases[base]))
            for opening, (score, base) in learned.modifiers.items()
        ),
    )
    heads = RecordTrie(
        HEAD_RECORD, ((head, (round(score * SCALE),)) for head, score in learned.heads.items())
    )
    tries = (modifiers, heads, bases, Trie(names))
    write_files(
        folder, name, {end: trie.tobytes() for end, trie in zip(_ENDINGS, tries, strict=True)}
    )


def open_tables(folder: Path, name: str) -> CompoundTables | None:
    """Return the tables, mapped into memory; None where they are missing or damaged."""
    paths = verified_paths(folder, name, _ENDINGS)
    if paths is None:
        return None
    modifiers, heads, words, names = paths
    return CompoundTables(
        map_trie(RecordTrie(MODIFIER_RECORD), modifiers),
        map_trie(RecordTrie(HEAD_RECORD), heads),
        map_trie(Trie(), words),
        map_trie(Trie(), names),
    )


def _words_and_names(code: str) -> tuple[set[str], set[str]]:
    """Return the base forms that are words, and those that are names alone."""
    lemmas = {
        base
        for other in compound_rules(code).words_of
        for base in DefaultDictionaryFactory(0).get_dictionary(other).values()
    }
    words = {fold_case(base) for base in lemmas if base[:1].islower() and base.isalpha()}
    return words, {fold_case(base) for base in lemmas if base[:1].isupper()} - words
