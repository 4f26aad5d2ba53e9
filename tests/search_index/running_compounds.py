"""Compounds as debates have them: words, how often they are said, and how they are rightly split.

A list of types says little of what readers get: one frequent word that is split wrongly brings more
wrong hits than a hundred rare ones. The lists in gold/running hold, of a language's corpus, all
words from some frequency on that the analysis splits or has split, and of its rarer compounds some
drawn at random, each as often as it is said. What is right was judged word by word, by eye: parts
are right where the word is made of them. A line is

    f or d    how often    word    part+part, or - for a word that is no compound

f of those frequent, d of those drawn; a compound within a compound stands before its parts. The
first line says for how many running words the drawn ones stand.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "gold" / "running"

LANGUAGES = ("da", "nb", "nn", "sv", "fi", "is")
"""Those whose compounds are split; Faroese ones are not."""

PartsOf = Callable[[str], Sequence[str]]
"""The base forms of a compound's parts, as an index has them; none where it is no compound."""


class Judged(NamedTuple):
    """A word with its right parts."""

    times: int
    """How often it is said, or was drawn."""
    word: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunningList:
    """One language's list."""

    frequent: tuple[Judged, ...]
    drawn: tuple[Judged, ...]
    stands_for: int
    """Running words of which the drawn ones are a sample."""


class WrongHit(NamedTuple):
    """A word that is split otherwise than it should be."""

    judged: Judged
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunningScore:
    """How the running words fare that are split; a split is right where all its parts are."""

    frequent: int
    """Running words of the frequent ones that are split."""
    drawn: int
    wrong_frequent: tuple[WrongHit, ...]
    wrong_drawn: tuple[WrongHit, ...]
    stands_for: int

    @property
    def precision(self) -> float:
        """The share of the running words that are split which are split rightly."""
        wrong = _times(self.wrong_frequent)
        if self.drawn:
            wrong += self.stands_for * _times(self.wrong_drawn) / self.drawn
        hits = self.frequent + self.stands_for
        return 1 - wrong / hits if hits else 1.0


@cache
def running_list(language: str) -> RunningList:
    """Return the language's list. Raises ValueError where a line is none."""
    path = FOLDER / f"{language}.tsv"
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    judged: dict[str, list[Judged]] = {"f": [], "d": []}
    for number, line in enumerate(lines, 2):
        try:
            kind, times, word, parts = line.split("\t")
            split = () if parts == "-" else tuple(parts.split("+"))
            judged[kind].append(Judged(int(times), word, split))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path.name}, line {number}: {line!r}: {error}") from error
    return RunningList(tuple(judged["f"]), tuple(judged["d"]), int(first.split()[0]))


def running_score(listed: RunningList, parts_of: PartsOf) -> RunningScore:
    """Return how the words of a list fare with these parts."""
    frequent = [(each, tuple(parts_of(each.word))) for each in listed.frequent]
    drawn = [(each, tuple(parts_of(each.word))) for each in listed.drawn]
    return RunningScore(
        sum(each.times for each, found in frequent if found),
        sum(each.times for each, found in drawn if found),
        _wrong(frequent),
        _wrong(drawn),
        listed.stands_for,
    )


def _wrong(found_parts: Sequence[tuple[Judged, tuple[str, ...]]]) -> tuple[WrongHit, ...]:
    """Return the words with a part that they have not; a part that is missing is no hit."""
    return tuple(
        WrongHit(each, found) for each, found in found_parts if not set(found) <= set(each.parts)
    )


def _times(wrong: Sequence[WrongHit]) -> int:
    return sum(each.judged.times for each in wrong)
