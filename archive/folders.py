"""Folders that settings name, made when they are first needed."""

from pathlib import Path

from archive.errors import SettingsError
from archive.machine_errors import describe_machine_error


def make_folder(folder: Path, setting: str) -> None:
    """Make the folder that the setting names, and those above it.

    Raises SettingsError where something stands in its way, and OSError for what the machine
    refuses (archive.machine_errors).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if describe_machine_error(error) is not None:
            raise
        raise SettingsError(
            f"{setting}: the folder {str(folder)!r} cannot be made ({error.strerror}); name another"
            " one"
        ) from error
