"""How rows name what they belong to: an assembly, a session, an agenda item, a speaker."""

from dataclasses import dataclass
from typing import Final

from archive.vocabulary import NORDIC_COUNCIL

_SEPARATOR: Final = ":"


@dataclass(frozen=True, slots=True)
class AssemblyName:
    """Which parliament or council."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SessionName:
    """In which session something happened."""

    id: str
    """As in addresses: "64", "2012-theme", "stortinget:1998"."""
    number: int | None
    label: str
    """Unique within an assembly; the `session` of a search is the id."""
    year: int | None
    """As a source states it."""
    place: str | None


@dataclass(frozen=True, slots=True)
class AgendaItemName:
    """Under which item of the agenda a speech was held."""

    id: str | None
    """The item's public id; None where only the speech's own source names the item."""
    number: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class SpeakerName:
    """Who spoke: a speaker of the archive, or only a name as printed."""

    id: str | None
    """The speaker's public id; None where the name is not resolved."""
    name: str


def session_id(assembly: str, label: str) -> str:
    """Return a session's id in addresses: its label, after its assembly's key where needed.

    The Nordic Council's sessions, which the archive is about, need none.
    """
    return label if assembly == NORDIC_COUNCIL else f"{assembly}{_SEPARATOR}{label}"


def session_of(public_id: str) -> tuple[str, str]:
    """Return the assembly's key and the label that a session's id holds."""
    assembly, separator, label = public_id.partition(_SEPARATOR)
    return (assembly, label) if separator else (NORDIC_COUNCIL, public_id)
