"""How the interface names the archive's values: every vocabulary's readable words, in one place.

The sentences around them stand in the templates, marked for translation by Jinja's i18n
extension; another interface language is a catalogue of both.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from archive.queries.session_coverage.kinds import CoverageKind
from archive.vocabulary import (
    LANGUAGE_NAMES,
    SPEECH_TYPE_NAMES,
    CorrectableField,
    DatePrecision,
    PageState,
    PartyGroupKey,
    RecordKind,
    RoleKind,
    SegmentKind,
    Severity,
)
from search_index.filters import Bucket, FacetField, TextScope
from search_index.requests import Sort

LANGUAGES: Final = LANGUAGE_NAMES

PARTY_GROUPS: Final[Mapping[str, str]] = {
    PartyGroupKey.SOCIAL_DEMOCRATIC: "Social Democratic Group",
    PartyGroupKey.CONSERVATIVE: "Conservative Group",
    PartyGroupKey.CENTRE: "Centre Group",
    PartyGroupKey.NORDIC_FREEDOM: "Nordic Freedom",
    PartyGroupKey.NORDIC_GREEN_LEFT: "Nordic Green Left",
    PartyGroupKey.LEFT_SOCIALIST_GREEN: "Left-wing Socialist Green Group",
}

ROLE_KINDS: Final[Mapping[str, str]] = {
    RoleKind.PARTY_GROUP: "For a party group",
    RoleKind.PARTY_GROUP_SPOKESPERSON: "Spokesperson of a party group",
    RoleKind.PRESIDIUM: "For the Presidium",
    RoleKind.PRESIDENT: "President (in the chair)",
    RoleKind.COMMITTEE: "For a committee",
    RoleKind.COMMITTEE_SPOKESPERSON: "Spokesperson of a committee",
    RoleKind.MINISTER: "Minister",
    RoleKind.GUEST: "Guest",
    RoleKind.NATIONAL_REPRESENTATIVE: "National representative",
    RoleKind.NO_GROUP: "Outside the party groups",
}

SPEECH_TYPES: Final[Mapping[str, str]] = SPEECH_TYPE_NAMES

COUNTRIES: Final[Mapping[str, str]] = {
    "AX": "Åland",
    "DK": "Denmark",
    "EE": "Estonia",
    "FI": "Finland",
    "FO": "Faroe Islands",
    "GL": "Greenland",
    "IS": "Iceland",
    "LT": "Lithuania",
    "LV": "Latvia",
    "NO": "Norway",
    "SE": "Sweden",
}

CORRECTABLE: Final[Mapping[str, str]] = {
    CorrectableField.SPEAKER_RAW: "Name of the speaker",
    CorrectableField.SPEAKER_SUFFIX: "What stands after the name",
    CorrectableField.SPEAKER_SOURCE_ID: "Who the speaker is",
    CorrectableField.EXTERNAL_SPEAKER: "Whether the speaker is a guest",
    CorrectableField.ROLE_RAW: "Role",
    CorrectableField.ROLE_KIND: "What the role is",
    CorrectableField.PARTY_GROUP_KEY: "Party group",
    CorrectableField.PARTY: "Party",
    CorrectableField.COUNTRY: "Country",
    CorrectableField.NUMBER: "Number",
    CorrectableField.NUMBER_LABEL: "Number as printed",
    CorrectableField.SPEECH_TYPE: "Kind of speech",
    CorrectableField.SESSION: "Session",
    CorrectableField.STARTED_AT: "Time",
    CorrectableField.AGENDA_ITEM_TITLE: "Agenda item",
    "text": "The text",
    "other": "Something else",
}
"""The fields that a correction may name, and what else can be reported."""

FACETS: Final[Mapping[str, str]] = {
    FacetField.TOPIC: "Topic",
    FacetField.LANGUAGE: "Language",
    FacetField.PARTY_GROUP: "Party group",
    FacetField.SPEAKER: "Speaker",
    FacetField.COUNTRY: "Country",
    FacetField.SESSION: "Session",
    FacetField.YEAR: "Year",
    FacetField.ROLE_KIND: "Role",
    FacetField.SPEECH_TYPE: "Kind of speech",
    FacetField.ASSEMBLY: "Assembly",
}

PARAMETERS: Final[Mapping[str, str]] = {
    **FACETS,
    "concept": "Concept",
    "text": "Text",
    "from": "From",
    "to": "To",
    "added_from": "Added since",
    "changed_from": "Changed since",
    "undated": "Without",
    "outside": "Outside of",
}
"""The search's parameters as the filters' chips name them."""

SORTS: Final[Mapping[str, str]] = {
    Sort.RELEVANCE: "Relevance",
    Sort.DATE_DESCENDING: "Newest first",
    Sort.DATE: "Oldest first",
    Sort.NUMBER: "Speech number",
    Sort.ADDED_DESCENDING: "Latest added",
}

TEXT_SCOPES: Final[Mapping[str, str]] = {
    TextScope.ANY: "Originals and translations",
    TextScope.ORIGINAL: "Originals only",
    TextScope.TRANSLATION: "Translations only",
}

SEGMENT_KINDS: Final[Mapping[str, str]] = {
    SegmentKind.ORIGINAL: "Original",
    SegmentKind.TRANSLATION: "Translation",
}

RECORD_KINDS: Final[Mapping[str, str]] = {
    RecordKind.SPEECH: "Speeches",
    RecordKind.DOCUMENT: "Background documents",
}

SEVERITIES: Final[Mapping[str, str]] = {
    Severity.REJECTED: "Rejected",
    Severity.SUSPICIOUS: "Worth a look",
    Severity.LEFTOVER: "Not understood",
    Severity.NOTED: "Noted",
}

COVERAGE_KINDS: Final[Mapping[CoverageKind, tuple[str, str]]] = {
    CoverageKind.SPEECHES: ("Speeches", "All that the archive holds of the session."),
    CoverageKind.MISSING_NUMBERS: (
        "Missing numbers",
        (
            "Numbers from 1 to the highest one held that no speech here has, as the source numbers:"
            " through the session or anew in each sitting. What follows the highest is not known."
        ),
    ),
    CoverageKind.NOT_FETCHED: (
        "Pages not fetched",
        (
            "Pages of the source that something leads to and that were never read: they wait,"
            " failed, or are not to be asked for."
        ),
    ),
    CoverageKind.UNDATED: ("Undated", "Speeches of which no day is known."),
    CoverageKind.WITHOUT_SESSION: ("Without session", "Speeches of which no session is known."),
    CoverageKind.UNRESOLVED: (
        "Speaker open",
        "Speeches whose printed name no rule resolves; the persons who may be meant are named.",
    ),
    CoverageKind.LANGUAGE_UNCERTAIN: (
        "Language uncertain",
        (
            "Speeches with a part that is too short, too mixed or too strange to be sure of its"
            " language."
        ),
    ),
    CoverageKind.UNTRANSLATED: (
        "Untranslated",
        (
            "Speeches in no Scandinavian language without a translation, where the source prints"
            " translations."
        ),
    ),
    CoverageKind.GONE: (
        "Gone at the source",
        "Speeches whose every page was deleted at the source. They stay here.",
    ),
}
"""The counts of coverage: the name of each, and what it means."""

PAGE_STATES: Final[Mapping[str, str]] = {
    PageState.WAITING: "Waiting",
    PageState.REFUSED: "Not to be asked for",
}

UNDATED: Final[Mapping[str, str]] = {
    Bucket.YEAR: "a year",
    Bucket.MONTH: "a month",
    Bucket.SESSION: "a session",
}

VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    FacetField.LANGUAGE: LANGUAGES,
    FacetField.PARTY_GROUP: PARTY_GROUPS,
    FacetField.COUNTRY: COUNTRIES,
    FacetField.ROLE_KIND: ROLE_KINDS,
    FacetField.SPEECH_TYPE: SPEECH_TYPES,
    "text": TEXT_SCOPES,
    "undated": UNDATED,
}
"""The vocabularies by the parameter that takes their values."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def name_of_value(vocabulary: Mapping[str, str], value: str) -> str:
    """Return a value's readable name; a code that has none yet is shown as it is."""
    return vocabulary.get(value, value)


