"""Tags: which segments of a shelf are on which concepts and topics, in a file beside the shelf's.

The file belongs to one version of the lexicon. Another one is written from the shelf's own
files, which stay: no text is analysed again but those that may hold a term of several words.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from search_index.engines.whoosh.storage.arrays import (
    Array,
    ArrayFile,
    Ints,
    narrow,
    write_arrays,
)
from search_index.engines.whoosh.storage.index_part import IndexPart
from search_index.engines.whoosh.storage.postings import (
    NO_SEGMENTS,
    SegmentFrequencies,
    merge_postings,
)
from search_index.engines.whoosh.writing.tagging import find_concepts
from search_index.topics.tagger import Tagger

SUFFIX: Final = ".tags"

TOPIC: Final = "topic"
CONCEPT: Final = "concept"


def write_tags(folder: Path, segment: W3Segment, tagger: Tagger) -> None:
    """Find the lexicon's concepts and topics on a shelf and write them beside it."""
    shelf = IndexPart(folder, segment)
    concepts = find_concepts(shelf, tagger)
    topics: dict[str, list[SegmentFrequencies]] = {}
    for concept, found in concepts.items():
        for topic in tagger.topics_of[concept]:
            topics.setdefault(topic, []).append(found)
    tags = {
        CONCEPT: concepts,
        TOPIC: {topic: merge_postings(found, shelf.segments) for topic, found in topics.items()},
    }
    arrays: dict[str, Array] = {}
    names: dict[str, list[str]] = {}
    for field, found_by_name in tags.items():
        names[field] = list(found_by_name)
        arrays |= {
            f"{field}.starts": _starts(found_by_name),
            f"{field}.segments": _joined(found[0] for found in found_by_name.values()),
            f"{field}.frequencies": _joined(found[1] for found in found_by_name.values()),
        }
    meta = {"lexicon": tagger.lexicon.version, "names": names}
    write_arrays(folder / segment.make_filename(SUFFIX), arrays, meta)


class Tags:
    """A shelf's tags opened for reading."""

    def __init__(self, folder: Path, segment: W3Segment) -> None:
        """Map the file. Raises IndexUnavailable."""
        self._file = ArrayFile(folder / segment.make_filename(SUFFIX))
        self.lexicon: str = self._file.meta["lexicon"]
        """The version of the lexicon that they are of."""
        self._numbers = {
            (field, name): number
            for field, names in self._file.meta["names"].items()
            for number, name in enumerate(names)
        }

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics that segments of the shelf are on."""
        return tuple(name for field, name in self._numbers if field == TOPIC)

    def found(self, field: str, value: str) -> SegmentFrequencies:
        """Return the shelf's segments on a topic or concept, and how often each names it."""
        number = self._numbers.get((field, value))
        if number is None:
            return NO_SEGMENTS
        start, end = (int(at) for at in self._file[f"{field}.starts"][number : number + 2])
        segments = self._file[f"{field}.segments"][start:end]
        return segments, self._file[f"{field}.frequencies"][start:end]


def _starts(found: Mapping[str, SegmentFrequencies]) -> Ints:
    sizes = [segments.size for segments, _ in found.values()]
    return np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))


def _joined(parts: Iterable[Array]) -> Array:
    return narrow(np.concatenate([np.empty(0, dtype=np.int64), *parts]))
