"""Where things lie and how they run: read once from TINGTALE_* environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

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
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    """Threads of the server."""
    public_url: str | None = None
    """The address under which the world reaches the server; None: as each request says."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read TINGTALE_DATABASE_URL, _INDEX_DIR and so on; raises SettingsError."""
        defaults = cls()
        return cls(
            database_url=environ.get("TINGTALE_DATABASE_URL", defaults.database_url),
            index_dir=Path(environ.get("TINGTALE_INDEX_DIR", defaults.index_dir)),
            engine=environ.get("TINGTALE_ENGINE", defaults.engine),
            host=environ.get("TINGTALE_HOST", defaults.host),
            port=_positive(environ, "TINGTALE_PORT", defaults.port),
            threads=_positive(environ, "TINGTALE_THREADS", defaults.threads),
            public_url=environ.get("TINGTALE_PUBLIC_URL", defaults.public_url),
        )


def _positive(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name)
    if text is None:
        return default
    if not text.isdecimal() or int(text) == 0:
        raise SettingsError(f"{name}={text!r} is not a positive whole number; set it or unset it")
    return int(text)
