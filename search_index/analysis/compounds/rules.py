"""Rules of each language's compounds: links, affixes, short words, exceptions."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from archive.yaml_data import read_yaml

COMPOUND_LANGUAGES: Final = frozenset({"da", "nb", "nn", "sv", "fi", "is", "fo"})
"""The languages whose compounds are split; English writes its own as several words."""

_FOLDER: Final = files("search_index.analysis") / "data" / "compounds"


@dataclass(frozen=True, slots=True)
class Link:
    """How a first word ends in print, and what its base form has in that place."""

    printed: str
    base: str


@dataclass(frozen=True, slots=True)
class CompoundRules:
    """A language's data; data/compounds/da.yaml says what each of its lists is."""

    words_of: tuple[str, ...]
    links: tuple[Link, ...]
    unmet: tuple[Link, ...]
    inflected: tuple[str, ...]
    overlap: bool
    prefixes: frozenset[str]
    openers: frozenset[str]
    suffixes: frozenset[str]
    short: frozenset[str]
    modifiers: dict[str, str]
    heads: dict[str, str]
    simple: frozenset[str]
    derived: frozenset[str]
    never: frozenset[str]
    name_endings: frozenset[str]
    participles: tuple[tuple[str, str], ...]


@cache
def compound_rules(code: str) -> CompoundRules:
    """Return what is said of a language's compounds."""
    files = [read_yaml(text) for text in _texts(code)]
    own = files[0]
    return CompoundRules(
        words_of=tuple(own["words_of"]),
        links=_links(own["links"]),
        unmet=_links(own["unmet"]),
        inflected=tuple(own.get("inflected", ())),
        overlap=own.get("overlap", False),
        prefixes=_united(files, "prefixes"),
        openers=_united(files, "openers"),
        suffixes=_united(files, "suffixes"),
        short=_united(files, "short"),
        modifiers=_bases(files, "modifiers"),
        heads=_bases(files, "heads"),
        simple=_united(files, "simple"),
        derived=_united(files, "derived"),
        never=_united(files, "never"),
        name_endings=_united(files, "name_endings"),
        participles=tuple((head, verb) for head, verb in own.get("participles", ())),
    )


@cache
def compound_rules_digest(code: str) -> str:
    """Return what changes whenever the language's files do."""
    return hashlib.sha256("\0".join(_texts(code)).encode()).hexdigest()[:12]


def _texts(code: str) -> Iterator[str]:
    """Yield the text of the language's own file and of those that it is like."""
    text = (_FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    yield text
    for other in read_yaml(text).get("like", ()):
        yield from _texts(other)


def _links(pairs: list[tuple[str, str]]) -> tuple[Link, ...]:
    return tuple(Link(printed, base) for printed, base in pairs)


def _bases(files: list[dict[str, Any]], key: str) -> dict[str, str]:
    """Return printed words and their base forms; a language's own file counts before the others."""
    return {
        printed: base for each in reversed(files) for printed, base in each.get(key, {}).items()
    }


def _united(files: list[dict[str, Any]], key: str) -> frozenset[str]:
    words = frozenset(word for each in files for word in each.get(key, ()))
    if not all(isinstance(word, str) for word in words):
        odd = sorted(repr(word) for word in words if not isinstance(word, str))
        raise ValueError(f"data/compounds: {key}: not text, put it in quotation marks: {odd}")
    return words
