"""Speeches of national parliaments as JSON lines, plain or compressed (.xz, .gz).

One object a line: id, parliament and text; as far as they are known, speaker, speaker_id, role,
party, gender, date, language, number and debate_title. A speech is taken back by a line
{"id": "...", "withdrawn": true}, to which its parliament and a reason may be added. The lines are
streamed: a corpus of any size needs the memory of a thousand.
"""

import gzip
import lzma
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Final, cast

from archive.errors import UnreadableSource
from importers.documents import printable
from importers.json_fields import json_object
from importers.records import Document, Record, SpeechRecord, WithdrawalRecord
from importers.sources.corpus.speech import read_speech
from importers.withdrawal_lines import is_withdrawal, withdrawal, withdrawal_json

MAX_LINE_BYTES: Final = 20_000_000
"""The longest speech seen has 0.2 million; what is larger than this is no speech."""


class CorpusSource:
    """JSON lines of speeches, one document a line."""

    name = "corpus"
    parser_version = "corpus-6"
    documents_per_transaction = 1_000
    takes_back = True

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:
        """Yield the files' lines; where a file cannot be read on, the error that says why."""
        for path in paths:
            yield from _lines(path)

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the line's speech, or that it is taken back.

        Raises UnreadableSource where the line holds neither.
        """
        try:
            told = json_object(document.content)
            yield withdrawal(told) if is_withdrawal(told) else read_speech(told)
        except UnreadableSource as error:
            raise UnreadableSource(f"{document.shown_place}: {error}") from error

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        if isinstance(record, WithdrawalRecord):
            return withdrawal_json(document, record)
        assert isinstance(record, SpeechRecord)
        return {
            "file": document.name,
            "place": document.place,
            "kind": "speech",
            "source_id": record.source_id,
            "assembly": record.assembly,
            "number": record.number,
            "number_label": record.number_label,
            "speaker": record.speaker,
            "party": record.party,
            "role_raw": record.role_raw,
            "started_at": record.started_at and record.started_at.date().isoformat(),
            "started_at_precision": record.started_at_precision,
            "agenda_item_title": record.agenda_item_title,
            "segments": [
                {
                    "kind": segment.kind,
                    "language": segment.language,
                    "paragraphs": list(segment.paragraphs),
                }
                for segment in record.segments
            ],
            "languages": list(record.languages),
            "issues": [asdict(issue) for issue in record.issues],
        }


def _lines(path: Path) -> Iterator[Document | UnreadableSource]:
    name, number = printable(path.name), 0
    try:
        with _opened(path) as stream:
            while line := stream.readline(MAX_LINE_BYTES):
                number += 1
                place = f"line {number}"
                if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                    _skip_line(stream)
                    yield UnreadableSource(
                        f"{name}, {place}: more than {MAX_LINE_BYTES:,} bytes are no speech;"
                        " write one JSON object a line"
                    )
                elif content := line.strip():
                    yield Document(name, content, media_type="application/json", place=place)
    except (lzma.LZMAError, gzip.BadGzipFile, zlib.error, EOFError, OSError) as error:
        yield UnreadableSource(
            f"{name}, after line {number}: cannot be read on ({error}); the lines before are"
            " imported; fetch the file again for the rest"
        )


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".xz":
        return cast("BinaryIO", lzma.open(path, "rb"))
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


SOURCE: Final = CorpusSource()
