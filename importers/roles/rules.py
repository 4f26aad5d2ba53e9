"""Role strings of the Nordic Council's records: role kind, party group and country by rule."""

import difflib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final

from archive.vocabulary import PartyGroupKey, RoleKind
from archive.yaml_data import read_yaml
from importers.records import ParsedRole
from importers.roles.countries import country_in, country_of
from importers.roles.patterns import (
    CHAIR,
    COMMITTEE,
    ELECT,
    GOVERNMENT_HEAD,
    GROUP_WORDS,
    GUEST_BODIES,
    GUEST_TITLES,
    MINISTER,
    MINISTER_COUNCIL,
    NORDIC_COUNCIL,
    OUTSIDE_GROUPS,
    PARLIAMENTARIAN,
    PRESIDENT,
    PRESIDIUM,
    REPRESENTATIVE,
    SPOKESPERSON,
)


def read_role(role: str | None) -> ParsedRole:
    """Return what a printed role says; an empty reading where no rule knows it.

    The rules stand in the order in which they are tried: guests and ministers before groups,
    since a guest may be "Præsident" of another body and a minister may lead a group.
    """
    if role is None or not role.strip():
        return ParsedRole()
    folded = fold(role)
    for rule in _RULES:
        if reading := rule(folded, role):
            return reading
    return ParsedRole()


def fold(text: str) -> str:
    """Return the text in lower case with single spaces and plain hyphens and quotes.

    "Präsident" stands for "præsident".
    """
    plain = text.casefold().translate(_PLAIN)
    plain = plain.replace("präsid", "præsid")
    return " ".join(plain.split()).strip(" .;:")


_PLAIN: Final = str.maketrans({"‐": "-", "‑": "-", "–": "-", "’": "'", "\u00ad": None})


def _is_spokesperson(folded: str) -> bool:
    return bool(SPOKESPERSON.search(folded))


def _no_group(folded: str, _role: str) -> ParsedRole | None:
    if OUTSIDE_GROUPS.search(folded):
        return ParsedRole(RoleKind.NO_GROUP, rule="outside_party_groups")
    return None


def _national_representative(folded: str, role: str) -> ParsedRole | None:
    """Read "Taler som repræsentant for Island" and a country that stands alone."""
    if country := country_of(folded):
        return ParsedRole(RoleKind.NATIONAL_REPRESENTATIVE, country=country, rule="country_alone")
    country = country_in(role)
    if country and REPRESENTATIVE.search(folded) and not MINISTER.search(folded):
        return ParsedRole(
            RoleKind.NATIONAL_REPRESENTATIVE, country=country, rule="national_representative"
        )
    return None


def _guest_of_a_body(folded: str, role: str) -> ParsedRole | None:
    is_spokesperson = _is_spokesperson(folded)
    if MINISTER_COUNCIL.search(folded):
        rule = "council_of_ministers"
    elif _names_other_body(folded) and not _names_own_minister(folded):
        rule = "other_body"
    else:
        return None
    return ParsedRole(
        RoleKind.GUEST, country=country_in(role), spokesperson=is_spokesperson, rule=rule
    )


def _names_other_body(folded: str) -> bool:
    return bool(GUEST_BODIES.search(folded) or _acronyms().search(folded))


def _names_own_minister(folded: str) -> bool:
    """Tell a minister for Europe or the Arctic from a guest of a European or Arctic body."""
    return bool(MINISTER.search(folded)) and not re.search(r"\bunr\b|forsamling|assembly", folded)


def _president_of_a_parliament(folded: str, role: str) -> ParsedRole | None:
    country = _parliament_country(folded)
    if country is None:
        return None
    country = country_in(role) or country or None
    if PRESIDENT.search(folded) or PARLIAMENTARIAN.search(folded):
        rule = "president_of_a_parliament"
    elif country is not None and country not in _MEMBERS:
        rule = "parliament_abroad"
    else:
        return None
    return ParsedRole(
        RoleKind.GUEST, country=country, spokesperson=_is_spokesperson(folded), rule=rule
    )


_MEMBERS: Final = frozenset({"DK", "FI", "IS", "NO", "SE", "FO", "GL", "AX"})
"""The countries and areas whose parliaments elect the Nordic Council."""


def _parliament_country(folded: str) -> str | None:
    """Return the code of the parliament that is named, "" for a lagting of either islands."""
    for name, code in _parliaments():
        if re.search(rf"\b{re.escape(name)}(?:et|ets|en|ens|s|in|n|i|inu|sins|ið)?s?\b", folded):
            return code
        if re.search(rf"\b{re.escape(name)}s?(?:præsident|president|formand|talman)", folded):
            return code
    return "" if re.search(r"\b(?:lagting|løgting|parlament|parliament|ting)", folded) else None


def _minister(folded: str, role: str) -> ParsedRole | None:
    if not (MINISTER.search(folded) or GOVERNMENT_HEAD.search(folded)):
        return None
    return ParsedRole(
        RoleKind.MINISTER,
        country=country_in(role),
        spokesperson=_is_spokesperson(folded),
        rule="minister",
    )


def _presidium(folded: str, _role: str) -> ParsedRole | None:
    if not PRESIDIUM.search(folded):
        return None
    groups = [_group(part)[0] for part in folded.split(",") if not PRESIDIUM.search(part)]
    return ParsedRole(
        RoleKind.PRESIDIUM,
        party_group=next((group for group in groups if group), None),
        spokesperson=_is_spokesperson(folded),
        rule="presidium",
    )


