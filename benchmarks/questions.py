"""The questions that the benchmarks ask: ten kinds, each in several variants.

The variants are asked in turn, so that no cache of a single answer is measured. The words are
common parliamentary words of the languages of the 20,000-speech set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, in terms that every engine can translate."""

    words: tuple[str, ...] = ()
    operator: str = "all"
    """ "all" (every word), "phrase" (in order) or "prefix" (words that begin with the one)."""
    language: str | None = None
    """Filter: only texts in this language."""
    years: tuple[int, int] | None = None
    """Filter: only speeches of these years, both included."""
    topic: str | None = None
    concept: str | None = None
    speaker: str | None = None
    """Filter: the speaker's name."""
    facets: tuple[str, ...] = ()
    timeline: bool = False
    """Ask for counts by year instead of hits."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table."""

    name: str
    variants: Sequence[Question] = field(default=())


TOPICS = ("trafficking", "climate", "border_obstacles")


def each_word(*words: str, **rest: object) -> list[Question]:
    """Return one question for each word."""
    return [Question(words=(word,), **rest) for word in words]  # type: ignore[arg-type]


def kinds(speakers: Sequence[str]) -> list[Kind]:
    """Return the ten kinds of question; the timelines are those of the speakers named."""
    common = ("regjeringen", "ministeren", "hallitus", "spørsmål", "budget", "Norge")
    return [
        Kind("rare word", each_word("isbryteren", "havbruk", "teatteri", "järnväg", "sjöräddning")),
        Kind("common word", each_word(*common)),
        Kind(
            "AND",
            [
                Question(words=("regjeringen", "forslag")),
                Question(words=("ministeren", "spørgsmål")),
                Question(words=("hallitus", "esitys")),
                Question(words=("regeringen", "frågan")),
            ],
        ),
        Kind(
            "phrase",
            [
                Question(words=("herr", "talman"), operator="phrase"),
                Question(words=("arvoisa", "puhemies"), operator="phrase"),
                Question(words=("hr", "president"), operator="phrase"),
                Question(words=("tak", "for", "ordet"), operator="phrase"),
            ],
        ),
        Kind("prefix", each_word("klima", "ilmasto", "fisker", "utdann", operator="prefix")),
        Kind("filtered", each_word(*common, language="nb", years=(2005, 2012))),
        Kind("facets", each_word(*common, facets=("language", "speaker", "year"))),
        Kind("concept", [Question(concept=name) for name in ("emissions", "asylum_refugees")]),
        Kind(
            "topic",
            [Question(topic=name) for name in ("trafficking", "climate", "border_obstacles")],
        ),
        Kind(
            "speaker timeline",
            [Question(speaker=name, topic="climate", timeline=True) for name in speakers],
        ),
    ]
