"""Speeches that are gone at their source: every page of theirs was missing on three days.

They stay, marked with the day on which it was noticed, and lose the mark when a page comes back.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, aliased

from archive.database import batched, open_session
from archive.models import FrontierPage, Speech, SpeechIdentifier
from archive.vocabulary import PageState, Phase
from importers.loading.skipped_records import skip_speech
from importers.loading.transaction import Transaction
from importers.sources.norden.addresses import PageKind
from importers.sources.norden.site import record_name


def mark_gone(transaction: Transaction) -> None:
    """Mark the speeches that are gone by what crawls of the source saw, and unmark the others."""
    session = transaction.session
    for speech_id, gone_at in _changes(session, transaction.source.name).items():
        with transaction.each(skip_speech(transaction, Phase.GONE, speech_id)):
            speech = session.get_one(Speech, speech_id)
            speech.gone_at, speech.revision = gone_at, transaction.run_id


def has_unmarked_changes(engine: Engine, source: str) -> bool:
    """Tell whether crawls of the source saw speeches go or come back that are not marked so."""
    with open_session(engine) as session:
        return bool(_changes(session, source))


def _changes(session: Session, source: str) -> dict[int, datetime | None]:
    """Return the marks of the speeches that have another one, by their keys."""
    rows = session.execute(select(Speech.id, Speech.gone_at).where(Speech.gone_at.is_not(None)))
    marked = dict(rows.all())
    states = _states(session, source)
    gone_names = [name for name, moment in states.items() if moment is not None]
    candidates = {*_speeches_of(session, gone_names), *marked}
    gone = _gone(session, candidates, states)
    return {key: gone.get(key) for key in sorted(candidates) if gone.get(key) != marked.get(key)}


def _states(session: Session, source: str) -> Mapping[str, datetime | None]:
    """Return since when pages that were read are gone, by their names; None for those present."""
    main = aliased(FrontierPage)
    asked = func.coalesce(FrontierPage.same_as_id, FrontierPage.id)
    rows = session.execute(
        select(FrontierPage.record, main.state, main.gone_at)
        .join(main, main.id == asked)
        .where(FrontierPage.source == source, main.read_at.is_not(None))
    )
    states: dict[str, datetime | None] = {}
    for record, state, gone_at in rows:
        moment = gone_at if state == PageState.GONE else None
        states[record] = _latest([states.get(record, moment), moment])
    return states


def _gone(
    session: Session, candidates: Collection[int], states: Mapping[str, datetime | None]
) -> dict[int, datetime]:
    """Return since when all pages of a speech that crawls know are gone, where they are."""
    moments: dict[int, list[datetime | None]] = {}
    for part in batched(sorted(candidates)):
        for speech_id, name in _names_of(session, part):
            if name in states:
                moments.setdefault(speech_id, []).append(states[name])
    latest = {speech_id: _latest(of_pages) for speech_id, of_pages in moments.items()}
    return {speech_id: moment for speech_id, moment in latest.items() if moment is not None}


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    """Return the last of the moments; None where one page is there, which is enough."""
    told = [*moments]
    gone = [moment for moment in told if moment is not None]
    return max(gone) if gone and len(gone) == len(told) else None


def _speeches_of(session: Session, names: Iterable[str]) -> Iterator[int]:
    """Yield the keys of speeches that may be those of pages with these names."""
    for part in batched(name.partition("/")[2] for name in names):
        value = func.lower(SpeechIdentifier.value)  # of slugs, which differ in case alone
        yield from session.scalars(
            select(SpeechIdentifier.speech_id).where(
                SpeechIdentifier.scheme.in_(_KINDS), value.in_(part)
            )
        )


def _names_of(session: Session, speech_ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the names by which crawls know the pages of the speeches, with the speeches' keys."""
    rows = session.execute(
        select(SpeechIdentifier.speech_id, SpeechIdentifier.scheme, SpeechIdentifier.value).where(
            SpeechIdentifier.scheme.in_(_KINDS), SpeechIdentifier.speech_id.in_(speech_ids)
        )
    )
    for speech_id, scheme, value in rows:
        yield speech_id, record_name(_KINDS[scheme], value)


_KINDS: Final = {"node": PageKind.NODE, "slug": PageKind.SPEECH}
"""The kinds of addresses that identifiers of a scheme are of."""
