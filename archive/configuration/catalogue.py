"""Every setting with its default and its meaning: settings.yaml, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from archive.configuration.settings_file import variable_name
from archive.machine_errors import without_password
from archive.yaml_data import read_yaml


class Secret(StrEnum):
    """What of a value must not be shown."""

    WHOLE = "whole"
    PASSWORD = "password"  # noqa: S105  (a part of an address)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that an operator may give."""

    variable: str
    """Its name in the environment."""
    group: str
    """What it concerns: "The night"."""
    meaning: str
    default: str | None
    """Its text where nobody sets it; None: there is none."""
    secret: Secret | None

    def shown(self, text: str | None) -> str:
        """Return a value as it may be shown to anyone; "" for none."""
        if not text:
            return ""
        match self.secret:
            case Secret.WHOLE:
                return HIDDEN_VALUE
            case Secret.PASSWORD:
                return without_password(text)
            case None:
                return text


HIDDEN_VALUE: Final = "(set, not shown)"


@cache
def settings_by_variable() -> Mapping[str, Setting]:
    """Return every setting by its variable, in the order of settings.yaml."""
    stored = files("archive.configuration").joinpath("settings.yaml").read_text(encoding="utf-8")
    return {
        variable_name(key): Setting(
            variable_name(key),
            group,
            told["meaning"],
            None if told.get("default") is None else str(told["default"]),
            Secret(told["secret"]) if "secret" in told else None,
        )
        for group, keys in read_yaml(stored).items()
        for key, told in keys.items()
    }
