"""Speeches of national parliaments as JSON lines, plain or compressed (.xz, .gz).

One object a line: id, parliament and text; as far as they are known, speaker, speaker_id, role,
party, gender, date, language, number and debate_title. A speech is taken back by a line
{"id": "...", "withdrawn": true}, to which its parliament and a reason may be added. The lines are
streamed: a corpus of any size needs the memory of a thousand, or of 20 MB of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from archive.errors import UnreadableSource
from importers.files.lines import lines_in
from importers.files.opening import printable
from importers.records import Document, Record, SpeechRecord, WithdrawalRecord
from importers.sources.corpus.json_fields import json_object
from importers.sources.corpus.speech import read_speech
from importers.sources.corpus.withdrawals import is_withdrawal, withdrawal, withdrawal_json

MOST_OTHER_LINES: Final = 10_000
"""On end that are no speeches. Each is told and kept in the report; a file of another kind has
millions, and a few kilobytes unpack to as many.
"""


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
    name, others = printable(path.name), 0
    for line in lines_in(path):
        if isinstance(line, UnreadableSource):
            yield line
            continue
        others = 0 if _may_be_speech(line.content) else others + 1
        if others > MOST_OTHER_LINES:
            yield UnreadableSource(
                f"{name}, line {line.number}: more than {MOST_OTHER_LINES:,} lines on end are no"
                " speeches: the rest of the file is not read; give a file of JSON lines"
            )
            return
        place = f"line {line.number}"
        yield Document(name, line.content, media_type="application/json", place=place)


def _may_be_speech(line: bytes) -> bool:
    """Tell whether the line looks like one; whether it is, parsing tells."""
    return line.startswith(b"{") and b'"id"' in line


SOURCE: Final = CorpusSource()
