"""What the dictionaries of base forms are made of: simplemma's data, paradigms and corrections."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from simplemma import __version__ as simplemma_version
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from search_index.analysis.base_forms.corrections import corrections_file_text, read_corrections
from search_index.analysis.base_forms.inflections import forms_not_inflected
from search_index.analysis.words import without_accents

DICTIONARY_LANGUAGES: Final = frozenset({"da", "nb", "nn", "sv", "fi", "is", "en"})
"""The languages that simplemma knows; it has nothing for Faroese."""


class Entry(NamedTuple):
    """A form and one base form that it may be an inflection of."""

    form: str
    base: str
    rank: int
    """0 for what the dictionary says of the form itself; more for what was added to that."""


class DictionaryEntries:
    """All entries of one language, in memory only while they are compiled."""

    def __init__(self, code: str) -> None:
        self._said = read_corrections(code)
        self._rows: Mapping[str, str] = DefaultDictionaryFactory(0).get_dictionary(code)
        self._not_inflected = forms_not_inflected(self._rows, self._said)
        self._spelled: dict[str, str] = {}
        self._ambiguous = tuple({paradigm.form for paradigm in self._said.paradigms})

    def base_forms(self) -> frozenset[str]:
        """Return every base form that an entry has."""
        inflected = (base for _, base in self._inflections())
        given = {*inflected, *self._said.named_bases, *self._said.names}
        for paradigm in self._said.paradigms:
            if paradigm.itself:
                given.update(form for form in self._rows if form.endswith(paradigm.form))
        return frozenset(map(self._base, given))

    def entries(self) -> Iterator[Entry]:
        """Yield all entries; what the language's own file states replaces what else was found."""
        settled = self._said.forms.keys() | self._said.names | self._genitives_of_names()
        for entry in self._found_entries():
            if entry.form not in settled:
                yield entry
        yield from (Entry(name, name, 0) for name in sorted(self._said.names))
        for form, bases in self._said.forms.items():
            yield from (Entry(form, self._base(base), rank) for rank, base in enumerate(bases))
        for form, bases in self._said.also.items():
            for base in bases:
                yield from self._prefixed(form, base)

    def _inflections(self) -> Iterator[tuple[str, str]]:
        """Yield the data's forms with their base forms; what is no inflection is its own."""
        for form, base in self._rows.items():
            yield form, form if form in self._not_inflected else base

    def _known(self, form: str) -> str | None:
        """Return the data's base form of a form; None where they do not have it."""
        return form if form in self._not_inflected else self._rows.get(form)

    def _found_entries(self) -> Iterator[Entry]:
        for form, base in self._inflections():
            key = fold_case(form)
            yield Entry(key, self._base(base), 0 if key == form else 3)
            plain = without_accents(key)
            if plain != key and plain not in self._rows:
                yield Entry(plain, self._base(base), 4)
            if form.endswith(self._ambiguous):
                yield from (Entry(form, other, 1) for other in self._other_bases(form, base))
        for base in self.base_forms():
            if self._known(base) != base:
                # A word of which there are inflections is one itself, whatever else it may be.
                yield Entry(base, base, 1)

    def _genitives_of_names(self) -> set[str]:
        """Return the genitives that the data have of the same word as the name: görans of göra."""
        return {
            name + "s"
            for name in self._said.names
            if name in self._rows and self._rows.get(name + "s") == self._rows[name]
        }

    def _other_bases(self, form: str, known: str) -> Iterator[str]:
        for paradigm in self._said.paradigms:
            if form.endswith(paradigm.form) and not (paradigm.inflected and known == form):
                stem = form.removesuffix(paradigm.form)
                bases = {self._known(stem + ending) for ending in paradigm.witnesses}
                base = bases.pop()
                if base and not bases and paradigm.allows(base, stem):
                    yield self._base(form if paradigm.itself else base)

    def _prefixed(self, form: str, base: str) -> Iterator[Entry]:
        """Yield an irregular form's entry, and those of the known words that begin with more."""
        yield Entry(form, self._base(base), 2)
        for prefix in self._said.prefixes:
            if self._known(prefix + base) == prefix + base:
                yield Entry(prefix + form, self._base(prefix + base), 2)

    def _base(self, base: str) -> str:
        """Return the base form in the spelling that stands for all of its spellings."""
        spelled = self._spelled.get(base)
        if spelled is None:
            spelled = fold_case(base)
            if spelled in self._said.variants:
                spelled = self._said.variants[spelled]
            else:
                spelled = self._respelled(spelled)
            self._spelled[base] = spelled
        return spelled

    def _respelled(self, base: str) -> str:
        for old, new in self._said.spellings:
            other = base.removesuffix(old) + new
            if base.endswith(old) and self._known(other) == other:
                return other
        return base


@cache
def dictionary_digest(code: str) -> str:
    """Return a digest of all that the language's dictionary is compiled from."""
    text = f"{simplemma_version}\0{corrections_file_text(code)}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def fold_case(word: str) -> str:
    """Return the word case-folded, in Unicode's composed form."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.casefold())
