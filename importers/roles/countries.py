"""Countries as roles name them: by name, in the genitive, or after the role's comma."""

import re
from functools import cache
from importlib.resources import files

from archive.yaml_data import read_yaml


def country_of(name: str) -> str | None:
    """Return the ISO 3166-1 code of a country's name or genitive, or None."""
    return _codes().get(_fold(name))


def country_codes() -> tuple[str, ...]:
    """Return the ISO 3166-1 codes of all countries that are known, sorted."""
    return tuple(sorted(set(_codes().values())))


def country_in(text: str) -> str | None:
    """Return the code of the country that a role names, or None.

    The part after the last comma goes first ("Minister, Danmark"), then the first name or
    genitive in the text ("Sveriges udenrigsminister", "minister for Færøerne").
    """
    for part in reversed(text.split(",")[1:]):
        if code := country_of(part):
            return code
    found = _pattern().search(_fold(text))
    return _codes()[found[0]] if found else None


def without_country(text: str) -> str:
    """Return the text without the names of countries, folded."""
    return " ".join(_pattern().sub(" ", _fold(text)).replace(",", " ").split())


def _fold(text: str) -> str:
    return " ".join(text.casefold().strip(" .,()").split())


@cache
def _codes() -> dict[str, str]:
    stored = files("importers.roles").joinpath("countries.yaml").read_text("utf-8")
    names: dict[str, list[str]] = read_yaml(stored)
    codes: dict[str, str] = {}
    for code, forms in names.items():
        for form in forms:
            name = _fold(form)
            endings = ("", "s", "'s", "’s", ":s") if not name.endswith("s") else ("", "'", "’")
            for ending in endings:
                codes.setdefault(name + ending, code)
    return codes


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_codes(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w’'-])")
