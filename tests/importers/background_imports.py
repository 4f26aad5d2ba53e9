"""Background texts, their import, and what the archive then holds of them."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument
from importers.loading.load import load
from importers.loading.report import Report
from importers.records import Document
from importers.sources.documents import SOURCE

TEXT = """Ofrene må få hjelp

Oslo, 3. april 2019

Menneskehandel krysser grensene i Norden, og ofrene må få hjelp der de blir funnet av politiet.

Utgitt av Norsk Kystlag
"""
OTHER = """Fiskeri i nord

Torsken går nordover når havet blir varmere, sier forskerne som har målt den i ti år på rad.
"""


def bring(engine: Engine, *documents: Document, dry_run: bool = False) -> Report:
    return load(engine, SOURCE, documents, dry_run=dry_run)


def held(engine: Engine) -> list[BackgroundDocument]:
    with Session(engine) as session:
        return list(session.scalars(select(BackgroundDocument).order_by(BackgroundDocument.id)))


def only(engine: Engine) -> BackgroundDocument:
    (document,) = held(engine)
    return document
