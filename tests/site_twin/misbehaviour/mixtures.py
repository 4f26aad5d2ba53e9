"""Each misbehaviour by itself, and random mixtures of several."""

from dataclasses import replace
from random import Random
from typing import Final

from site_twin.misbehaviour import (
    bad_robots,
    bombs,
    broken_wires,
    false_pages,
    lying_validators,
    redirects,
    refusals,
    traps,
)
from site_twin.misbehaviour.base import Misbehaviour

EACH: Final[dict[str, Misbehaviour]] = {
    "429 with seconds": refusals.TooManyRequests(share=0.05, times=1),
    "429 with a date": refusals.TooManyRequests(share=0.02, times=1, retry_after="date"),
    "429 alone": refusals.TooManyRequests(share=0.2, retry_after=None),
    "503 for a while": refusals.Unavailable(begin=20, end=60, retry_after=None),
    "503 with seconds": refusals.Unavailable(share=0.05, times=1),
    "500": refusals.ServerFault(share=0.3),
    "404 for a night": refusals.Vanished(share=0.3),
    "410 for a night": refusals.Vanished(share=0.2, status=410),
    "resets": broken_wires.Reset(share=0.3),
    "truncated bodies": broken_wires.Truncated(share=0.3),
    "wrong lengths": broken_wires.WrongLength(share=0.3),
    "slow bytes": broken_wires.SlowBytes(share=0.1),
    "redirect loops": redirects.RedirectLoop(share=0.2),
    "redirects without end": redirects.RedirectChain(share=0.2),
    "redirects elsewhere": redirects.RedirectElsewhere(share=0.3),
    "maintenance": false_pages.Maintenance(share=0.4),
    "maintenance from the middle on": false_pages.Maintenance(begin=60),
    "consent wall": false_pages.ConsentWall(share=0.4),
    "login page": false_pages.LoginPage(share=0.4),
    "empty shell": false_pages.EmptyShell(share=0.4),
    "blank pages": false_pages.Blank(share=0.3),
    "search page": false_pages.SearchPage(share=0.4),
    "soft 404": false_pages.SoftMissing(),
    "cookies required": false_pages.CookiesRequired(),
    "wrong media types": false_pages.WrongMediaType(share=0.3),
    "changed labels": false_pages.ChangedLabels(),
    "changed labels now and then": false_pages.ChangedLabels(share=0.3),
    "wrong charset": false_pages.WrongCharset(share=0.4),
    "never the same twice": false_pages.Noise(),
    "calendar": traps.Calendar(),
    "endless pager": traps.EndlessPager(),
    "duplicate addresses": traps.Duplicates(),
    "gzip bomb": bombs.GzipBomb(share=0.1),
    "brotli bomb": bombs.BrotliBomb(share=0.1),
    "bomb in the sitemap": bombs.BombInSitemap(),
    "sitemap of 50 MB": bombs.BigSitemap(),
    "etags that change": lying_validators.ChangingEtags(),
    "one etag for all": lying_validators.SameEtags(),
    "304 unasked": lying_validators.UnaskedNotModified(share=0.3),
    "robots forbid": bad_robots.RobotsForbid(),
    "robots broken": bad_robots.RobotsBroken(),
    "robots 503": bad_robots.RobotsUnavailable(),
    "robots missing": bad_robots.RobotsMissing(),
    "robots elsewhere": bad_robots.RobotsElsewhere(),
}
"""Every misbehaviour by what it is called, as strong as one alone is tried."""

_COSTLY: Final = frozenset({"sitemap of 50 MB", "bomb in the sitemap"})
"""Of mixtures these are seldom a part: each takes a second."""


def mixture(seed: int) -> tuple[Misbehaviour, ...]:
    """Return two to five misbehaviours, each for a share or a span of its own."""
    dice = Random(f"mixture {seed}")
    names = [name for name in EACH if name not in _COSTLY or dice.random() < 0.1]
    chosen = dice.sample(names, dice.randint(2, 5))
    return tuple(_varied(EACH[name], dice) for name in chosen)


def _varied(kind: Misbehaviour, dice: Random) -> Misbehaviour:
    begin = dice.choice((0, 0, dice.randrange(150)))
    end = dice.choice((None, begin + dice.randrange(20, 200)))
    return replace(kind, begin=begin, end=end, share=kind.share * dice.uniform(0.3, 1))
