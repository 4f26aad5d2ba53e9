"""What the dictionaries of base forms are made of: simplemma's data, paradigms and corrections."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

import yaml
from simplemma import __version__ as simplemma_version
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

DICTIONARY_LANGUAGES: Final = frozenset({"da", "nb", "nn", "sv", "fi", "is", "en"})
"""The languages that simplemma knows; it has nothing for Faroese."""

DATA_FOLDER: Final = files("search_index.analysis") / "data"


class Entry(NamedTuple):
    """A form and one base form that it may be an inflection of."""

    form: str
    base: str
    rank: int
    """0 for what the dictionary says of the form itself; more for what was added to that."""


@dataclass(frozen=True, slots=True)
class Paradigm:
    """A rule that finds the other base form of a form that could be of two.

    Of a form that ends in `form`, the words with each of `witnesses` in that place must all have
    one base form, one that ends in `base`: then the form may be of that one too. So Danish "ofre"
    is of "offer", because "ofrene" is.
    """

    form: str
    witnesses: tuple[str, ...]
    base: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is said of a language in its own file, over simplemma's data."""

    paradigms: tuple[Paradigm, ...]
    forms: Mapping[str, tuple[str, ...]]
    """Forms whose base forms are these and no others."""
    also: Mapping[str, tuple[str, ...]]
    """Forms which have these base forms besides what the dictionary says."""


class BaseFormData:
    """All entries of one language, in memory only while they are compiled."""

    def __init__(self, code: str) -> None:
        self._raw: Mapping[str, str] = DefaultDictionaryFactory(0).get_dictionary(code)
        self._corrections = corrections(code)

    def base_forms(self) -> frozenset[str]:
        """Return every base form that an entry has."""
        of_raw = frozenset(map(folded, self._raw.values()))
        return of_raw.union(*self._corrections.forms.values(), *self._corrections.also.values())

    def entries(self) -> Iterator[Entry]:
        """Yield the entries: what stands in the file of corrections over everything else."""
        settled = self._corrections.forms
        for entry in self._found_entries():
            if entry.form not in settled:
                yield entry
        for rank, given in ((0, settled), (3, self._corrections.also)):
            for form, bases in given.items():
                yield from (Entry(form, base, rank + n) for n, base in enumerate(bases))

    def _found_entries(self) -> Iterator[Entry]:
        for form, base in self._raw.items():
            key = folded(form)
            yield Entry(key, folded(base), 0 if key == form else 2)
            if key == form:
                for other in self._other_bases(form):
                    yield Entry(form, other, 1)
        for base in self.base_forms():
            if self._raw.get(base) != base:
                # A word of which there are inflections is one itself, whatever else it may be.
                yield Entry(base, base, 1)

    def _other_bases(self, form: str) -> Iterator[str]:
        for paradigm in self._corrections.paradigms:
            if form.endswith(paradigm.form):
                stem = form.removesuffix(paradigm.form)
                bases = {self._raw.get(stem + ending) for ending in paradigm.witnesses}
                base = bases.pop()
                if base and not bases and base.endswith(paradigm.base) and base[:2] == form[:2]:
                    yield folded(base)


def corrections(code: str) -> Corrections:
    """Return what is said of the language in its own file."""
    data: dict[str, Any] = yaml.safe_load(_text(code)) or {}
    return Corrections(
        paradigms=tuple(
            Paradigm(form, tuple(rule["witnesses"]), rule.get("base", ""))
            for rule in data.get("paradigms", ())
            for form in rule["forms"]
        ),
        forms={form: tuple(bases) for form, bases in data.get("forms", {}).items()},
        also={form: tuple(bases) for form, bases in data.get("also", {}).items()},
    )


@cache
def data_digest(code: str) -> str:
    """Return what changes whenever the language's dictionary would be compiled differently."""
    return hashlib.sha256(f"{simplemma_version}\0{_text(code)}".encode()).hexdigest()[:12]


def folded(word: str) -> str:
    """Return the word case-folded, in Unicode's composed form."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.casefold())


def _text(code: str) -> str:
    return (DATA_FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
