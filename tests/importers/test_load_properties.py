"""Any sequence of imports loses and doubles nothing, and a repeat reports only unchanged."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import RecordSource, a_speech_record, an_agenda_item_record
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import models
from archive.database import connect
from archive.queries.consistency import find_broken
from archive.queries.speeches import speech_key
from importers.loading.load import load
from importers.records import Document, ListedSpeech, SpeechRecord

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

TEXTS = (
    "Fisk og hav er vårt felles ansvar i nord",
    "Unge trenger arbeid over alle grenser",
    "Klimaet endrer seg raskere enn lovene våre",
)


@dataclass(frozen=True)
class Page:
    """An address of one of the speeches, and which version of its text stands there."""

    speech: int
    address: str
    version: int

    def record(self) -> SpeechRecord:
        is_node = self.address != "slug"
        return a_speech_record(
            node=17940 + self.speech if is_node else None,
            slug=None if is_node else f"speech-{self.speech}",
            number=self.speech + 1,
            speaker=f"Speaker {'ABC'[self.speech]}son",
            text=TEXTS[self.speech] + " ja" * self.version,
            ui_language=self.address[:2],
            type_raw=self.address,
        )

    def url(self) -> str:
        if self.address == "slug":
            return f"https://www.norden.org/no/speech/speech-{self.speech}"
        return f"https://www.norden.org/{self.address}/{17940 + self.speech}"


pages = st.builds(
    Page,
    speech=st.integers(0, 2),
    address=st.sampled_from(["da/node", "is/node", "slug"]),
    version=st.integers(0, 2),
)
imports = st.lists(st.lists(pages, min_size=1, max_size=4), min_size=1, max_size=4)


@settings(max_examples=20, deadline=None)
@given(imports)
def test_nothing_is_lost_or_doubled(empty_archive: Path, sequence: list[list[Page]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty_archive, folder)
        engine = connect(f"sqlite:///{folder}/archive.sqlite")
        _check(engine, sequence)
        engine.dispose()


def _check(engine: Engine, sequence: list[list[Page]]) -> None:
    source = RecordSource()
    latest: dict[str, Document] = {}
    ids: dict[str, int] = {}
    """By every public id that there was, the key of its speech."""
    item = an_agenda_item_record(
        protocol=None, node=1, speeches=tuple(ListedSpeech(n, None, None) for n in (1, 2, 3))
    )
    latest["item"] = source.page(item, url="https://norden.org/en/node/1")
    load(engine, source, [latest["item"]])
    for documents in sequence:
        read = {page.url(): source.page(page.record(), url=page.url()) for page in documents}
        made = [source.page(page.record(), url=page.url()) for page in documents]
        report = load(engine, source, made)
        latest |= read
        assert report.rejected == 0
        assert report.inserted + report.updated + report.unchanged == len(documents)
        with Session(engine) as session:
            assert {public_id: speech_key(session, public_id) for public_id in ids} == ids
        ids |= {public_id: key for key, public_id in _public_ids(engine).items()}
    seen = {page.speech for documents in sequence for page in documents}
    assert len(set(ids.values())) == len(seen)
    again = load(engine, source, list(latest.values()))
    assert (again.unchanged, again.issues) == (len(latest), ())
    assert find_broken_in(engine) == []
    with Session(engine) as session:
        bytes_kept = session.scalar(select(func.count()).select_from(models.SourceDocument))
        distinct = {(page.url(), page) for documents in sequence for page in documents}
        assert bytes_kept == len(distinct) + 1
        assert set(session.scalars(select(models.Speech.agenda_item_id))) == {1}


def _public_ids(engine: Engine) -> dict[int, str]:
    with Session(engine) as session:
        rows = session.execute(select(models.Speech.id, models.Speech.public_id))
        return {row.id: row.public_id for row in rows}


def find_broken_in(engine: Engine) -> list[object]:
    with Session(engine) as session:
        return list(find_broken(session))
