"""Reference data: assemblies and party groups, written into the database on every upgrade."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import NotRequired, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Assembly, PartyGroup, PartyGroupName
from archive.yaml_data import read_yaml


class AssemblyEntry(TypedDict):
    """One entry of assemblies.yaml."""

    key: str
    name: str
    country: str | None
    first_day: date
    """On which it first met; nothing was said in it before."""
    translated: NotRequired[bool]
    """Whether its sources print translations of what was said in no Scandinavian language."""
    crawled: NotRequired[str]
    """The source whose crawls bring its records."""


class PartyGroupEntry(TypedDict):
    """One entry of party_groups.yaml; `names` by the UI language of norden.org."""

    key: str
    first_year: int | None
    last_year: int | None
    names: dict[str, str]


def write_reference_data(session: Session) -> None:
    """Insert what is missing and correct what differs; writing it again changes nothing."""
    assemblies = {row.key: row for row in session.scalars(select(Assembly))}
    for assembly in assembly_entries():
        row = assemblies.get(assembly["key"]) or Assembly(key=assembly["key"])
        row.name, row.country = assembly["name"], assembly["country"]
        session.add(row)
    groups = {row.key: row for row in session.scalars(select(PartyGroup))}
    for entry in party_group_entries():
        group = groups.get(entry["key"]) or PartyGroup(key=entry["key"])
        group.first_year, group.last_year = entry["first_year"], entry["last_year"]
        _write_names(group, entry["names"])
        session.add(group)


def assembly_entries() -> list[AssemblyEntry]:
    """Read assemblies.yaml."""
    entries: list[AssemblyEntry] = read_yaml(_read("assemblies.yaml"))
    return entries


@cache
def first_days() -> dict[str, date]:
    """Return by assembly the day on which it first met."""
    return {entry["key"]: entry["first_day"] for entry in assembly_entries()}


@cache
def translated_assemblies() -> frozenset[str]:
    """Return the keys of the assemblies whose sources print translations."""
    return frozenset(each["key"] for each in assembly_entries() if each.get("translated"))


@cache
def crawled_assemblies() -> dict[str, str]:
    """Return by assembly the source whose crawls bring its records."""
    return {each["key"]: each["crawled"] for each in assembly_entries() if "crawled" in each}


def party_group_entries() -> list[PartyGroupEntry]:
    """Read party_groups.yaml."""
    entries: list[PartyGroupEntry] = read_yaml(_read("party_groups.yaml"))
    return entries


def _write_names(group: PartyGroup, names: dict[str, str]) -> None:
    held = {row.language: row for row in group.names}
    for language, name in names.items():
        if language in held:
            held[language].name = name
        else:
            group.names.append(PartyGroupName(language=language, name=name))


def _read(name: str) -> str:
    return files("archive.reference").joinpath(name).read_text(encoding="utf-8")
