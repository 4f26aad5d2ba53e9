"""Forms that choose what a page shows: plain GET forms of words and a few lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.parts.addresses import SearchAddress


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose."""

    value: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter and the values that it can have."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A field for words, choices, and where they are sent."""

    action: str
    address: SearchAddress
    """What the page was asked: the form's own fields, and filters that it has no field for."""
    expand: Choice
    """What the words are searched as."""
    choices: tuple[Choice, ...]

    @property
    def q(self) -> str:
        """The words in the field."""
        return self.address.value("q") or ""

    @property
    def fields(self) -> frozenset[str]:
        """The parameters that the form has a field for."""
        return frozenset(("q", self.expand.name, *(choice.name for choice in self.choices)))

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The filters that are sent along."""
        return tuple(pair for pair in self.address.pairs if pair[0] not in self.fields)


def choice(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> Choice:
    """Return the choice among values and their names, one of them chosen."""
    return Choice(
        name, label, tuple(Option(value, text, value == chosen) for value, text in options)
    )
