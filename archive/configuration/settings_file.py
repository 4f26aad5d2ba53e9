"""The settings file, tingtale.toml: the same settings as the variables, under the same names.

`contact = "..."` is TINGTALE_CONTACT, and so is a key after a table's name: `[mail]` with
`host = "..."` is TINGTALE_MAIL_HOST. A list stands for words with commas between them.
"""

import datetime as dt
import tomllib
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from archive.errors import SettingsError

PREFIX: Final = "TINGTALE_"
SOURCE_PREFIX: Final = "TINGTALE_SOURCES_"
"""Begins the variables of what is imported at night; the name of a source follows."""


def read_settings_file(path: Path, known: Collection[str]) -> dict[str, str]:
    """Return the variables that the file sets, as texts.

    Raises SettingsError where it cannot be read, or holds a key that is none of the variables
    known; the nearest of them is named.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read ({error.strerror}); TINGTALE_CONFIG names the settings file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is no TOML: {error}") from error
    found: dict[str, str] = {}
    for key, value in _entries(told):
        name = variable_name(key)
        if name not in known and not (name.startswith(SOURCE_PREFIX) and name != SOURCE_PREFIX):
            raise SettingsError(f"{path}: {_unknown(key, known)}")
        if name in found:
            raise SettingsError(f"{path}: {key} is set twice, also as {setting_name(name)}")
        found[name] = _text(path, key, value)
    return found


def variable_name(key: str) -> str:
    """Return the variable that a key of the file sets: "mail.host" is TINGTALE_MAIL_HOST."""
    return PREFIX + key.replace(".", "_").replace("-", "_").upper()


def setting_name(name: str) -> str:
    """Return a variable's name as the file writes it outside of tables: "mail_host"."""
    return name.removeprefix(PREFIX).lower()


def closest_variable(name: str, known: Collection[str]) -> str | None:
    """Return the variable that a misspelled one was perhaps meant to be."""
    names = {setting_name(each): each for each in known}
    found = get_close_matches(setting_name(name), names, 1, 0.7)
    return names[found[0]] if found else None


def _entries(told: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Yield keys with their tables' names before them, and values."""
    for key, value in told.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def _unknown(key: str, known: Collection[str]) -> str:
    near = closest_variable(variable_name(key), known)
    meant = f"; did you mean {setting_name(near)}?" if near else ""
    return f"{key} is no setting{meant} (`tingtale config check` lists them all)"


def _text(path: Path, key: str, value: object) -> str:
    """Return the value as the variable would have it."""
    match value:
        case bool():
            return "1" if value else "0"
        case str() | int() | float():
            return str(value)
        case dt.time():
            return value.strftime("%H:%M")
        case list() if all(isinstance(each, str) and "," not in each for each in value):
            return ",".join(value)
        case _:
            raise SettingsError(
                f"{path}: {key} is neither a text, a number, true or false, nor a list of texts"
                " without commas"
            )
