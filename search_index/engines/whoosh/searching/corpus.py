"""Texts as a corpus, by postings: where something stands, and how often words do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from search_index import limits
from search_index.engines.whoosh.searching.evaluation import QueryEvaluation
from search_index.engines.whoosh.searching.match_runs import MatchFinder
from search_index.engines.whoosh.searching.paging import sort_keys
from search_index.engines.whoosh.storage.arrays import Array, Ints, Mask
from search_index.engines.whoosh.storage.index_part import SEGMENT_KINDS, IndexPart
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.engines.whoosh.storage.term_dictionary import text_field
from search_index.engines.whoosh.writing.inversion import Ragged
from search_index.filters import Filters, TextScope
from search_index.requests import SearchRequest, WordCountRequest
from search_index.results import (
    BaseFormCounts,
    MatchedSegment,
    MatchPositions,
    WordCounts,
    WordForms,
)
from search_index.text.matching import asked_concepts, leaves
from search_index.time_limit import check_time
from search_index.topics.tagger import Tagger


def match_positions(library: OpenIndex, request: SearchRequest, tagger: Tagger) -> MatchPositions:
    """Return every place in the speeches found where what is asked for stands.

    Raises InvalidQuery where they are too many, of which but few are ever in memory.
    """
    evaluation = QueryEvaluation(library, request.query, request.filters)
    rows, first, last = _runs(library, request, evaluation, tagger)
    speeches = library.segment_speech[rows]
    order = np.lexsort((first, rows, library.id_ranks[speeches]))
    rows, first, last = rows[order], first[order], last[order]
    begins = np.flatnonzero(np.diff(rows, prepend=-1))
    keys = sort_keys(library, request.sort, evaluation)
    segments = tuple(_segments(library, rows[begins], keys))
    of = np.repeat(np.arange(begins.size), np.diff(np.append(begins, rows.size)))
    return MatchPositions(segments, of, first, last)


def _runs(
    library: OpenIndex, request: SearchRequest, evaluation: QueryEvaluation, tagger: Tagger
) -> tuple[Ints, Ints, Ints]:
    """Return the segments of the places, and the first and last word of each."""
    concepts = asked_concepts(request.query, request.filters, tagger)
    asked = leaves(request.query)
    holding = evaluation.holding(concepts) & evaluation.found()[library.segment_speech]
    count, none = 0, np.empty(0, dtype=np.int64)
    found = [(none, none, none)]
    for language in evaluation.languages():
        finder = MatchFinder(asked, concepts, tagger, language)
        in_language = holding & (library.segment_language == library.languages.index(language))
        for shelf, base in zip(library.shelves, library.segment_bases, strict=True):
            check_time()
            runs = finder.runs(shelf, np.flatnonzero(in_language[base : base + shelf.segments]))
            if runs is None:
                continue
            count += runs.first.size
            if count <= limits.MATCH_POSITIONS:
                found.append((runs.segments + base, runs.first, runs.last))
    limits.check_match_positions(count)
    rows, first, last = map(np.concatenate, zip(*found, strict=True))
    return rows, first, last


def _segments(library: OpenIndex, rows: Ints, keys: Array) -> Iterator[MatchedSegment]:
    speeches = library.segment_speech[rows]
    numbers = rows - np.searchsorted(library.segment_speech, speeches)
    columns = library.columns
    described = zip(
        columns.numbers("record_id", 0)[speeches].tolist(),
        [columns.public_id(speech) for speech in speeches.tolist()],
        keys[speeches].tolist(),
        numbers.tolist(),
        [SEGMENT_KINDS[kind] for kind in library.segment_kind[rows].tolist()],
        [library.languages[language] for language in library.segment_language[rows].tolist()],
        rows.tolist(),
        strict=True,
    )
    return (MatchedSegment(*fields) for fields in described)


def word_forms(
    library: OpenIndex, segments: Sequence[MatchedSegment], of: Ints, words: Ints
) -> WordForms:
    """Return forms of words: of the segment of an index, the word of a number from 0."""
    known: dict[str, int] = {}
    numbers = np.full(words.size, -1, dtype=np.int64)
    for shelf, language, there, printed in _word_forms_by_part(library, segments, of, words):
        forms, back = np.unique(printed, return_inverse=True)
        vocabulary = shelf.vocabulary(language)
        texts = [] if vocabulary is None else vocabulary.forms(forms)
        own = [known.setdefault(text, len(known)) for text in texts]
        numbers[there] = np.array(own, dtype=np.int64)[back]
    return WordForms(list(known), numbers)


def base_form_counts(
    library: OpenIndex, segments: Sequence[MatchedSegment], of: Ints, words: Ints
) -> BaseFormCounts:
    """Return of which base forms words are: of the segment of an index, a word by number.

    The index knows what each printed word became: nothing is analysed again.
    """
    count, bases = 0, Counter[str]()
    for shelf, language, _, printed in _word_forms_by_part(library, segments, of, words):
        running = shelf.running(language)
        if running is None:
            continue
        forms, frequencies = np.unique(printed, return_counts=True)
        count += int((running.parts[forms].astype(np.int64) * frequencies).sum())
        for table in (shelf.form_bases(language), running.part_bases):
            numbers, sums = _summed(table, forms, frequencies)
            terms = shelf.terms(text_field(language), numbers)
            for term, frequency in zip(terms, sums.tolist(), strict=True):
                bases[term] += frequency
    return BaseFormCounts(count, bases)


def _word_forms_by_part(
    library: OpenIndex, segments: Sequence[MatchedSegment], of: Ints, words: Ints
) -> Iterator[tuple[IndexPart, str, Mask, Ints]]:
    """Yield the forms of words by shelf and language, with a mask of the words that they are of."""
    rows = np.array([segment.row for segment in segments], dtype=np.int64)
    shelves = np.searchsorted(library.segment_bases, rows, "right") - 1
    for shelf_number, shelf in enumerate(library.shelves):
        on_shelf = shelves == shelf_number
        for number, language in enumerate(library.languages):
            chosen = on_shelf & (library.segment_language[rows] == number)
            running = shelf.running(language)
            if running is None or not chosen.any():
                continue
            starts = np.zeros(rows.size, dtype=np.int64)
            counts = np.zeros(rows.size, dtype=np.int64)
            local = rows[chosen] - library.segment_bases[shelf_number]
            starts[chosen], counts[chosen] = running.bounds(local)
            there = (words >= 0) & (words < counts[of])
            yield (
                shelf,
                language,
                there,
                running.forms[starts[of[there]] + words[there]].astype(np.int64),
            )


def _summed(table: Ragged, rows: Ints, frequencies: Ints) -> tuple[Ints, Ints]:
    """Return the values of rows, each once, and how often they are met."""
    values, origin = table.at(rows)
    weights = frequencies if origin is None else frequencies[origin]
    distinct, back = np.unique(values, return_inverse=True)
    sums = np.zeros(distinct.size, dtype=np.int64)
    np.add.at(sums, back, weights)
    return distinct, sums


def word_counts(library: OpenIndex, request: WordCountRequest) -> WordCounts:
    """Return how often base forms stand in texts of the speeches found, and of the others."""
    filters = request.filters
    found = QueryEvaluation(library, request.query, filters).found()
    others = QueryEvaluation(library, request.against, request.frame).found() & ~found
    counted = _in_language(library, request.language, filters)
    own, beside = (counted & mask[library.segment_speech] for mask in (found, others))
    return WordCounts(
        words=int(library.segment_length[own].sum()),
        other_words=int(library.segment_length[beside].sum()),
        speeches=np.unique(library.segment_speech[own]).size,
        other_speeches=np.unique(library.segment_speech[beside]).size,
        counts=_counts(library, request, own, beside),
    )


def _in_language(library: OpenIndex, language: str, filters: Filters) -> Mask:
    """Return a mask of the segments in a language that the filters' languages and scope admit."""
    asked = filters.languages or library.languages
    if language not in asked or language not in library.languages:
        return np.zeros(library.segment_language.size, dtype=np.bool_)
    mask: Mask = library.segment_language == library.languages.index(language)
    if filters.text is not TextScope.ANY:
        mask &= library.segment_kind == [kind.value for kind in SEGMENT_KINDS].index(
            filters.text.value
        )
    return mask


