"""The page of one speech: its text, its place in the debate, and where every value comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.parts import labels
from api.pages.parts.marked_text import Marks, Paragraph, marked_paragraphs
from api.pages.parts.names import session_name_and_place
from api.pages.parts.record import Fact, RecordView, record_view, rule
from api.pages.parts.speech_cards import (
    Language,
    language,
    number,
    speaker_name,
    speech_card,
    when,
)
from api.pages.parts.topic_evidence import TopicsSection
from archive.queries.provenance import CorrectionRow, FieldProvenance
from archive.queries.speech import SegmentRow, SpeechDetail
from archive.queries.speeches import SpeechSummary
from archive.vocabulary import SegmentKind


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment in its column."""

    style: str
    """"original" or "translation"."""
    heading: str
    language: Language
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SpeechLinks:
    """The addresses around a speech."""

    speaker: str | None
    session: str | None
    previous: str | None
    next: str | None
    api: str
    report: str | None = None
    """Where an error in it is reported."""


@dataclass(frozen=True, slots=True)
class SpeechView:
    """The page of one speech."""

    title: str
    kicker: tuple[str, ...]
    speaker: str
    speaker_href: str | None
    role: str | None
    agenda_item: str | None
    originals: tuple[SegmentView, ...]
    translations: tuple[SegmentView, ...]
    previous: Link | None
    next: Link | None
    gone: str | None
    """The day on which it was noticed that the source has no page of it any more."""
    record: RecordView
    report_href: str | None = None
    """Where an error in it is reported; None of one that is withdrawn."""


def speech_view(
    detail: SpeechDetail, ways: SpeechLinks, citation: str, topics: TopicsSection
) -> SpeechView:
    """Return the page of the speech, cited in these words, on these topics, one marked."""
    of = detail.summary
    card = speech_card(of, "")
    return SpeechView(
        title=f"{card.title}, {when(of)}" if when(of) else card.title,
        kicker=tuple(_kicker(of)),
        speaker=card.title,
        speaker_href=ways.speaker,
        role=card.role,
        agenda_item=card.agenda_item,
        originals=_segments(detail, SegmentKind.ORIGINAL, topics.marks),
        translations=_segments(detail, SegmentKind.TRANSLATION, topics.marks),
        previous=_neighbour(detail.previous, ways.previous),
        next=_neighbour(detail.next, ways.next),
        gone=labels.day(detail.gone_at) if detail.gone_at else None,
        record=record_view(detail, topics, _facts(detail, ways), citation, ways.api),
        report_href=None if detail.withdrawn_at else ways.report,
    )


def _kicker(of: SpeechSummary) -> Iterator[str]:
    if of.speech_type:
        yield labels.name_of_value(labels.SPEECH_TYPES, of.speech_type)
    if number(of):
        yield f"No. {number(of)}"
    yield session_name_and_place(of.session) if of.session else of.assembly.name
    date = when(of)
    if date:
        yield date


def _segments(detail: SpeechDetail, kind: SegmentKind, marks: Marks) -> tuple[SegmentView, ...]:
    return tuple(
        _segment(row, marked_paragraphs(row.paragraphs, marks, number))
        for number, row in enumerate(detail.segments)
        if row.kind == kind
    )


def _segment(row: SegmentRow, paragraphs: tuple[Paragraph, ...]) -> SegmentView:
    spoken = language(row.language)
    heading = f"{labels.name_of_value(labels.SEGMENT_KINDS, row.kind)}, {spoken.name}"
    return SegmentView(row.kind, heading, spoken, paragraphs)


def _neighbour(of: SpeechSummary | None, href: str | None) -> Link | None:
    if of is None or href is None:
        return None
    return Link(f"{number(of)}. {speaker_name(of)}", href)


def _facts(detail: SpeechDetail, ways: SpeechLinks) -> Iterator[Fact]:
    of = detail.summary
    readings = {reading.field: reading for reading in detail.readings}
    yield Fact("Assembly", of.assembly.name)
    if of.session:
        named = rule(readings.get("session"))
        yield Fact("Session", session_name_and_place(of.session), named, ways.session)
    if of.started_at:
        yield Fact("Time", labels.moment(of.started_at, of.started_at_precision))
    yield from _printed_facts(of, readings)
    yield from _other_facts(detail)


def _printed_facts(of: SpeechSummary, readings: dict[str, FieldProvenance]) -> Iterator[Fact]:
    """Yield what is printed beside what the rules understood."""
    printed_type = readings.get("speech_type")
    if of.speech_type:
        note = (
            f"printed “{printed_type.printed}”" if printed_type and printed_type.printed else None
        )
        yield Fact(
            "Kind of speech", labels.name_of_value(labels.SPEECH_TYPES, of.speech_type), note
        )
    printed_name = readings.get("speaker")
    if printed_name and printed_name.printed:
        yield Fact("Speaker as printed", printed_name.printed, rule(printed_name))
    if of.role_raw:
        yield Fact("Role as printed", of.role_raw)
    understood = labels.role(of.role_kind, of.party_group, of.country)
    if understood:
        yield Fact("Role as understood", understood, rule(readings.get("role_kind")))


def _other_facts(detail: SpeechDetail) -> Iterator[Fact]:
    of = detail.summary
    if of.country:
        yield Fact("Country", labels.name_of_value(labels.COUNTRIES, of.country))
    if detail.party:
        yield Fact("Party", detail.party)
    if of.languages:
        names = ", ".join(language(code).name for code in of.languages)
        yield Fact("Spoken in", names)
    yield Fact("Words of the original", f"{of.words:,}")
    if detail.status_raw:
        yield Fact("Status as printed", detail.status_raw)
    if detail.from_listing:
        yield Fact("Told by the agenda page", ", ".join(detail.from_listing).replace("_", " "))
    yield from map(_correction, detail.corrections)


def _correction(made: CorrectionRow) -> Fact:
    """Return what a person corrected, who and why, and whether it applies still."""
    before, after = (
        "nothing" if value is None else f"“{labels.correctable_value(made.field, value)}”"
        for value in (made.before, made.after)
    )
    by = f"by {made.made_by}, " if made.made_by else ""
    note = f"{made.reason} ({by}{labels.day(made.made_at.date())})"
    if not made.applies:
        says = labels.correctable_value(made.field, made.source_says)
        note += f" Not applied: the source says “{says}” since."
    name = labels.correctable(made.field)
    return Fact(f"Corrected: {name.lower()}", f"{before} became {after}", note)
