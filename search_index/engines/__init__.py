"""The engines: a module each, which binds ENGINE; see docs/adding-an-engine.md."""

import pkgutil
from importlib import import_module

from archive.errors import SettingsError
from search_index.engine import SearchEngine


def engine_names() -> tuple[str, ...]:
    """Return the names of the engines that there are."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def engine_named(name: str) -> SearchEngine:
    """Return the engine of that name. Raises SettingsError, which names those there are."""
    if name not in engine_names():
        raise SettingsError(
            f"TINGTALE_ENGINE={name!r} is no search engine; there are: {', '.join(engine_names())}"
        )
    engine: SearchEngine = import_module(f"{__name__}.{name}").ENGINE
    return engine
