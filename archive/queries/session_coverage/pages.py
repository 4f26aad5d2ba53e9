"""Pages of crawls by session: those that are known and were never read, and when all were read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from archive.models import Assembly, CouncilSession, FrontierPage, Speech, SpeechIdentifier
from archive.queries.session_coverage.places import CoveragePlace
from archive.queries.session_coverage.sequences import PlaceKey
from archive.reference import crawled_assemblies
from archive.vocabulary import PageState, Strategy


@dataclass(frozen=True, slots=True)
class FrontierState:
    """What the frontier's counts depend on: two equal ones are of the same pages."""

    pages: int
    asked_at: datetime | None
    """UTC; when a page was asked last."""
    found_at: datetime | None
    """UTC; when a page was found last."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page that is known and was never read."""

    key: int
    """models.FrontierPage.id."""
    url: str
    kind: str
    state: str
    found_on: str | None
    found_at: datetime
    asked_at: datetime | None
    status: int | None
    failures: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class KnownPages:
    """A part of the list of such pages."""

    total: int
    pages: tuple[KnownPage, ...]
    more: bool


def frontier_state(session: Session) -> FrontierState:
    """Return the frontier's state, in one statement."""
    found = session.execute(
        select(func.count(), func.max(FrontierPage.asked_at), func.max(FrontierPage.found_at))
    ).one()
    return FrontierState(*found)


def count_unread_pages(session: Session) -> Mapping[PlaceKey, int]:
    """Return how many pages are known and were never read, in one statement."""
    rows = session.execute(
        select(Assembly.id, CouncilSession.id, func.count())
        .select_from(FrontierPage)
        .join(Assembly, _crawled())
        .outerjoin(CouncilSession, _told())
        .where(_never_read())
        .group_by(Assembly.id, CouncilSession.id)
    )
    return {(assembly, council_session): count for assembly, council_session, count in rows}


def list_unread_pages(
    session: Session, of: CoveragePlace, after: int | None = None, limit: int = 20
) -> KnownPages:
    """Return the pages of a place, in the order in which they were found; `after` is a key."""
    statement = (
        select(FrontierPage)
        .join(Assembly, _crawled())
        .outerjoin(CouncilSession, _told())
        .where(
            _never_read(),
            Assembly.id == of.assembly_key,
            CouncilSession.id.is_not_distinct_from(of.session_key),
        )
    )
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    if after is not None:
        statement = statement.where(FrontierPage.id > after)
    found = session.scalars(statement.order_by(FrontierPage.id).limit(limit + 1)).all()
    return KnownPages(total, tuple(map(_page, found[:limit])), more=len(found) > limit)


def last_crawl_times(session: Session) -> Mapping[PlaceKey, datetime]:
    """Return when a page of each session was read last by a crawl, in two statements.

    A page is of the session that its listing tells, and of that of the speech with its node.
    """
    main = aliased(FrontierPage)
    read_at = func.max(func.coalesce(main.read_at, FrontierPage.read_at))
    told = (
        select(Assembly.id, CouncilSession.id, read_at)
        .select_from(FrontierPage)
        .join(Assembly, _crawled())
        .join(CouncilSession, _told())
        .outerjoin(main, main.id == FrontierPage.same_as_id)
        .group_by(Assembly.id, CouncilSession.id)
    )
    by_node = (
        select(Speech.assembly_id, Speech.session_id, read_at)
        .select_from(FrontierPage)
        .join(Assembly, _crawled())
        .outerjoin(main, main.id == FrontierPage.same_as_id)
        .join(
            SpeechIdentifier,
            and_(
                SpeechIdentifier.assembly_id == Assembly.id,
                SpeechIdentifier.scheme == "node",
                SpeechIdentifier.value == cast(FrontierPage.node, String),
            ),
        )
        .join(Speech, Speech.id == SpeechIdentifier.speech_id)
        .where(FrontierPage.node.is_not(None))
        .group_by(Speech.assembly_id, Speech.session_id)
    )
    found: dict[PlaceKey, datetime] = {}
    for statement in (told, by_node):
        for assembly, council_session, moment in session.execute(statement):
            if moment is not None:
                place = (assembly, council_session)
                found[place] = max(moment, found.get(place, moment))
    return found


def _crawled() -> ColumnElement[bool]:
    """Return whether a page is of the source from which crawls bring the assembly's records."""
    pairs = [
        and_(FrontierPage.source == source, Assembly.key == key)
        for key, source in crawled_assemblies().items()
    ]
    return or_(false(), *pairs)


def _told() -> ColumnElement[bool]:
    """Return whether the session is the one that the page's listing tells."""
    of_assembly = CouncilSession.assembly_id == Assembly.id
    return and_(of_assembly, CouncilSession.number == FrontierPage.session)


def _never_read() -> ColumnElement[bool]:
    """Return whether something leads to the page, and it was never read.

    A node id that was tried because it lies beside others is no page that is known.
    """
    guessed = and_(
        FrontierPage.strategy.in_((Strategy.BLOCK, Strategy.NEIGHBOUR)),
        FrontierPage.found_on.is_(None),
    )
    return and_(
        FrontierPage.state.in_((PageState.WAITING, PageState.REFUSED)),
        FrontierPage.read_at.is_(None),
        ~guessed,
    )


def _page(row: FrontierPage) -> KnownPage:
    return KnownPage(
        key=row.id,
        url=row.url,
        kind=row.kind,
        state=row.state,
        found_on=row.found_on,
        found_at=row.found_at,
        asked_at=row.asked_at,
        status=row.status,
        failures=row.failures,
        reason=row.reason,
    )
