"""How a site is asked: by whom, when, how often, and what an answer may take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from archive.configuration.variables import decimal_number, whole_number
from archive.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the day in which requests may be sent: from 22 to 5 are those of a night."""

    first: int
    """0 to 23."""
    end: int
    """The hour with which they end, 0 to 24; before `first`: of the next day."""
    zone: str = "UTC"
    """A name such as Europe/Copenhagen."""

    def contain(self, moment: datetime) -> bool:
        """Tell whether the moment, in UTC without an offset, is within them."""
        hour = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone)).hour
        if self.first < self.end:
            return self.first <= hour < self.end
        return hour >= self.first or hour < self.end

    def __str__(self) -> str:
        """Write them as the variable does."""
        return f"{self.first:02}-{self.end:02} {self.zone}"


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How pages are fetched; seconds are of the clock. Variables: docs/operating.md."""

    contact: str | None = None
    """The operator's mail address or page, which each request tells; needed to fetch at all."""
    url: str = "https://www.norden.org"
    """The site's root, without a slash at its end; another one for tests."""
    private: bool = False
    """Whether addresses of this machine and of private networks may be asked."""
    delay: float = 2.0
    """Seconds from an answer to the next request, at least."""
    hours: Hours | None = None
    """None: at any time."""
    requests: int = 20_000
    """How many may be sent in one run, robots.txt, redirects and repetitions counted.

    A first run over some 3,000 speeches takes 10,000, most of them for ids at which nothing is.
    """
    warc_dir: Path = Path("var/warc")
    """The folder in which what was asked and answered is kept."""
    warc_megabytes: int = 1_000
    """Of 1,000,000 bytes, beyond which a WARC file is followed by another."""
    page_bytes: int = 10_000_000
    """Of one answer, as it is sent and unpacked."""
    sitemap_bytes: int = 52_428_800
    """The same for XML and packed files: what a sitemap may have by its standard."""
    connect_seconds: int = 10
    read_seconds: int = 20
    """Between two bytes of an answer."""
    request_seconds: int = 60
    """From the connection to an answer's last byte."""
    wait_seconds: int = 120
    """The longest pause before a request: for a Retry-After, a crawl-delay or a slow server."""
    redirects: int = 5
    """How many are followed from one address."""
    tries: int = 3
    """How often one address is asked for in a run where it fails."""
    failures: int = 10
    """How many addresses may fail one after the other before a run ends."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read TINGTALE_CONTACT, TINGTALE_NORDEN_URL, TINGTALE_FETCH_*; raises SettingsError."""
        default = cls()
        private = _is_set(environ, "TINGTALE_FETCH_PRIVATE")
        bounds = {
            name: whole_number(environ, f"TINGTALE_FETCH_{name.upper()}", getattr(default, name), 1)
            for name in _BOUNDS
        }
        return cls(
            contact=_contact(environ),
            url=_site(environ, default.url),
            private=private,
            delay=_delay(environ, default.delay, private=private),
            hours=_hours(environ),
            warc_dir=Path(environ.get("TINGTALE_WARC_DIR", default.warc_dir)),
            warc_megabytes=whole_number(environ, "TINGTALE_WARC_MB", default.warc_megabytes, 1),
            **bounds,
        )

    @property
    def root(self) -> SplitResult:
        """The site's root in its parts."""
        return urlsplit(self.url)


_BOUNDS: Final = (
    *("requests", "page_bytes", "sitemap_bytes", "connect_seconds", "read_seconds"),
    *("request_seconds", "wait_seconds", "redirects", "tries", "failures"),
)
"""What is set by a variable of its name after TINGTALE_FETCH_."""
_LEAST_DELAY: Final = 0.5


def _is_set(environ: Mapping[str, str], name: str) -> bool:
    return whole_number(environ, name, 0) == 1


def _contact(environ: Mapping[str, str]) -> str | None:
    text = environ.get("TINGTALE_CONTACT", "").strip()
    if not text:
        return None
    if not _CONTACT.fullmatch(text):
        raise SettingsError(
            f"TINGTALE_CONTACT={text!r} is neither a mail address nor a page; write one such as"
            " archive@example.org or https://example.org/archive, where you can be asked to stop"
        )
    return text


_CONTACT: Final = re.compile(
    r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)*|https?://[!-'*-~]+", re.ASCII
)


def _site(environ: Mapping[str, str], default: str) -> str:
    text = environ.get("TINGTALE_NORDEN_URL", "").strip().rstrip("/") or default
    if not _SITE.fullmatch(text):
        raise SettingsError(
            f"TINGTALE_NORDEN_URL={text!r} is no site's root; write one such as {default} or"
            " http://127.0.0.1:8080"
        )
    return text


_SITE: Final = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def _delay(environ: Mapping[str, str], default: float, *, private: bool) -> float:
    delay = decimal_number(environ, "TINGTALE_FETCH_DELAY", default)
    if delay < _LEAST_DELAY and not private:
        raise SettingsError(
            f"TINGTALE_FETCH_DELAY={delay:g} is less than the {_LEAST_DELAY:g} seconds that a site"
            " is left between requests; less is allowed with TINGTALE_FETCH_PRIVATE=1 alone, for"
            " tests"
        )
    return delay


def _hours(environ: Mapping[str, str]) -> Hours | None:
    text = environ.get("TINGTALE_FETCH_HOURS", "").strip()
    if not text:
        return None
    found = _HOURS.fullmatch(text)
    if found is None or not _is_zone(found["zone"] or "UTC"):
        raise SettingsError(
            f"TINGTALE_FETCH_HOURS={text!r} are no hours; write such as 01-06 (of UTC) or"
            " 22-05 Europe/Copenhagen"
        )
    hours = Hours(int(found["first"]), int(found["end"]), found["zone"] or "UTC")
    if hours.first == hours.end:
        raise SettingsError(
            f"TINGTALE_FETCH_HOURS={text!r} begin with the hour with which they end; write other"
            " ones, or unset it for the whole day"
        )
    return hours


_HOURS: Final = re.compile(
    r"(?P<first>[01]?[0-9]|2[0-3])-(?P<end>0?[1-9]|1[0-9]|2[0-4]|00?)(?:\s+(?P<zone>[\w/+-]+))?",
    re.ASCII,
)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
