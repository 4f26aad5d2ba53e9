"""Matches of a query's terms in one analysed text, found by plain loops."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import Final

from search_index.analysis import Token
from search_index.analysis.analyser import query_bases
from search_index.analysis.compounds.suspended import other_part_offset
from search_index.analysis.words import literal_form
from search_index.filters import Filters
from search_index.query.analysed_term import analyse_term
from search_index.query.tree import (
    And,
    DateRange,
    Everything,
    Exact,
    FieldIs,
    Fuzzy,
    Not,
    NumberRange,
    Or,
    Phrase,
    Query,
    Wildcard,
    Word,
)
from search_index.topics.tagger import Tagger

COMPOUND_WEIGHT: Final = 0.3
"""How much a word counts where it is only a part of a compound: a compound speaks of its part
too, but of something more special, so that three of them weigh less than one mention of the
word itself, and four more."""

Leaf = Word | Exact | Wildcard | Fuzzy | Phrase
"""What looks into texts."""

LEAVES = (Word, Exact, Wildcard, Fuzzy, Phrase)

Span = tuple[int, int]
"""The first and last token of a match, both included."""


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """An analysed text."""

    language: str
    tokens: tuple[Token, ...]


def leaves(query: Query) -> tuple[Leaf, ...]:
    """Return the query's words, phrases and patterns, but not those under NOT."""
    match query:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in leaves(part))
        case Not() | Everything() | FieldIs() | NumberRange() | DateRange():
            return ()
        case _:
            return (query,)


def asked_fields(query: Query, field: str) -> tuple[str, ...]:
    """Return the values that the query asks of a field, but not those under NOT."""
    match query:
        case And(parts) | Or(parts):
            return tuple(value for part in parts for value in asked_fields(part, field))
        case FieldIs(name, value) if name == field:
            return (value,)
        case _:
            return ()


def asked_concepts(query: Query, filters: Filters, tagger: Tagger) -> frozenset[str]:
    """Return the concepts that a question searches for: its own, and those of its topics."""
    topics = {*asked_fields(query, "topic"), *filters.topics}
    counting = (concept for concept, of in tagger.topics_of.items() if topics.intersection(of))
    return frozenset((*asked_fields(query, "concept"), *filters.concepts, *counting))


def find_matches(leaf: Leaf, text: AnalysedText) -> list[Span]:
    """Return where a text holds the leaf, in the text's order."""
    match leaf:
        case Word(word):
            own, compounds = direct_matches(word, text), compound_matches(word, text)
            return sorted({*own, *compounds, *suspended_matches(word, text)})
        case Phrase(words, slop):
            return phrase_matches(query_bases(words, text.language), slop, _part_positions(text))
        case Exact() | Wildcard() | Fuzzy():
            test = form_test(leaf)
            return [
                (number, number)
                for number, token in enumerate(text.tokens)
                if any(test(form) for form in token.word.forms)
            ]


def direct_matches(word: str, text: AnalysedText) -> list[Span]:
    """Return where a text holds the word itself: in an inflection, in parts or joined."""
    looked_for = analyse_term(word, text.language)
    joined = [
        (number, number) for number, token in enumerate(text.tokens) if looked_for.is_in(token.word)
    ]
    return sorted({*joined, *phrase_matches(looked_for.row, 0, _part_positions(text))})


def compound_matches(word: str, text: AnalysedText) -> list[Span]:
    """Return where a text holds compounds of the word, and not the word itself."""
    looked_for = analyse_term(word, text.language)
    return [
        (number, number)
        for number, token in enumerate(text.tokens)
        if looked_for.is_within(token.word) and not looked_for.is_in(token.word)
    ]


def suspended_matches(word: str, text: AnalysedText) -> list[Span]:
    """Return where members of suspended compounds stand for the word, up to its other part."""
    looked_for = analyse_term(word, text.language)
    return [
        suspended_span(number, token.word.context)
        for number, token in enumerate(text.tokens)
        if looked_for.is_suspended_in(token.word)
    ]


def suspended_span(member: int, context: str) -> Span:
    """Return the words from a suspended compound's member to the word with its other part."""
    other = member + other_part_offset(context)
    return min(member, other), max(member, other)


PartPosition = tuple[int, tuple[str, ...], int]
"""A position, the base forms there, and the token that holds it."""


def _part_positions(text: AnalysedText) -> list[PartPosition]:
    return [
        (token.position + step, part.bases, number)
        for number, token in enumerate(text.tokens)
        for step, part in enumerate(token.word.parts)
    ]


def phrase_matches(
    parts: Sequence[tuple[str, ...]], slop: int, places: Sequence[PartPosition]
) -> list[Span]:
    """Return where the parts stand in order, each at most 1 + slop positions after the last."""
    if not parts:
        return []
    ends: dict[int, Span] = {
        position: (number, number)
        for position, bases, number in places
        if set(bases) & set(parts[0])
    }
    for wanted in parts[1:]:
        reached: dict[int, Span] = {}
        for position, bases, number in places:
            before = [ends[at] for at in range(position - 1 - slop, position) if at in ends]
            if before and set(bases) & set(wanted):
                reached[position] = (before[-1][0], number)
        ends = reached
    return [ends[position] for position in sorted(ends)]


FormTest = Callable[[str], object]
"""True of the forms, case-folded, that answer to an exact word, a pattern or a fuzzy word."""


def form_test(leaf: Exact | Wildcard | Fuzzy) -> FormTest:
    """Return a test that says whether a form matches the exact word, pattern or fuzzy word."""
    match leaf:
        case Exact(text):
            return literal_form(text).__eq__
        case Wildcard(pattern):
            # fnmatch's expressions try no filling twice, however many stars there are.
            return re.compile(translate(literal_form(pattern).replace("[", "[[]"))).match
        case Fuzzy(text, distance):
            word = literal_form(text)
            return lambda form: is_within_edits(form, word, distance)


def is_within_edits(form: str, word: str, distance: int) -> bool:
    """Whether so many letters inserted, left out or replaced turn one into the other."""
    if abs(len(form) - len(word)) > distance or len(set(form) ^ set(word)) > 2 * distance:
        return False
    row = list(range(len(word) + 1))
    for number, letter in enumerate(form, 1):
        above, row = row, [number]
        for step, wanted in enumerate(word, 1):
            row.append(min(above[step] + 1, row[-1] + 1, above[step - 1] + (letter != wanted)))
        if min(row) > distance:
            return False
    return row[-1] <= distance
