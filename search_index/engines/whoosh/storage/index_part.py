"""An index part: the speeches of one build or update, written once and never changed.

Its files carry the name of its Whoosh segment: `.trm` (Whoosh's dictionary of base forms),
`.arrays` (postings, forms, metadata columns) and `.texts`. Beside them lie its tags (see `tags`).
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from archive.errors import IndexUnavailable
from archive.vocabulary import SegmentKind
from search_index.documents import IndexDocument, IndexedSegment
from search_index.engines.whoosh.storage.arrays import (
    Array,
    ArrayFile,
    Ints,
    narrow,
    write_arrays,
)
from search_index.engines.whoosh.storage.columns import column_arrays
from search_index.engines.whoosh.storage.part_list import new_segment
from search_index.engines.whoosh.storage.term_dictionary import (
    TermDictionary,
    joined_field,
    suspended_field,
    text_field,
    within_field,
    write_terms,
)
from search_index.engines.whoosh.storage.vocabulary import Vocabulary, vocabulary_arrays
from search_index.engines.whoosh.storage.word_sequences import WordSequence, array_prefix
from search_index.engines.whoosh.writing.analysis_workers import AnalysisWorkers
from search_index.engines.whoosh.writing.inversion import Ragged
from search_index.engines.whoosh.writing.language_words import (
    IndexedTerms,
    InvertedLanguage,
    LanguageWords,
)
from search_index.generations.folders import REMEDY

SHELF_WORDS: Final = 6_000_000
"""Words after which a shelf is full: what is inverted in memory at once."""

SEGMENT_KINDS: Final = tuple(SegmentKind)

_NO_POSTINGS: Final = (np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))


def write_shelves(folder: Path, documents: Iterable[IndexDocument]) -> Iterator[W3Segment]:
    """Write the documents onto as many shelves as they need; yield their Whoosh segments."""
    writer = None
    with AnalysisWorkers() as analysts:
        try:
            for document in documents:
                writer = writer or _ShelfWriter(folder, analysts)
                if writer.add(document) >= SHELF_WORDS:
                    segment, writer = writer.finish(), None
                    yield segment
                    # Builds pause the collector; what filled this shelf goes before the next one.
                    gc.collect()
            if writer is not None:
                yield writer.finish()
        finally:
            if writer is not None:
                writer.close()


class _ShelfWriter:
    """A shelf being filled."""

    def __init__(self, folder: Path, analysts: AnalysisWorkers) -> None:
        self._folder = folder
        self._analysts = analysts
        self._segment = new_segment()
        self._texts = (folder / self._segment.make_filename(".texts")).open("xb")
        self._documents: list[IndexDocument] = []
        self._languages: dict[str, LanguageWords] = {}
        self._speech_of: list[int] = []
        self._language_of: list[str] = []
        self._kind_of: list[int] = []
        self._text_ends: list[int] = []
        self._words = 0

    def add(self, document: IndexDocument) -> int:
        """Take in a document; return the number of words so far."""
        row = len(self._documents)
        for segment in document.segments:
            number = len(self._speech_of)
            self._speech_of.append(row)
            self._language_of.append(segment.language)
            self._kind_of.append(SEGMENT_KINDS.index(segment.kind))
            self._texts.write(segment.text.encode())
            self._text_ends.append(self._texts.tell())
            words = self._languages.get(segment.language)
            if words is None:
                words = LanguageWords(segment.language, self._analysts)
                self._languages[segment.language] = words
            self._words += words.add(number, segment.text)
        self._documents.append(_without_texts(document))
        return self._words

    def finish(self) -> W3Segment:
        """Write the shelf's files."""
        self.close()
        languages = sorted(self._languages)
        lengths = np.zeros(len(self._speech_of), dtype=np.int64)
        for words in self._languages.values():
            words.close()
        terms: dict[str, Sequence[str]] = {}
        arrays: dict[str, Array] = {}
        for language in languages:
            words = self._languages.pop(language)
            inverted = words.inverted()
            lengths[np.frombuffer(words.segments, dtype=np.uint32)] = inverted.lengths
            for field, indexed in _fields(language, inverted):
                terms[field] = indexed.terms
                arrays |= indexed.postings.arrays(field)
            arrays |= _form_arrays(language, inverted)
        columns, values = column_arrays(self._documents)
        arrays |= {f"column.{name}": column for name, column in columns.items()}
        arrays |= self._segment_arrays(languages, lengths)
        path = self._folder / self._segment.make_filename(".arrays")
        write_arrays(path, arrays, {"values": values, "languages": languages})
        write_terms(self._folder, self._segment, terms)
        return self._segment

    def close(self) -> None:
        """Close the file of texts."""
        self._texts.close()

    def _segment_arrays(self, languages: Sequence[str], lengths: Ints) -> dict[str, Array]:
        return {
            "segment.speech": narrow(np.array(self._speech_of, dtype=np.int64)),
            "segment.language": np.array(
                [languages.index(language) for language in self._language_of], dtype=np.uint8
            ),
            "segment.kind": np.array(self._kind_of, dtype=np.uint8),
            "segment.text_end": np.array(self._text_ends, dtype=np.int64),
            "segment.length": narrow(lengths),
        }


