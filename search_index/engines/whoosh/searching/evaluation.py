"""Evaluation of a question: masks over speeches of what matches, BM25 sums of what scores."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import log
from typing import Final, assert_never

import numpy as np

from archive.vocabulary import SegmentKind
from search_index.engines.whoosh.searching import metadata
from search_index.engines.whoosh.searching.term_lookup import find_tag, find_term
from search_index.engines.whoosh.storage.arrays import Mask
from search_index.engines.whoosh.storage.index_part import SEGMENT_KINDS
from search_index.engines.whoosh.storage.open_index import K1, Floats, OpenIndex
from search_index.engines.whoosh.storage.postings import SegmentFrequencies
from search_index.filters import MULTI_VALUED_FIELDS, FacetField, Filters, TextScope
from search_index.limits import ExpansionCounter
from search_index.query.tree import And, DateRange, Everything, FieldIs, Not, NumberRange, Or, Query
from search_index.sort_keys import SCORE_DIGITS
from search_index.text.matching import LEAVES, Leaf, asked_fields, leaves
from search_index.time_limit import check_time

_FIRST_SAMPLE: Final = 50


class QueryEvaluation:
    """One question to a library; what it looked up is kept for its facets."""

    def __init__(self, library: OpenIndex, query: Query, filters: Filters) -> None:
        self._library = library
        self._query = query
        self._filters = filters
        self._looked_up: dict[tuple[Leaf, str], SegmentFrequencies] = {}
        self._expansions = ExpansionCounter()

    def found(self) -> Mask:
        """Return a mask of the speeches found."""
        mask = self._true(self._query)
        mask &= self._admitted()
        for field in dict.fromkeys(group.field for group in self._filters.outside):
            named = [group.value for group in self._filters.outside if group.field is field]
            mask &= self._outside(field, named)
        return mask

    def groups(self, field: FacetField, found: Mask) -> dict[str, Mask]:
        """Return the speeches found by the values of a field of which they may have several.

        Those of a language are the ones that a search in that language alone finds; a topic
        that the filters leave out is no group.
        """
        if field is FacetField.LANGUAGE:
            return {code: self.within(code).found() for code in self.languages()}
        left_out = {group.value for group in self._filters.outside if group.field is field}
        topics = dict.fromkeys(topic for tags in self._library.tags for topic in tags.topics)
        return {
            topic: self.tagged_speeches("topic", topic) & found
            for topic in topics
            if topic not in left_out
        }

    def groups_asked(self, field: FacetField, found: Mask) -> dict[str, Mask]:
        """Return such groups without topics that were not asked for, where any were."""
        groups = self.groups(field, found)
        topics = self._filters.topics
        if field is FacetField.TOPIC and topics:
            return {topic: mask for topic, mask in groups.items() if topic in topics}
        return groups

    def within(self, language: str) -> "QueryEvaluation":
        """Return the same question to the texts of one language alone."""
        filters = replace(self._filters, languages=(language,))
        inner = QueryEvaluation(self._library, self._query, filters)
        inner._looked_up = self._looked_up
        inner._expansions = self._expansions
        return inner

    def languages(self) -> tuple[str, ...]:
        """Return the languages whose texts the filters admit."""
        known = self._library.languages
        wanted = self._filters.languages
        return tuple(code for code in known if not wanted or code in wanted)

    def is_held(self, leaf: Leaf) -> bool:
        """Whether a text in the languages holds the leaf, whatever else the filters say."""
        in_scope = (self._leaf(leaf, language) for language in self.languages())
        if any(map(self._is_live, in_scope)):
            return True
        if self._filters.text is TextScope.ANY:
            return False
        anywhere = (find_term(self._library, leaf, language) for language in self.languages())
        return any(map(self._is_live, anywhere))

    def scores(self) -> Floats:
        """Return the speeches' scores: the sum, over the query's parts, of the best segment's."""
        total = np.zeros(len(self._library))
        for leaf in leaves(self._query):
            best = np.zeros(len(self._library))
            for language in self.languages():
                self._score(best, self._leaf(leaf, language), self._library.segments_in[language])
            total += best
        for field, chosen in (("topic", self._filters.topics), ("concept", self._filters.concepts)):
            for value in dict.fromkeys((*asked_fields(self._query, field), *chosen)):
                best = np.zeros(len(self._library))
                found = self._tagged(field, value)
                self._score(best, found, self._library.segment_speech.size)
                total += best
        return total.round(SCORE_DIGITS)

    def holding(self, concepts: Collection[str]) -> Mask:
        """Return a mask of the segments that hold a leaf of the query or one of the concepts."""
        mask = np.zeros(self._library.segment_speech.size, dtype=np.bool_)
        for leaf in leaves(self._query):
            for language in self.languages():
                mask[self._leaf(leaf, language)[0]] = True
        for concept in concepts:
            mask[self._tagged("concept", concept)[0]] = True
        return mask

    def tagged_speeches(self, field: str, value: str) -> Mask:
        """Return a mask of the speeches of which an admitted segment has the topic or concept."""
        return self._speeches(self._tagged(field, value))

    def _true(self, query: Query) -> Mask:  # noqa: PLR0911  (one case a kind of node)
        """Return a fresh mask of the speeches of which the query is true."""
        check_time()
        match query:
            case Everything():
                return np.ones(len(self._library), dtype=np.bool_)
            case And(parts):
                return _all([self._true(part) for part in parts])
            case Or(parts):
                return _any([self._true(part) for part in parts])
            case Not(part):
                return ~self._true(part)
            case FieldIs(field, value):
                return self._field_is(field, value)
            case NumberRange(field, first, last):
                return metadata.number_within(self._library, field, first, last)
            case DateRange(first, last):
                return metadata.days_within(self._library, first, last)
            case leaf if isinstance(leaf, LEAVES):
                mask = np.zeros(len(self._library), dtype=np.bool_)
                for language in self.languages():
                    segments, _ = self._leaf(leaf, language)
                    mask[self._library.segment_speech[segments]] = True
                return mask
        assert_never(query)

    def _field_is(self, field: str, value: str) -> Mask:
        match field:
            case "language":
                return self._with_segments((value,) if value in self.languages() else ())
            case "topic" | "concept":
                return self.tagged_speeches(field, value)
            case _:
                return metadata.field_is(self._library, field, value)

    def _admitted(self) -> Mask:
        """Return the speeches that fulfil all filters but those on groups."""
        filters = self._filters
        mask = metadata.admitted(self._library, filters)
        for field, values in (("topic", filters.topics), ("concept", filters.concepts)):
            if values:
                tagged = [self.tagged_speeches(field, value) for value in values]
                mask &= _any(tagged)
        if filters.languages or filters.text is not TextScope.ANY:
            mask &= self._with_segments(self.languages())
        return mask

    def _outside(self, field: FacetField, named: Sequence[str]) -> Mask:
        """Return the speeches in none of the groups named, or in another one as well."""
        if field not in MULTI_VALUED_FIELDS:
            return metadata.has_other_value(self._library, field, named)
        everything = QueryEvaluation(self._library, self._query, replace(self._filters, outside=()))
        everything._looked_up = self._looked_up
        groups = everything.groups_asked(field, np.ones(len(self._library), dtype=np.bool_))
        none = np.zeros(len(self._library), dtype=np.bool_)
        inside = _any([none, *(mask for key, mask in groups.items() if key in named)])
        beyond = _any([none, *(mask for key, mask in groups.items() if key not in named)])
        return ~inside | beyond

    def _with_segments(self, languages: tuple[str, ...]) -> Mask:
        """Return the speeches with a segment in one of the languages, in the text scope."""
        mask = np.zeros(len(self._library), dtype=np.bool_)
        for language in languages:
            for kind in self._kinds():
                mask |= self._library.with_segment(language, kind)
        return mask

    def _kinds(self) -> tuple[SegmentKind, ...]:
        scope = self._filters.text
        return SEGMENT_KINDS if scope is TextScope.ANY else (SegmentKind(scope.value),)

    def _leaf(self, leaf: Leaf, language: str) -> SegmentFrequencies:
        found = self._looked_up.get((leaf, language))
        if found is None:
            check_time()
            found = self._in_scope(find_term(self._library, leaf, language, self._expansions))
            self._looked_up[leaf, language] = found
        return found

    def _tagged(self, field: str, value: str) -> SegmentFrequencies:
        segments, frequencies = self._in_scope(find_tag(self._library, field, value))
        if self._filters.languages:
            known = self._library.languages
            codes = [known.index(language) for language in self.languages()]
            chosen = np.isin(self._library.segment_language[segments], codes)
            return segments[chosen], frequencies[chosen]
        return segments, frequencies

    def _in_scope(self, found: SegmentFrequencies) -> SegmentFrequencies:
        if self._filters.text is TextScope.ANY:
            return found
        segments, frequencies = found
        kind = SEGMENT_KINDS.index(SegmentKind(self._filters.text.value))
        chosen = self._library.segment_kind[segments] == kind
        return segments[chosen], frequencies[chosen]

    def _is_live(self, found: SegmentFrequencies) -> bool:
        """Whether one of the segments is of a record of today; most are, so a few tell."""
        library, segments = self._library, found[0]
        return any(
            bool(library.live[library.segment_speech[some]].any())
            for some in (segments[:_FIRST_SAMPLE], segments[_FIRST_SAMPLE:])
        )

    def _speeches(self, found: SegmentFrequencies) -> Mask:
        mask = np.zeros(len(self._library), dtype=np.bool_)
        mask[self._library.segment_speech[found[0]]] = True
        return mask

    def _score(self, best: Floats, found: SegmentFrequencies, of: int) -> None:
        """Raise the speeches' best scores by BM25 of the segments found among `of` segments."""
        segments, frequencies = found
        if not segments.size:
            return
        rarity = log(1 + (of - segments.size + 0.5) / (segments.size + 0.5))
        norms = self._library.norms[segments]
        scores = rarity * (K1 + 1) * frequencies / (frequencies + norms)
        np.maximum.at(best, self._library.segment_speech[segments], scores)


def _all(masks: Sequence[Mask]) -> Mask:
    mask: Mask = np.logical_and.reduce(masks)
    return mask


def _any(masks: Sequence[Mask]) -> Mask:
    mask: Mask = np.logical_or.reduce(masks)
    return mask
