"""Walks: lists of the index that are paged go on in the generation that they began in."""

from hashlib import sha256

from archive.errors import Conflict
from archive.topics import Lexicon
from search_index.analysis import ANALYSIS_VERSION
from services.cursors import Cursor


def walk_generation(cursor: Cursor | None, lexicon: Lexicon) -> str | None:
    """Return the generation in which a walk began; None for one that begins.

    Raises Conflict where the question would be understood otherwise than at the walk's start.
    """
    if cursor is None:
        return None
    if cursor.reading != interpretation_version(lexicon):
        raise Conflict(
            "the topics or the analysis of words have changed since this walk began, so that"
            " others may be meant; begin again without the cursor"
        )
    return cursor.generation


def interpretation_version(lexicon: Lexicon) -> str:
    """Return 12 hexadecimal digits that change when topics or analysis of words do."""
    return sha256(f"{ANALYSIS_VERSION} {lexicon.version}".encode()).hexdigest()[:12]
