"""Imports of a small corpus, for tests of what is taken back and comes back."""

from pathlib import Path

from builders import a_corpus_file, a_corpus_line
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from importers.loading.load import load
from importers.loading.report import Report
from importers.sources import corpus

SPEECH = a_corpus_line(id="1")
OTHER = a_corpus_line(id="2", number="110", text="Noget andet.")
WITHDRAWN = {"id": "1", "parliament": "folketinget", "withdrawn": True, "reason": "Fejl i teksten"}


class Folder:
    """Dated files of a corpus, which are imported together or one by one."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path, self.engine = path, engine

    def write(self, name: str, *lines: dict[str, object]) -> str:
        a_corpus_file(self.path / name, *lines)
        return name

    def imported(self, *names: str) -> Report:
        paths = [self.path / name for name in names]
        return load(self.engine, corpus.SOURCE, corpus.SOURCE.documents(paths))

    def text(self) -> str:
        with Session(self.engine) as session:
            speech = models.Speech.public_id == "folketinget-1"
            return session.scalars(
                select(models.Segment.text).join(models.Speech).where(speech)
            ).one()


def imported(engine: Engine, path: Path, *lines: dict[str, object] | bytes) -> Report:
    a_corpus_file(path, *lines)
    return load(engine, corpus.SOURCE, corpus.SOURCE.documents([path]))


def speech(engine: Engine) -> models.Speech:
    """Return the speech of SPEECH."""
    with Session(engine) as session:
        return session.scalars(
            select(models.Speech).where(models.Speech.public_id == "folketinget-1")
        ).one()


def withdrawn(engine: Engine) -> set[str]:
    with Session(engine) as session:
        gone = models.Speech.withdrawn_at.is_not(None)
        return set(session.scalars(select(models.Speech.public_id).where(gone)))


def told(report: Report) -> list[tuple[str, str]]:
    return [(issue.code, issue.message) for issue in report.issues]


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return (
        report.inserted,
        report.updated,
        report.unchanged,
        report.rejected,
        report.withdrawn,
    )
