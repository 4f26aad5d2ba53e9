"""Sessions of assemblies, with how much was said in each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import Assembly, CouncilSession, PartyGroup, PartyGroupName, Speech
from archive.queries.names import AssemblyName, SessionName, session_id, session_of


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as listed."""

    key: int
    """models.CouncilSession.id."""
    name: SessionName
    assembly: AssemblyName
    kind: str
    """ "ordinary" or "theme"."""
    starts_on: date | None
    ends_on: date | None
    cancelled: bool
    speeches: int
    words: int
    """Of the originals."""
    speakers: int
    """Different ones; those whose names are not resolved are not among them."""


@dataclass(frozen=True, slots=True)
class SessionPage:
    """A page of sessions, the latest first."""

    total: int
    """Exact; of all pages."""
    sessions: tuple[SessionSummary, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class PartyGroupRow:
    """A party group of the Nordic Council."""

    id: str
    names: dict[str, str]
    """By language."""
    first_year: int | None
    last_year: int | None
    speeches: int
    """Held for the group, as the role states it."""


def sessions(
    session: Session,
    *,
    assembly: str | None = None,
    after: tuple[int, str, int] | None = None,
    limit: int = 20,
) -> SessionPage:
    """Return the sessions, the latest first.

    `after` is year (0 where it is unknown), label and key of the page before's last.
    """
    of_assembly = true() if assembly is None else Assembly.key == assembly
    total = session.scalar(
        select(func.count()).select_from(CouncilSession).join(Assembly).where(of_assembly)
    )
    condition = of_assembly if after is None else and_(of_assembly, _before(*after))
    found = _listed(session, condition, limit + 1)
    return SessionPage(total=total or 0, sessions=found[:limit], more=len(found) > limit)


def council_session(session: Session, public_id: str) -> SessionSummary:
    """Return the session of an id such as "64" or "stortinget:1998". Raises NotFound."""
    assembly, label = session_of(public_id)
    for found in _listed(
        session, and_(Assembly.key == assembly, CouncilSession.label == label), None
    ):
        return found
    raise NotFound(f"there is no session with the id {public_id!r}")


def party_groups(session: Session) -> tuple[PartyGroupRow, ...]:
    """Return the party groups by key, each with its names and how often it spoke."""
    names: dict[str, dict[str, str]] = {}
    for key, language, name in session.execute(
        select(
            PartyGroupName.party_group_key, PartyGroupName.language, PartyGroupName.name
        ).order_by(PartyGroupName.language)
    ):
        names.setdefault(key, {})[language] = name
    counts = session.execute(
        select(Speech.party_group_key, func.count())
        .where(Speech.withdrawn_at.is_(None))
        .group_by(Speech.party_group_key)
    )
    spoken = {key: count for key, count in counts}  # noqa: C416  (a row is no pair to mypy)
    groups = session.execute(
        select(PartyGroup.key, PartyGroup.first_year, PartyGroup.last_year).order_by(PartyGroup.key)
    )
    return tuple(
        PartyGroupRow(key, names.get(key, {}), first, last, spoken.get(key, 0))
        for key, first, last in groups
    )


def party_group_names(session: Session, language: str) -> dict[str, str]:
    """Return the party groups' names in a language, by key."""
    rows = session.execute(
        select(PartyGroupName.party_group_key, PartyGroupName.name).where(
            PartyGroupName.language == language
        )
    )
    return dict(iter(rows))


def _before(year: int, label: str, key: int) -> ColumnElement[bool]:
    """Return what is true of the sessions listed after this one: the list runs backwards."""
    of_year = _year_or_0() == year
    same_year = and_(of_year, CouncilSession.label < label)
    same_label = and_(of_year, CouncilSession.label == label, CouncilSession.id < key)
    return or_(_year_or_0() < year, same_year, same_label)


def _year_or_0() -> ColumnElement[int]:
    """Return what sorts sessions: those of an unknown year come last, the latest label first."""
    return func.coalesce(CouncilSession.year, 0)


def _listed(
    session: Session, condition: ColumnElement[bool], limit: int | None
) -> tuple[SessionSummary, ...]:
    """Return the sessions of the condition: one statement for them, one to count."""
    rows = session.execute(
        select(CouncilSession, Assembly.key, Assembly.name)
        .join(Assembly)
        .where(condition)
        .order_by(_year_or_0().desc(), CouncilSession.label.desc(), CouncilSession.id.desc())
        .limit(limit)
    ).all()
    spoken = _spoken(session, [row[0].id for row in rows])
    return tuple(
        SessionSummary(
            key=of.id,
            name=SessionName(
                session_id(assembly, of.label), of.number, of.label, of.year, of.place
            ),
            assembly=AssemblyName(assembly, assembly_name),
            kind=of.kind,
            starts_on=of.starts_on,
            ends_on=of.ends_on,
            cancelled=of.cancelled,
            speeches=spoken[of.id][0],
            words=spoken[of.id][1],
            speakers=spoken[of.id][2],
        )
        for of, assembly, assembly_name in rows
    )


def _spoken(session: Session, keys: Collection[int]) -> dict[int, tuple[int, int, int]]:
    """Return speeches, words and speakers by session."""
    rows = session.execute(
        select(
            Speech.session_id,
            func.count(),
            func.sum(Speech.words),
            func.count(Speech.speaker_id.distinct()),
        )
        .where(Speech.session_id.in_(keys), Speech.withdrawn_at.is_(None))
        .group_by(Speech.session_id)
    )
    silent = dict.fromkeys(keys, (0, 0, 0))
    return silent | {
        key: (count, words, speakers) for key, count, words, speakers in rows if key is not None
    }
