"""Words that the end of a line parts, as one; and hyphens that a line's end only happens to follow.

"menneske-" and "handel" are one word, and so is what a soft hyphen parts. The hyphen stays where it
would stand within a line, too: before the rest of a suspended compound ("maa-" "ja metsätalous",
still two words), after letters or a name ("EU-" "kommissionen", "Nord-" "Norge"), between
adjectives of nations ("dansk-" "svensk"), after "ikke-", within a chain ("steg-" "for-steg") and
in Finnish between two of the same vowel ("linja-" "auto").
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from importers.languages.identification import identify


def rejoin_lines(before: str, after: str, *, within_paragraph: bool = True) -> str | None:
    """Return two lines as one where a hyphen at the first one's end parts a word, else None.

    Between paragraphs only a small letter goes on: a capital may begin a sentence.
    """
    before, after = before.rstrip(), after.lstrip()
    part, rest = _BEFORE.search(before[-_LONGEST_PART:]), _AFTER.match(after)
    if part is None or rest is None:
        return None
    if part["hyphen"] == _SOFT:
        return before[:-1] + after
    if not rest[0][0].islower():
        return before + after if within_paragraph and rest[0][0].isupper() else None
    if _joins_members(before, after):
        return f"{before} {after}"
    keeps_hyphen = _stays(part["part"], rest[0]) or _parts_same_vowel(before, after)
    return before + after if keeps_hyphen else before[:-1] + after


def rejoin_words(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text, those as one that a parted word joins; "" parts paragraphs."""
    held: str | None = None
    for line in lines:
        whole = None if held is None else rejoin_lines(held, line, within_paragraph=False)
        if held is not None and whole is None:
            yield held
        held = line if whole is None else whole
    if held is not None:
        yield held


_SOFT: Final = "\u00ad"
_LONGEST_PART: Final = 200
"""Letters that are looked at of a line's last word, which may be put together of many lines."""
_BEFORE: Final = re.compile(rf"(?<![^\W_])(?P<part>[^\W_]++)(?P<hyphen>[-\u2010{_SOFT}])$")
_AFTER: Final = re.compile(r"[^\W\d_][\w-]*")
CONJUNCTION: Final = re.compile(
    r"(?:og|och|ja|eller|tai|sekä|samt|eða|ella|and|or|resp|respektive|henholdsvis|hhv|eikä|että|né"
    r"|kuin|ynnä)(?:/[^\W\d_]+)?(?![\w-])"
)
"""What joins the members of a suspended compound."""
_ENDINGS_ELSEWHERE: Final = {"ja": "fi", "or": "en", "and": "en"}
"""Conjunctions of one language that end words of others: väl-ja, kvinn-or."""
_NATION: Final = re.compile(
    r"(?:dan|sven|nor|fin|islan|islän|fær|fär|grøn|grön|sam|nordi|balti|est|let|lit|tys|rus|rys"
    r"|engel|fran|ameri|euro|kine|ukrain|pol|ger|swed|icel|skandinavi|vestnordi|väst)"
    # Whatever follows the first "tisk" follows the others.
    r"(?:[^\W\d_]*(?:sk|ska|skt|ske|skan|ish|ian|ic)|(?>[^\W\d_]*?tisk)\w*+)"
)
_KEPT: Final = frozenset(
    (
        *("ikke", "icke", "ikkje", "ei", "non", "ex", "eks", "self", "well", "cross", "long"),
        *("short", "high", "low", "north", "south", "east", "west", "so", "mid", "post"),
    )
)
"""First parts that keep their hyphen in any place."""
_VOWELS: Final = frozenset("aeiouyäö")


def _joins_members(before: str, after: str) -> bool:
    """Tell whether the second line begins with a conjunction, and not with the end of a word."""
    found = CONJUNCTION.match(after)
    language = None if found is None else _ENDINGS_ELSEWHERE.get(found[0])
    return found is not None and language in (None, identify(f"{before} {after}").language)


def _stays(part: str, rest: str) -> bool:
    """Tell whether the hyphen between the two belongs to the word."""
    is_name_of_letters = len(part) == 1 or sum(map(str.isupper, part)) > 1
    has_digit = any(map(str.isdigit, part))
    if is_name_of_letters or has_digit or "-" in rest.rstrip("-") or part.casefold() in _KEPT:
        return True
    return bool(_NATION.fullmatch(part.casefold()) and _NATION.match(rest))


def _parts_same_vowel(before: str, after: str) -> bool:
    vowel = before[-2].casefold()
    is_same = vowel in _VOWELS and after[0] == vowel
    return is_same and identify(f"{before[:-1]} {after}").language == "fi"
