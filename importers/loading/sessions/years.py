"""Sessions of which no source tells: when they met, by all that was said in them.

It runs at the end of each import, so that the year does not depend on which page was read first.
"""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Select, func, or_, select, union_all, update
from sqlalchemy.orm import Session

from archive.models import AgendaItem, CouncilSession, Speech
from archive.vocabulary import NORDIC_COUNCIL, Phase
from importers.loading.agenda.item_rows import restate_item
from importers.loading.sessions.session_rules import INFERRED_RULES
from importers.loading.skipped_records import skip_item, skip_speech
from importers.loading.speeches.restatement import restate_speech
from importers.loading.transaction import Transaction


def infer_session_years(transaction: Transaction) -> None:
    """Let each session of the Nordic Council that no source knows have the year of its speeches.

    That is the year that most of its dated speeches and agenda items state, the first of several.
    What stated such a session before anything dated did is then of it, too.
    """
    session, frame = transaction.session, transaction.around.frame
    assembly_id = frame.assembly_id(session, NORDIC_COUNCIL)
    # Read anew: where the step failed before, what it wrote was rolled back.
    concluded = session.scalars(
        select(CouncilSession)
        .where(CouncilSession.assembly_id == assembly_id, CouncilSession.year_concluded)
        .execution_options(populate_existing=True)
    ).all()
    years = _years(session, [row.id for row in concluded]) if concluded else {}
    is_new = any(row.year is None for row in concluded)
    for row in concluded:
        row.year = years.get(row.id, row.year)
    session.flush()
    frame.forget_sessions()
    if is_new:
        _settle_undated(transaction, assembly_id)
    _date_undated(transaction)


def _years(session: Session, session_ids: list[int]) -> Mapping[int, int]:
    """Return the years of the sessions by their keys; none where nothing dated is in one."""
    rows = session.execute(union_all(_of_speeches(session_ids), _of_items(session_ids)))
    stated: dict[int, Counter[int]] = {}
    for session_id, year, count in rows:
        if session_id is not None and year is not None:
            stated.setdefault(session_id, Counter())[int(year)] += count
    return {
        session_id: min(counts, key=lambda year: (-counts[year], year))
        for session_id, counts in stated.items()
    }


def _of_speeches(session_ids: list[int]) -> Select[int | None, int | None, int]:
    return (
        select(Speech.session_id, Speech.year, func.count())
        .where(
            Speech.session_id.in_(session_ids),
            Speech.started_at.is_not(None),
            or_(Speech.session_rule.is_(None), Speech.session_rule.not_in(INFERRED_RULES)),
        )
        .group_by(Speech.session_id, Speech.year)
    )


def _of_items(session_ids: list[int]) -> Select[int | None, int | None, int]:
    year = func.extract("year", AgendaItem.date)
    return (
        select(AgendaItem.session_id, year, func.count())
        .where(AgendaItem.session_id.in_(session_ids), AgendaItem.date.is_not(None))
        .group_by(AgendaItem.session_id, year)
    )


def _settle_undated(transaction: Transaction, assembly_id: int) -> None:
    """State anew what has no date and no session: it may have stated one that is known now."""
    session = transaction.session
    speeches = select(Speech.id).where(
        Speech.assembly_id == assembly_id, Speech.session_id.is_(None), Speech.started_at.is_(None)
    )
    for speech_id in session.scalars(speeches.order_by(Speech.id)).all():
        with transaction.each(skip_speech(transaction, Phase.PLACE, speech_id)):
            restate_speech(transaction, speech_id)
    items = select(AgendaItem).where(AgendaItem.session_id.is_(None), AgendaItem.date.is_(None))
    for item in session.scalars(items.order_by(AgendaItem.id)).all():
        with transaction.each(skip_item(transaction, Phase.PLACE, item.id)):
            restate_item(transaction, item)


def _date_undated(transaction: Transaction) -> None:
    """Let each speech that states no date have the year of its session."""
    of_session = (
        select(CouncilSession.year).where(CouncilSession.id == Speech.session_id).scalar_subquery()
    )
    transaction.write()
    transaction.session.execute(
        update(Speech)
        .where(
            Speech.started_at.is_(None),
            Speech.session_id.is_not(None),
            Speech.year.is_distinct_from(of_session),
        )
        .values(year=of_session, revision=transaction.run_id)
        .execution_options(synchronize_session="fetch")
    )
