"""The list of a generation's index parts, as JSON in contents.json.

Whoosh keeps its own as a pickle, which can run any code when it is read; an index may come from
elsewhere.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from whoosh.codec.whoosh3 import W3Codec, W3Segment

from archive.errors import IndexUnavailable
from search_index.generations.folders import REMEDY

PART_LIST: Final = "contents.json"
"""The file of a generation that lists its shelves, in the order of their rows."""

INDEX_NAME: Final = "speeches"

_SEGMENT_ID: Final = re.compile(r"[0-9a-z]{1,64}")
"""What Whoosh names segments by, and nothing that leads to another folder."""


def new_segment() -> W3Segment:
    """Return a Whoosh segment with a name of its own."""
    return W3Segment(W3Codec(), INDEX_NAME)


def write_part_list(folder: Path, segments: Iterable[W3Segment]) -> None:
    """Write which segments the generation in this folder has."""
    told = {"shelves": [segment.segid for segment in segments]}
    (folder / PART_LIST).write_text(json.dumps(told), encoding="ascii")


def read_part_list(folder: Path) -> list[W3Segment]:
    """Return the segments of the generation in this folder. Raises IndexUnavailable."""
    path = folder / PART_LIST
    try:
        ids = _ids_of(json.loads(path.read_text(encoding="ascii")))
    except (OSError, ValueError) as error:
        raise IndexUnavailable(f"{path} cannot be read ({error}); {REMEDY}") from error
    return [W3Segment(W3Codec(), INDEX_NAME, segid=segment_id) for segment_id in ids]


def _ids_of(told: object) -> list[str]:
    """Return the names that are listed. Raises ValueError where these are none."""
    match told:
        case {"shelves": [*ids]} if all(map(_is_segment_id, ids)):
            return ids
        case _:
            raise ValueError(f"{told!r} lists no shelves")


def _is_segment_id(told: object) -> bool:
    return isinstance(told, str) and _SEGMENT_ID.fullmatch(told) is not None
