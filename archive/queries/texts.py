"""The texts of many records at once: a statement each, whatever their number."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, Segment
from archive.queries.speech import SegmentRow


def segments_by_speech(
    session: Session, keys: Collection[int]
) -> dict[int, tuple[SegmentRow, ...]]:
    """Return the segments of these speeches, in their order, by models.Speech.id."""
    found: dict[int, list[SegmentRow]] = {key: [] for key in keys}
    rows = session.execute(
        select(Segment.speech_id, Segment.kind, Segment.language, Segment.words, Segment.text)
        .where(Segment.speech_id.in_(found))
        .order_by(Segment.speech_id, Segment.position)
    )
    for key, kind, language, words, text in rows:
        found[key].append(SegmentRow(kind, language, words, tuple(text.split("\n\n"))))
    return {key: tuple(segments) for key, segments in found.items()}


def paragraphs_by_document(session: Session, keys: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the paragraphs of these background documents by models.BackgroundDocument.id."""
    rows = session.execute(
        select(BackgroundDocument.id, BackgroundDocument.text).where(
            BackgroundDocument.id.in_(keys)
        )
    )
    return {key: tuple(text.split("\n\n")) for key, text in rows}
