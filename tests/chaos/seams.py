"""Seams: where an import works on a record, and may be made to fail with the poisoned ones."""

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.models import AgendaItem, Speaker, Speech
from archive.vocabulary import Phase
from importers.loading.speeches.bulk_insert import PendingSpeeches
from importers.loading.speeches.rows import Surroundings
from importers.loading.transaction import Transaction

POISON = "Giftig"
"""Stands in the name of each speaker with whose speeches something fails."""


class Untellable(Exception):  # noqa: N818
    """An error that fails even when it is told."""

    def __str__(self) -> str:
        raise ValueError


ERRORS: tuple[Callable[[], Exception], ...] = (
    lambda: ValueError("Exceeds the limit (4300 digits) for integer string conversion"),
    lambda: UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    lambda: RecursionError("maximum recursion depth exceeded"),
    lambda: KeyError("\ud800\0"),
    lambda: OverflowError("Python int too large to convert to SQLite INTEGER"),
    AssertionError,
    StopIteration,
    lambda: FileNotFoundError(2, "no such file"),
    lambda: TypeError("x" * 1_000_000),
    Untellable,
)


@dataclass(frozen=True, slots=True)
class Seam:
    """A function of a module that works on records."""

    phase: Phase
    module: str
    name: str


SEAMS = (
    Seam(Phase.PARSE, "importers.bounds.dates", "with_plausible_date"),
    Seam(Phase.PARSE, "importers.bounds.dates", "require_storable"),
    Seam(Phase.STORE, "importers.loading.store_records", "identifiers_of"),
    Seam(Phase.STORE, "importers.loading.store_records", "store_speech"),
    Seam(Phase.STORE, "importers.loading.speeches.store_speech", "speech_rows"),
    Seam(Phase.STORE, "importers.loading.speeches.store_speech", "_claims"),
    Seam(Phase.STORE, "importers.loading.speeches.bulk_insert", "_speech_row"),
    Seam(Phase.STORE, "importers.loading.speeches.rows", "count_words"),
    Seam(Phase.PLACE, "importers.loading.sessions.unplaced_speeches", "_unplaced"),
    Seam(Phase.PLACE, "importers.loading.agenda.listing_matches", "is_certain_match"),
    Seam(Phase.PLACE, "importers.loading.sessions.placement", "_put"),
    Seam(Phase.PLACE, "importers.loading.sessions.placement", "restate_speech"),
    Seam(Phase.JOIN, "importers.loading.agenda.item_membership", "normalise_teaser"),
    Seam(Phase.JOIN, "importers.loading.agenda.item_membership", "_join"),
    Seam(Phase.JOIN, "importers.loading.agenda.item_membership", "restate_speech"),
    Seam(Phase.RESOLVE, "importers.loading.speakers.resolution", "resolve_appearances"),
    Seam(Phase.RESOLVE, "importers.loading.speakers.resolution", "write_speakers"),
    Seam(Phase.RESOLVE, "importers.loading.speakers.rules", "_person"),
    Seam(Phase.MANDATES, "importers.loading.speakers.mandates", "_write"),
)


def poison(patch: pytest.MonkeyPatch, seam: Seam, error: Callable[[], Exception]) -> None:
    """Let the seam fail with the poisoned records, and with no others."""
    module = importlib.import_module(seam.module)
    real = getattr(module, seam.name)

    def failing(*arguments: Any, **keywords: Any) -> Any:
        if _is_poisoned((*arguments, *keywords.values())):
            raise error()
        return real(*arguments, **keywords)

    patch.setattr(module, seam.name, failing)


def _is_poisoned(arguments: tuple[object, ...]) -> bool:
    session = next(
        (
            each.session if isinstance(each, Transaction) else each
            for each in arguments
            if isinstance(each, Transaction | Session)
        ),
        None,
    )
    for each in arguments:
        if isinstance(each, Transaction | Session | PendingSpeeches | Surroundings | AgendaItem):
            continue
        if isinstance(each, Speech) and POISON in (each.speaker_raw or ""):
            return True
        if isinstance(each, int) and session is not None and each in _keys(session):
            return True
        if _is_of_keys(each) and session is not None and not _speakers(session).isdisjoint(each):
            return True
        if POISON in repr(each):
            return True
    return False


def _is_of_keys(each: object) -> bool:
    return isinstance(each, list) and all(isinstance(key, int) for key in each)


def _keys(session: Session) -> Collection[int]:
    with session.no_autoflush:
        return set(session.scalars(select(Speech.id).where(Speech.speaker_raw.contains(POISON))))


def _speakers(session: Session) -> set[int]:
    with session.no_autoflush:
        named = or_(Speaker.name.contains(POISON), Speaker.name.contains(POISON.lower()))
        return set(session.scalars(select(Speaker.id).where(named)))
