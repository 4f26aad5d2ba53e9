"""By which ids a record is known again, and the public id that it gets once and for ever.

See docs/decisions/public-ids.md for the forms and why.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Speech, SpeechIdentifier
from archive.names import folded
from archive.vocabulary import NORDIC_COUNCIL, DatePrecision, Numbering, SegmentKind
from importers.records import AgendaItemRecord, SourceIdentifier, SpeechRecord

SESSION_NUMBER: Final = "session-number"
"""The scheme of a session and a speech number within it: "64-211"."""
REMARK: Final = "protocol-remark"
"""The scheme of a chair's remark: its agenda item's public id and its place in it, from 1."""
SITTING_NUMBER: Final = "sitting-number"
"""The scheme of a sitting and a speech number within it: "2021-03-04-12", after the session."""
NUMBERS: Final = frozenset({SESSION_NUMBER, SITTING_NUMBER})
"""The schemes that say no more than a number."""
CONTENT: Final = "content"
"""The scheme of last resort: a hash of what was said, by whom, and as which number.

It joins two addresses of one record that share no id, such as a slug's page without a date.
"""
DATED_CONTENT: Final = "dated-content"
"""A hash of the same and the day: equal words on two days are two speeches."""

EXCLUSIVE: Final = frozenset({"node", "corpus", REMARK})
"""Schemes in which one speech has one id: two ids mean two speeches."""

_TRUST: Final = (
    *("node", "corpus", REMARK, "slug"),
    *(SESSION_NUMBER, SITTING_NUMBER, DATED_CONTENT, CONTENT),
)
_LONGEST_PUBLIC_ID: Final = 200
_TELLING_LENGTH: Final = 80
"""Letters of an original that nobody says twice under one number; "Tak for ordet!" is shorter."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Which stored speech a record is, and what about its ids wants a look."""

    speech_id: int | None
    conflicting: tuple[tuple[SourceIdentifier, int], ...] = ()
    """Ids of the record that another stored speech has."""
    number_only: bool = False
    """Whether nothing but a number says so: its speaker and text must agree too."""


@dataclass(slots=True)
class KnownIdentifiers:
    """The stored identifiers that the records of one transaction ask about."""

    _speeches: dict[tuple[int, str, str], int] = field(default_factory=dict)
    _identifiers: dict[int, set[SourceIdentifier]] = field(default_factory=dict)

    def look_up(self, session: Session, asked: Iterable[tuple[int, SourceIdentifier]]) -> None:
        """Read the speeches that have one of the identifiers, by assembly, with all their ids."""
        values: dict[tuple[int, str], set[str]] = {}
        for assembly_id, identifier in asked:
            values.setdefault((assembly_id, identifier.scheme), set()).add(identifier.value)
        found: set[int] = set()
        for (assembly_id, scheme), wanted in values.items():
            found.update(
                session.scalars(
                    select(SpeechIdentifier.speech_id).where(
                        SpeechIdentifier.assembly_id == assembly_id,
                        SpeechIdentifier.scheme == scheme,
                        SpeechIdentifier.value.in_(sorted(wanted)),
                    )
                )
            )
        self._read(session, found)

    def add(self, speech_id: int, assembly_id: int, identifier: SourceIdentifier) -> None:
        """Remember that the speech has the identifier."""
        self._speeches[assembly_id, identifier.scheme, identifier.value] = speech_id
        self._identifiers.setdefault(speech_id, set()).add(identifier)

    def discard(self, speech_id: int, assembly_id: int, identifier: SourceIdentifier) -> None:
        """Forget that the speech has the identifier."""
        del self._speeches[assembly_id, identifier.scheme, identifier.value]
        self._identifiers[speech_id].discard(identifier)

    @property
    def speech_ids(self) -> frozenset[int]:
        """The speeches that have one of the identifiers."""
        return frozenset(self._identifiers)

    def of_speech(self, session: Session, speech_id: int) -> frozenset[SourceIdentifier]:
        """Return all identifiers of a stored speech."""
        if speech_id not in self._identifiers:
            self._read(session, {speech_id})
        return frozenset(self._identifiers.get(speech_id, ()))

    def owner(self, assembly_id: int, identifier: SourceIdentifier) -> int | None:
        """Return the speech that has an identifier that was looked up."""
        return self._speeches.get((assembly_id, identifier.scheme, identifier.value))

    def recognise(self, assembly_id: int, identifiers: tuple[SourceIdentifier, ...]) -> Recognised:
        """Tell which speech the identifiers mean: that of the most trusted one that fits.

        A speech that has another id in an exclusive scheme of the record's is another speech.
        """
        owners = [
            (identifier, owner)
            for identifier in identifiers
            if (owner := self.owner(assembly_id, identifier)) is not None
        ]
        fitting = [pair for pair in owners if not self._excluded(*pair, identifiers)]
        if not fitting:
            return Recognised(None, tuple(owners))
        by, speech_id = fitting[0]
        others = tuple(pair for pair in owners if pair[1] != speech_id)
        return Recognised(speech_id, others, number_only=by.scheme in NUMBERS)

    def _read(self, session: Session, speech_ids: set[int]) -> None:
        if not speech_ids:
            return
        rows = session.execute(
            select(
                SpeechIdentifier.speech_id,
                SpeechIdentifier.assembly_id,
                SpeechIdentifier.scheme,
                SpeechIdentifier.value,
            ).where(SpeechIdentifier.speech_id.in_(sorted(speech_ids)))
        )
        for speech_id, assembly_id, scheme, value in rows:
            self.add(speech_id, assembly_id, SourceIdentifier(scheme, value))

    def _excluded(
        self, by: SourceIdentifier, speech_id: int, identifiers: tuple[SourceIdentifier, ...]
    ) -> bool:
        held = {known.scheme: known.value for known in self._identifiers[speech_id]}
        telling = EXCLUSIVE
        if by.scheme in {CONTENT, DATED_CONTENT}:
            telling |= {*NUMBERS, DATED_CONTENT}
        return any(
            identifier.scheme in telling
            and held.get(identifier.scheme, identifier.value) != identifier.value
            for identifier in identifiers
        )


