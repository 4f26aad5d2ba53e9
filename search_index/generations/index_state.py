"""The versions behind a generation's answers: of the archive, the topics, the analysis."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive.errors import IndexUnavailable
from archive.queries.archive_version import ArchiveVersion
from search_index.generations.folders import generation_folder, read_manifest

ARCHIVE_FILE: Final = "archive.json"
"""The file of a generation that tells the archive's version."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an answer of the index depends on besides the question."""

    generation: str
    archive: ArchiveVersion
    lexicon: str
    """archive.topics.Lexicon.version of the topics that were found in the texts."""
    analysis: str
    """search_index.analysis.ANALYSIS_VERSION of the words."""


def write_archive_version(folder: Path, version: ArchiveVersion) -> None:
    """Write the version of the archive that the generation in this folder was made from."""
    text = json.dumps(version.members(), indent=1)
    (folder / ARCHIVE_FILE).write_text(text, encoding="utf-8")


def read_archive_version(folder: Path) -> ArchiveVersion:
    """Return the version of the archive that the generation in this folder was made from.

    Raises IndexUnavailable, with the remedy.
    """
    try:
        members = json.loads((folder / ARCHIVE_FILE).read_text(encoding="utf-8"))
        return ArchiveVersion.of_members(members)
    except (OSError, ValueError) as error:
        raise IndexUnavailable(
            f"the search index in {folder} does not tell the archive's version ({error});"
            " run `tingtale index update`"
        ) from error


def read_index_state(index_dir: Path, generation: str) -> IndexState:
    """Return the state of a generation that is kept. Raises IndexUnavailable, with the remedy."""
    folder = generation_folder(index_dir, generation)
    manifest = read_manifest(folder)
    version = read_archive_version(folder)
    return IndexState(generation, version, manifest.lexicon, manifest.analysis)
