"""Which variables are set, and whether the environment or tingtale.toml set them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from archive.configuration.catalogue import settings_by_variable
from archive.configuration.settings_file import PREFIX, closest_variable, read_settings_file

CONFIG: Final = "TINGTALE_CONFIG"
"""The variable that names the file; empty: none is read."""
DEFAULT_FILE: Final = Path("tingtale.toml")

_OF_TESTS: Final = "TINGTALE_TEST_"


@dataclass(frozen=True, slots=True)
class ConfiguredVariables:
    """The variables that are set, from wherever: those of the environment win."""

    environment: Mapping[str, str]
    file: Path | None = None
    """The settings file that was read."""
    of_file: Mapping[str, str] = field(default_factory=dict)
    """What it sets."""

    @property
    def variables(self) -> Mapping[str, str]:
        """Each variable that is set, as a text."""
        return {**self.of_file, **self.environment}

    def origin(self, name: str) -> str:
        """Return where a variable's value comes from: "environment", the file, or "default"."""
        if name in self.environment:
            return "environment"
        return str(self.file) if name in self.of_file else "default"

    def unknown(self) -> dict[str, str | None]:
        """Return the variables of the environment that look like ours and are none, sorted.

        With the one that was perhaps meant. They are no error: other programs may use them.
        """
        known = settings_by_variable()
        return {
            name: closest_variable(name, known)
            for name in sorted(self.environment)
            if name.startswith(PREFIX)
            and name not in known
            and name != CONFIG
            and not name.startswith((_OF_TESTS, f"{PREFIX}SOURCES_"))
        }


def read_variables(environ: Mapping[str, str] = os.environ) -> ConfiguredVariables:
    """Return what the environment and the file that it names set. Raises SettingsError.

    Without TINGTALE_CONFIG the file is ./tingtale.toml, where there is one.
    """
    named = environ.get(CONFIG)
    if named == "" or (named is None and not DEFAULT_FILE.exists()):
        return ConfiguredVariables(environ)
    path = DEFAULT_FILE if named is None else Path(named)
    return ConfiguredVariables(environ, path, read_settings_file(path, settings_by_variable()))
