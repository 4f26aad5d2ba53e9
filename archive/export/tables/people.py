"""Speakers with their names, ids and mandates, and the party groups."""

from typing import Final

from sqlalchemy.orm import join, outerjoin

from archive.database import table_of
from archive.export.fields import Field, FieldType
from archive.export.tables.table import Column, SqlTable
from archive.models import (
    Assembly,
    Mandate,
    Party,
    PartyGroup,
    PartyGroupName,
    Speaker,
    SpeakerIdentifier,
    SpeakerName,
)
from archive.vocabulary import PartyGroupKey

_SPEAKER: Final = Field(
    "speaker_id", FieldType.TEXT, "The speaker.", refers_to="speakers.id", always=True
)
_ASSEMBLY: Final = Field(
    "assembly", FieldType.TEXT, "The assembly.", refers_to="assemblies.id", always=True
)

SPEAKERS: Final = SqlTable(
    "speakers",
    "A person who speaks in one assembly, resolved by rule.",
    (
        Column(Field("id", FieldType.TEXT, "The speaker's id.", always=True), Speaker.public_id),
        Column(_ASSEMBLY, Assembly.key),
        Column(Field("name", FieldType.TEXT, "The canonical name.", always=True), Speaker.name),
        Column(Field("gender", FieldType.TEXT, "As the source states it."), Speaker.gender),
    ),
    join(Speaker, Assembly, Assembly.id == Speaker.assembly_id),
    key=("id",),
)

SPEAKER_NAMES: Final = SqlTable(
    "speaker_names",
    "A name that a source prints for a speaker.",
    (
        Column(_SPEAKER, Speaker.public_id),
        Column(Field("name", FieldType.TEXT, "The name.", always=True), SpeakerName.name),
    ),
    join(SpeakerName, Speaker, Speaker.id == SpeakerName.speaker_id),
    key=("speaker_id", "name"),
)

SPEAKER_IDENTIFIERS: Final = SqlTable(
    "speaker_identifiers",
    "An id that a source gives a speaker.",
    (
        Column(_SPEAKER, Speaker.public_id),
        Column(
            Field("scheme", FieldType.TEXT, "What gives the id.", always=True),
            SpeakerIdentifier.scheme,
        ),
        Column(Field("value", FieldType.TEXT, "The id.", always=True), SpeakerIdentifier.value),
    ),
    join(SpeakerIdentifier, Speaker, Speaker.id == SpeakerIdentifier.speaker_id),
    key=("speaker_id", "scheme", "value"),
)

_seats = join(Mandate, Speaker, Speaker.id == Mandate.speaker_id)
_seats = join(_seats, Assembly, Assembly.id == Mandate.assembly_id)
_seats = outerjoin(_seats, Party, Party.id == Mandate.party_id)

MANDATES: Final = SqlTable(
    "mandates",
    "A speaker's seat for a party or party group, as the speeches show it.",
    (
        Column(_SPEAKER, Speaker.public_id),
        Column(_ASSEMBLY, Assembly.key),
        Column(Field("party", FieldType.TEXT, "The party's name."), Party.name),
        Column(
            Field(
                "party_group",
                FieldType.TEXT,
                "The party group.",
                tuple(PartyGroupKey),
                "party_groups.id",
            ),
            Mandate.party_group_key,
        ),
        Column(Field("country", FieldType.TEXT, "ISO 3166-1 alpha-2."), Mandate.country),
        Column(
            Field("starts_on", FieldType.DATE, "The first day on which a speech states it."),
            Mandate.starts_on,
        ),
        Column(
            Field("ends_on", FieldType.DATE, "The last day on which a speech states it."),
            Mandate.ends_on,
        ),
    ),
    _seats,
    key=("speaker_id", "assembly", "starts_on", "ends_on", "party", "party_group", "country"),
)

PARTY_GROUPS: Final = SqlTable(
    "party_groups",
    "A party group of the Nordic Council.",
    (
        Column(
            Field("id", FieldType.TEXT, "The group's key.", tuple(PartyGroupKey), always=True),
            PartyGroup.key,
        ),
        Column(Field("first_year", FieldType.INTEGER, "Its first year."), PartyGroup.first_year),
        Column(Field("last_year", FieldType.INTEGER, "Its last year."), PartyGroup.last_year),
    ),
    table_of(PartyGroup),
    key=("id",),
)

PARTY_GROUP_NAMES: Final = SqlTable(
    "party_group_names",
    "A party group's name in a language.",
    (
        Column(
            Field(
                "party_group",
                FieldType.TEXT,
                "The group.",
                refers_to="party_groups.id",
                always=True,
            ),
            PartyGroupName.party_group_key,
        ),
        Column(
            Field(
                "language",
                FieldType.TEXT,
                "As norden.org names it: `no` is Norwegian.",
                always=True,
            ),
            PartyGroupName.language,
        ),
        Column(Field("name", FieldType.TEXT, "The name.", always=True), PartyGroupName.name),
    ),
    table_of(PartyGroupName),
    key=("party_group", "language"),
)
