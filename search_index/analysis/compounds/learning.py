"""How readily each word makes compounds: learned once from a dictionary's own compounds.

A dictionary of base forms has no frequencies, but its compounds tell as much: "forhandlings" opens
many words that go on with a known one, and so does "minister" close them, where "uds" and "ring"
mostly stand in words (udsende, regulering) whose rest is none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from math import log, sqrt
from typing import Final

from search_index.analysis.compounds.rules import CompoundRules

SHORTEST: Final = 2
"""Letters of the shortest part as printed."""
SHORTEST_FREE: Final = 4
"""Letters of the shortest part that need not stand in the list of short words."""
SHORTEST_NAME: Final = 5
"""Letters of the shortest name that may open a compound, as in Bergensbanen."""
CONSONANTS: Final = frozenset("bcdfghjklmnpqrstvwxzðþ")
USUAL_SPLITS: Final = 50_000
"""Compounds of a large dictionary; the counts of a smaller one weigh more."""
FIRST_LINK_COST: Final = 0.9
LINK_COST: Final = 1.5
"""What a reading of a first word costs for not being the first in the list of links, and what each
further step down that list does."""
ROUNDS: Final = 3
UNSEEN_WEIGHT: Final = -12.0
"""The weight of a part that no word was divided by in the last round."""

LookUpBases = Callable[[str], tuple[str, ...]]
"""Returns the base forms that a dictionary has for a form; none where it is unknown."""


@dataclass(frozen=True, slots=True)
class PartScores:
    """Scores of the words as parts: natural logarithms, higher where a part is likelier."""

    modifiers: dict[str, tuple[float, str]]
    """First words as printed, links included: score and base form."""
    heads: dict[str, float]
    """Last words as base forms."""


def learn_part_scores(
    words: AbstractSet[str], names: AbstractSet[str], known: LookUpBases, data: CompoundRules
) -> PartScores:
    """Return what a dictionary's base forms tell of the parts of compounds."""
    return _Learning(words, names, known, data).learned()


def doubled(text: str, end: int) -> bool:
    """Whether the text up to `end` closes with a doubled consonant."""
    return end > 1 and text[end - 1] == text[end - 2] and text[end - 1] in CONSONANTS


class _Learning:
    """The state of learning one language."""

    def __init__(
        self,
        words: AbstractSet[str],
        names: AbstractSet[str],
        known: LookUpBases,
        data: CompoundRules,
    ) -> None:
        self._words = words
        self._known = known
        self._data = data
        long_enough = {w for w in words if len(w) >= SHORTEST_FREE or w in data.short}
        self._parts = long_enough - data.never
        self._names = {name for name in names if len(name) >= SHORTEST_NAME and name.isalpha()}
        self._readings: dict[str, tuple[tuple[str, int], ...]] = {}
        self._opened: Counter[str] = Counter()
        self._closed: Counter[str] = Counter()
        self._modifiers: Counter[str] = Counter()
        self._heads: Counter[str] = Counter()

    def learned(self) -> PartScores:
        splits = [splits for word in sorted(self._words) if (splits := self._splits(word))]
        self._count(split for each in splits for split in each)
        for _ in range(ROUNDS):
            opening = _weights(self._modifiers, self._opened, 1)
            closing = _weights(self._heads, self._closed, 2)
            self._count(max(each, key=partial(_weight, opening, closing)) for each in splits)
        boost = max(1.0, sqrt(USUAL_SPLITS / max(1, len(splits))))
        return PartScores(self._scored_modifiers(boost), self._scored_heads(boost))

    def _count(self, splits: Iterable[tuple[str, str]]) -> None:
        pairs = list(splits)
        self._modifiers = Counter(modifier for modifier, _ in pairs)
        self._heads = Counter(head for _, head in pairs)

    def _splits(self, word: str) -> list[tuple[str, str]]:
        """Return the word's divisions into a possible first word and a known last one."""
        found = []
        for at in range(SHORTEST, len(word) - SHORTEST + 1):
            opening = word[:at]
            self._opened[opening] += 1
            self._closed[word[at:]] += 1
            starts = (at, at - 1) if self._data.overlap and doubled(word, at) else (at,)
            for start in starts:
                head = word[start:]
                if self._may_close(head) and self._modifier_readings(opening):
                    found.append((opening, head))
        return found

    def _may_close(self, word: str) -> bool:
        return word in self._parts and word not in self._data.suffixes

    def _modifier_readings(self, opening: str) -> tuple[tuple[str, int], ...]:
        """Return the base forms that an opening may be of, with the place of the link."""
        found = self._readings.get(opening)
        if found is None:
            found = self._readings[opening] = tuple(self._read_modifier(opening))
        return found

    def _read_modifier(self, opening: str) -> Iterator[tuple[str, int]]:
        if opening in self._data.modifiers:
            yield self._data.modifiers[opening], 0
            return
        prefixes = self._data.prefixes
        if opening in prefixes or (
            len(opening) <= SHORTEST_FREE and opening.removesuffix("s") in prefixes
        ):
            return
        for place, link in enumerate(self._data.links):
            if opening.endswith(link.printed):
                base = opening[: len(opening) - len(link.printed)] + link.base
                changed = bool(link.base) and len(opening) < SHORTEST_FREE
                if (base in self._parts and base not in prefixes and not changed) or (
                    base in self._names and not link.base
                ):
                    yield base, place
        if len(opening) >= SHORTEST_FREE and opening.endswith(self._data.inflected):
            for base in self._known(opening):
                if base != opening and base in self._parts and base not in prefixes:
                    yield base, 1

    def _scored_modifiers(self, boost: float) -> dict[str, tuple[float, str]]:
        scored = {}
        for opening in sorted(self._possible_modifiers()):
            readings = self._modifier_readings(opening)
            if readings:
                base, _ = max(readings, key=self._reading_weight)
                count, share = self._modifiers[opening], self._opened[opening]
                scored[opening] = (
                    log(count * boost + 0.5) + log((count + 0.5) / (share + 2)),
                    base,
                )
        return scored

    def _reading_weight(self, reading: tuple[str, int]) -> float:
        """Return how likely a first word is of a base form: by how often that closes compounds."""
        base, place = reading
        cost = FIRST_LINK_COST + LINK_COST * (place - 1) if place else 0.0
        return log(self._heads[base] + 0.1) - cost

    def _possible_modifiers(self) -> set[str]:
        """Return the first words met, and those that any word could be."""
        possible = set(self._modifiers) | set(self._data.modifiers)
        for link in self._data.unmet:
            possible.update(
                word.removesuffix(link.base) + link.printed
                for word in self._parts | self._names
                if word.endswith(link.base)
            )
        return possible

    def _scored_heads(self, boost: float) -> dict[str, float]:
        return {
            head: log(self._heads[head] * boost + 0.5)
            + 2 * log((self._heads[head] + 0.5) / (self._closed[head] + 2))
            for head in sorted(self._parts - self._data.suffixes)
        }


def _weights(counts: Counter[str], of: Counter[str], weight: int) -> dict[str, float]:
    """Return how likely each opening or closing is a part, by its share of its words."""
    return {
        text: log(count + 0.1) + weight * log(count / (of[text] + 1) + 0.01)
        for text, count in counts.items()
    }


def _weight(opening: dict[str, float], closing: dict[str, float], split: tuple[str, str]) -> float:
    return opening.get(split[0], UNSEEN_WEIGHT) + closing.get(split[1], UNSEEN_WEIGHT)
