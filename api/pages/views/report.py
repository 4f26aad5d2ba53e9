"""The page on which a reader reports an error: what can be wrong, and what was written so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from api.pages.parts import labels
from api.pages.parts.speech_cards import speech_card, when
from archive.queries.speeches import SpeechSummary
from archive.vocabulary import OTHER_REPORTABLE_FIELDS, CorrectableField

_OFFERED: Final = (
    CorrectableField.SPEAKER_RAW,
    CorrectableField.ROLE_RAW,
    CorrectableField.ROLE_KIND,
    CorrectableField.PARTY_GROUP_KEY,
    CorrectableField.COUNTRY,
    CorrectableField.NUMBER,
    CorrectableField.SPEECH_TYPE,
    CorrectableField.SESSION,
    CorrectableField.STARTED_AT,
)
"""The fields that a reader sees; the operator may correct others instead."""


@dataclass(frozen=True, slots=True)
class ReportableField:
    """Something that can be wrong."""

    value: str
    """The field."""
    name: str
    says: str | None
    """What the archive says of it; None of the text and other things."""
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """The page of a report."""

    speech: str
    speech_href: str
    form_href: str
    choices: tuple[ReportableField, ...]
    sent: bool = False
    written: Mapping[str, str] = field(default_factory=dict)
    """What the reader has written, by the form's fields."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with it, by the same."""


def speech_name(of: SpeechSummary) -> str:
    """Return the speaker and the day, by which the page names the speech."""
    card = speech_card(of, "")
    return f"{card.title}, {when(of)}" if when(of) else card.title


def choices(shown: Mapping[str, str | None], chosen: str | None) -> tuple[ReportableField, ...]:
    """Return what can be wrong in a speech of which the archive says this."""
    languages = [name for name in shown if name.startswith("segments.")]
    fields: list[str] = [*_OFFERED, *languages]
    # Else the title is that of the item's own page, which no correction of a speech changes.
    if shown[CorrectableField.AGENDA_ITEM_TITLE] is not None:
        fields.append(CorrectableField.AGENDA_ITEM_TITLE)
    told = [
        ReportableField(name, labels.correctable(name), _says(name, shown[name]), name == chosen)
        for name in map(str, fields)
    ]
    beside = (
        ReportableField(name, labels.correctable(name), None, name == chosen)
        for name in OTHER_REPORTABLE_FIELDS
    )
    return (*told, *beside)


def _says(name: str, value: str | None) -> str:
    return labels.correctable_value(name, value)