def _fields(language: str, inverted: InvertedLanguage) -> Iterator[tuple[str, IndexedTerms]]:
    """Yield the fields of Whoosh's dictionary, with the terms and postings of each."""
    yield text_field(language), inverted.bases
    yield joined_field(language), inverted.joined
    yield within_field(language), inverted.within
    yield suspended_field(language), inverted.suspended


def _form_arrays(language: str, inverted: InvertedLanguage) -> dict[str, Array]:
    prefix = f"form_{language}"
    return {
        **inverted.forms.postings.arrays(prefix),
        **vocabulary_arrays(prefix, inverted.forms.terms),
        **inverted.form_bases.arrays(f"{prefix}.bases"),
        **inverted.running.named(array_prefix(language)),
    }


def _without_texts(document: IndexDocument) -> IndexDocument:
    """Return the document without its segments, which are on their way to the disk."""
    fields = {name: getattr(document, name) for name in document.__slots__}
    return IndexDocument(**fields | {"segments": ()})


def _mapped_texts(path: Path) -> Array:
    try:
        size = path.stat().st_size
        return np.memmap(path, np.uint8, "r") if size else np.empty(0, np.uint8)
    except OSError as error:
        raise IndexUnavailable(f"{path} cannot be read ({error}); {REMEDY}") from error


class IndexPart:
    """An index part opened for reading."""

    def __init__(self, folder: Path, segment: W3Segment) -> None:
        """Map the shelf's files. Raises IndexUnavailable."""
        self.arrays = ArrayFile(folder / segment.make_filename(".arrays"))
        self.languages: list[str] = self.arrays.meta["languages"]
        self._dictionary = TermDictionary(folder, segment)
        self._text_ends = self.arrays["segment.text_end"]
        self._texts = _mapped_texts(folder / segment.make_filename(".texts"))
        self._vocabularies: dict[str, Vocabulary] = {}
        self._running: dict[str, WordSequence] = {}

    @property
    def speeches(self) -> int:
        """Number of speeches in the part, replaced ones included."""
        return int(self.arrays["column.record_id"].size)

    @property
    def segments(self) -> int:
        """How many segments the shelf holds."""
        return int(self._text_ends.size)

    def vocabulary(self, language: str) -> Vocabulary | None:
        """Return the forms of a language; None where the shelf has no text in it."""
        prefix = f"form_{language}"
        if f"{prefix}.starts" not in self.arrays:
            return None
        if language not in self._vocabularies:
            self._vocabularies[language] = Vocabulary(self.arrays, prefix)
        return self._vocabularies[language]

    def form_bases(self, language: str) -> Ragged:
        """Return, by a language's forms, the numbers of their base forms."""
        prefix = f"form_{language}.bases"
        return Ragged(self.arrays[f"{prefix}.starts"], self.arrays[f"{prefix}.values"])

    def running(self, language: str) -> WordSequence | None:
        """Return the words of a language's texts in a row; None where there is no text in it."""
        if language not in self.languages:
            return None
        if language not in self._running:
            of_language = self.arrays["segment.language"] == self.languages.index(language)
            segments = np.flatnonzero(of_language)
            self._running[language] = WordSequence(self.arrays, language, segments)
        return self._running[language]

    def number(self, field: str, term: str) -> int | None:
        """Return a term's number in Whoosh's dictionary."""
        return self._dictionary.number(field, term)

    def terms(self, field: str, numbers: Ints) -> list[str]:
        """Return the terms of a field by their numbers in Whoosh's dictionary."""
        return self._dictionary.terms(field, numbers.tolist())

    def postings(self, field: str) -> tuple[Array, Array, Array]:
        """Return a field's postings, term after term: starts, segments, frequencies.

        All are empty where the shelf has no text in the field's language.
        """
        if f"{field}.starts" not in self.arrays:
            return _NO_POSTINGS
        starts, segments = self.arrays[f"{field}.starts"], self.arrays[f"{field}.segments"]
        return starts, segments, self.arrays[f"{field}.frequencies"]

    def segment(self, number: int) -> IndexedSegment:
        """Return a segment with its text."""
        start = int(self._text_ends[number - 1]) if number else 0
        text = self._texts[start : int(self._text_ends[number])].tobytes().decode()
        language = self.languages[int(self.arrays["segment.language"][number])]
        return IndexedSegment(
            SEGMENT_KINDS[int(self.arrays["segment.kind"][number])], language, text
        )

    def segments_of(self, row: int) -> range:
        """Return the numbers of a speech's segments."""
        of = self.arrays["segment.speech"]
        return range(int(np.searchsorted(of, row)), int(np.searchsorted(of, row, "right")))
