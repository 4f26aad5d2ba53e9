"""Rows of the dictionaries that do not look like inflections, and those of them that were reviewed.

A base form must come by inflection. What has one of the shapes below mostly has not: "bo" is short
for "brottsoffer", "golden" is no form of "retriever". Each row of such a shape that a dictionary
has must stand in doubtful_base_forms.yaml, with its reason; that file was written by eye.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from search_index.analysis.base_forms.dictionary import dictionary
from search_index.analysis.words import unify_letters, without_accents

FILE = Path(__file__).parent / "doubtful_base_forms.yaml"

LONGER = 3
"""Letters that a base form has more than its form where it may be that form spelled out."""
LEAST_ALIKE = 0.5
"""The share of letters in common that words have which begin otherwise and belong together."""
VOWELS = frozenset("aeiouyæøåœ")


class Row(NamedTuple):
    """A form and a base form, as a dictionary has them."""

    form: str
    base: str


class Reviewed(NamedTuple):
    """What is right of one language."""

    endings: frozenset[tuple[str, str]]
    """How forms end that are much shorter than their base forms, and how those end."""
    bases: frozenset[str]
    """Base forms of which inflections look like other words'."""
    rows: frozenset[Row]


@cache
def reviewed(language: str) -> Reviewed:
    """Return what the file says of a language."""
    said = yaml.safe_load(FILE.read_text(encoding="utf-8")).get(language, {})
    return Reviewed(
        frozenset((form, base) for form, base in said.get("endings", ())),
        frozenset(said.get("bases", ())),
        frozenset(Row(form, base) for form, base in said.get("rows", ())),
    )


def doubtful_rows(language: str) -> Iterator[Row]:
    """Yield the rows of a language's dictionary that have one of the shapes."""
    for form, base in dictionary(language).rows():
        if form[:2] == base[:2] and len(base) - len(form) < LONGER:
            continue
        row = Row(form, base)
        if form.isalpha() and is_doubtful(row):
            yield row


def not_reviewed(language: str) -> list[Row]:
    """Return the doubtful rows of which the file does not say that they are right."""
    right = reviewed(language)
    return [row for row in doubtful_rows(language) if not _is_right(row, right)]


def is_doubtful(row: Row) -> bool:
    """Whether a row has a shape that inflections mostly have not."""
    form, base = map(_spelled, row)
    if form == base:
        return False
    if len(base) - len(form) >= LONGER:
        return True
    if VOWELS.isdisjoint(form) and not VOWELS.isdisjoint(base):
        return True
    if form[0] == base[0] or {form[0], base[0]} <= VOWELS:
        return False
    return 2 * _in_common(form, base) / (len(form) + len(base)) < LEAST_ALIKE


def _is_right(row: Row, right: Reviewed) -> bool:
    if row in right.rows or row.base in right.bases:
        return True
    return any(
        row.form.endswith(ending) and row.base == row.form.removesuffix(ending) + full
        for ending, full in right.endings
    )


def _spelled(word: str) -> str:
    return unify_letters(without_accents(word.casefold())).replace("-", "")


def _in_common(form: str, base: str) -> int:
    """Return the number of letters that both have in the same order."""
    matched = [0] * (len(base) + 1)
    for letter in form:
        before = matched[:]
        for place, other in enumerate(base, 1):
            longest = max(before[place], matched[place - 1])
            matched[place] = before[place - 1] + 1 if letter == other else longest
    return matched[-1]
