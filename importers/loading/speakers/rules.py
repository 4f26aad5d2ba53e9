"""Speakers from the names and ids that speeches print: who is one person, by rule, never by guess.

The source's id of a person leads, else the name within the assembly. What is returned depends on
the set of appearances alone, and not on the order in which they were imported.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from archive.text.name_matching import normalize_signs, printed_name
from archive.vocabulary import NORDIC_COUNCIL, Severity
from importers.records import RecordIssue

BY_SOURCE_ID: Final = "source-id"
BY_NAME: Final = "name"
AMBIGUOUS: Final = "ambiguous"
UNNAMED: Final = "unnamed"

_LONGEST_PUBLIC_ID: Final = 200


@dataclass(frozen=True, slots=True)
class Appearance:
    """Speeches of an assembly that print one name alike, with the same id and gender."""

    key: str
    """archive.text.name_matching.matching_key of the name: not empty."""
    printed: str
    source_id: str | None
    gender: str | None
    speeches: int
    last_day: date | None
    """None where none of the speeches has a date."""


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker as the appearances of one assembly tell."""

    public_id: str
    name: str
    """The one printed last; of its spellings the fullest."""
    names: frozenset[str]
    source_id: str | None
    gender: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is meant by a name with or without an id, and by which rule."""

    rule: str
    public_id: str | None = None
    candidates: tuple[str, ...] = ()
    """Public ids of all who may be meant."""
    issue: RecordIssue | None = None


@dataclass(frozen=True, slots=True)
class ResolvedSpeakers:
    """The persons of an assembly and who is meant where."""

    persons: Mapping[str, Person]
    """By public id."""
    resolutions: Mapping[tuple[str, str | None], Resolution]
    """By key of the name and source's id of the person."""


def resolve_appearances(assembly: str, appearances: Sequence[Appearance]) -> ResolvedSpeakers:
    """Return who the appearances are; they must hold all of each name and of each id they hold."""
    names_of_id = {
        source_id: _leading_names(each) for source_id, each in _by_source_id(appearances).items()
    }
    ids_of_name: dict[str, list[str]] = {}
    for source_id in sorted(names_of_id):
        for key in names_of_id[source_id]:
            ids_of_name.setdefault(key, []).append(source_id)
    resolutions: dict[tuple[str, str | None], Resolution] = {}
    found: dict[str, list[Appearance]] = {}
    for one in appearances:
        about = (one.key, one.source_id)
        if about not in resolutions:
            ids = ids_of_name.get(one.key, ())
            resolutions[about] = _resolution(assembly, one, names_of_id, ids)
        public_id = resolutions[about].public_id
        if public_id is not None:
            found.setdefault(public_id, []).append(one)
    persons = {public_id: _person(public_id, held) for public_id, held in found.items()}
    return ResolvedSpeakers(persons, resolutions)


