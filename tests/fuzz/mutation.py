"""Mutated inputs: what is well-formed, with small damage; the same seed gives the same ones."""

from collections.abc import Sequence
from random import Random
from typing import Final

PIECES: Final = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        *("\0", "\ufeff", "\u00ad", "\u200b", "\u202e", "\ud800", "\udfff", "\U0010ffff", "İ", "ß"),
        *("a\u0301" * 40, "ﬁ", "٣", "½", "²", "१", "&#xD800;", "&#0;", "&nbsp;", "&lt;", "&", "<"),
        *("<p>", "</p>", "<div>" * 30, "</div>", "<!--", "-->", "<table><tr><td>", "<br/>", "]]>"),
        *("<script>alert(1)</script>", "<a href='javascript:alert(1)'>", "<b x=" + "y" * 300 + ">"),
        *('"', "'", "\\", "\\u0000", "\\ud800", "{", "}", "[" * 50, "]" * 50, ",", ":", "null"),
        *("1e400", "NaN", "-1", "9" * 30, "1" * 4400, "0015-01-01", "2021-02-30", "31.12.9999"),
        *("AND", "OR", "NOT", "(", ")" * 25, "~", "~2", "*", "?", "[1 TO 2]", "topic:", "=", "^"),
        *("../", "%00", "%ff", "%", "+", ";", "?q=", "#", " " * 400, "\n" * 50, "\r", "\t", "\x1b"),
        *("---", "# ", "Information", "Dato", "Type", "Talenummer", "12.", "Præsidenten:", "æøå"),
    )
)
"""Pieces of what has broken parsers, here and elsewhere."""

MOST_STEPS: Final = 6
LONGEST_CUT: Final = 60


def mutated(dice: Random, originals: Sequence[bytes]) -> bytes:
    """Return one of the originals with some of it lost, doubled, moved, changed or put in."""
    content = bytearray(dice.choice(originals))
    for _ in range(dice.randint(1, MOST_STEPS)):
        at = dice.randrange(len(content) + 1)
        end = at + dice.randint(1, LONGEST_CUT)
        match dice.randrange(7):
            case 0:
                del content[at:end]
            case 1:
                content[at:at] = content[at:end]
            case 2:
                content[at:at] = dice.choice(PIECES)
            case 3:
                content[at:end] = dice.choice(PIECES)
            case 4:
                content[at : at + 1] = bytes([dice.randrange(256)])
            case 5:
                other = dice.choice(originals)
                begin = dice.randrange(len(other) + 1)
                content[at:] = other[begin:]
            case 6:
                cut = content[at:end]
                del content[at:end]
                place = dice.randrange(len(content) + 1)
                content[place:place] = cut
    return bytes(content)
