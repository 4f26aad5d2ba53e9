"""Suspended compounds: words of which a part stands at another word, as in "maa- ja metsätalous".

A member ("Maa") is kept with its context, the words up to the one that has its other part. With it
the analysis of a language knows the full word, "maatalous", by which the member is found as a
compound is by a part.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from search_index.analysis.base_forms.lookup import BaseForms
from search_index.analysis.words import CONTEXT, DASHES, PRINTED_WORD, literal_form

_HYPHEN: Final = "-\u2010\u2011"
_AT_MEMBER: Final = f"{_HYPHEN}{DASHES}"
_WORD: Final = rf"[^\W_]++(?:[{_HYPHEN}'’][^\W_]++)*+"
_CONJUNCTION: Final = (
    r"(?:og|och|ja|eller|tai|sekä|että|eikä|kuin|vai|ynnä|samt|eða|né|ella|and|or|&|men|utan|vaan"
    r"|resp\.?|respektive|till?|som|eli)"
)
_ADDED: Final = r"(?:\s+(?:også|òg|också|även|myös|líka|ikke|ikkje|inte|icke|ei|not))?"
_NEXT: Final = r"(?:,?\s+|\s?/\s?)"
_LAST: Final = rf"(?:,?\s+{_CONJUNCTION}(?:\s?/\s?{_CONJUNCTION})?{_ADDED}\s+|,\s+|\s?/\s?)"
_HEAD_FOLLOWS: Final = re.compile(
    rf"[{_AT_MEMBER}](?=((?:{_NEXT}{_WORD}[{_AT_MEMBER}]){{0,5}}{_LAST}{_WORD})(?![{_AT_MEMBER}]))"
)
"""The hyphen of a member whose head comes later: børne-, unge- og familieminister."""
_MEMBER_FOLLOWS: Final = re.compile(rf"[\s/][{_AT_MEMBER}](?=[^\W\d_])")
"""What may be the hyphen of a member whose modifier came before: karbonfangst og -lagring."""
_MODIFIER: Final = re.compile(
    # From where a word begins: from behind an apostrophe of its own, it ends the same.
    rf"(?<![^\W_])(?<![^\W_]['’])(?<![{_HYPHEN}]){_WORD}"
    rf"(?:{_NEXT}[{_AT_MEMBER}]{_WORD}){{0,5}}{_LAST}[{_AT_MEMBER}]$"
)
SHORTEST_PART: Final = 3
"""Letters of the shortest part that is looked for in a word that is no compound by itself."""
SHORTEST_UNKNOWN: Final = 4
"""The same where no dictionary can tell which part is a word (Faroese): each may be one."""
_LONGEST: Final = 200
"""Letters that are looked back for a modifier."""


def words_in_context(text: str) -> list[str]:
    """Return the words of a text in its composed form as printed, members with their context."""
    words = PRINTED_WORD.findall(text)
    for number, context in member_contexts(text).items():
        words[number] += CONTEXT + context
    return words


def member_contexts(text: str) -> dict[int, str]:
    """Return the contexts of members, by their numbers among the text's words."""
    found: dict[int, str] = {}
    words, counted = 0, 0
    for place, context in sorted((*_before_heads(text), *_after_modifiers(text))):
        words += len(PRINTED_WORD.findall(text, counted, place))
        counted = place
        # A hyphen ends its member, or the next word is the member.
        found[words - 1 if _head_follows(context) else words] = context
    return found


def _before_heads(text: str) -> Iterator[tuple[int, str]]:
    """Yield the end and the context of each member whose head follows."""
    for found in _HEAD_FOLLOWS.finditer(text):
        end = found.start()
        if end and text[end - 1].isalnum():
            yield end, found.group() + found[1]


def _after_modifiers(text: str) -> Iterator[tuple[int, str]]:
    """Yield the start and the context of each member whose modifier came before."""
    for found in _MEMBER_FOLLOWS.finditer(text):
        start = found.end()
        before = _MODIFIER.search(text[max(0, start - _LONGEST) : start])
        if before:
            yield start, before.group()


def other_part_offset(context: str) -> int:
    """Return how many words after the member its other part stands; negative if before it."""
    words = len(PRINTED_WORD.findall(context))
    return words if _head_follows(context) else -words


def full_words(member: str, context: str, forms: BaseForms) -> Iterator[tuple[str, str]]:
    """Yield what the full word may be: modifier and head, as printed.

    Each place at which the other word can be divided gives one. A word with hyphens is divided at
    the last; one that is no compound by itself where the full word is one that is known. Of a
    language without a dictionary any place may be one: what is no word, nobody looks for.
    """
    words = PRINTED_WORD.findall(context)
    if _head_follows(context):
        before, _, last = literal_form(words[-1]).rpartition("-")
        for head in (last,) if before else _heads(member, last, forms):
            yield member, head
    else:
        before, _, last = literal_form(words[0]).rpartition("-")
        for modifier in (before,) if before else _modifiers(last, member, forms):
            yield modifier, member


def _head_follows(context: str) -> bool:
    return context[0] in _AT_MEMBER


def _heads(member: str, word: str, forms: BaseForms) -> Iterator[str]:
    """Yield the ends of a word that may be a member's head, the longest first."""
    pieces = forms.pieces(word)
    if pieces:
        yield from ("".join(pieces[number:]) for number in range(1, len(pieces)))
    elif not forms.has_dictionary:
        yield from (word[at:] for at in range(SHORTEST_PART, len(word) - SHORTEST_UNKNOWN + 1))
    else:
        ends = (word[at:] for at in range(1, len(word) - SHORTEST_PART + 1))
        yield from islice((end for end in ends if forms.known(member + end)), 1)


def _modifiers(word: str, member: str, forms: BaseForms) -> Iterator[str]:
    """Yield the beginnings of a word that may be a member's modifier, the longest first."""
    pieces = forms.pieces(word)
    if pieces:
        yield from ("".join(pieces[:number]) for number in range(len(pieces) - 1, 0, -1))
    elif not forms.has_dictionary:
        yield from (word[:at] for at in range(len(word) - SHORTEST_PART, SHORTEST_UNKNOWN - 1, -1))
    else:
        beginnings = (word[:at] for at in range(len(word) - 1, SHORTEST_PART - 1, -1))
        known = (beginning for beginning in beginnings if forms.known(beginning + member))
        yield from islice(known, 1)
