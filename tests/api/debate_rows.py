"""Rows of an archive as an import writes them: a speech or a document with its source."""

import zlib
from datetime import UTC, date, datetime
from hashlib import sha256

from archive.models import (
    BackgroundDocument,
    BackgroundSource,
    Segment,
    SourceDocument,
    Speech,
    SpeechSource,
)

READ_AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC).replace(tzinfo=None)


def a_speech(database, assembly, run, public_id, **fields):
    """Add a speech with its source; segments are triples of kind, language and paragraphs."""
    segments = fields.pop("segments", (("original", "sv", ("Tack.",)),))
    texts = ["\n\n".join(paragraphs) for _, _, paragraphs in segments]
    content = "\n\n".join(texts).encode()
    digest = sha256(public_id.encode() + content).hexdigest()
    document = SourceDocument(
        source="norden",
        name=f"https://www.norden.org/da/{public_id}",
        url=f"https://www.norden.org/da/{public_id}",
        fetched_at=READ_AT,
        sha256=digest,
        media_type="text/html",
        size=len(content),
        parser_version="1",
        records=1,
        compressed=zlib.compress(content),
    )
    database.add_all((document, run))
    database.flush()
    speech = Speech(
        public_id=public_id,
        assembly=assembly,
        content_sha256=digest,
        revision=run.id,
        languages=list(dict.fromkeys(code for kind, code, _ in segments if kind == "original")),
        words=sum(
            len(text.split())
            for text, (kind, _, _) in zip(texts, segments, strict=True)
            if kind == "original"
        ),
        segments=[
            Segment(position=place, kind=kind, language=code, text=text, words=len(text.split()))
            for place, ((kind, code, _), text) in enumerate(zip(segments, texts, strict=True))
        ],
        **fields,
    )
    database.add(speech)
    database.flush()
    database.add(
        SpeechSource(
            speech_id=speech.id,
            source_document_id=document.id,
            parser_version="1",
            import_run_id=run.id,
            current=True,
            latest=True,
        )
    )
    return speech


def a_document(session, run, public_id, title, publisher, language, printed, text):  # noqa: PLR0917
    """Add a background document with its source."""
    day = date(2013, 5, 14) if printed == "14 May 2013" else None
    digest = sha256(text.encode()).hexdigest()
    source = SourceDocument(
        source="documents",
        name=f"{public_id}.txt",
        fetched_at=READ_AT,
        sha256=digest,
        media_type="text/plain",
        size=len(text.encode()),
        parser_version="1",
        records=1,
        compressed=zlib.compress(text.encode()),
    )
    session.add_all((source, run))
    session.flush()
    document = BackgroundDocument(
        public_id=public_id,
        title=title,
        title_rule="first-line",
        publisher=publisher,
        publisher_rule=publisher and "letterhead",
        date=day,
        year=int(printed[-4:]) if printed else None,
        date_precision=printed and ("day" if day else "year"),
        date_raw=printed,
        date_rule=printed and "line-of-place-and-day",
        language=language,
        text=text,
        words=len(text.split()),
        content_sha256=digest,
        revision=run.id,
    )
    session.add(document)
    session.flush()
    session.add(
        BackgroundSource(
            background_document_id=document.id,
            source_document_id=source.id,
            parser_version="1",
            import_run_id=run.id,
            read_run_id=run.id,
            current=True,
        )
    )
