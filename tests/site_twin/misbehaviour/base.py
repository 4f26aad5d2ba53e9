"""What every misbehaviour is: which requests it concerns, when, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from site_twin.answers import Answer, Asked


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a misbehaviour may use: the well-behaved site and its addresses."""

    base: str
    lure: str
    """The address of a listener that nobody may connect to."""
    answer: Callable[[Asked], Answer]
    """What the site answers while it behaves well."""
    dice: Random
    """The same for the same request of the same seed."""
    clock: Callable[[], float]
    """Seconds since 1970, for dates in headers."""


@dataclass(frozen=True, kw_only=True)
class Misbehaviour:
    """A fault of the site. Unless told otherwise it strikes every page, but not robots.txt."""

    name: ClassVar[str]
    share: float = 1.0
    """Of the requests that it concerns."""
    begin: int = 0
    """How many requests of the night pass before it begins."""
    end: int | None = None
    """After how many requests it is over; None: it does not end by itself."""
    times: int | None = None
    """How often one address is struck; None: always."""

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        """Tell whether the request is one of those it can strike."""
        return asked.path != "/robots.txt"

    def strikes(self, asked: Asked, answer: Answer, seed: int) -> bool:
        """Tell whether this request is struck."""
        if asked.order < self.begin or (self.end is not None and asked.order >= self.end):
            return False
        if self.times is not None and asked.nth >= self.times:
            return False
        dice = Random(f"{seed} {self.name} {asked.target} {asked.nth}")
        return self.concerns(asked, answer) and dice.random() < self.share

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        """Return what is answered instead; validators are those of what this returns."""
        return answer

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        """Return how it is sent, once validators and conditions are settled."""
        return answer


@dataclass(frozen=True, kw_only=True)
class OfPages(Misbehaviour):
    """One that strikes pages with a body alone: no redirects, no maps, nothing missing."""

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return answer.kind == "page" and answer.status == 200
