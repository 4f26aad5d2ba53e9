"""A concordance in the plainest loops: what the index's must be equal to."""

from typing import NamedTuple

from archive.text.collation import sort_key
from search_index.analysis import analyse
from search_index.analysis.words import PRINTED_WORD, literal_form, normalised
from search_index.filters import Filters
from search_index.requests import SearchRequest, Sort
from search_index.sort_keys import day_key
from search_index.text.concordance import COMPARED_WORDS, LineOrder
from search_index.text.matching import AnalysedText, asked_concepts, find_matches, leaves
from search_index.text.snippets import admits


def naive_lines(oracle, archive, tagger, question, order, width):  # noqa: PLR0917
    """Id, segment, bounds and context of every line, in order; `archive` by record id."""
    query, filters = question
    found = oracle.search(SearchRequest(query, filters, Sort.NUMBER, 1000, highlight=False)).hits
    lines = []
    for hit in found:
        document = archive[hit.record_id]
        for number, segment in enumerate(document.segments):
            if not admits(filters, segment.kind, segment.language):
                continue
            text = normalised(segment.text)
            tokens = analyse(text, segment.language)
            for first, last in _places(tokens, segment.language, question, tagger):
                start, end = tokens[first].start, tokens[last].end
                before, after = text[:start], text[end:]
                lines.append(
                    (
                        _key(order, document, hit, _Contexts(before, after, filters)),
                        (
                            document.public_id,
                            number,
                            start,
                            end,
                            _last_words(before, width),
                            " ".join(text[start:end].split()),
                            _first_words(after, width),
                        ),
                    )
                )
    return [line for _, line in sorted(lines)]


def _places(tokens, language, question, tagger):
    query, filters = question
    text = AnalysedText(language, tokens)
    found = {span for leaf in leaves(query) for span in find_matches(leaf, text)}
    concepts = asked_concepts(query, filters, tagger)
    for hit in tagger.terms(language).occurrences([token.word for token in tokens]):
        if hit.concept in concepts:
            found.add((hit.first, hit.last))
    covered = []
    for first, last in sorted(found):
        if covered and first <= covered[-1][1]:
            covered[-1] = (covered[-1][0], max(last, covered[-1][1]))
        else:
            covered.append((first, last))
    return covered


class _Contexts(NamedTuple):
    before: str
    after: str
    filters: Filters


def _key(order, document, hit, contexts):
    day = day_key(document.day, document.year)
    languages = contexts.filters.languages
    collation = languages[0] if len(languages) == 1 else "nordic"
    match order:
        case LineOrder.LEFT:
            return tuple(_folded(PRINTED_WORD.findall(contexts.before)[::-1], collation))
        case LineOrder.RIGHT:
            return tuple(_folded(PRINTED_WORD.findall(contexts.after), collation))
        case LineOrder.DATE:
            return float("inf") if day is None else day
        case LineOrder.DATE_DESCENDING:
            return 0 if day is None else -day
        case LineOrder.NUMBER:
            return float("inf") if document.number is None else document.number


def _folded(words, collation):
    keys = (sort_key(literal_form(word), collation) for word in words[:COMPARED_WORDS])
    return [key[: key.index(0)] for key in keys]


def _last_words(text, width):
    words = list(PRINTED_WORD.finditer(text))
    start = words[-width].start() if len(words) >= width else 0
    return " ".join(text[start:].split())


def _first_words(text, width):
    words = list(PRINTED_WORD.finditer(text))
    end = words[width - 1].end() if len(words) >= width else len(text)
    return " ".join(text[:end].split())
