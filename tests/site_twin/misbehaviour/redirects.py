"""Redirects that lead nowhere, or where no crawler of the site may go."""

from dataclasses import dataclass
from typing import ClassVar

from site_twin.answers import Answer, Asked, redirect
from site_twin.misbehaviour.base import OfPages, Surroundings


@dataclass(frozen=True, kw_only=True)
class _Endless(OfPages):
    """A redirect of its own goes on, whatever the share of pages on which it begins."""

    mark: ClassVar[str]

    def concerns(self, asked: Asked, answer: Answer) -> bool:
        return self.mark in asked.query or super().concerns(asked, answer)

    def strikes(self, asked: Asked, answer: Answer, seed: int) -> bool:
        return self.mark in asked.query or super().strikes(asked, answer, seed)


@dataclass(frozen=True, kw_only=True)
class RedirectLoop(_Endless):
    """Two addresses that lead to each other."""

    name: ClassVar[str] = "redirect_loop"
    mark: ClassVar[str] = "loop="

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        other = "?loop=2" if "loop=1" in asked.query else "?loop=1"
        return redirect(f"{around.base}{asked.path}{other}", 302)


@dataclass(frozen=True, kw_only=True)
class RedirectChain(_Endless):
    """Redirects without an end, each to another address."""

    name: ClassVar[str] = "redirect_chain"
    mark: ClassVar[str] = "hop="

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        hop = asked.query.rpartition("hop=")[2]
        return redirect(f"{asked.path}?hop={int(hop) + 1 if hop.isdigit() else 1}", 307)


@dataclass(frozen=True, kw_only=True)
class RedirectElsewhere(OfPages):
    """Redirects to other hosts, to private addresses, to other schemes."""

    name: ClassVar[str] = "redirect_elsewhere"

    def instead(self, asked: Asked, answer: Answer, around: Surroundings) -> Answer:
        places = (
            around.lure,
            "https://tracker.example.net/",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.0.0.7/",
            "http://[::1]/",
            "//norden.org.example.com/en/node/1",
            "http://norden.org@10.0.0.7/",
            "file:///etc/passwd",
            "ftp://ftp.example.net/",
            "https://www.norden.org.example.com/",
        )
        return redirect(around.dice.choice(places), around.dice.choice((301, 302, 303, 307, 308)))
