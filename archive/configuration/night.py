"""Settings of the night: what it imports, how long it may take, whom it tells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Self, TypeVar

from archive.configuration.settings_file import SOURCE_PREFIX
from archive.configuration.variables import comma_separated, whole_number
from archive.errors import SettingsError

FETCH: Final = "fetch"
"""In the place of a path: the pages of the source's site are fetched."""

_Value = TypeVar("_Value", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class NightSource:
    """A source that is imported every night."""

    name: str
    fetched: bool = False
    """Whether its site is asked for pages."""
    paths: tuple[Path, ...] = ()
    """Files and folders that are imported as they are then."""


class MailSecurity(StrEnum):
    """How the connection to the mail server is kept from others."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class MailWhen(StrEnum):
    """After which nights a mail is sent."""

    ALWAYS = "always"
    PROBLEMS = "problems"


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How the report is sent by mail."""

    host: str | None = None
    """None: no mail is sent."""
    port: int = 587
    security: MailSecurity = MailSecurity.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    sender: str | None = None
    to: tuple[str, ...] = ()
    when: MailWhen = MailWhen.ALWAYS

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read TINGTALE_MAIL_HOST and so on; raises SettingsError."""
        own = cls()
        read = cls(
            host=environ.get("TINGTALE_MAIL_HOST") or None,
            port=whole_number(environ, "TINGTALE_MAIL_PORT", own.port, 1),
            security=_one_of(MailSecurity, environ, "TINGTALE_MAIL_SECURITY", own.security),
            user=environ.get("TINGTALE_MAIL_USER") or None,
            password=environ.get("TINGTALE_MAIL_PASSWORD") or None,
            sender=environ.get("TINGTALE_MAIL_FROM") or None,
            to=comma_separated(environ, "TINGTALE_MAIL_TO"),
            when=_one_of(MailWhen, environ, "TINGTALE_MAIL_WHEN", own.when),
        )
        if read.host is not None and (read.sender is None or not read.to):
            raise SettingsError(
                "TINGTALE_MAIL_HOST is set: set TINGTALE_MAIL_FROM and TINGTALE_MAIL_TO as well"
            )
        return read


@dataclass(frozen=True, slots=True)
class NightSettings:
    """What a night does; variables: docs/operating.md."""

    sources: tuple[NightSource, ...] = ()
    """None named: what can be fetched is fetched."""
    at: str = "02:15"
    """When it should begin, in the machine's time: nothing here begins it."""
    minutes: int = 360
    """After which no more is fetched and no further source of files is begun."""
    late_hours: int = 36
    """After the last good night, from which the server says that it is degraded; 0: never."""
    reports: Path = Path("var/nights")
    keep: int = 90
    """Nights whose reports are kept."""
    mail: MailSettings = field(default_factory=MailSettings)
    webhook_url: str | None = field(default=None, repr=False)
    ping_url: str | None = field(default=None, repr=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read TINGTALE_NIGHT_MINUTES, _SOURCES_NORDEN and so on; raises SettingsError."""
        own = cls()
        return cls(
            sources=_sources(environ),
            at=_time(environ, own.at),
            minutes=whole_number(environ, "TINGTALE_NIGHT_MINUTES", own.minutes, 1),
            late_hours=whole_number(environ, "TINGTALE_NIGHT_LATE_HOURS", own.late_hours),
            reports=Path(environ.get("TINGTALE_NIGHT_REPORTS") or own.reports),
            keep=whole_number(environ, "TINGTALE_NIGHT_KEEP", own.keep, 1),
            mail=MailSettings.from_env(environ),
            webhook_url=_web_address(environ, "TINGTALE_WEBHOOK_URL"),
            ping_url=_web_address(environ, "TINGTALE_PING_URL"),
        )


def _sources(environ: Mapping[str, str]) -> tuple[NightSource, ...]:
    found = []
    for name in environ:
        if (
            name.startswith(SOURCE_PREFIX)
            and name != SOURCE_PREFIX
            and (told := comma_separated(environ, name))
        ):
            paths = tuple(Path(each) for each in told if each != FETCH)
            source = name.removeprefix(SOURCE_PREFIX).lower()
            found.append(NightSource(source, FETCH in told, paths))
    # What is fetched is first: it may take long, and the others are there anyway.
    return tuple(sorted(found, key=lambda source: (not source.fetched, source.name)))


def _time(environ: Mapping[str, str], default: str) -> str:
    text = environ.get("TINGTALE_NIGHT_AT", default)
    if not _HH_MM.fullmatch(text):
        raise SettingsError(f"TINGTALE_NIGHT_AT={text!r} is no time of the day; write 02:15")
    return text


_HH_MM: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def _web_address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if not text:
        return None
    if not _WEB_ADDRESS.fullmatch(text):
        # It may hold a key, and so is not shown.
        raise SettingsError(f"{name} is no web address; write one such as https://example.org/x")
    return text


_WEB_ADDRESS: Final = re.compile(r"https?://[!-~]+")


def _one_of(values: type[_Value], environ: Mapping[str, str], name: str, default: _Value) -> _Value:
    text = environ.get(name, default)
    try:
        return values(text)
    except ValueError as error:
        raise SettingsError(f"{name}={text!r} is none of: {', '.join(values)}") from error
