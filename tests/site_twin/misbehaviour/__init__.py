"""Faults of the site: each strikes a share of the requests or a span of them, then is over."""

from site_twin.misbehaviour.bad_robots import (
    RobotsBroken,
    RobotsElsewhere,
    RobotsForbid,
    RobotsMissing,
    RobotsUnavailable,
)
from site_twin.misbehaviour.base import Misbehaviour, Surroundings
from site_twin.misbehaviour.bombs import BigSitemap, BombInSitemap, BrotliBomb, GzipBomb
from site_twin.misbehaviour.broken_wires import Reset, SlowBytes, Truncated, WrongLength
from site_twin.misbehaviour.false_pages import (
    Blank,
    ChangedLabels,
    ConsentWall,
    CookiesRequired,
    EmptyShell,
    LoginPage,
    Maintenance,
    Noise,
    SearchPage,
    SoftMissing,
    WrongCharset,
    WrongMediaType,
)
from site_twin.misbehaviour.lying_validators import ChangingEtags, SameEtags, UnaskedNotModified
from site_twin.misbehaviour.mixtures import EACH, mixture
from site_twin.misbehaviour.redirects import RedirectChain, RedirectElsewhere, RedirectLoop
from site_twin.misbehaviour.refusals import ServerFault, TooManyRequests, Unavailable, Vanished
from site_twin.misbehaviour.traps import Calendar, Duplicates, EndlessPager

__all__ = [
    "EACH",
    "BigSitemap",
    "Blank",
    "BombInSitemap",
    "BrotliBomb",
    "Calendar",
    "ChangedLabels",
    "ChangingEtags",
    "ConsentWall",
    "CookiesRequired",
    "Duplicates",
    "EmptyShell",
    "EndlessPager",
    "GzipBomb",
    "LoginPage",
    "Maintenance",
    "Misbehaviour",
    "Noise",
    "RedirectChain",
    "RedirectElsewhere",
    "RedirectLoop",
    "Reset",
    "RobotsBroken",
    "RobotsElsewhere",
    "RobotsForbid",
    "RobotsMissing",
    "RobotsUnavailable",
    "SameEtags",
    "SearchPage",
    "ServerFault",
    "SlowBytes",
    "SoftMissing",
    "Surroundings",
    "TooManyRequests",
    "Truncated",
    "UnaskedNotModified",
    "Unavailable",
    "Vanished",
    "WrongCharset",
    "WrongLength",
    "WrongMediaType",
    "mixture",
]
