"""The sources of a night: those of the settings, checked, and those that are asked for."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from archive.configuration.night import NightSource
from archive.errors import SettingsError
from archive.settings import Settings
from importers.source import find_source, source_names

FETCHED: Final = ("norden",)
"""The sources whose sites can be fetched."""


def night_sources(settings: Settings, asked: Sequence[str] = ()) -> tuple[NightSource, ...]:
    """Return what a night does: what is set, or the sources asked for.

    Where nothing is set, the sources whose sites can be fetched are. Raises SettingsError where
    one does not exist, or can neither be fetched nor has paths.
    """
    named = settings.night.sources or tuple(NightSource(name, fetched=True) for name in FETCHED)
    for source in named:
        check_source(source)
    return tuple(_asked_for(name, named) for name in asked) if asked else named


def check_source(source: NightSource) -> None:
    """Raise SettingsError where a source cannot be a night's."""
    names = source_names()
    variable = f"TINGTALE_SOURCES_{source.name.upper()}"
    if source.name not in names:
        near = get_close_matches(source.name, names, 1, 0.5)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise SettingsError(f"{variable}: {source.name} is none of {', '.join(names)}{meant}")
    if source.fetched and source.name not in FETCHED:
        raise SettingsError(
            f"{variable}: {source.name} cannot be fetched, as {', '.join(FETCHED)} can; give files"
            " or folders"
        )
    if source.paths and not getattr(find_source(source.name), "needs_paths", True):
        raise SettingsError(f"{variable}: {source.name} brings its own documents; leave it out")


def _asked_for(name: str, named: Sequence[NightSource]) -> NightSource:
    for source in named:
        if source.name == name:
            return source
    if name in FETCHED:
        return NightSource(name, fetched=True)
    known = ", ".join(dict.fromkeys((*(source.name for source in named), *FETCHED)))
    raise SettingsError(
        f"{name!r} is no source of the night, which are {known}; name its paths in tingtale.toml,"
        f" as in [sources] {name} = ..."
    )
