"""Names of persons taken apart: what stands before, and the family name, by the rules of the North.

A source that prints "Family, Given" states it. Else the last word is the family name, with the
particles before it (von, af, de la). Icelanders have none: they are called, cited and listed by
their given name, and what follows it says whose child they are.
"""

import re
from dataclasses import dataclass
from typing import Final

ICELAND: Final = "IS"
"""The country whose people are called by their given names."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name and its parts; `family` is None where the name is not to be taken apart."""

    whole: str
    given: str | None = None
    particle: str | None = None
    """As printed: "von", "de la". Lists pass over it."""
    family: str | None = None

    @property
    def listed(self) -> str:
        """The name as a list by family names has it: "Klercker, Ulla af"."""
        if self.family is None:
            return self.whole
        rest = " ".join(filter(None, (self.given, self.particle)))
        return f"{self.family}, {rest}" if rest else self.family


def parse_name(name: str, *, icelandic: bool = False) -> PersonName:
    """Return the parts of a name as printed; of an Icelander's the whole."""
    whole = " ".join(name.split())
    family, comma, given = whole.partition(", ")
    if comma:
        particle, family = _particle(family.split())
        return PersonName(f"{given} {whole.partition(', ')[0]}", given, particle, family)
    words = whole.split()
    if icelandic or len(words) == 1 or _PATRONYMIC.search(whole) or not all(map(_is_name, words)):
        return PersonName(whole)
    last = len(words) - 1
    while last > 1 and words[last].casefold().rstrip(".") in _SUFFIXES:
        last -= 1
    first = last
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    particle = " ".join(words[first:last]) or None
    return PersonName(whole, " ".join(words[:first]), particle, " ".join(words[last:]))


def _is_name(word: str) -> bool:
    """Whether a word can be of a person's name: "for" in "Minister for Børn" cannot."""
    return not word[0].islower() or word.casefold() in _PARTICLES or word.rstrip(".") in _SUFFIXES


def _particle(words: list[str]) -> tuple[str | None, str]:
    """Return the particles that a family name begins with, and the rest."""
    first = 0
    while first < len(words) - 1 and words[first].casefold() in _PARTICLES:
        first += 1
    return " ".join(words[:first]) or None, " ".join(words[first:])


_PARTICLES: Final = frozenset(
    ("af", "av", "von", "van", "de", "der", "den", "du", "la", "le", "des", "di", "zu", "ten")
)
_SUFFIXES: Final = frozenset(("jr", "sr", "d.y", "d.ä", "d.e", "i", "ii", "iii"))
"""What follows a family name: junior, the younger."""
_PATRONYMIC: Final = re.compile("dóttir$")
"""No name but an Icelander's ends so; those in -son may be anybody's."""
