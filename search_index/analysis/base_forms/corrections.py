"""Corrections of a language's base forms, from its own file, over the dictionary's data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from archive.yaml_data import read_yaml

SHORTEST_STEM: Final = 2
"""Letters before the ending of the shortest form that a paradigm is asked for."""

DATA_FOLDER: Final = files("search_index.analysis") / "data"


@dataclass(frozen=True, slots=True)
class Paradigm:
    """A rule that finds the other base form of a form that could be of two.

    Of a form that ends in `form`, the words with each of `witnesses` in that place must all have
    one base form: then the form may be of that one too. So Danish "ofre" is of "offer", because
    "ofrene" is.
    """

    form: str
    witnesses: tuple[str, ...]
    base: str = ""
    """How the base form must end."""
    not_base: str | None = None
    """How it must not end."""
    own: bool = False
    """Whether the base form must be the form without its ending."""

    inflected: bool = False
    """Whether the form must not be a base form itself by the dictionary."""
    itself: bool = False
    """Whether what is added is the form itself."""

    def allows(self, base: str, stem: str) -> bool:
        """Whether the witnesses' base form can be the form's."""
        if len(stem) < SHORTEST_STEM or (self.own and base != stem):
            return False
        if base.startswith(stem + self.form) and base != stem + self.form:
            return False  # nothing is inflected by losing letters: "men" is not of "mens"
        if self.not_base and base.endswith(self.not_base):
            return False
        # Another beginning is another word: a comparative of another stem, or an error.
        return base.endswith(self.base) and base[:1] == stem[:1]


@dataclass(frozen=True, slots=True)
class Corrections:
    """A language's paradigms, irregular words, spellings and corrected entries."""

    paradigms: tuple[Paradigm, ...]
    forms: Mapping[str, tuple[str, ...]]
    """Forms whose base forms are these and no others."""
    also: Mapping[str, tuple[str, ...]]
    """Forms which have these base forms besides what the dictionary says."""
    prefixes: tuple[str, ...]
    """What irregular words may begin with: their inflections are then the same."""
    variants: Mapping[str, str]
    """Base forms which are spelled otherwise, and the spelling that stands for both."""
    spellings: tuple[tuple[str, str], ...]
    """Endings of base forms which are spelled otherwise, where both spellings are known."""
    shortened: tuple[tuple[str, str], ...]
    """Endings of inflections that are much shorter than those of their base forms, and those."""
    other_stems: frozenset[str]
    """Base forms of which inflections have another stem."""
    names: frozenset[str] = frozenset()
    """Names that look like inflections of words, of which each is its own base form alone."""

    @property
    def named_bases(self) -> frozenset[str]:
        """Return every base form that stands in the file."""
        given = (*self.forms.values(), *self.also.values())
        return frozenset(base for bases in given for base in bases)


def read_corrections(code: str) -> Corrections:
    """Return what the language's own file says."""
    data: dict[str, Any] = read_yaml(corrections_file_text(code)) or {}
    also = {form: list(bases) for form, bases in data.get("also", {}).items()}
    for base, forms in data.get("irregular", {}).items():
        for form in forms.split():
            also.setdefault(form, []).append(base)
    return Corrections(
        paradigms=tuple(_paradigms(data.get("paradigms", ()))),
        forms={form: tuple(bases) for form, bases in data.get("forms", {}).items()},
        also={form: tuple(bases) for form, bases in also.items()},
        prefixes=tuple(data.get("prefixes", ())),
        variants=data.get("variants", {}),
        spellings=tuple((old, new) for old, new in data.get("spellings", ())),
        shortened=tuple((short, full) for short, full in data.get("shortened", ())),
        other_stems=frozenset(data.get("other_stems", ())),
        names=frozenset(data.get("names", "").split()),
    )


def corrections_file_text(code: str) -> str:
    """Return the language's file without its comments."""
    text = (DATA_FOLDER / f"{code}.yaml").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))


def _paradigms(rules: Iterable[Mapping[str, Any]]) -> Iterable[Paradigm]:
    for rule in rules:
        for form in rule["forms"]:
            yield Paradigm(
                form,
                tuple(rule["witnesses"]),
                rule.get("base", ""),
                rule.get("not_base"),
                rule.get("own", False),
                rule.get("inflected", False),
                rule.get("itself", False),
            )
