"""What texts print around what they say: captions, salutations, labels, signatures' closings."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from archive.yaml_data import read_yaml


def begins_with(kind: str, line: str) -> str | None:
    """Return the line after the phrase of this kind that it begins with, or None.

    The phrase must end where a word does; of several that fit, the longest counts.
    """
    found = _beginning(kind).match(line)
    return None if found is None else line[found.end() :].strip()


def contains(kind: str, text: str) -> bool:
    """Tell whether a word of the kind stands in the text."""
    return not phrases_of_kind(kind).isdisjoint(map(str.casefold, _WORD.findall(text)))


@cache
def phrases_of_kind(kind: str) -> frozenset[str]:
    """Return the phrases of a kind, case-folded. Raises KeyError for one that is none."""
    stored = files("importers.sources.documents").joinpath("phrases.yaml").read_text("utf-8")
    phrases: dict[str, list[str]] = read_yaml(stored)
    return frozenset(map(str.casefold, phrases[kind]))


_WORD: Final = re.compile(r"[^\W\d_]+")


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    phrases = sorted(phrases_of_kind(kind), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