def identifiers_of(record: SpeechRecord) -> tuple[SourceIdentifier, ...]:
    """Return the record's ids, most trusted first; never none.

    The number is taken from the record's fields, whatever form its source gives it, and tells as
    much as the source declares.
    """
    found = [known for known in record.identifiers if known.scheme not in NUMBERS]
    if (numbered := _numbered(record)) is not None:
        found.append(numbered)
    if not found or _is_told_by_content(record, found):
        day = day_of(record)
        if day is not None:
            found.append(SourceIdentifier(DATED_CONTENT, _content_hash(record, day.isoformat())))
        found.append(SourceIdentifier(CONTENT, _content_hash(record)))
    return tuple(sorted(dict.fromkeys(found), key=trust))


def day_of(record: SpeechRecord) -> date | None:
    """Return the day that the record states, if any."""
    if record.started_at is None or record.started_at_precision is DatePrecision.YEAR:
        return None
    return record.started_at.date()


def _numbered(record: SpeechRecord) -> SourceIdentifier | None:
    """Return what session or sitting and number tell of the speech; None where they do not."""
    if record.number is None:
        return None
    match record.numbering:
        case Numbering.SESSION:
            if record.session is None:
                return None
            return SourceIdentifier(SESSION_NUMBER, f"{record.session}-{record.number}")
        case Numbering.SITTING:
            sitting = record.sitting or day_of(record)
            if sitting is None:
                return None
            parts = (record.session, sitting, record.number)
            value = "-".join(str(part) for part in parts if part is not None)
            return SourceIdentifier(SITTING_NUMBER, value)
        case Numbering.NONE:
            return None
        case _:
            assert_never(record.numbering)


def trust(identifier: SourceIdentifier) -> int:
    """Return how far an id is trusted: 0 most."""
    if identifier.scheme in _TRUST:
        return _TRUST.index(identifier.scheme)
    return _TRUST.index("slug")


def public_id_of(assembly: str, identifiers: tuple[SourceIdentifier, ...]) -> str:
    """Return the public id that the ids give: short, stable, one segment of a URL's path."""
    leading = identifiers[0]
    if leading.scheme == REMARK:
        return leading.value
    if leading.scheme == "slug" and (numbered := _session_number(identifiers)):
        return _joined(assembly, numbered.value)
    if leading.scheme in {"node", "slug", "corpus", *NUMBERS, DATED_CONTENT, CONTENT}:
        return _joined(assembly, leading.value)
    last = leading.value.rstrip("/").rpartition("/")[2]
    return _joined(assembly, f"{last}-{_short_hash(leading.value)[:8]}")


def free_public_id(session: Session, wanted: str) -> str:
    """Return the public id, with "-2", "-3" ... where other speeches took it."""
    candidate, count = wanted, 1
    while session.scalar(select(Speech.id).where(Speech.public_id == candidate)) is not None:
        count += 1
        candidate = f"{wanted}-{count}"
    return candidate


def agenda_item_public_id(record: AgendaItemRecord) -> str:
    """Return an agenda item's public id: from its page's id, else its session and number."""
    if record.identifiers:
        leading = min(record.identifiers, key=trust)
        scheme = "item" if leading.scheme == "node" else leading.scheme
        return _joined(record.assembly, f"{scheme}-{leading.value}")
    if record.session is not None and record.item_number is not None:
        return _joined(record.assembly, f"{record.session}-item-{record.item_number}")
    told = "\n".join((record.item_number or "", record.item_title or "", str(record.date)))
    return _joined(record.assembly, f"item-{_short_hash(told)}")


def _session_number(identifiers: tuple[SourceIdentifier, ...]) -> SourceIdentifier | None:
    return next((known for known in identifiers if known.scheme == SESSION_NUMBER), None)


def _joined(assembly: str, value: str) -> str:
    prefix = "nc" if assembly == NORDIC_COUNCIL else assembly
    whole = f"{prefix}-" + re.sub(r"[^\w:.~-]", "_", value.replace("/", "~"))
    if len(whole) <= _LONGEST_PUBLIC_ID:
        return whole
    return f"{whole[: _LONGEST_PUBLIC_ID - 20]}-{_short_hash(whole)}"


def _is_told_by_content(record: SpeechRecord, found: list[SourceIdentifier]) -> bool:
    return (
        record.number is not None
        and record.speaker is not None
        and not any(known.scheme in {"corpus", REMARK} for known in found)
        and len(_original(record)) >= _TELLING_LENGTH
    )


def _content_hash(record: SpeechRecord, day: str = "") -> str:
    speaker = folded(record.speaker or "")
    return _short_hash(f"{speaker}\n{record.number}\n{day}{_original(record)}")


def _original(record: SpeechRecord) -> str:
    return " ".join(
        " ".join(text.split())
        for segment in record.segments
        if segment.kind is SegmentKind.ORIGINAL
        for text in segment.paragraphs
    )


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
