"""A speech, or a background document, as a TEI element of the corpus."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from archive.queries.speeches import SpeechSummary
from archive.vocabulary import SPEECH_TYPE_NAMES, UNDETERMINED, SegmentKind
from services.exports.records import ExportedDocument, ExportedRecord, ExportedSpeech
from services.exports.tei.elements import Element, element, pointer, xml_id

NOTHING_FOUND: Final = "Nothing was found."


def record_text(record: ExportedRecord) -> Element:
    """Return the record's TEI element."""
    match record:
        case ExportedSpeech():
            return _speech(record)
        case ExportedDocument():
            return _document(record)


def nothing_found() -> Element:
    """Return the one element of a corpus without records, which TEI does not let be empty."""
    return element(
        "TEI",
        None,
        _header("Nothing found", element("publisher", "Tingtale"), element("p", NOTHING_FOUND)),
        _body(element("p", NOTHING_FOUND, language="en")),
        id_="nothing",
        language="en",
    )


def _speech(speech: ExportedSpeech) -> Element:
    of = speech.summary
    kind = "Speech" if of.speech_type is None else SPEECH_TYPE_NAMES[of.speech_type]
    number = of.number_label or of.number
    title = kind if number is None else f"{kind} no. {number}"
    if of.cited_speaker is not None:
        title = f"{title}, {of.cited_speaker}"
    source = element("bibl", None, *_source(title, of.source_url, _when(of)))
    header = _header(
        title,
        element("idno", speech.url, type="URI"),
        source,
        element("setting", None, *_setting(of)),
    )
    return element(
        "TEI",
        None,
        header,
        _body(element("div", None, *_debate(speech), type="debateSection")),
        id_=xml_id("speech", of.id),
        language=of.languages[0] if of.languages else UNDETERMINED,
    )


def _document(document: ExportedDocument) -> Element:
    of = document.summary
    when = of.date.isoformat() if of.date else None if of.year is None else f"{of.year:04d}"
    publisher = [] if of.publisher is None else [element("publisher", of.publisher)]
    source = element("bibl", None, *_source(of.title, of.source_url, when), *publisher)
    paragraphs = (element("p", paragraph) for paragraph in document.paragraphs)
    return element(
        "TEI",
        None,
        _header(of.title, element("idno", document.url, type="URI"), source),
        _body(element("div", None, *paragraphs, type="document")),
        id_=xml_id("document", of.id),
        language=of.language,
    )


def _header(
    title: str,
    published: Element,
    source: Element,
    setting: Element | None = None,
) -> Element:
    """Return the header of one record."""
    ours = [] if published.tag.endswith("publisher") else [element("publisher", "Tingtale")]
    file = element(
        "fileDesc",
        None,
        element("titleStmt", None, element("title", title)),
        element("publicationStmt", None, *ours, published),
        element("sourceDesc", None, source),
    )
    if setting is None:
        return element("teiHeader", None, file)
    profile = element("profileDesc", None, element("settingDesc", None, setting))
    return element("teiHeader", None, file, profile)


def _body(content: Element) -> Element:
    return element("text", None, element("body", None, content))


def _source(title: str, url: str | None, when: str | None) -> Iterator[Element]:
    yield element("title", title)
    if url is not None:
        yield element("idno", url, type="URI")
    if when is not None:
        yield element("date", when, when=when)


def _setting(of: SpeechSummary) -> Iterator[Element]:
    yield element("name", of.assembly.name, type="assembly", key=of.assembly.id)
    if of.session is not None:
        yield element("name", of.session.label, type="session", key=of.session.id)
    when = _when(of)
    if when is not None:
        yield element("date", when, when=when)


def _when(of: SpeechSummary) -> str | None:
    if of.date is not None:
        return of.date.isoformat()
    return None if of.year is None else f"{of.year:04d}"


def _debate(speech: ExportedSpeech) -> Iterator[Element]:
    """Yield what is printed of a speech, in the order of a record of debates."""
    of = speech.summary
    if of.agenda_item is not None and of.agenda_item.title is not None:
        yield element("head", of.agenda_item.title)
    if of.cited_speaker is not None:
        yield element("note", of.cited_speaker, type="speaker")
    if of.role_raw is not None:
        yield element("note", of.role_raw, type="role")
    yield _utterance(speech)
    for segment in speech.of_kind(SegmentKind.TRANSLATION):
        paragraphs = (element("p", paragraph) for paragraph in segment.paragraphs)
        yield element("note", None, *paragraphs, type="translation", language=segment.language)


def _utterance(speech: ExportedSpeech) -> Element:
    """Return the words as spoken, a seg for each paragraph."""
    of = speech.summary
    identity = xml_id("u", of.id)
    numbers = count(1)
    segments = [
        element("seg", text, id_=f"{identity}.{next(numbers)}", language=segment.language)
        for segment in speech.of_kind(SegmentKind.ORIGINAL)
        for text in segment.paragraphs
    ]
    who = of.speaker.id if of.speaker is not None else None
    return element(
        "u",
        None,
        *(segments or [element("gap", reason="no-original")]),
        id_=identity,
        n=None if of.number is None else str(of.number),
        who=None if who is None else pointer("person", who),
        ana=" ".join(_categories(of)) or None,
    )


def _categories(of: SpeechSummary) -> Iterator[str]:
    if of.speech_type is not None:
        yield pointer("type", of.speech_type)
    if of.role_kind is not None:
        yield pointer("role", of.role_kind)
    if of.party_group is not None:
        yield pointer("group", of.party_group)
