"""Rebuild: a generation is built beside the serving one, compared with SQL, and swapped in."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from archive.clock import Clock, utc_now
from archive.database import open_snapshot
from archive.errors import IndexUnavailable
from archive.quarantine.faults import is_record_fault
from archive.queries.archive_version import archive_version, is_of_history
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
from search_index.generations.build_result import BuildResult, ReportProgress
from search_index.generations.folders import (
    REMEDY,
    Manifest,
    check_files,
    new_generation,
    read_manifest,
    remove_old_generations,
    serving_folder,
    swap,
    write_lock,
    write_manifest,
)
from search_index.generations.index_state import read_archive_version, write_archive_version
from search_index.generations.quarantine import describe_skipped, quarantine_skipped
from search_index.generations.skipped_records import SkippingWriter, SkipReasons
from search_index.generations.skipped_records_file import read_skip_reasons, write_skip_reasons
from search_index.generations.verification import (
    Verification,
    compare_with_database,
    count_background_documents,
    without_skipped,
)


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

    def build(self, progress: ReportProgress | None = None) -> BuildResult:
        """Build the whole index anew and let it serve. Raises IndexBusy, IndexUnavailable."""
        with write_lock(self._index_dir):
            with open_snapshot(self._database) as session:
                written = self._build(session, progress)
            quarantine_skipped(self._database, written.left_out, self._clock)
        return written

    def update(self, progress: ReportProgress | None = None) -> BuildResult:
        """Bring the index up to date with SQL and the lexicon by what changed.

        It is built anew where there is none, where the analysis or the engine has changed, and
        where it knows of other imports than the database: numbers of runs tell what has changed.
        """
        with write_lock(self._index_dir):
            with open_snapshot(self._database) as session:
                written = self._updated(session, progress) or self._build(session, progress)
            quarantine_skipped(self._database, written.left_out, self._clock)
        return written

    def verify(self) -> Verification:
        """Compare the index that serves with SQL, and all its bytes with their checksums.

        Raises IndexUnavailable, also where a file is damaged.
        """
        folder = serving_folder(self._index_dir)
        manifest = read_manifest(folder)
        check_files(folder, manifest, whole=True)
        with open_snapshot(self._database) as session:
            expected = read_fingerprints(session)
            left_out = read_skip_reasons(folder, expected)
            told = describe_skipped(session, left_out)
            outdated = self._outdated(session, folder, manifest)
        found = self._fingerprints(folder)
        return compare_with_database(
            manifest, found, without_skipped(expected, left_out), outdated, told
        )

    def _build(self, session: Session, progress: ReportProgress | None) -> BuildResult:
        expected = read_fingerprints(session)

        def build(folder: Path, documents: Iterable[IndexDocument]) -> object:
            counted = _report_progress(documents, len(expected), progress)
            return self._engine.build(folder, counted, self._lexicon)

        with self._new_generation() as folder:
            writing = self._faultless(session, len(expected))
            left_out = writing.write(folder, [*expected], build)
            self._finish(folder, session, expected, left_out)
        held = without_skipped(expected, left_out)
        return BuildResult(
            folder.name,
            len(held),
            len(held),
            0,
            count_background_documents(held),
            whole=True,
            left_out=describe_skipped(session, left_out),
        )

    def _updated(self, session: Session, progress: ReportProgress | None) -> BuildResult | None:
        """Update the index; None where it is to be built anew.

        So it is where something fails with what is in the index already: it can be left out then.
        """
        base = self._base(session)
        if base is None:
            return None
        try:
            return self._update(session, base, progress)
        except Exception as error:
            if not is_record_fault(error):
                raise
            return None

    def _update(self, session: Session, base: Path, progress: ReportProgress | None) -> BuildResult:
        manifest = read_manifest(base)
        expected, found = read_fingerprints(session), self._fingerprints(base)
        removed = found.keys() - expected.keys()
        changed = {key for key, value in expected.items() if found.get(key) != value}
        changed |= read_changed_since(session, manifest.revision)
        retagged = manifest.lexicon != self._lexicon.version
        writing, before = self._faultless(session), read_skip_reasons(base, expected)
        writing.give_up(base, sorted(before))
        changed = (changed | before.keys()) - writing.left_out.keys()
        if not removed and not changed and not retagged:
            remove_old_generations(self._index_dir, self._keep, self._clock())
            return BuildResult(
                base.name,
                len(found),
                0,
                0,
                count_background_documents(found),
                unchanged=True,
                left_out=describe_skipped(session, before),
            )

        def update(folder: Path, documents: Iterable[IndexDocument]) -> object:
            if not removed and not changed:
                return self._engine.retag(folder, base, self._lexicon)
            counted = _report_progress(documents, len(changed), progress)
            gone = removed | (changed & found.keys())
            return self._engine.update(folder, base, counted, gone, self._lexicon)

        with self._new_generation() as folder:
            left_out = writing.write(folder, sorted(changed), update)
            self._finish(folder, session, expected, left_out)
        held = without_skipped(expected, left_out)
        return BuildResult(
            folder.name,
            len(held),
            len(changed.difference(left_out)),
            len(removed),
            count_background_documents(held),
            retagged=retagged,
            left_out=describe_skipped(session, left_out),
        )

    def _faultless(self, session: Session, all_of: int | None = None) -> SkippingWriter:
        """Return a writer that skips faulty records and reads all documents in bulk."""

        def read(ids: Collection[int]) -> Iterable[IndexDocument]:
            return read_documents(session, None if len(ids) == all_of else ids)

        return SkippingWriter(self._engine, self._lexicon, read)

    def _base(self, session: Session) -> Path | None:
        """Return the generation to update; None where all must be built anew."""
        try:
            folder = serving_folder(self._index_dir)
            outdated = self._outdated(session, folder, read_manifest(folder))
        except IndexUnavailable:
            return None
        return folder if {"lexicon"}.issuperset(outdated) else None

    def _outdated(self, session: Session, folder: Path, manifest: Manifest) -> tuple[str, ...]:
        made_by = {
            "lexicon": (manifest.lexicon, self._lexicon.version),
            "analysis": (manifest.analysis, ANALYSIS_VERSION),
            "engine": (manifest.engine, self._engine.name),
            "history of imports": (is_of_history(session, read_archive_version(folder)), True),
        }
        return tuple(name for name, (then, now) in made_by.items() if then != now)

    @contextmanager
    def _new_generation(self) -> Iterator[Path]:
        """Yield an empty folder, and delete it if the block fails."""
        folder = new_generation(self._index_dir, self._clock())
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _finish(
        self, folder: Path, session: Session, fingerprints: dict[int, int], left_out: SkipReasons
    ) -> None:
        """Seal the generation, compare it with SQL, swap it in, and tidy up."""
        previous = _readable_generation(self._index_dir)
        expected = without_skipped(fingerprints, left_out)
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
        write_skip_reasons(folder, left_out, fingerprints)
        write_manifest(folder, manifest)
        compared = compare_with_database(manifest, self._fingerprints(folder), expected, (), ())
        if not compared.agrees:
            raise IndexUnavailable(
                f"the new index in {folder} disagrees with the database"
                f" ({len(compared.missing)} missing, {len(compared.surplus)} surplus,"
                f" {len(compared.stale)} stale); the one before serves on; {REMEDY}"
            )
        swap(self._index_dir, folder, self._clock())
        remove_old_generations(self._index_dir, self._keep, self._clock())

    def _fingerprints(self, folder: Path) -> dict[int, int]:
        reader = self._engine.open(folder, self._lexicon)
        try:
            return reader.fingerprints()
        finally:
            reader.close()


def _readable_generation(index_dir: Path) -> str | None:
    """Return the generation that serves where it can be read: the one to keep."""
    try:
        return read_manifest(serving_folder(index_dir)).generation
    except IndexUnavailable:
        return None


def _report_progress(
    documents: Iterable[IndexDocument], total: int, progress: ReportProgress | None
) -> Iterator[IndexDocument]:
    for done, document in enumerate(documents, 1):
        yield document
        if progress is not None:
            progress(done, total)
