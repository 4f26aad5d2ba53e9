"""Where things lie and how they run: read once from TINGTALE_* variables and tingtale.toml."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from archive.clock import Clock, utc_now
from archive.configuration.fetching import FetchSettings
from archive.configuration.night import NightSettings
from archive.configuration.origins import read_variables
from archive.configuration.reports import ReportBounds
from archive.configuration.result_sets import ResultSetBounds
from archive.configuration.server import ServerBounds
from archive.configuration.variables import comma_separated, whole_number
from archive.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of one process; `from_env` is the only reader of the environment."""

    database_url: str = "sqlite:///var/tingtale.sqlite"
    """An SQLAlchemy URL: sqlite or postgresql+psycopg."""
    index_dir: Path = Path("var/index")
    """The search index's folder. Its content is trusted: nobody else may write there."""
    engine: str = "whoosh"
    """The search engine's name: a module of search_index.engines."""
    keep_generations_for: int = 24
    """Hours for which an index generation is kept after another took its place, so that walks
    through hits end in the one that they began in."""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    """Threads of the server for everything but exports."""
    public_url: str | None = None
    """The address under which the world reaches the server, with the path below which it is served;
    None: as each request says, where the host that it names is one of ours."""
    hosts: tuple[str, ...] = ()
    """Names of the server, with a port where no other is meant; beside those in `public_url` and
    `host`, and those of this machine."""
    rate_limit: str = "600/minute"
    """Requests of one client in a time, as the library limits writes it; "off": any number."""
    trusted_proxies: int = 0
    """Proxies before the server that are believed: the client's address, the scheme, the path."""
    bounds: ServerBounds = field(default_factory=ServerBounds)
    """What clients may take of the server."""
    result_sets: ResultSetBounds = field(default_factory=ResultSetBounds)
    """What result sets may take, and who may make them."""
    night: NightSettings = field(default_factory=NightSettings)
    """What a night does."""
    fetch: FetchSettings = field(default_factory=FetchSettings)
    """How the site of a source is asked."""
    reports: ReportBounds = field(default_factory=ReportBounds)
    """How many reports of errors are taken from readers."""
    clock: Clock = utc_now
    """What tells when something is imported, withdrawn, indexed or frozen; no variable sets it."""

    drift_percent: int = 10
    """The percentage of documents beyond which those that say less than before stop an import."""
    drift_documents: int = 5
    """How many such documents it takes at least."""
    least_percent: int = 10
    """The percentage of what the run before brought below which an import says that it brought far
    less; 0: never."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read TINGTALE_DATABASE_URL, _INDEX_DIR and so on; raises SettingsError.

        Beneath them those of the file that TINGTALE_CONFIG names, by default ./tingtale.toml.
        """
        environ = read_variables(environ).variables
        defaults = cls()
        return cls(
            database_url=environ.get("TINGTALE_DATABASE_URL", defaults.database_url),
            index_dir=Path(environ.get("TINGTALE_INDEX_DIR", defaults.index_dir)),
            engine=environ.get("TINGTALE_ENGINE", defaults.engine),
            keep_generations_for=whole_number(
                environ, "TINGTALE_KEEP_GENERATIONS_FOR", defaults.keep_generations_for
            ),
            host=environ.get("TINGTALE_HOST", defaults.host),
            port=_positive(environ, "TINGTALE_PORT", defaults.port),
            threads=_positive(environ, "TINGTALE_THREADS", defaults.threads),
            public_url=_address(environ, "TINGTALE_PUBLIC_URL"),
            hosts=comma_separated(environ, "TINGTALE_HOSTS"),
            bounds=ServerBounds.from_env(environ),
            result_sets=ResultSetBounds.from_env(environ),
            night=NightSettings.from_env(environ),
            fetch=FetchSettings.from_env(environ),
            reports=ReportBounds.from_env(environ),
            rate_limit=environ.get("TINGTALE_RATE_LIMIT", defaults.rate_limit),
            drift_percent=whole_number(environ, "TINGTALE_DRIFT_PERCENT", defaults.drift_percent),
            drift_documents=_positive(
                environ, "TINGTALE_DRIFT_DOCUMENTS", defaults.drift_documents
            ),
            least_percent=whole_number(environ, "TINGTALE_LEAST_PERCENT", defaults.least_percent),
            trusted_proxies=whole_number(
                environ, "TINGTALE_TRUSTED_PROXIES", defaults.trusted_proxies
            ),
        )


def _address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if not text:
        return None
    if not _ADDRESS.fullmatch(text):
        raise SettingsError(
            f"{name}={text!r} is no address; write one such as https://archive.example or"
            " https://example.org/debates"
        )
    return text


_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(?:/[A-Za-z0-9._~-]+)*/?")
"""With a path of plain letters, where the archive is served below one."""


def _positive(environ: Mapping[str, str], name: str, default: int) -> int:
    return whole_number(environ, name, default, 1)