class _TermCounts:
    """How often each base form of a language stands in two sets of a shelf's segments."""

    def __init__(self, shelf: IndexPart, field: str, own: Mask, beside: Mask) -> None:
        self._shelf = shelf
        self._field = field
        self._own = shelf_counts(shelf, field, own)
        self._beside = shelf_counts(shelf, field, beside)
        self._known: dict[str, int] = {}

    def held(self) -> list[str]:
        """Return the base forms that stand in a segment of the first set."""
        numbers = np.flatnonzero(self._own)
        terms = self._shelf.terms(self._field, numbers)
        self._known.update(zip(terms, numbers.tolist(), strict=True))
        return terms

    def of(self, base: str) -> tuple[int, int]:
        """Return how often a base form stands in the two."""
        number = self._known.get(base)
        if number is None:
            number = self._shelf.number(self._field, base)
        return (0, 0) if number is None else (int(self._own[number]), int(self._beside[number]))


def shelf_counts(shelf: IndexPart, field: str, segments: Mask) -> Ints:
    """Return how often each term of a field stands in segments of a shelf."""
    starts, found, frequencies = shelf.postings(field)
    if not found.size:
        return np.zeros(0, dtype=np.int64)
    counted = np.where(segments[found], frequencies, 0)
    sums: Ints = np.add.reduceat(counted, starts[:-1].astype(np.int64), dtype=np.int64)
    return sums


def _counts(
    library: OpenIndex, request: WordCountRequest, own: Mask, beside: Mask
) -> dict[str, tuple[int, int]]:
    field = text_field(request.language)
    tables = [
        _TermCounts(
            shelf, field, own[base : base + shelf.segments], beside[base : base + shelf.segments]
        )
        for shelf, base in zip(library.shelves, library.segment_bases, strict=True)
    ]
    wanted: Iterable[str] = request.bases or ()
    if request.bases is None:
        wanted = {term for table in tables for term in table.held()}
    summed = ((base, _counts_of(base, tables)) for base in wanted)
    return {base: counts for base, counts in summed if any(counts)}


def _counts_of(base: str, tables: Iterable[_TermCounts]) -> tuple[int, int]:
    """Return how often a base form stands in the two sets, on all shelves."""
    check_time()
    counts = [table.of(base) for table in tables]
    return sum(first for first, _ in counts), sum(second for _, second in counts)
