"""The order of letters, by the reader's language: Unicode's algorithm with the rules of CLDR.

å ä ö end the alphabet in Swedish and Finnish, æ ø å in Danish and Norwegian; in Icelandic á follows
a, and þ æ ö come last. See archive/reference/collation.yaml and docs/decisions/collation.md.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, TypedDict
from unicodedata import normalize

from pyuca import Collator

from archive.yaml_data import read_yaml

NORDIC: Final = "nordic"
"""The order where languages mix, or the reader's language is not known."""

SortKey = tuple[float, ...]
"""What compares as the text does; the weights of letters come before those of accents and case."""


class _Tailoring(TypedDict):
    rules: str
    letters: str


@cache
def collation_names() -> tuple[str, ...]:
    """Return the orders that there are: languages, and MIXED."""
    return tuple(_tailorings())


@lru_cache(maxsize=1 << 17)
def sort_key(text: str, collation: str = NORDIC) -> SortKey:
    """Return what sorts the text. Raises KeyError for an order that there is not."""
    key: SortKey = _collator(collation).sort_key(text)
    return key


@lru_cache(maxsize=1 << 17)
def letters_key(text: str, collation: str = NORDIC) -> SortKey:
    """Return what sorts the text by its letters alone: accents and case aside."""
    weights = _Weights.of(collation)
    if _ACCENTED.search(text) or _DOUBLE_A.search(normalize("NFD", text)):
        return _letters_alone(sort_key(text, collation))
    return tuple(weight for sign in text for weight in weights[sign])


def first_letter(text: str, collation: str = NORDIC) -> str | None:
    """Return the letter under which a list has the text; None before A: signs and digits."""
    letters, keys = _letters(collation)
    place = bisect_right(keys, _first_primary(text, collation))
    return letters[place - 1] if place else None


@cache
def _tailorings() -> dict[str, _Tailoring]:
    text = files("archive.reference").joinpath("collation.yaml").read_text(encoding="utf-8")
    tailorings: dict[str, _Tailoring] = read_yaml(text)
    return tailorings


@cache
def _letters(collation: str) -> tuple[str, list[float]]:
    letters = _tailorings()[collation]["letters"]
    return letters, [_first_primary(letter, collation) for letter in letters]


class _Weights(dict[str, SortKey]):
    """The weights of single signs: most words are signs that have nothing to do with each other."""

    def __init__(self, collation: str) -> None:
        super().__init__()
        self._collation = collation

    @classmethod
    @cache
    def of(cls, collation: str) -> "_Weights":
        """Return those of an order, which are reckoned once."""
        return cls(collation)

    def __missing__(self, sign: str) -> SortKey:
        self[sign] = _letters_alone(sort_key(sign, self._collation))
        return self[sign]


def _letters_alone(key: SortKey) -> SortKey:
    return key[: key.index(0)]


_ACCENTED: Final = re.compile("[^\\W\\d_][\u0300-\u036f]")
_DOUBLE_A: Final = re.compile("[aA]{2}")
"""Signs that together may stand elsewhere than one after the other; of *aà* the first two are å."""


def _first_primary(text: str, collation: str) -> float:
    return next(iter(letters_key(text, collation)), 0)


_SCALE: Final = 1_000
"""Room between two weights of the default table, for the letters of a tailoring."""
_LAST_READ: Final = "2100"
"""The default table is read to this code point, before which stand the alphabets of Europe; what
comes after, such as Chinese characters, sorts behind them by code points. All of it takes ten times
as long."""
_COMMON_TERTIARY: Final = 2 * _SCALE
_VARIANTS_OF_CASE: Final = "<<<"


class _Table(Collator):  # type: ignore[misc]  # pyuca has no types
    """The default table with one language's rules."""

    def __init__(self, rules: str) -> None:
        self._capitals_first = "[caseFirst upper]" in rules
        super().__init__()
        for anchor, relations in _parsed(rules):
            elements = self._anchor(anchor)
            for relation, letters, expansion in relations:
                elements = _after(elements, relation)
                self._add(normalize("NFD", letters), [*elements, *self._elements(expansion)])

    def load(self, filename: str) -> None:
        """Read the default table's entries of European letters, with room between them."""
        for points, elements in _default_table(filename):
            self._add("".join(map(chr, points)), elements)

    def _add(self, letters: str, elements: Sequence[Sequence[float]]) -> None:
        (primary, secondary, tertiary), *rest = elements
        if self._capitals_first and not letters.islower():
            # Below what any small letter has, and capitals alone below capitals with small ones.
            tertiary = tertiary / _SCALE - (_SCALE if letters.isupper() else 0)
        first = [primary, secondary, tertiary]
        self.table.add([ord(sign) for sign in letters], [first, *map(list, rest)])

    def _anchor(self, anchor: str) -> list[list[float]]:
        """Return the weights after which letters are put: before a letter, half way to the last."""
        before = anchor.removeprefix(_BEFORE)
        elements = self._elements(before.strip())
        if before == anchor:
            return elements
        (primary, secondary, tertiary), *rest = elements
        return [[primary - _SCALE / 2, secondary, tertiary], *rest]

    def _elements(self, text: str) -> list[list[float]]:
        elements: list[list[float]] = self.collation_elements(normalize("NFD", text))
        return elements


@cache
def _collator(collation: str) -> _Table:
    return _Table(_tailorings()[collation]["rules"])


@cache
def _default_table(filename: str) -> tuple[tuple[tuple[int, ...], list[list[int]]], ...]:
    return tuple(_read_table(filename))


def _read_table(filename: str) -> Iterator[tuple[tuple[int, ...], list[list[int]]]]:
    with open(filename, encoding="utf-8") as lines:  # noqa: PTH123  (pyuca names it by a text)
        for line in lines:
            if line[:4] >= _LAST_READ or line[4:5] not in {" ", ";"}:
                continue
            if entry := _ENTRY.match(line):
                points = tuple(int(point, 16) for point in entry[1].split())
                weights = [
                    [int(weight, 16) * _SCALE for weight in element]
                    for element in _ELEMENT.findall(entry[2])
                ]
                yield points, weights


_ENTRY: Final = re.compile(r"([0-9A-F]+(?: [0-9A-F]+)*)\s*;([^#]*)")
_ELEMENT: Final = re.compile(r"\[[.*]([0-9A-F]{4})\.([0-9A-F]{4})\.([0-9A-F]{4})")
_BEFORE: Final = "[before 1]"
_RESET: Final = re.compile(r"&([^&<]+)([^&]*)")
_RELATION: Final = re.compile(r"(<{1,3})([^<&/\s]+)(?:/([^<&\s]+))?")


def _parsed(rules: str) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each letter to put others after, and those with how they differ and expand."""
    for reset in _RESET.finditer(rules):
        yield (
            reset[1].strip(),
            [(found[1], found[2], found[3] or "") for found in _RELATION.finditer(reset[2])],
        )


def _after(elements: Sequence[Sequence[float]], relation: str) -> list[list[float]]:
    """Return weights next after others: of another letter (<), accent (<<) or case (<<<)."""
    (primary, secondary, tertiary), *rest = elements
    if relation == _VARIANTS_OF_CASE:
        return [[primary, secondary, tertiary + 1], *map(list, rest)]
    if relation == "<<":
        return [[primary, secondary + 1, _COMMON_TERTIARY], *map(list, rest)]
    return [[primary + 1, secondary, _COMMON_TERTIARY], *map(list, rest)]
