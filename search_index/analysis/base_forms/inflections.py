"""Which rows of a dictionary are inflections: the others are abbreviations, and slips of the data.

simplemma's data have, beside inflections, rows that spell a short form out ("Bo" for "brottsoffer",
"upp" for "uppenbarelseboken") and rows that say nothing true ("golden" of "retriever"). By such a
row a word finds whatever small word or name is spelt like the short form, hundreds of times. A base
form must come by inflection: a row of another shape is left out, unless the language's own file
names it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from search_index.analysis.base_forms.corrections import Corrections
from search_index.analysis.words import unify_letters, without_accents

SPELLED_OUT: Final = 3
"""Letters that a base form has more than its form where it is that form spelled out."""
USUAL: Final = 3
"""Words that lose the same ending where losing it is an inflection (Danish stop of stoppe)."""
ALIKE: Final = 0.5
"""The share of their letters, in order, that a form and a base form have in common which begin
with different ones."""
_ALIKE_AT_ONCE: Final = 3
"""First letters in common by which a base form that is no longer than its form is one at sight."""
_VOWELS: Final = frozenset("aeiouyæøåœ")
_NEVER_IN_WORDS: Final = frozenset("._0123456789")


def forms_not_inflected(rows: Mapping[str, str], said: Corrections) -> set[str]:
    """Return the forms, as they stand in the data, whose base form does not come by inflection."""
    found, clipped = set(), {}
    for form, base in rows.items():
        if len(base) <= len(form) and form[:_ALIKE_AT_ONCE] == base[:_ALIKE_AT_ONCE]:
            continue
        if base in said.also.get(form.casefold(), ()):
            continue
        short, full = comparison_spelling(form), comparison_spelling(base).rstrip(".")
        if not is_inflection(short, full, said):
            found.add(form)
        elif full != short and full.startswith(short):
            clipped[form] = full.removeprefix(short)
    usual = Counter(clipped.values())
    return found.union(form for form, ending in clipped.items() if usual[ending] < USUAL)


def is_inflection(form: str, base: str, said: Corrections) -> bool:
    """Whether a base form can have the form, by the shape of both (`comparison_spelling`)."""
    if form == base or base in map(comparison_spelling, said.other_stems):
        return True
    if not _NEVER_IN_WORDS.isdisjoint(base) and _NEVER_IN_WORDS.isdisjoint(form):
        return False
    if _VOWELS.isdisjoint(form) and not _VOWELS.isdisjoint(base):
        return False
    if len(base) - len(form) >= SPELLED_OUT:
        return base in _lengthened(form, said)
    return _begin_alike(form, base) or _in_common(form, base) >= ALIKE


def comparison_spelling(word: str) -> str:
    """Return the word in the spelling in which forms and base forms are compared."""
    return unify_letters(without_accents(word.casefold()))


def _lengthened(form: str, said: Corrections) -> Iterator[str]:
    """Yield what the form is of if it ends as the language's shortened forms do (la of legge)."""
    for ending, full in said.shortened:
        if form.endswith(comparison_spelling(ending)):
            yield form.removesuffix(comparison_spelling(ending)) + comparison_spelling(full)


def _begin_alike(form: str, base: str) -> bool:
    """Whether both begin with the same letter, or with vowels, which inflection changes."""
    return form[0] == base[0] or _VOWELS.issuperset((form[0], base[0]))


def _in_common(form: str, base: str) -> float:
    """Return the share of their letters that both have in the same order."""
    row = [0] * (len(base) + 1)
    for letter in form:
        before, row = row, [0]
        for place, other in enumerate(base):
            row.append(before[place] + 1 if letter == other else max(before[place + 1], row[place]))
    return 2 * row[-1] / (len(form) + len(base))
