"""Why a database cannot be written to, where it can be read: in a sentence for who asked."""

from typing import Final

_READ_ONLY: Final = "the database can only be read here"
_FULL: Final = "the disk of the database is full"
_DISK: Final = "the disk of the database is full, or cannot be written to"

_OF_SQLITE: Final = {
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _DISK,
}
"""By name; further words tell the kind: SQLITE_READONLY_DIRECTORY."""

_OF_POSTGRESQL: Final = {
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53100": _FULL,
}
"""By SQLSTATE: read_only_sql_transaction, insufficient_privilege, disk_full."""


def write_refusal(error: BaseException | None) -> str | None:
    """Return why nothing can be written, by an error of the database's driver; None for others."""
    name = getattr(error, "sqlite_errorname", "")
    for known, reason in _OF_SQLITE.items():
        if name == known or name.startswith(f"{known}_"):
            return reason
    return _OF_POSTGRESQL.get(getattr(error, "sqlstate", None) or "")
