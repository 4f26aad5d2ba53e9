"""What of corrections leaves the archive: the decision, and nothing of the reader's report."""

import json
from pathlib import Path

import pytest
from accepted import accepted, bring, reported
from builders import RecordSource
from debates_dumped import dumped
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.models import SourceDocument

READER = "reader@example.org"
SAYS = "whispered to me"


@pytest.mark.parametrize("state", ["waiting", "accepted"])
def test_a_dump_tells_the_correction_and_nothing_of_the_report(
    engine: Engine, source: RecordSource, tmp_path: Path, state: str
) -> None:
    bring(engine, source)
    number = reported(engine, "number", "212", contact=READER, source=SAYS, says=SAYS)
    if state == "accepted":
        assert accepted(engine, "number", "212", report=number).updated == 1
        accepted(engine, "number", "213")
    _, files = dumped(engine, tmp_path / "dump")
    for content in files.values():
        assert READER.encode() not in content
        assert SAYS.encode() not in content
    lines = [json.loads(line) for line in files["corrections.ndjson"].splitlines()]
    made = [("211", "212"), ("212", "213")] if state == "accepted" else []
    assert [(one["before"], one["after"]) for one in lines] == made
    assert [one["position"] for one in lines] == [1, 2][: len(made)]
    with Session(engine) as session:
        kept = b"".join(one.content for one in session.scalars(select(SourceDocument)))
    assert READER.encode() not in kept
    assert SAYS.encode() not in kept
