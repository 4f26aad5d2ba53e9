"""Speech pages of norden.org: title, information block, original and translation."""

from collections.abc import Iterator, Sequence
from typing import Final

from archive.vocabulary import NORDIC_COUNCIL, Numbering, SegmentKind, SpeechType
from importers.issues import suspicious
from importers.languages.identification import identify
from importers.markup.blocks import PageText
from importers.records import (
    Document,
    ParsedRole,
    RecordIssue,
    SegmentRecord,
    SpeechRecord,
)
from importers.roles.rules import read_role
from importers.sources.norden.addresses import Address
from importers.sources.norden.dates import PrintedDate, read_date
from importers.sources.norden.labels import Field, ui_language_of
from importers.sources.norden.speech.body import (
    is_translation_marker,
    paragraphs_of,
    segments_of,
    translation_marker,
)
from importers.sources.norden.speech.evidence import require_evidence
from importers.sources.norden.speech.field_provenance import (
    segment_provenance,
    session_provenance,
    stated_provenance,
)
from importers.sources.norden.speech.page import SpeechPage, read_speech_page
from importers.sources.norden.speech.session import (
    identifiers,
    known_addresses,
    placed_session,
)
from importers.sources.norden.speech.speech_types import speech_type


def speech_record(document: Document, page: PageText, address: Address | None) -> SpeechRecord:
    """Return the page's speech. Raises UnreadableSource for a page that shows no sign of one."""
    parts = read_speech_page(page)
    paragraphs = paragraphs_of(parts.body)
    if not parts.is_certain:
        require_evidence(document, page, address, parts, paragraphs)
    issues = [*page.issues, *parts.issues, *_issues(parts, paragraphs)]
    number, number_label = _number(parts, issues)
    kind, type_raw = _type(parts, issues)
    role = _role(parts, issues)
    started = _date(parts, issues)
    addresses = known_addresses(address, page)
    placed = placed_session(document, addresses, number, started, issues)
    segments, languages = segments_of(paragraphs)
    guessed = _guessed(segments)
    issues.extend(_language_issues(segments, guessed))
    external = parts.value(Field.EXTERNAL_SPEAKER)
    stated = parts.title.speaker if parts.title else None
    return SpeechRecord(
        assembly=NORDIC_COUNCIL,
        source_id=address.source_id if address else None,
        identifiers=identifiers(addresses, number, placed),
        segments=segments,
        languages=languages,
        url=_url(document, page, address),
        session=placed.number if placed else None,
        session_rule=placed.rule if placed else None,
        number=number,
        number_label=number_label,
        numbering=Numbering.SESSION,
        speaker=stated or external or parts.value(Field.PERSON),
        speaker_suffix=parts.title.suffix if parts.title else None,
        external_speaker=external is not None,
        speech_type=kind,
        type_raw=type_raw,
        role_raw=parts.value(Field.ROLE),
        role=role,
        status_raw=parts.value(Field.STATUS),
        started_at=started.at if started else None,
        started_at_precision=started.precision if started else None,
        ui_language=ui_language(page, address),
        agenda_item_title=parts.value(Field.AGENDA_ITEM),
        readings=(
            *stated_provenance(parts, started),
            *session_provenance(placed, addresses, parts.value(Field.DATE)),
            *segment_provenance(segments, translation_marker(paragraphs), guessed),
        ),
        issues=tuple(issues),
    )


def ui_language(page: PageText, address: Address | None) -> str | None:
    """Return the site's language: by the address, the page's own word, or its labels."""
    if address and address.ui_language:
        return address.ui_language
    stated = (page.language or "").split("-")[0].lower()
    stated = {"nb": "no", "nn": "no"}.get(stated, stated)
    if stated in {"da", "no", "sv", "fi", "is", "en"}:
        return stated
    return ui_language_of([block.text for block in page.blocks])


def _issues(parts: SpeechPage, paragraphs: Sequence[str]) -> Iterator[RecordIssue]:
    if parts.title is None:
        yield suspicious("missing_title", "the page has no title; number and speaker may be lost")
    if parts.information is None:
        yield suspicious("missing_information", "the page has no information block")
    if not paragraphs:
        yield suspicious("empty_body", "the page holds no text of the speech; fetch it again")
    if sum(map(is_translation_marker, paragraphs)) > 1:
        yield suspicious("several_markers", "more than one line announces a translation")


def _guessed(segments: Sequence[SegmentRecord]) -> frozenset[int]:
    """Return the positions of the original's parts whose language their words do not settle."""
    return frozenset(
        position
        for position, segment in enumerate(segments)
        if segment.kind is SegmentKind.ORIGINAL
        and not identify("\n".join(segment.paragraphs)).certain
    )


def _language_issues(
    segments: Sequence[SegmentRecord], guessed: frozenset[int]
) -> Iterator[RecordIssue]:
    """Yield each part of the original whose language is a guess; they come before translations."""
    original = [segment for segment in segments if segment.kind is SegmentKind.ORIGINAL]
    for position in sorted(guessed):
        part = original[position]
        where = (
            f"part {position + 1} of {len(original)} of the text"
            if len(original) > 1
            else "the text"
        )
        yield suspicious(
            "language_uncertain",
            f"{where} is too short, too mixed or too strange to be sure that it is"
            f" {part.language!r}",
        )


_MOST_DIGITS: Final = 9


def _number(parts: SpeechPage, issues: list[RecordIssue]) -> tuple[int | None, str | None]:
    """Return the number: from the title, else from its field."""
    title = parts.title
    stated = parts.value(Field.NUMBER)
    digits = "".join(filter(str.isdecimal, stated or ""))
    if len(digits) > _MOST_DIGITS:
        told = f"a number of {len(digits):,} digits is that of no speech; left out"
        issues.append(suspicious("number_too_long", told))
        stated, digits = None, ""
    in_field = int(digits) if digits else None
    if title is None or title.number is None:
        label = stated if in_field is not None and stated != str(in_field) else None
        return in_field, label
    if in_field is not None and in_field != title.number:
        issues.append(
            suspicious(
                "number_mismatch", f"title says {title.number}, the field {in_field}; title taken"
            )
        )
    return title.number, title.number_label


def _type(parts: SpeechPage, issues: list[RecordIssue]) -> tuple[SpeechType | None, str | None]:
    """Return the type and its word: the field's where there is one, else the title's."""
    in_field = parts.value(Field.TYPE)
    in_title = parts.title.type_raw if parts.title else None
    for word in filter(None, (in_field, in_title)):
        if kind := speech_type(word):
            return kind, word
        issues.append(
            suspicious("unknown_type", f"no speech type is called {word!r}; add it to the table")
        )
    return None, in_field or in_title


def _role(parts: SpeechPage, issues: list[RecordIssue]) -> ParsedRole:
    role = parts.value(Field.ROLE)
    reading = read_role(role)
    if role and reading.kind is None:
        issues.append(suspicious("unknown_role", f"no rule knows the role {role!r}; kept as it is"))
    return reading


def _date(parts: SpeechPage, issues: list[RecordIssue]) -> PrintedDate | None:
    stated = parts.value(Field.DATE)
    if stated is None:
        return None
    if date := read_date(stated):
        return date
    issues.append(suspicious("unreadable_date", f"{stated!r} is no date as DD.MM.YY HH:MM"))
    return None


def _url(document: Document, page: PageText, address: Address | None) -> str | None:
    return (address.url if address else None) or document.url or page.address