def _chair(folded: str, _role: str) -> ParsedRole | None:
    bare = " ".join(NORDIC_COUNCIL.sub(" ", folded).split())
    bare = re.sub(r"(?<![ ,])[ ,]++(?:(?:for|af|av|för|of|of the|i)$)?$", "", bare)
    if CHAIR.fullmatch(bare) or CHAIR.fullmatch(folded):
        return ParsedRole(RoleKind.PRESIDENT, rule="chair")
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) > 1 and CHAIR.fullmatch(parts[0]):
        groups = [_group(part)[0] for part in parts[1:]]
        if all(groups):
            return ParsedRole(RoleKind.PRESIDENT, groups[0], rule="chair")
    return None


def _president_elect(folded: str, role: str) -> ParsedRole | None:
    """Read who will preside over the Council: a member of its presidium until then."""
    title = " ".join(_FOR_YEAR.sub(" ", ELECT.sub(" ", folded)).split())
    if title != folded and _chair(title, role):
        return ParsedRole(RoleKind.PRESIDIUM, rule="president_elect")
    return None


def _committee(folded: str, _role: str) -> ParsedRole | None:
    if not COMMITTEE.search(folded):
        return None
    groups = [_group(part)[0] for part in folded.split(",") if not COMMITTEE.search(part)]
    is_spokesperson = _is_spokesperson(folded)
    return ParsedRole(
        RoleKind.COMMITTEE_SPOKESPERSON if is_spokesperson else RoleKind.COMMITTEE,
        party_group=next((group for group in groups if group), None),
        spokesperson=is_spokesperson,
        rule="committee",
    )


def _party_group(folded: str, role: str) -> ParsedRole | None:
    is_spokesperson = _is_spokesperson(folded)
    kind = RoleKind.PARTY_GROUP_SPOKESPERSON if is_spokesperson else RoleKind.PARTY_GROUP
    for part in (folded, *folded.split(",")):
        group, rule = _group(part)
        if group:
            return ParsedRole(kind, group, country_in(role), is_spokesperson, rule)
    return None


def _other_guest(folded: str, role: str) -> ParsedRole | None:
    """Read guests' titles and the presidents of whatever is not the Nordic Council."""
    country = country_in(role)
    if GUEST_TITLES.search(folded):
        return ParsedRole(RoleKind.GUEST, country=country, rule="guest_title")
    is_of_something = re.search(r"\b(?:af|av|for|för|of|i)\b", folded) or country
    if PRESIDENT.search(folded) and is_of_something:
        return ParsedRole(RoleKind.GUEST, country=country, rule="president_of_another_body")
    return None


_RULES: Final[tuple[Callable[[str, str], ParsedRole | None], ...]] = (
    _no_group,
    _presidium,
    _guest_of_a_body,
    _national_representative,
    _president_of_a_parliament,
    _minister,
    _chair,
    _president_elect,
    _committee,
    _party_group,
    _other_guest,
)

_FOR_YEAR: Final = re.compile(
    r"\b(?:(?:for|för|vuodelle|fyrir|i|í|in)\s)?(?:årið\s)?20\d\d(?:[-/]\d{2,4})?\b"
)
_LEAST_LIKENESS: Final = 0.88
_LEAST_LETTERS: Final = 6


def _group(text: str) -> tuple[PartyGroupKey | None, str | None]:
    """Return the group that the text names and the rule: alias, or alias with a misspelling."""
    key = _group_key(text)
    aliases = _group_aliases()
    for candidate in (key, re.sub(r"s\b", "", key), re.sub(r"(?<=.)n\b", "", key)):
        if candidate in aliases:
            return aliases[candidate], "party_group"
    if len(key) < _LEAST_LETTERS:
        return None, None
    near = difflib.get_close_matches(key, aliases, n=1, cutoff=_LEAST_LIKENESS)
    return (aliases[near[0]], "party_group_misspelt") if near else (None, None)


def _group_key(text: str) -> str:
    """Return the group's name without article, "group", spokesperson, hyphens and brackets."""
    bare = SPOKESPERSON.sub(" ", fold(text))
    bare = re.sub(r"[-/()\"']", " ", bare)
    bare = GROUP_WORDS.sub(" ", bare)
    return " ".join(bare.replace("sosialistisk", "socialistisk").split())


@cache
def _group_aliases() -> dict[str, PartyGroupKey]:
    groups: dict[str, list[str]] = _words()["party_groups"]
    return {
        _group_key(alias): PartyGroupKey(group)
        for group, names in groups.items()
        for alias in names
    }


@cache
def _parliaments() -> tuple[tuple[str, str], ...]:
    """Return the parliaments' folded names and countries, the longest names first."""
    stored: dict[str, list[str]] = _words()["parliaments"]
    named = [(fold(name), code) for code, names in stored.items() for name in names]
    return tuple(sorted(named, key=lambda pair: -len(pair[0])))


@cache
def _acronyms() -> re.Pattern[str]:
    """Return what finds the acronym of another body, in the genitive too ("CPAR:s", "UNR's")."""
    names = sorted(map(fold, _words()["acronyms"]), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?:'?s|:s|:n)?(?![\w])")


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    stored = files("importers.roles").joinpath("role_words.yaml").read_text("utf-8")
    words: dict[str, dict[str, list[str]]] = read_yaml(stored)
    return words
