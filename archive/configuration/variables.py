"""Values of environment variables: what a variable's text means, or why it means nothing."""

import re
from collections.abc import Mapping
from typing import Final

from archive.errors import SettingsError

Environment = Mapping[str, str]

_DIGITS: Final = re.compile("[0-9]{1,9}")


def whole_number(environ: Environment, name: str, default: int, least: int = 0) -> int:
    """Return the variable's number, or the default where it is not set. Raises SettingsError."""
    text = environ.get(name)
    if text is None:
        return default
    if not _DIGITS.fullmatch(text) or int(text) < least:
        kind = "positive whole number" if least else "whole number"
        raise SettingsError(f"{name}={text!r} is not a {kind}; set it or unset it")
    return int(text)


def comma_separated(environ: Environment, name: str) -> tuple[str, ...]:
    """Return what stands between the variable's commas, without spaces; () where it is not set."""
    parts = (part.strip() for part in environ.get(name, "").split(","))
    return tuple(part for part in parts if part)


_DECIMAL: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


def decimal_number(environ: Environment, name: str, default: float) -> float:
    """Return the variable's number ("0.5"), or the default where it is not set.

    Raises SettingsError.
    """
    text = environ.get(name)
    if text is None:
        return default
    if not _DECIMAL.fullmatch(text):
        raise SettingsError(f"{name}={text!r} is no number such as 2 or 0.5; set it or unset it")
    return float(text)
