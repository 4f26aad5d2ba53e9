"""The configuration explained: each value, where it comes from, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.configuration.catalogue import settings_by_variable
from archive.configuration.night import NightSource
from archive.configuration.origins import ConfiguredVariables
from archive.configuration.settings_file import setting_name
from archive.errors import SettingsError
from archive.settings import Settings
from services.nightly.sources import night_sources


@dataclass(frozen=True, slots=True)
class ExplainedSetting:
    """One setting."""

    group: str
    name: str
    """As tingtale.toml has it."""
    variable: str
    value: str
    """As it may be shown; empty where nothing is set."""
    origin: str
    """"environment", the file's path, or "default"."""
    meaning: str


def explain_settings(configured: ConfiguredVariables) -> Iterator[ExplainedSetting]:
    """Yield every setting, by its group; secrets are not shown."""
    variables = configured.variables
    for setting in settings_by_variable().values():
        value = setting.shown(variables.get(setting.variable, setting.default))
        origin = configured.origin(setting.variable)
        name = setting_name(setting.variable)
        yield ExplainedSetting(
            setting.group, name, setting.variable, value, origin, setting.meaning
        )


@dataclass(frozen=True, slots=True)
class ExplainedSource:
    """A source of the night."""

    name: str
    fetched: bool
    paths: tuple[str, ...]
    origin: str


def explain_sources(
    configured: ConfiguredVariables, settings: Settings
) -> Iterator[ExplainedSource]:
    """Yield the sources of the night. Raises SettingsError where one cannot be."""
    for source in night_sources(settings):
        origin = configured.origin(f"TINGTALE_SOURCES_{source.name.upper()}")
        yield ExplainedSource(source.name, source.fetched, tuple(map(str, source.paths)), origin)


def problems(configured: ConfiguredVariables, settings: Settings) -> Iterator[str]:
    """Yield what is set and cannot work, or is perhaps misspelled."""
    for name, near in configured.unknown().items():
        meant = f"; did you mean {near}?" if near else ""
        yield f"the variable {name} is no setting{meant}"
    try:
        sources = night_sources(settings)
    except SettingsError as error:
        yield str(error)
        return
    for source in sources:
        yield from _problems_of(source)


def _problems_of(source: NightSource) -> Iterator[str]:
    for path in source.paths:
        if not path.exists():
            yield f"sources_{source.name}: {path} does not exist"


def schedule(settings: Settings) -> tuple[str, str]:
    """Return the lines by which cron and a systemd timer begin the night when it should."""
    hour, minute = settings.night.at.split(":")
    return (
        f"{int(minute)} {int(hour)} * * *  tingtale nightly",
        f"OnCalendar=*-*-* {hour}:{minute}:00",
    )
