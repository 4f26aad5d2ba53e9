"""Protocol pages of norden.org: an item's chair, cases, remarks, decisions and teasers."""

from collections.abc import Sequence

from archive.errors import UnreadableSource
from archive.vocabulary import NORDIC_COUNCIL, SegmentKind
from importers.languages.identification import identify_paragraphs
from importers.markup.blocks import PageText
from importers.records import (
    AgendaItemRecord,
    Document,
    SegmentRecord,
    SourceIdentifier,
)
from importers.sources.norden.addresses import Address, PageKind
from importers.sources.norden.agenda.case_numbers import case_numbers_in
from importers.sources.norden.agenda.chairs import chair_named_in, normal_name, pieces_of, remark_in
from importers.sources.norden.agenda.item_head import ItemTitle, find_item_title
from importers.sources.norden.agenda.protocol_parts import ProtocolParts, read_line
from importers.sources.norden.agenda.stated_session import stated_session
from importers.sources.norden.dates import PrintedDate, find_date
from importers.sources.norden.labels import is_banner, is_noise
from importers.sources.norden.sessions import (
    InferredSession,
    session_of_date,
    session_of_protocol,
)
from importers.sources.norden.speech.speech_record import ui_language


def looks_like_protocol(page: PageText) -> bool:
    """Tell whether the page names a chair or marks a chair's remarks under a numbered title.

    Pages on the Presidium name its president, too.
    """
    lines = [block.text for block in page.blocks]
    title = find_item_title(page.blocks)
    return (title is not None and title.number is not None) and any(
        chair_named_in(piece) is not None or remark_in(piece) is not None
        for line in lines
        for piece in pieces_of(line)
    )


def protocol_record(
    document: Document, page: PageText, address: Address | None
) -> AgendaItemRecord:
    """Return the page's agenda item. Raises UnreadableSource for a page without any title."""
    reading = ProtocolParts()
    title = find_item_title(page.blocks) or ItemTitle(None, None, 0)
    for block in page.blocks[title.end :]:
        if block.text and not is_banner(block.text) and not is_noise(block.text):
            read_line(reading, block)
    reading.close()
    if reading.date is None:
        before = [block.text for block in page.blocks[: max(0, title.end - 1)]]
        reading.date = next(filter(None, map(find_date, before)), None)
    if title.title is None and not (reading.speeches or reading.remarks):
        raise UnreadableSource(
            f"{document.name}: no protocol: neither an item's title nor a chair's remark nor a "
            "speech; give protocol pages of norden.org"
        )
    inferred = _inferred_session(address, reading.date)
    expected = document.session or (inferred.number if inferred else None)
    stated = stated_session([block.text for block in page.blocks], expected=expected)
    return AgendaItemRecord(
        kind="protocol",
        assembly=NORDIC_COUNCIL,
        source_id=address.source_id if address else None,
        identifiers=item_identifiers(address),
        item_number=title.number,
        item_title=title.title,
        url=(address.url if address else None) or document.url or page.address,
        ui_language=ui_language(page, address),
        chair=normal_name(reading.chair_raw) if reading.chair_raw else None,
        chair_raw=reading.chair_raw,
        case_numbers=case_numbers_in([title.title or "", *reading.lines_with_cases]),
        session=stated,
        session_inferred=expected if stated is None else None,
        date=reading.date.at.date() if reading.date else None,
        speeches=tuple(reading.speeches),
        remarks=tuple(map(_remark, reading.remarks)),
        decisions=tuple(reading.decisions),
        issues=(*page.issues, *reading.issues),
    )


def item_identifiers(address: Address | None) -> tuple[SourceIdentifier, ...]:
    """Return the ids of a protocol or agenda-item page."""
    if address is None:
        return ()
    scheme = {PageKind.NODE: "node", PageKind.PROTOCOL: "protocol", PageKind.SPEECH: "slug"}
    name = scheme.get(address.kind, "path")
    return (SourceIdentifier(name, address.source_id.removeprefix(f"{address.kind}/")),)


def _inferred_session(address: Address | None, day: PrintedDate | None) -> InferredSession | None:
    """Return the session by the protocol's id, else by the day that the page prints."""
    placed = None
    if address is not None and address.kind is PageKind.PROTOCOL:
        placed = session_of_protocol(int(address.value))
    return placed or (session_of_date(day.at.date()) if day else None)


def _remark(paragraphs: Sequence[str]) -> SegmentRecord:
    """Return a chair's remark as one segment, in the language of most of its letters."""
    weights: dict[str, int] = {}
    for paragraph, language in zip(paragraphs, identify_paragraphs(paragraphs), strict=True):
        weights[language] = weights.get(language, 0) + len(paragraph)
    return SegmentRecord(
        SegmentKind.ORIGINAL, max(weights, key=weights.__getitem__), tuple(paragraphs)
    )
