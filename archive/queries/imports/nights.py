"""Nights: the latest, the latest good one, and whether that is too long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Night
from archive.vocabulary import NightState


@dataclass(frozen=True, slots=True)
class LateNight:
    """That no night was good for longer than it should be."""

    last_good: datetime | None
    """When the last good one ended; UTC. None: none was yet."""
    hours: int
    """How long ago that may be."""

    @property
    def message(self) -> str:
        """Return it in one sentence, with what to do."""
        since = f"since {self.last_good:%Y-%m-%d %H:%M} UTC" if self.last_good else "so far"
        return (
            f"no night was good {since}, which is more than {self.hours} hours ago: see the last"
            " report, or run `tingtale nightly`"
        )


def last_nights(session: Session, most: int) -> Sequence[Night]:
    """Return the latest nights, the last one first."""
    return session.scalars(select(Night).order_by(Night.id.desc()).limit(most)).all()


def last_good_night(session: Session) -> Night | None:
    """Return the latest night that was good."""
    good = select(Night).where(Night.state == NightState.GOOD)
    return session.scalars(good.order_by(Night.id.desc()).limit(1)).first()


def late_night(session: Session, hours: int, now: datetime) -> LateNight | None:
    """Return that the last good night is more than so many hours ago; None where it is not.

    Nor where there was no night at all, or it does not matter (0 hours): an archive may be filled
    by hand. Before the first good one, the first night counts.
    """
    first = session.scalars(select(Night).order_by(Night.id).limit(1)).first()
    if first is None or not hours:
        return None
    good = last_good_night(session)
    ended = good.finished_at if good is not None else None
    since = ended or first.started_at
    return LateNight(ended, hours) if now - since > timedelta(hours=hours) else None
