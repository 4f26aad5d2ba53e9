"""Speeches, the segments that they consist of, and the ids by which sources know them."""

from typing import Final

from sqlalchemy.orm import join, outerjoin

from archive.export.fields import Field, FieldType
from archive.export.tables.debates import session_id_expression
from archive.export.tables.table import Column, SqlTable
from archive.models import (
    AgendaItem,
    Assembly,
    CouncilSession,
    Party,
    Segment,
    Speaker,
    Speech,
    SpeechIdentifier,
)
from archive.vocabulary import (
    LANGUAGES,
    UNDETERMINED,
    DatePrecision,
    PartyGroupKey,
    RoleKind,
    SegmentKind,
    SpeechType,
)

HELD: Final = Speech.withdrawn_at.is_(None)
"""Withdrawn speeches are in no table: they are neither counted nor found."""

_SPEECH: Final = Field(
    "speech_id", FieldType.TEXT, "The speech.", refers_to="speeches.id", always=True
)

_joined = join(Speech, Assembly, Assembly.id == Speech.assembly_id)
_joined = outerjoin(_joined, CouncilSession, CouncilSession.id == Speech.session_id)
_joined = outerjoin(_joined, AgendaItem, AgendaItem.id == Speech.agenda_item_id)
_joined = outerjoin(_joined, Speaker, Speaker.id == Speech.speaker_id)
_joined = outerjoin(_joined, Party, Party.id == Speech.party_id)

SPEECHES: Final = SqlTable(
    "speeches",
    "A speech: what one person said in one turn. Its text is in `segments`.",
    (
        Column(
            Field("id", FieldType.TEXT, "The speech's public id.", always=True),
            Speech.public_id,
        ),
        Column(
            Field(
                "assembly", FieldType.TEXT, "The assembly.", refers_to="assemblies.id", always=True
            ),
            Assembly.key,
        ),
        Column(
            Field("session", FieldType.TEXT, "The session.", refers_to="sessions.id"),
            session_id_expression(),
        ),
        Column(
            Field("agenda_item", FieldType.TEXT, "The agenda item.", refers_to="agenda_items.id"),
            AgendaItem.public_id,
        ),
        Column(
            Field(
                "agenda_item_title",
                FieldType.TEXT,
                "The item as the speech's own source states it.",
            ),
            Speech.agenda_item_title,
        ),
        Column(Field("number", FieldType.INTEGER, "The number in its session."), Speech.number),
        Column(
            Field(
                "number_label", FieldType.TEXT, "The number as printed, where it is no plain one."
            ),
            Speech.number_label,
        ),
        Column(
            Field("speech_type", FieldType.TEXT, "What it is in the debate.", tuple(SpeechType)),
            Speech.speech_type,
        ),
        Column(Field("type_raw", FieldType.TEXT, "The type as printed."), Speech.type_raw),
        Column(Field("date", FieldType.DATE, "The day, where the source states one."), Speech.date),
        Column(
            Field("year", FieldType.INTEGER, "The year stated, else the session's."), Speech.year
        ),
        Column(
            Field("started_at", FieldType.LOCAL_TIME, "When it began, by the clock of the place."),
            Speech.started_at,
        ),
        Column(
            Field(
                "started_at_precision",
                FieldType.TEXT,
                "How much of `started_at` the source states.",
                tuple(DatePrecision),
            ),
            Speech.started_at_precision,
        ),
        Column(
            Field(
                "speaker", FieldType.TEXT, "The speaker, where resolved.", refers_to="speakers.id"
            ),
            Speaker.public_id,
        ),
        Column(Field("speaker_raw", FieldType.TEXT, "The speaker as printed."), Speech.speaker_raw),
        Column(
            Field(
                "speaker_suffix", FieldType.TEXT, "What is printed in parentheses after the name."
            ),
            Speech.speaker_suffix,
        ),
        Column(
            Field("speaker_rule", FieldType.TEXT, "How the speaker was resolved, or why not."),
            Speech.speaker_rule,
        ),
        Column(
            Field(
                "external_speaker",
                FieldType.BOOLEAN,
                "Whether the source marks the speaker as a guest.",
                always=True,
            ),
            Speech.external_speaker,
        ),
        Column(Field("role_raw", FieldType.TEXT, "The role as printed."), Speech.role_raw),
        Column(
            Field("role_kind", FieldType.TEXT, "What the role is.", tuple(RoleKind)),
            Speech.role_kind,
        ),
        Column(
            Field("role_rule", FieldType.TEXT, "The rule that read the role."), Speech.role_rule
        ),
        Column(
            Field(
                "party_group",
                FieldType.TEXT,
                "The party group that the role states.",
                tuple(PartyGroupKey),
                "party_groups.id",
            ),
            Speech.party_group_key,
        ),
        Column(Field("party", FieldType.TEXT, "The party that the source states."), Party.name),
        Column(
            Field(
                "country", FieldType.TEXT, "The country that the role states, ISO 3166-1 alpha-2."
            ),
            Speech.country,
        ),
        Column(Field("status_raw", FieldType.TEXT, "The status as printed."), Speech.status_raw),
        Column(
            Field(
                "languages",
                FieldType.CODES,
                "Languages of the original, BCP 47, in order of appearance.",
                (*LANGUAGES, UNDETERMINED),
            ),
            Speech.languages,
        ),
        Column(
            Field("words", FieldType.INTEGER, "Words of the original.", always=True), Speech.words
        ),
        Column(
            Field(
                "from_listing",
                FieldType.CODES,
                "Fields that only the page of the agenda item tells.",
            ),
            Speech.from_listing,
        ),
        Column(
            Field(
                "gone_at",
                FieldType.INSTANT,
                "When it was noticed that the source has no page of it any more.",
            ),
            Speech.gone_at,
        ),
        Column(
            Field(
                "content_sha256",
                FieldType.TEXT,
                "Changes exactly when the speech does.",
                always=True,
            ),
            Speech.content_sha256,
        ),
    ),
    _joined,
    key=("id",),
    where=(HELD,),
)

