"""The source that docs/adding-a-source.md shows, run: numbers restart in each sitting."""

import json

from markdown_blocks import blocks_of
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Speech
from importers.loading.load import load


def shown_source():
    (block,) = [block for block in blocks_of("adding-a-source.md") if block.language == "python"]
    namespace = {}
    exec(compile(block.text, "docs/adding-a-source.md", "exec"), namespace)
    return namespace["SOURCE"]


def write_sitting(folder, name, day):
    speeches = [
        {"number": number, "speaker": speaker, "text": "Tack, fru talman!"}
        for number, speaker in enumerate(("Elin Sund", "Axel Holm"), 1)
    ]
    told = {"session": 2, "name": name, "date": day, "speeches": speeches}
    (folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")


def test_the_shown_source_keeps_every_sitting(engine, tmp_path):
    source = shown_source()
    write_sitting(tmp_path, "p1", "2024-11-04")
    write_sitting(tmp_path, "p2", "2024-11-04")
    write_sitting(tmp_path, "p3", "2024-11-06")
    report = load(engine, source, source.documents([tmp_path]))
    assert (report.inserted, report.unchanged, report.issues) == (6, 0, ())
    source.parser_version = "lagting-2"
    again = load(engine, source, source.documents([tmp_path]))
    assert (again.inserted, again.updated, again.unchanged) == (0, 0, 6)
    with Session(engine) as session:
        ids = session.scalars(select(Speech.public_id).order_by(Speech.id)).all()
    assert ids[:3] == ["lagtinget-2-p1-1", "lagtinget-2-p1-2", "lagtinget-2-p2-1"]


def test_the_shown_source_says_what_it_cannot_read(engine, tmp_path):
    (tmp_path / "notes.json").write_text("Minutes", encoding="utf-8")
    source = shown_source()
    report = load(engine, source, source.documents([tmp_path]))
    assert [issue.message for issue in report.issues] == ["no JSON; give minutes of sittings"]
