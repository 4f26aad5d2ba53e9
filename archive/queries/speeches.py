"""Speeches as they are listed: one row each with everything a list shows, in one statement."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import RowMapping, ScalarSelect, Select, bindparam, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import (
    AgendaItem,
    Assembly,
    CouncilSession,
    FormerSpeechId,
    SourceDocument,
    Speaker,
    Speech,
    SpeechSource,
)
from archive.queries.names import (
    AgendaItemName,
    AssemblyName,
    SessionName,
    SpeakerName,
    session_id,
)
from archive.text.name_matching import printed_name


@dataclass(frozen=True, slots=True)
class SpeechSummary:
    """A speech without its text."""

    key: int
    """models.Speech.id: the key that the index's hits carry."""
    id: str
    number: int | None
    number_label: str | None
    """As printed, where that is not the plain number."""
    assembly: AssemblyName
    session: SessionName | None
    agenda_item: AgendaItemName | None
    date: date | None
    year: int | None
    started_at: datetime | None
    """Local to the place; its precision says how much of it the source states."""
    started_at_precision: str | None
    speech_type: str | None
    speaker: SpeakerName | None
    """None where the source prints no name."""
    role_raw: str | None
    role_kind: str | None
    party_group: str | None
    country: str | None
    languages: tuple[str, ...]
    """Of the original, in order of appearance."""
    words: int
    """Of the original."""
    source_url: str | None
    withdrawn_at: datetime | None = None
    """UTC; when its source or the operator took it back."""
    speaker_raw: str | None = None
    """The speaker as printed."""

    @property
    def cited_speaker(self) -> str | None:
        """The name to cite the speech under: as printed, else the speaker's; None without one.

        A reader looks it up on the page, which knows no later name of the person.
        """
        printed = printed_name(self.speaker_raw or "")
        return printed or (self.speaker.name if self.speaker else None)


def speech_summaries(session: Session, keys: Collection[int]) -> dict[int, SpeechSummary]:
    """Return the speeches of these keys by key; one statement, whatever their number."""
    rows = session.execute(_BY_KEYS, {"keys": tuple(keys)})
    return {row["key"]: read_summary(row) for row in rows.mappings()}


def order_by_keys(
    found: Mapping[int, SpeechSummary], keys: Iterable[int]
) -> tuple[SpeechSummary, ...]:
    """Return the speeches in the order of their keys."""
    return tuple(found[key] for key in keys if key in found)


def speech_key(session: Session, public_id: str) -> int:
    """Return the key of the speech of this public id, or of a former one. Raises NotFound."""
    key = session.scalar(select(Speech.id).where(Speech.public_id == public_id))
    if key is None:
        former = FormerSpeechId.public_id == public_id
        key = session.scalar(select(FormerSpeechId.speech_id).where(former))
    if key is None:
        raise NotFound(f"there is no speech with the id {public_id!r}")
    return key


def summary_statement() -> Select[*tuple[Any, ...]]:
    """Return the statement whose rows `read_summary` reads; conditions and order may be added."""
    return (
        select(
            Speech.id.label("key"),
            Speech.public_id,
            Speech.number,
            Speech.number_label,
            Speech.agenda_item_title,
            Speech.date,
            Speech.year,
            Speech.started_at,
            Speech.started_at_precision,
            Speech.speech_type,
            Speech.speaker_raw,
            Speech.role_raw,
            Speech.role_kind,
            Speech.party_group_key,
            Speech.country,
            Speech.languages,
            Speech.words,
            Speech.withdrawn_at,
            Speech.gone_at,
            Assembly.key.label("assembly_key"),
            Assembly.name.label("assembly_name"),
            CouncilSession.number.label("session_number"),
            CouncilSession.label.label("session_label"),
            CouncilSession.year.label("session_year"),
            CouncilSession.place.label("session_place"),
            AgendaItem.public_id.label("item_id"),
            AgendaItem.number.label("item_number"),
            AgendaItem.title.label("item_title"),
            Speaker.public_id.label("speaker_id"),
            Speaker.name.label("speaker_name"),
            _source_url().label("source_url"),
        )
        .join(Assembly, Assembly.id == Speech.assembly_id)
        .outerjoin(CouncilSession, CouncilSession.id == Speech.session_id)
        .outerjoin(AgendaItem, AgendaItem.id == Speech.agenda_item_id)
        .outerjoin(Speaker, Speaker.id == Speech.speaker_id)
    )


def read_summary(row: RowMapping) -> SpeechSummary:
    """Return the speech that a row of `summary_statement` holds."""
    return SpeechSummary(
        key=row["key"],
        id=row["public_id"],
        number=row["number"],
        number_label=row["number_label"],
        assembly=AssemblyName(row["assembly_key"], row["assembly_name"]),
        session=_session(row),
        agenda_item=_agenda_item(row),
        date=row["date"],
        year=row["year"],
        started_at=row["started_at"],
        started_at_precision=row["started_at_precision"],
        speech_type=row["speech_type"],
        speaker=_speaker(row),
        role_raw=row["role_raw"],
        role_kind=row["role_kind"],
        party_group=row["party_group_key"],
        country=row["country"],
        languages=tuple(row["languages"]),
        words=row["words"],
        source_url=row["source_url"],
        withdrawn_at=row["withdrawn_at"],
        speaker_raw=row["speaker_raw"],
    )


def _source_url() -> ScalarSelect[str | None]:
    """Return the address of the document that the speech's fields are those of."""
    return (
        select(SourceDocument.url)
        .join(SpeechSource, SpeechSource.source_document_id == SourceDocument.id)
        .where(SpeechSource.speech_id == Speech.id, SpeechSource.current)
        .order_by(SourceDocument.id)
        .limit(1)
        .correlate(Speech)
        .scalar_subquery()
    )


def _session(row: RowMapping) -> SessionName | None:
    label = row["session_label"]
    if label is None:
        return None
    return SessionName(
        id=session_id(row["assembly_key"], label),
        number=row["session_number"],
        label=label,
        year=row["session_year"],
        place=row["session_place"],
    )


def _agenda_item(row: RowMapping) -> AgendaItemName | None:
    if row["item_id"] is not None:
        return AgendaItemName(row["item_id"], row["item_number"], row["item_title"])
    if row["agenda_item_title"] is not None:
        return AgendaItemName(None, None, row["agenda_item_title"])
    return None


def _speaker(row: RowMapping) -> SpeakerName | None:
    if row["speaker_id"] is not None:
        return SpeakerName(row["speaker_id"], row["speaker_name"])
    if row["speaker_raw"]:
        return SpeakerName(None, row["speaker_raw"])
    return None


# Made once: to put thirty columns together costs more than to read twenty rows.
_BY_KEYS: Final = summary_statement().where(Speech.id.in_(bindparam("keys", expanding=True)))
