"""The index that serves: opened once, and again whenever another generation takes its place."""

import threading
from pathlib import Path

from archive.errors import IndexUnavailable
from archive.settings import Settings
from archive.topics import Lexicon, load_lexicon
from search_index.engine import IndexReader, SearchEngine
from search_index.engines import engine_named
from search_index.generations.folders import generation_folder, read_manifest, serving_folder


class CurrentIndex:
    """Gives readers of the generation that CURRENT names; safe to use from several threads."""

    def __init__(self, index_dir: Path, engine: SearchEngine, lexicon: Lexicon) -> None:
        self._index_dir = index_dir
        self._engine = engine
        self._lexicon = lexicon
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._reader: IndexReader | None = None

    def reader(self) -> IndexReader:
        """Return a reader of the generation that serves now. Raises IndexUnavailable.

        A reader got earlier stays usable; its files close when nobody holds it any more.
        """
        seen = self._look()
        with self._lock:
            if self._reader is None or seen is None or seen != self._seen:
                self._reader = self._open()
                self._seen = seen
            return self._reader

    def generation(self, generation: str) -> IndexReader:
        """Open and return a reader of the generation of this id. Raises IndexUnavailable.

        It may serve no longer; it is kept for some time after (search_index.generations.folders).
        """
        return self._open_folder(generation_folder(self._index_dir, generation))

    def _look(self) -> tuple[int, int, int] | None:
        """Return what changes when CURRENT is replaced; None if the file cannot be seen."""
        try:
            stat = (self._index_dir / "CURRENT").stat()
        except OSError:  # who opens it tells why
            return None
        return stat.st_ino, stat.st_mtime_ns, stat.st_size

    def _open(self) -> IndexReader:
        folder = serving_folder(self._index_dir)
        try:
            return self._open_folder(folder)
        except IndexUnavailable:
            # Two swaps while it was being opened may have taken the folder away.
            again = serving_folder(self._index_dir)
            if again == folder:
                raise
            return self._open_folder(again)

    def _open_folder(self, folder: Path) -> IndexReader:
        manifest = read_manifest(folder)
        if manifest.engine != self._engine.name:
            raise IndexUnavailable(
                f"the search index in {folder} was written by the engine {manifest.engine!r},"
                f" the settings say {self._engine.name!r}; run `tingtale index build`"
            )
        return self._engine.open(folder, self._lexicon)


def open_current(settings: Settings, lexicon: Lexicon | None = None) -> CurrentIndex:
    """Return the index that the settings name; it is opened when first asked.

    Without a lexicon, the package's own. Raises SettingsError where there is no such engine.
    """
    engine = engine_named(settings.engine)
    return CurrentIndex(settings.index_dir, engine, lexicon or load_lexicon())
