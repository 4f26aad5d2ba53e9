"""What an import told and what the archive holds after it, for tests to compare."""

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from archive import models
from importers.loading.report import Report

NODE = "https://www.norden.org/{ui}/node/{node}"
SLUG = "https://www.norden.org/no/speech/{slug}"


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.inserted, report.updated, report.unchanged, report.rejected


def codes(report: Report) -> list[str]:
    return [issue.code for issue in report.issues]


def speeches(engine: Engine) -> list[models.Speech]:
    with Session(engine) as session:
        return list(session.scalars(select(models.Speech).order_by(models.Speech.id)))


def only_speech(engine: Engine) -> models.Speech:
    (speech,) = speeches(engine)
    return speech


def rows(engine: Engine, model: type) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0
