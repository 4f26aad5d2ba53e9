"""Connections that break: resets, bodies cut short, wrong lengths, slow bytes."""

from dataclasses import dataclass, replace
from typing import ClassVar

from site_twin.answers import Answer, Asked, Wire
from site_twin.misbehaviour.base import Misbehaviour, Surroundings


@dataclass(frozen=True, kw_only=True)
class Reset(Misbehaviour):
    """The connection is reset: before the first byte, or in the middle of the body."""

    name: ClassVar[str] = "reset"

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        after = around.dice.choice((-1, 0, len(answer.body) // 2))
        return replace(answer, wire=replace(answer.wire, reset_after=after))


@dataclass(frozen=True, kw_only=True)
class Truncated(Misbehaviour):
    """The body ends before the length that was promised."""

    name: ClassVar[str] = "truncated"

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return asked.path != "/robots.txt" and len(answer.body) > 1

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        if not answer.body:
            return answer
        cut = around.dice.randrange(len(answer.body))
        return replace(answer, wire=replace(answer.wire, close_after=cut))


@dataclass(frozen=True, kw_only=True)
class WrongLength(Truncated):
    """A Content-Length that is too long by some bytes: nothing of the body is missing."""

    name: ClassVar[str] = "wrong_length"

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        if not answer.body:
            return answer
        told = len(answer.body) + around.dice.randint(1, 500)
        return replace(answer, wire=replace(answer.wire, length=told))


@dataclass(frozen=True, kw_only=True)
class SlowBytes(Misbehaviour):
    """A body that comes in small pieces with pauses."""

    name: ClassVar[str] = "slow_bytes"
    pause: float = 0.02
    pieces: int = 10

    def sent(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        piece = max(1, len(answer.body) // self.pieces)
        return replace(answer, wire=Wire(pause=self.pause, piece=piece))
