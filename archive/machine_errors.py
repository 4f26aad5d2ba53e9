"""What the machine refused, in words: a full disk, too little memory, a database that is away."""

import errno
import re
from typing import Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

_AGAIN: Final = "then run the command again; what was done before stays"

_OF_THE_SYSTEM: Final = {
    errno.ENOSPC: f"the disk is full; free space, {_AGAIN}",
    errno.EDQUOT: f"the user's share of the disk is full; free space, {_AGAIN}",
    errno.EFBIG: f"a file is larger than may be; raise the limit (ulimit -f), {_AGAIN}",
    errno.EMFILE: f"too many files are open at once; raise the limit (ulimit -n), {_AGAIN}",
    errno.ENFILE: f"too many files are open on this machine; end other programs, {_AGAIN}",
    errno.ENOMEM: f"the machine has too little memory; end other programs, {_AGAIN}",
    errno.EIO: f"the disk cannot be read or written; have it examined, {_AGAIN}",
    errno.EROFS: "the disk may only be read; choose another folder (docs/operating.md, Settings)",
    errno.EACCES: "this user may not read or write there; run as the user who may, or choose"
    " another folder (docs/operating.md, Settings)",
}
MACHINE_ERRNOS: Final = frozenset(_OF_THE_SYSTEM) - {errno.EACCES}
"""The numbers of errors that would meet any other work just as well."""

_OF_SQLITE: Final = {
    "SQLITE_FULL": _OF_THE_SYSTEM[errno.ENOSPC],
    "SQLITE_READONLY": "this user may not write to the database; run as the user who may",
    "SQLITE_CANTOPEN": "the database's file cannot be opened; see that it and its folder exist, and"
    " that this user may write there",
    "SQLITE_IOERR": _OF_THE_SYSTEM[errno.EIO],
    "SQLITE_CORRUPT": "the database's file is damaged; put back a backup (docs/operating.md,"
    " Backup and restore)",
    "SQLITE_NOTADB": "the file is no SQLite database; see TINGTALE_DATABASE_URL",
    "SQLITE_NOMEM": _OF_THE_SYSTEM[errno.ENOMEM],
}
_OF_POSTGRESQL: Final = {
    "53100": "the database's disk is full; free space, " + _AGAIN,
    "53200": "the database has too little memory; see its settings, " + _AGAIN,
    "53300": "the database takes no more connections; see its max_connections, " + _AGAIN,
    "25006": "the database may only be read; see that it is not a replica",
    "42501": "the database's role may not do that; it must own the database (docs/operating.md)",
}
"""By SQLSTATE (PostgreSQL's documentation, appendix A)."""


def describe_machine_error(error: BaseException | None) -> str | None:
    """Return what went wrong and what to do; None for what is a fault of the software.

    The errors that caused this one are looked at, too.
    """
    while error is not None:
        told = _told(error)
        if told is not None:
            return told
        error = error.__cause__
    return None


def without_password(text: str) -> str:
    """Return a database's address with *** for its passwords, whether it is well-formed or not.

    A driver takes one among its options, too: `?password=`.
    """
    try:
        shown = make_url(text).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        shown = _without_user_s_password(text)
    return _PASSWORD.sub(r"\1***", shown)


_SCHEME: Final = re.compile(r"[\w+.-]*+:?//")
_PASSWORD: Final = re.compile(
    r"(password\s*+=\s*+)(?:'(?:[^'\\]++|\\.)*+'?+|[^&\s]*+)", re.IGNORECASE | re.DOTALL
)
"""As an option of an address, or as PostgreSQL's library writes it: `password='my secret'`."""


def _without_user_s_password(text: str) -> str:
    before, at, host = text.rpartition("@")
    scheme = _SCHEME.match(before)
    begin = scheme.end() if scheme else 0
    user, colon, _ = before[begin:].partition(":")
    return f"{before[:begin]}{user}:***{at}{host}" if colon else text


_NO_ROOM: Final = re.compile(r"failed to map segment|annot allocate memory")
"""What the system's loader says of a library that has no room in memory."""


def _told(error: BaseException) -> str | None:
    match error:
        case DBAPIError():
            return _told_of_database(error)
        case OSError(errno=int(number)) if number in _OF_THE_SYSTEM:
            place = f"{error.filename}: " if error.filename else ""
            return place + _OF_THE_SYSTEM[number]
        case MemoryError():
            return _OF_THE_SYSTEM[errno.ENOMEM]
        case ImportError() if _NO_ROOM.search(str(error)):
            return _OF_THE_SYSTEM[errno.ENOMEM]
        case RuntimeError() if str(error) == "can't start new thread":  # Python's own words
            return (
                "no further thread can be started: end other programs, or raise the limits"
                f" (ulimit -v, ulimit -u), {_AGAIN}"
            )
    return None


def _told_of_database(error: DBAPIError) -> str | None:
    name = getattr(error.orig, "sqlite_errorname", "")
    for known, told in _OF_SQLITE.items():
        if name == known or name.startswith(f"{known}_"):
            return told
    state = getattr(error.orig, "sqlstate", None)
    if state in _OF_POSTGRESQL:
        return _OF_POSTGRESQL[state]
    if error.connection_invalidated or (state is None and not name):
        first = str(error.orig).strip().partition("\n")[0]
        return (
            f"the database cannot be reached ({first}); see that it runs and that"
            " TINGTALE_DATABASE_URL names it, then run the command again"
        )
    return None
