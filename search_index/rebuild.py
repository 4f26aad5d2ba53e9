"""Rebuilding: a generation is built beside the one that serves, compared with SQL, swapped in."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.clock import Clock, utc_now
from archive.errors import IndexUnavailable
from archive.queries.archive_version import archive_version
from archive.topics import Lexicon
from search_index.analysis import ANALYSIS_VERSION
from search_index.documents import (
    IndexDocument,
    read_changed_since,
    read_documents,
    read_fingerprints,
    read_revision,
)
from search_index.engine import SearchEngine
from search_index.generations import (
    REMEDY,
    Manifest,
    current_folder,
    new_generation,
    read_manifest,
    remove_others,
    seal,
    swap,
    writing,
)
from search_index.index_state import tells_archive_version, write_archive_version
from search_index.verification import Verification, background, compare

Progress = Callable[[int, int], None]
"""Told how many documents of how many are done."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build or an update did."""

    generation: str
    documents: int
    """In the index now."""
    indexed: int
    """Of them, analysed anew."""
    removed: int
    background: int = 0
    """Of the documents in the index, those beside the debates: no speeches."""
    unchanged: bool = False
    """Whether there was nothing to do, so that the generation stayed."""
    whole: bool = False
    """Whether everything was built anew."""
    retagged: bool = False
    """Whether topics and concepts were found anew in what stayed, by another lexicon."""


Write = Callable[[Progress | None], Written]
"""Builds or updates."""


class Rebuilder:
    """Writes the index of one archive into one folder with one engine."""

    def __init__(  # noqa: PLR0913  (keywords that have a default)
        self,
        database: Engine,
        index_dir: Path,
        engine: SearchEngine,
        lexicon: Lexicon,
        keep: timedelta = timedelta(),
        *,
        clock: Clock = utc_now,
    ) -> None:
        """Take what to write; `keep` is how long a generation stays that serves no longer."""
        self._keep = keep
        self._clock = clock
        self._database = database
        self._index_dir = index_dir
        self._engine = engine
        self._lexicon = lexicon

    def build(self, progress: Progress | None = None) -> Written:
        """Build the whole index anew and let it serve. Raises IndexBusy, IndexUnavailable."""
        with writing(self._index_dir), snapshot(self._database) as session:
            return self._build(session, progress)

    def update(self, progress: Progress | None = None) -> Written:
        """Bring the index up to date with SQL and the lexicon by what changed.

        It is built anew where there is none, or the analysis or the engine has changed.
        """
        with writing(self._index_dir), snapshot(self._database) as session:
            base = self._base()
            if base is None:
                return self._build(session, progress)
            return self._update(session, base, progress)

    def verify(self) -> Verification:
        """Compare the index that serves with SQL. Raises IndexUnavailable."""
        folder = current_folder(self._index_dir)
        manifest = read_manifest(folder)
        with snapshot(self._database) as session:
            expected = read_fingerprints(session)
        found = self._fingerprints(folder)
        return compare(manifest, found, expected, self._outdated(manifest))

    def _build(self, session: Session, progress: Progress | None) -> Written:
        expected = read_fingerprints(session)
        documents = _counted(read_documents(session), len(expected), progress)
        with self._new_generation() as folder:
            self._engine.build(folder, documents, self._lexicon)
            self._finish(folder, session, expected)
        return Written(
            folder.name, len(expected), len(expected), 0, background(expected), whole=True
        )

    def _update(self, session: Session, base: Path, progress: Progress | None) -> Written:
        manifest = read_manifest(base)
        expected, found = read_fingerprints(session), self._fingerprints(base)
        removed = found.keys() - expected.keys()
        changed = {key for key, value in expected.items() if found.get(key) != value}
        changed |= read_changed_since(session, manifest.revision)
        retagged = manifest.lexicon != self._lexicon.version
        beside = background(expected)
        if not removed and not changed and not retagged and tells_archive_version(base):
            remove_others(self._index_dir, self._keep, self._clock())
            return Written(base.name, len(found), 0, 0, beside, unchanged=True)
        documents = _counted(read_documents(session, changed), len(changed), progress)
        with self._new_generation() as folder:
            if removed or changed:
                gone = removed | (changed & found.keys())
                self._engine.update(folder, base, documents, gone, self._lexicon)
            else:
                self._engine.retag(folder, base, self._lexicon)
            self._finish(folder, session, expected)
        return Written(
            folder.name, len(expected), len(changed), len(removed), beside, retagged=retagged
        )

    def _base(self) -> Path | None:
        """Return the generation to update; None where all must be built anew."""
        try:
            folder = current_folder(self._index_dir)
            outdated = self._outdated(read_manifest(folder))
        except IndexUnavailable:
            return None
        return folder if {"lexicon"}.issuperset(outdated) else None

    def _outdated(self, manifest: Manifest) -> tuple[str, ...]:
        made_by = {
            "lexicon": (manifest.lexicon, self._lexicon.version),
            "analysis": (manifest.analysis, ANALYSIS_VERSION),
            "engine": (manifest.engine, self._engine.name),
        }
        return tuple(name for name, (then, now) in made_by.items() if then != now)

    @contextmanager
    def _new_generation(self) -> Iterator[Path]:
        """Give an empty folder, which goes again where the work in it fails."""
        folder = new_generation(self._index_dir, self._clock())
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _finish(self, folder: Path, session: Session, expected: dict[int, int]) -> None:
        """Seal the generation, compare it with SQL, swap it in, and tidy up."""
        previous = _readable(self._index_dir)
        manifest = Manifest(
            generation=folder.name,
            engine=self._engine.name,
            analysis=ANALYSIS_VERSION,
            lexicon=self._lexicon.version,
            revision=read_revision(session),
            documents=len(expected),
            previous=previous,
            files={},
        )
        write_archive_version(folder, archive_version(session))
        seal(folder, manifest)
        compared = compare(manifest, self._fingerprints(folder), expected, ())
        if not compared.agrees:
            raise IndexUnavailable(
                f"the new index in {folder} disagrees with the database"
                f" ({len(compared.missing)} missing, {len(compared.surplus)} surplus,"
                f" {len(compared.stale)} stale); the one before serves on; {REMEDY}"
            )
        swap(self._index_dir, folder, self._clock())
        remove_others(self._index_dir, self._keep, self._clock())

    def _fingerprints(self, folder: Path) -> dict[int, int]:
        reader = self._engine.open(folder, self._lexicon)
        try:
            return reader.fingerprints()
        finally:
            reader.close()


@contextmanager
def snapshot(database: Engine) -> Iterator[Session]:
    """Open a session that sees the database as it is now, whatever imports write meanwhile."""
    with database.connect() as connection, Session(connection) as session:
        if database.dialect.name == "sqlite":
            # The driver begins no transaction to read in: each SELECT would see another state.
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield session


def _readable(index_dir: Path) -> str | None:
    """Return the generation that serves where it can be read: the one to keep."""
    try:
        return read_manifest(current_folder(index_dir)).generation
    except IndexUnavailable:
        return None


def _counted(
    documents: Iterable[IndexDocument], total: int, progress: Progress | None
) -> Iterator[IndexDocument]:
    for done, document in enumerate(documents, 1):
        yield document
        if progress is not None:
            progress(done, total)
