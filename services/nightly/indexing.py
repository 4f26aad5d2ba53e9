"""The index phase: the search index brought up to date."""

from datetime import timedelta

import structlog
from sqlalchemy import Engine

from archive.database import open_snapshot
from archive.settings import Settings
from archive.topics import load_lexicon
from search_index.analysis.cache.compilation import compile_missing
from search_index.documents import read_changed_since, read_fingerprints
from search_index.engines import engine_named
from search_index.generations.folders import generation_folder, read_manifest, serving_generation
from search_index.generations.rebuild import Rebuilder
from services.nightly.phases import PhaseResult


def update_index(engine: Engine, settings: Settings) -> PhaseResult:
    """Bring the index up to date. Raises IndexBusy, IndexUnavailable."""
    compile_missing(structlog.get_logger().info)
    written = Rebuilder(
        engine,
        settings.index_dir,
        engine_named(settings.engine),
        load_lexicon(),
        timedelta(hours=settings.keep_generations_for),
        clock=settings.clock,
    ).update()
    left_out = [f"left out: {one.public_id}: {one.reason}" for one in written.left_out]
    if written.unchanged:
        return PhaseResult((f"nothing has changed: {written.documents:,} records", *left_out))
    how = "built" if written.whole else "updated"
    told = (
        f"{how}: {written.indexed:,} indexed, {written.removed:,} removed, {written.documents:,}"
        f" records ({written.generation})"
    )
    return PhaseResult((told, *left_out))


def plan_index(engine: Engine, settings: Settings) -> PhaseResult:
    """Tell what bringing the index up to date would do, before anything is imported."""
    generation = serving_generation(settings.index_dir)
    with open_snapshot(engine) as session:
        if generation is None:
            return PhaseResult((f"would be built of {len(read_fingerprints(session)):,} records",))
        revision = read_manifest(generation_folder(settings.index_dir, generation)).revision
        changed = len(read_changed_since(session, revision))
    return PhaseResult(
        (f"{changed:,} records changed since it was made, beside what the imports bring",)
    )
