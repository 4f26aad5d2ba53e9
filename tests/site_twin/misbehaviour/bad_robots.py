"""robots.txt that forbids all, is broken, or is not to be had."""

from dataclasses import dataclass, replace
from typing import ClassVar

from site_twin.answers import Answer, Asked, page, redirect
from site_twin.misbehaviour.base import Misbehaviour, Surroundings


@dataclass(frozen=True, kw_only=True)
class _OfRobots(Misbehaviour):
    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return asked.path == "/robots.txt"


@dataclass(frozen=True, kw_only=True)
class RobotsForbid(_OfRobots):
    """Nothing may be asked."""

    name: ClassVar[str] = "robots_forbid"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return page("User-agent: *\nDisallow: /\n", kind="map", media_type="text/plain")


@dataclass(frozen=True, kw_only=True)
class RobotsBroken(_OfRobots):
    """Bytes that are no rules, or a page of the site."""

    name: ClassVar[str] = "robots_broken"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        junk = bytes(around.dice.randrange(256) for _ in range(2000))
        body = around.dice.choice((junk, b"<!doctype html><title>norden.org</title>", b""))
        return replace(answer, body=body)


@dataclass(frozen=True, kw_only=True)
class RobotsUnavailable(_OfRobots):
    """5xx: as long as it lasts, nothing may be asked (RFC 9309, 2.3.1.4)."""

    name: ClassVar[str] = "robots_error"
    status: int = 503

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return page("", kind="refusal", status=self.status)


@dataclass(frozen=True, kw_only=True)
class RobotsMissing(_OfRobots):
    """404: all may be asked, and no sitemap is named."""

    name: ClassVar[str] = "robots_missing"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return page("", kind="missing", status=404)


@dataclass(frozen=True, kw_only=True)
class RobotsElsewhere(_OfRobots):
    """robots.txt that leads to another host."""

    name: ClassVar[str] = "robots_elsewhere"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        return redirect(f"{around.lure}robots.txt", 302)
