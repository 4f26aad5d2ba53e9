"""The kinds of records that are counted for each session, and the condition of each kind."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Text, and_, cast, exists, or_, select, true

from archive.models import Assembly, Correction, Segment, Speech
from archive.reference import translated_assemblies
from archive.vocabulary import SCANDINAVIAN, UNDETERMINED, SegmentKind


class CoverageKind(StrEnum):
    """What is counted for a session; the value stands in addresses."""

    SPEECHES = "speeches"
    """All that are held."""
    MISSING_NUMBERS = "missing_numbers"
    """Numbers up to the highest one held that no speech has."""
    NOT_FETCHED = "not_fetched"
    """Pages that a crawl knows of and has never read."""
    UNDATED = "undated"
    """Speeches of which no day is known."""
    WITHOUT_SESSION = "without_session"
    UNRESOLVED = "unresolved"
    """Speeches that print a name which no rule resolves."""
    LANGUAGE_UNCERTAIN = "language_uncertain"
    """Speeches with a part of the original whose words do not settle its language."""
    UNTRANSLATED = "untranslated"
    """Speeches in no Scandinavian language without a translation, where sources print some."""
    GONE = "gone"
    """Speeches whose every page is gone at the source."""


PRESENT: Final = Speech.withdrawn_at.is_(None)
"""What is true of all speeches that are counted."""

GUESSED_RULE_ENDING: Final = '"words_guessed"]'
"""How the rule ends a reading of a field, in JSON: it stands last in a list of three.

A quotation mark within a printed value is written with a backslash before it.
"""


def condition(kind: CoverageKind) -> ColumnElement[bool]:
    """Return what is true of the present speeches that are of the kind.

    Raises KeyError for the kinds that are no speeches.
    """
    return and_(PRESENT, _CONDITIONS[kind]())


def _uncertain() -> ColumnElement[bool]:
    """Return whether a language is unknown, or guessed and not settled by a person since."""
    readings, languages = cast(Speech.field_readings, Text), cast(Speech.languages, Text)
    corrected = exists().where(
        Correction.speech_id == Speech.id,
        Correction.field.like("segments.%.language"),
        Correction.outdated_at.is_(None),
    )
    return or_(
        languages.contains(f'"{UNDETERMINED}"', autoescape=True),
        and_(readings.contains(GUESSED_RULE_ENDING, autoescape=True), ~corrected),
    )


def _untranslated() -> ColumnElement[bool]:
    """Return whether it is read by those alone who understand the language that was spoken.

    A text of which no language is known is none that a translation is missing of.
    """
    own = Segment.speech_id == Speech.id
    original = Segment.kind == SegmentKind.ORIGINAL
    understood = Segment.language.in_((*SCANDINAVIAN, UNDETERMINED))
    translation = Segment.kind == SegmentKind.TRANSLATION
    return and_(
        Speech.assembly_id.in_(
            select(Assembly.id).where(Assembly.key.in_(translated_assemblies()))
        ),
        exists().where(own, original),
        ~exists().where(own, or_(translation, and_(original, understood))),
    )


_CONDITIONS: Final[Mapping[CoverageKind, Callable[[], ColumnElement[bool]]]] = {
    CoverageKind.SPEECHES: true,
    CoverageKind.UNDATED: lambda: Speech.date.is_(None),
    CoverageKind.WITHOUT_SESSION: lambda: Speech.session_id.is_(None),
    CoverageKind.UNRESOLVED: lambda: and_(
        Speech.speaker_raw.is_not(None), Speech.speaker_id.is_(None)
    ),
    CoverageKind.LANGUAGE_UNCERTAIN: _uncertain,
    CoverageKind.UNTRANSLATED: _untranslated,
    CoverageKind.GONE: lambda: Speech.gone_at.is_not(None),
}

SPEECH_KINDS: Final = tuple(_CONDITIONS)
"""The kinds that are speeches."""
