"""The gold lists: by language, the words that the analysis must join, keep apart and take apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "gold"

LANGUAGES = ("da", "nb", "nn", "sv", "fi", "is", "fo", "en")

BRIDGES = {"da": ("da", "nb"), "nb": ("nb", "nn"), "nn": ("nb", "nn")}
"""Of the lists that have a bridge: the language of the first and of the second word."""

SECTIONS = frozenset(
    ["meet", "apart", "drawn", "bridge", "compounds", "simple", "drawn_compounds", "drawn_simple"]
)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Compound:
    """A compound as printed, and its parts at word level as base forms."""

    word: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldList:
    """One language's list."""

    language: str
    meet: tuple[Pair, ...]
    """Two forms or spellings of one word."""
    apart: tuple[Pair, ...]
    """Forms of two words that look alike."""
    drawn: tuple[Pair, ...]
    """Words drawn at random from debates, each with another of its forms."""
    bridge: tuple[Pair, ...]
    """Forms of one word in two languages: those that `BRIDGES` names."""
    compounds: tuple[Compound, ...]
    simple: tuple[str, ...]
    """Words that are no compounds."""
    drawn_compounds: tuple[Compound, ...]
    """Compounds drawn at random from debates; none in some lists."""
    drawn_simple: tuple[str, ...]
    """Words drawn with them that are no compounds."""


@cache
def gold_list(language: str) -> GoldList:
    """Return the language's list. Raises ValueError where an entry is no pair of words."""
    path = FOLDER / f"{language}.yaml"
    sections: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := set(sections) - SECTIONS:
        raise ValueError(f"{path.name}: no section is called {', '.join(sorted(unknown))}")
    return GoldList(
        language,
        meet=_pairs(sections["meet"], path),
        apart=_pairs(sections["apart"], path),
        drawn=_pairs(sections["drawn"], path),
        bridge=_pairs(sections.get("bridge") or (), path),
        compounds=_compounds(sections.get("compounds") or (), path),
        simple=tuple(_word(word, path) for word in sections["simple"]),
        drawn_compounds=_compounds(sections.get("drawn_compounds") or (), path),
        drawn_simple=tuple(_word(word, path) for word in sections.get("drawn_simple") or ()),
    )


def _compounds(listed: Iterable[Any], path: Path) -> tuple[Compound, ...]:
    return tuple(
        Compound(_word(word, path), tuple(_word(part, path) for part in parts))
        for word, parts in listed
    )


def _pairs(listed: Iterable[Any], path: Path) -> tuple[Pair, ...]:
    found = []
    for entry in listed:
        if len(entry) != 2:
            raise ValueError(f"{path.name}: {entry} is no pair")
        found.append((_word(entry[0], path), _word(entry[1], path)))
    return tuple(found)


def _word(entry: object, path: Path) -> str:
    """Return the entry if it is a word: unquoted no, on and 1 are none to YAML."""
    if not isinstance(entry, str):
        raise ValueError(f"{path.name}: {entry!r} is not read as a word; quote it")  # noqa: TRY004
    return entry
