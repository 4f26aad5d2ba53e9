"""The speeches that an agenda item lists: as they are kept, and what they tell of a speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Select, func, select

from archive.models import AgendaItem, Segment
from archive.text.name_matching import matching_key
from archive.vocabulary import SegmentKind, Severity, SpeechType
from importers.records import ListedSpeech, RecordIssue, SpeechRecord

SHORTEST_TEASER: Final = 20
"""Letters that a teaser must have to tell one speech from another."""


@dataclass(frozen=True, slots=True)
class FilledRecord:
    """A record with its gaps filled from a listing, and the names of the columns filled."""

    record: SpeechRecord
    fields: tuple[str, ...] = ()


def listed_speeches(item: AgendaItem | None) -> tuple[ListedSpeech, ...]:
    """Return the speeches that an agenda item lists."""
    if item is None:
        return ()
    return tuple(_from_json(entry) for entry in item.listed_speeches)


def listed_speech_json(listed: ListedSpeech) -> dict[str, object]:
    """Return a listed speech as AgendaItem.listed_speeches keeps it."""
    return {
        "number": listed.number,
        "name": listed.name,
        "speech_type": listed.speech_type and listed.speech_type.value,
        "teaser": list(listed.teaser),
    }


def fill_from_listing(record: SpeechRecord, listing: Sequence[ListedSpeech]) -> FilledRecord:
    """Return the record with the name, type and number that only the listing tells."""
    listed = entry_of(record.number, original_text(record), listing)
    if listed is None:
        return FilledRecord(record)
    fields = []
    if record.speaker is None and listed.name is not None:
        record = replace(record, speaker=listed.name)
        fields.append("speaker_raw")
    if record.speech_type is None and listed.speech_type is not None:
        record = replace(record, speech_type=listed.speech_type)
        fields.append("speech_type")
    if record.number is None and listed.number is not None:
        record = replace(record, number=listed.number)
        fields.append("number")
    return FilledRecord(record, tuple(fields))


def entry_of(number: int | None, text: str, listing: Sequence[ListedSpeech]) -> ListedSpeech | None:
    """Return the listing's entry of a speech: by its number, else by its text where unique."""
    if number is not None:
        numbered = [listed for listed in listing if listed.number == number]
        if numbered:
            return numbered[0]
    beginning = [
        listed
        for listed in listing
        if (listed.number is None or number is None) and begins_with(text, listed)
    ]
    return beginning[0] if len(beginning) == 1 else None


def begins_with(text: str, listed: ListedSpeech) -> bool:
    """Tell whether a speech's text, normalised, begins as the listing's teaser does."""
    teaser = normalise_teaser(" ".join(listed.teaser))
    return len(teaser) >= SHORTEST_TEASER and text.startswith(teaser)


def original_text(record: SpeechRecord) -> str:
    """Return the record's original, normalised."""
    return normalise_teaser(
        " ".join(
            " ".join(segment.paragraphs)
            for segment in record.segments
            if segment.kind is SegmentKind.ORIGINAL
        )
    )


def normalise_teaser(text: str) -> str:
    """Return the text without what pages differ in: white space and an ellipsis at its end."""
    return re.sub(
        r"[\s\u00ad\u200b]+",
        "",
        text.removesuffix("\N{HORIZONTAL ELLIPSIS}").rstrip(". \N{HORIZONTAL ELLIPSIS}"),
    )


def first_originals() -> Select[int, int]:
    """Return the statement of speeches' keys with the position of their originals' beginning."""
    return (
        select(Segment.speech_id, func.min(Segment.position).label("position"))
        .where(Segment.kind == SegmentKind.ORIGINAL)
        .group_by(Segment.speech_id)
    )


def letters_and_digits(text: str) -> str:
    """Return the text's letters and digits alone, in small letters."""
    return re.sub(r"[\W_]+", "", text.casefold())


def name_contradicted(speaker: str | None, place: str, listed: ListedSpeech) -> RecordIssue | None:
    """Return an issue where the listing names another speaker than the speech's own page."""
    if not speaker or not listed.name or matching_key(speaker) == matching_key(listed.name):
        return None
    return RecordIssue(
        Severity.SUSPICIOUS,
        "listing_names_another",
        f"the list of speeches names {listed.name!r} for no. {listed.number}, the speech's own page"
        f" {speaker!r} ({place}); the latter stays",
    )


def _from_json(entry: dict[str, object]) -> ListedSpeech:
    number, name, kind, teaser = (entry[key] for key in ("number", "name", "speech_type", "teaser"))
    assert number is None or isinstance(number, int)
    assert isinstance(teaser, list)
    return ListedSpeech(
        number=number,
        name=None if name is None else str(name),
        speech_type=None if kind is None else SpeechType(str(kind)),
        teaser=tuple(teaser),
    )
