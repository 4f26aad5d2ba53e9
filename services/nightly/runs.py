"""The import runs that a night makes, whatever makes them: they are its own from then on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, func, select, update

from archive.database import open_session, open_writer
from archive.models import ImportRun
from services.nightly.report import NightFindings


@contextmanager
def recording_runs(
    engine: Engine, source: str, night: int | None, gathered: NightFindings
) -> Iterator[None]:
    """Note the runs of the source that begin meanwhile, also where the work then fails.

    What such a run committed before stays, and is told.
    """
    if night is None:
        yield
        return
    with open_session(engine) as session:
        before = session.scalar(select(func.max(ImportRun.id))) or 0
    try:
        yield
    finally:
        with open_writer(engine) as session:
            new = select(ImportRun.id).where(ImportRun.id > before, ImportRun.source == source)
            runs = session.scalars(new).all()
            session.execute(update(ImportRun).where(ImportRun.id.in_(runs)).values(night_id=night))
        gathered.runs += runs
