"""Forms that choose what a page shows: plain GET forms of a few lists."""

from collections.abc import Iterable
from dataclasses import dataclass


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
    """Where the choices are sent, and the choices."""

    action: str
    choices: tuple[Choice, ...]


def choice(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> Choice:
    """Return the choice among values and their names, one of them chosen."""
    return Choice(
        name, label, tuple(Option(value, text, value == chosen) for value, text in options)
    )