SEGMENTS: Final = SqlTable(
    "segments",
    "A run of paragraphs of a speech, of one kind, in one language.",
    (
        Column(_SPEECH, Speech.public_id),
        Column(
            Field("position", FieldType.INTEGER, "Its place in the speech, from 0.", always=True),
            Segment.position,
        ),
        Column(
            Field(
                "kind",
                FieldType.TEXT,
                "Whether it is the words as spoken or a translation.",
                tuple(SegmentKind),
                always=True,
            ),
            Segment.kind,
        ),
        Column(
            Field(
                "language",
                FieldType.TEXT,
                "BCP 47; `und` where no rule can tell.",
                (*LANGUAGES, UNDETERMINED),
                always=True,
            ),
            Segment.language,
        ),
        Column(
            Field("words", FieldType.INTEGER, "Words of the segment.", always=True), Segment.words
        ),
        Column(
            Field(
                "text", FieldType.TEXT, "Paragraphs with one empty line between two.", always=True
            ),
            Segment.text,
        ),
    ),
    join(Segment, Speech, Speech.id == Segment.speech_id),
    key=("speech_id", "position"),
    where=(HELD,),
)

SPEECH_IDENTIFIERS: Final = SqlTable(
    "speech_identifiers",
    "An id by which a source knows a speech.",
    (
        Column(_SPEECH, Speech.public_id),
        Column(
            Field("scheme", FieldType.TEXT, "What gives the id: node, slug ...", always=True),
            SpeechIdentifier.scheme,
        ),
        Column(Field("value", FieldType.TEXT, "The id.", always=True), SpeechIdentifier.value),
    ),
    join(SpeechIdentifier, Speech, Speech.id == SpeechIdentifier.speech_id),
    key=("speech_id", "scheme", "value"),
    where=(HELD,),
)
