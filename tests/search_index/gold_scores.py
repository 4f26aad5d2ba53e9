"""Scores against the gold lists: the shares rightly joined, kept apart and taken apart."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]
BasesOf = Callable[[str], Collection[str]]
"""The base forms that a printed word may be an inflection of."""
PartsOf = Callable[[str], Sequence[str]]
"""The base forms of a compound's parts; none where it is no compound."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """How pairs of forms fare: two meet where they have a base form in common."""

    meet: int
    apart: int
    missed: tuple[Pair, ...]
    """Pairs that should meet and do not."""
    merged: tuple[Pair, ...]
    """Pairs that should not meet and do."""

    @property
    def recall(self) -> float:
        """The share of the pairs that should meet and do."""
        return _share(self.meet - len(self.missed), self.meet)

    @property
    def precision(self) -> float:
        """Of the pairs that meet, the share that should."""
        met = self.meet - len(self.missed)
        return _share(met, met + len(self.merged))

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic_mean(self.precision, self.recall)

    @property
    def kept_apart(self) -> float:
        """The share of the pairs that should not meet and do not."""
        return _share(self.apart - len(self.merged), self.apart)


@dataclass(frozen=True, slots=True)
class WrongSplit:
    """A word that was taken apart otherwise than the list says."""

    word: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompoundScore:
    """How compounds fare, counted by their parts; parts of a simple word are wrong ones."""

    compounds: int
    """Words that are compounds."""
    simple: int
    """Words that are none."""
    expected: int
    """Parts that the list has."""
    found: int
    """Parts that the splitter gave."""
    right: int
    """Parts that are both."""
    wrong: tuple[WrongSplit, ...]
    """Compounds of which any part is missing or wrong."""
    split_simple: tuple[WrongSplit, ...]
    """Simple words that were taken apart."""

    @property
    def recall(self) -> float:
        """The share of the listed parts that were found."""
        return _share(self.right, self.expected)

    @property
    def precision(self) -> float:
        """The share of the found parts that are listed."""
        return _share(self.right, self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return harmonic_mean(self.precision, self.recall)


def pair_score(meet: Sequence[Pair], apart: Sequence[Pair], bases_of: BasesOf) -> PairScore:
    """Return how the pairs fare with these base forms."""
    return PairScore(
        len(meet),
        len(apart),
        missed=tuple(pair for pair in meet if not _meets(pair, bases_of)),
        merged=tuple(pair for pair in apart if _meets(pair, bases_of)),
    )


def bridge_score(pairs: Sequence[Pair], first: BasesOf, second: BasesOf) -> PairScore:
    """Return how the pairs of two languages fare, each counted once in either direction.

    A question's word is read in the language of the text that it is looked for in: hence what
    counts is whether the first word, read as one of the second language, meets the second word
    there, and the other way round. Of a direction that is missed, the word asked comes first.
    """
    missed = [pair for pair in pairs if not _meets(pair, second)]
    missed += [
        (second_word, word) for word, second_word in pairs if not _meets((word, second_word), first)
    ]
    return PairScore(2 * len(pairs), 0, tuple(missed), ())


def compound_score(
    compounds: Iterable[tuple[str, tuple[str, ...]]],
    simple: Iterable[str],
    parts_of: PartsOf,
    bases_of: BasesOf,
) -> CompoundScore:
    """Return how the words fare with these parts.

    A part that was found is right where it is the listed one or a base form of it.
    """
    compounds, simple = tuple(compounds), tuple(simple)
    expected = found = right = 0
    wrong, split_simple = [], []
    for word, listed in compounds:
        parts = tuple(parts_of(word))
        agreeing = _agreeing(listed, parts, bases_of)
        expected, found, right = expected + len(listed), found + len(parts), right + agreeing
        if not agreeing == len(listed) == len(parts):
            wrong.append(WrongSplit(word, listed, parts))
    for word in simple:
        if parts := tuple(parts_of(word)):
            found += len(parts)
            split_simple.append(WrongSplit(word, (), parts))
    return CompoundScore(
        len(compounds), len(simple), expected, found, right, tuple(wrong), tuple(split_simple)
    )


def harmonic_mean(precision: float, recall: float) -> float:
    """Return F1."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def _meets(pair: Pair, bases_of: BasesOf) -> bool:
    first, second = pair
    return not set(bases_of(first)).isdisjoint(bases_of(second))


def _agreeing(listed: tuple[str, ...], parts: tuple[str, ...], bases_of: BasesOf) -> int:
    """Return how many of the listed parts were found, a repeated one as often as it is."""
    left = Counter(parts)
    agreeing = 0
    for part in listed:
        found = next((base for base in (part, *bases_of(part)) if left[base]), None)
        if found is not None:
            left[found] -= 1
            agreeing += 1
    return agreeing


def _share(part: int, whole: int) -> float:
    """Return the share; of nothing, all."""
    return part / whole if whole else 1.0