def public_id_of_source_id(assembly: str, source_id: str) -> str:
    """Return the public id of a person with a source's id: "eduskunta.id.926"."""
    plain = re.sub(r"[^\w.~-]", "_", source_id)
    whole = f"{assembly}.id.{plain}"
    if plain == source_id and len(whole) <= _LONGEST_PUBLIC_ID:
        return whole
    digest = hashlib.sha256(source_id.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{whole[: _LONGEST_PUBLIC_ID - 9]}-{digest}"


def public_id_of_name(assembly: str, key: str) -> str:
    """Return the public id of a person known by name alone: "anna-ek", "folketinget.anna-ek".

    The Nordic Council's speakers, whom the archive is about, need no assembly.
    """
    slug = key.replace(" ", "-")
    return slug if assembly == NORDIC_COUNCIL else f"{assembly}.{slug}"


def _by_source_id(appearances: Iterable[Appearance]) -> dict[str, list[Appearance]]:
    found: dict[str, list[Appearance]] = {}
    for one in appearances:
        if one.source_id is not None:
            found.setdefault(one.source_id, []).append(one)
    return found


def _leading_names(appearances: Sequence[Appearance]) -> frozenset[str]:
    """Return the keys of the names that an id stands for, of all that it stands with.

    Names that share a word, directly or through others, are of one person. Where some share none,
    the source gives the id to two: those with more speeches are meant, then the first by letters.
    """
    speeches: Counter[str] = Counter()
    for one in appearances:
        speeches[one.key] += one.speeches
    groups: list[set[str]] = []
    for key in sorted(speeches):
        words = set(key.split())
        sharing = [group for group in groups if any(words & set(held.split()) for held in group)]
        groups = [group for group in groups if group not in sharing]
        groups.append({key}.union(*sharing))
    return frozenset(
        min(groups, key=lambda group: (-sum(speeches[key] for key in group), min(group)))
    )


def _resolution(
    assembly: str,
    appearance: Appearance,
    names_of_id: Mapping[str, frozenset[str]],
    ids_of_name: Sequence[str],
) -> Resolution:
    """Return who is meant by a name and an id, given the names of ids and the ids of the name."""
    key, source_id = appearance.key, appearance.source_id
    if source_id is not None:
        public_id = public_id_of_source_id(assembly, source_id)
        if key in names_of_id[source_id]:
            return Resolution(BY_SOURCE_ID, public_id, (public_id,))
        return Resolution(AMBIGUOUS, None, (public_id,), _other_name(appearance, public_id))
    candidates = tuple(public_id_of_source_id(assembly, each) for each in ids_of_name)
    if len(candidates) > 1:
        return Resolution(AMBIGUOUS, None, candidates, _ambiguous(appearance, candidates))
    public_id = candidates[0] if candidates else public_id_of_name(assembly, key)
    return Resolution(BY_NAME, public_id, (public_id,))


def _person(public_id: str, appearances: Sequence[Appearance]) -> Person:
    genders = Counter[str]()
    for one in appearances:
        if one.gender is not None:
            genders[one.gender] += one.speeches
    return Person(
        public_id=public_id,
        name=_canonical_name(appearances),
        names=frozenset(printed_name(one.printed) for one in appearances),
        source_id=next((one.source_id for one in appearances if one.source_id), None),
        gender=min(genders, key=lambda gender: (-genders[gender], gender), default=None),
    )


def _canonical_name(appearances: Sequence[Appearance]) -> str:
    """Return the name that was printed last, in its fullest spelling.

    The fullest has the most letters beyond ASCII, then the most capitals where not all are, then
    the most speeches.
    """
    last: dict[str, tuple[date, int]] = {}
    speeches: Counter[str] = Counter()
    for one in appearances:
        day, count = last.get(one.key, (date.min, 0))
        last[one.key] = max(day, one.last_day or date.min), count + one.speeches
        speeches[printed_name(one.printed)] += one.speeches
    key = min(last, key=lambda each: (-last[each][0].toordinal(), -last[each][1], each))
    spellings = {printed_name(one.printed) for one in appearances if one.key == key}
    return min(spellings, key=lambda name: (*_sparseness(name), -speeches[name], name))


def _sparseness(name: str) -> tuple[int, int]:
    """Return what is lowest for the fullest spelling of a name."""
    parts = re.split(r"[\s-]+", normalize_signs(name))
    capitals = sum(part[:1].isupper() and (len(part) == 1 or not part.isupper()) for part in parts)
    return -sum(letter.isalpha() and not letter.isascii() for letter in name), -capitals


def _ambiguous(appearance: Appearance, candidates: Sequence[str]) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "ambiguous_speaker",
        f"the name {appearance.printed!r} fits several speakers: {', '.join(candidates)}; the"
        " speech is left unresolved",
    )


def _other_name(appearance: Appearance, public_id: str) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "speaker_id_of_another_name",
        f"the source's id {appearance.source_id!r} stands with the name {appearance.printed!r}"
        f" here and with other names elsewhere ({public_id}); the speech is left unresolved",
    )
