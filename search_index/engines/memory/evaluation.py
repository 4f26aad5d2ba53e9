"""What is true of which speeches, looked at one by one, and the groups that they are in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from search_index import limits
from search_index.engines.memory.query_matches import matches, patterns
from search_index.engines.memory.speech import AnalysedSpeech, fulfils_filters, single_value
from search_index.filters import MULTI_VALUED_FIELDS, FacetField, Filters
from search_index.query.tree import Query
from search_index.text.matching import form_test


class QueryEvaluation:
    """Questions to all speeches of a generation."""

    def __init__(self, speeches: Sequence[AnalysedSpeech]) -> None:
        self.speeches = speeches
        self.languages = sorted(
            {segment.text.language for speech in speeches for segment in speech.segments}
        )

    def found(self, query: Query, filters: Filters) -> list[AnalysedSpeech]:
        """Return the speeches found. Raises InvalidQuery."""
        self._check_expansions(query, filters)
        found = [
            speech
            for speech in self.speeches
            if fulfils_filters(speech, filters) and matches(query, speech, speech.admitted(filters))
        ]
        within = replace(filters, outside=())
        for of in dict.fromkeys(group.field for group in filters.outside):
            named = {group.value for group in filters.outside if group.field is of}
            groups = self.groups_asked(of, query, within, found)
            found = outside_groups(of, groups, named, found)
        return found

    def groups(
        self,
        field: FacetField,
        query: Query,
        filters: Filters,
        found: Sequence[AnalysedSpeech],
    ) -> dict[str, list[AnalysedSpeech]]:
        """Return the speeches found by the field's values.

        Those of a language are the ones that a search in that language alone finds.
        """
        if field is FacetField.LANGUAGE:
            admitted = filters.languages or tuple(self.languages)
            groups = {
                language: self.found(query, replace(filters, languages=(language,)))
                for language in dict.fromkeys(admitted)
            }
            return {language: speeches for language, speeches in groups.items() if speeches}
        groups = {}
        for speech in found:
            for value in _values(field, speech, filters):
                groups.setdefault(value, []).append(speech)
        return groups

    def groups_asked(
        self,
        field: FacetField,
        query: Query,
        filters: Filters,
        found: Sequence[AnalysedSpeech],
    ) -> dict[str, list[AnalysedSpeech]]:
        """Return the groups of a timeline; with topic filters only the topics filtered for."""
        groups = self.groups(field, query, filters, found)
        if field is FacetField.TOPIC and filters.topics:
            return {key: groups[key] for key in groups if key in filters.topics}
        return groups

    def _check_expansions(self, query: Query, filters: Filters) -> None:
        """Raise InvalidQuery where a pattern stands for too many forms of a language."""
        expansions = limits.ExpansionCounter()
        for leaf in dict.fromkeys(patterns(query)):
            test = form_test(leaf)
            forms: dict[str, set[str]] = {}
            for speech in self.speeches:
                for segment in speech.admitted(replace(filters, text=Filters().text)):
                    known = forms.setdefault(segment.text.language, set())
                    for token in segment.text.tokens:
                        known.update(form for form in token.word.forms if test(form))
            for language, known in forms.items():
                expansions.add(leaf, language, len(known))


def _values(field: FacetField, speech: AnalysedSpeech, filters: Filters) -> Iterable[str]:
    if field is FacetField.TOPIC:
        left_out = {group.value for group in filters.outside if group.field is field}
        topics = {topic for part in speech.admitted(filters) for topic in part.topics}
        return sorted(topics - left_out)
    value = single_value(speech.document, field)
    return () if value is None else (value,)


def outside_groups(
    field: FacetField,
    groups: Mapping[str, Sequence[AnalysedSpeech]],
    named: Collection[str],
    found: Iterable[AnalysedSpeech],
) -> list[AnalysedSpeech]:
    """Return the speeches in none of the groups named, or, of several values, in another too."""
    inside, beyond = (
        {
            speech.document.record_id
            for key, speeches in groups.items()
            if (key in named) is is_named
            for speech in speeches
        }
        for is_named in (True, False)
    )
    return [
        speech
        for speech in found
        if speech.document.record_id not in inside
        or (field in MULTI_VALUED_FIELDS and speech.document.record_id in beyond)
    ]
