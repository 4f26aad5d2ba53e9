"""The folder of compiled dictionaries: what is made once from data that packages carry."""

import tempfile
from errno import EMFILE, ENFILE, ENOMEM
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from platformdirs import user_cache_path

from archive.configuration.origins import read_variables

CACHE_VARIABLE: Final = "TINGTALE_CACHE_DIR"
"""The variable that names the folder; without it, the user's cache folder."""

_log = structlog.get_logger(__name__)


def cache_folder(name: str) -> Path:
    """Return the writable cache folder of that name; a temporary one if it cannot be written to.

    The environment is read here and not in the settings, because text is analysed without any.
    Where the folder cannot be written to, a temporary one of this process takes its place.
    """
    chosen = read_variables().variables.get(CACHE_VARIABLE)
    folder = (Path(chosen) if chosen else user_cache_path("tingtale")) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        if error.errno in {EMFILE, ENFILE, ENOMEM}:  # elsewhere it would be no better
            raise
        instead = _temporary_folder(name)
        _log.warning(
            "cache_folder_not_writable",
            folder=str(folder),
            reason=str(error),
            instead=str(instead),
            remedy=f"set {CACHE_VARIABLE} to a folder that can be written to",
        )
        return instead


@cache
def _temporary_folder(name: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"tingtale-{name}-"))
