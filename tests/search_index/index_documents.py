"""Builders of index documents for the tests of the search index."""

from datetime import date

from archive.vocabulary import RecordKind, SegmentKind
from search_index.documents import IndexDocument, IndexedSegment


def a_segment(text="Ordet er frit.", language="da", kind=SegmentKind.ORIGINAL):
    return IndexedSegment(kind, language, text)


def a_translation(text="The floor is open.", language="en"):
    return a_segment(text, language, SegmentKind.TRANSLATION)


def a_document(
    record_id=1,
    *segments,
    public_id=None,
    fingerprint=None,
    assembly="nordic-council",
    session="64",
    session_order=20120064,
    number=None,
    day=date(2012, 10, 31),
    year=2012,
    words=100,
    speaker=None,
    party_group=None,
    role_kind=None,
    country=None,
    speech_type=None,
    added=None,
    changed=None,
    kind=RecordKind.SPEECH,
):
    return IndexDocument(
        record_id=record_id,
        public_id=public_id or f"speech-{record_id:04}",
        fingerprint=record_id * 7919 if fingerprint is None else fingerprint,
        segments=segments or (a_segment(),),
        assembly=assembly,
        session=session,
        session_order=session_order,
        number=number,
        day=day,
        year=year,
        words=words,
        speaker=speaker,
        party_group=party_group,
        role_kind=role_kind,
        country=country,
        speech_type=speech_type,
        added=added,
        changed=changed,
        kind=kind,
    )
