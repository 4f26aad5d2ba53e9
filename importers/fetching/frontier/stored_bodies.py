"""Bodies that are in the WARC files of earlier runs, and need not be kept again."""

from sqlalchemy import Engine, select

from archive.database import open_session
from archive.models import FrontierPage
from importers.fetching.outcomes import FindStoredBody, StoredBody


def find_stored_bodies(engine: Engine, source: str) -> FindStoredBody:
    """Return what tells where the body of an address was kept by a run before this one.

    A body that another address had is not told of: an import of this run's files alone would miss
    the page. What was last read of each address is remembered, some 200 bytes a page.
    """
    with open_session(engine) as session:
        rows = session.execute(
            select(FrontierPage.url, FrontierPage.sha256, FrontierPage.kept_at).where(
                FrontierPage.source == source,
                FrontierPage.warc.is_not(None),
                FrontierPage.sha256.is_not(None),
                FrontierPage.kept_at.is_not(None),
            )
        )
        kept = {url: (sha256, kept_at) for url, sha256, kept_at in rows}

    def known(url: str, sha256: str) -> StoredBody | None:
        held, kept_at = kept.get(url, (None, None))
        return StoredBody(url, kept_at) if held == sha256 and kept_at is not None else None

    return known