def correctable(field: str) -> str:
    """Return the readable name of a field that can be corrected; a segment's with its place."""
    if field.startswith(_OF_SEGMENTS):
        return f"Language of part {int(field.split('.')[1]) + 1}"
    return name_of_value(CORRECTABLE, field)


_OF_SEGMENTS: Final = "segments."


def correctable_value(field: str, value: str | None) -> str:
    """Return the readable form of such a field's value."""
    if value is None:
        return "nothing"
    of_field = LANGUAGES if field.startswith(_OF_SEGMENTS) else _OF_CORRECTABLE.get(field, {})
    if field == CorrectableField.STARTED_AT:
        return value.replace("T", " ")
    return name_of_value(of_field, value)


_OF_CORRECTABLE: Final[Mapping[str, Mapping[str, str]]] = {
    CorrectableField.ROLE_KIND: ROLE_KINDS,
    CorrectableField.PARTY_GROUP_KEY: PARTY_GROUPS,
    CorrectableField.COUNTRY: COUNTRIES,
    CorrectableField.SPEECH_TYPE: SPEECH_TYPES,
    CorrectableField.EXTERNAL_SPEAKER: {"true": "yes", "false": "no"},
}


def day(value: date) -> str:
    """Return a day as it is read: "31 October 2012"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime, precision: str | None) -> str:
    """Return a point in time with as much as its source states."""
    if precision == DatePrecision.YEAR:
        return str(value.year)
    if precision == DatePrecision.DAY:
        return day(value.date())
    return f"{day(value.date())}, {value:%H:%M}"


def ordinal(number: int) -> str:
    """Return a number as a rank: "64th"."""
    ending = "th" if number % 100 in {11, 12, 13} else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}


def role(kind: str | None, party_group: str | None, country: str | None) -> str | None:
    """Return in one line in which capacity somebody spoke, as the rules understood it.

    None where no rule spoke.
    """
    group = name_of_value(PARTY_GROUPS, party_group) if party_group else None
    place = name_of_value(COUNTRIES, country) if country else None
    if kind == RoleKind.PARTY_GROUP_SPOKESPERSON and group:
        return f"Spokesperson, {group}"
    if kind == RoleKind.PARTY_GROUP and group:
        return group
    parts = [name_of_value(ROLE_KINDS, kind) if kind else None, group, place]
    return ", ".join(part for part in parts if part) or None
