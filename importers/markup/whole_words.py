"""Words mended that line breaks or invisible characters divide, in every text.

What a page shows as one word is one word in the archive: in its text, its exports, its word counts
and its index. The bytes of the source are kept beside it.
"""

import re
from collections.abc import Iterable
from typing import Final

from archive.text.invisible_characters import INVISIBLE, SOFT_HYPHEN, remove_invisible
from importers.markup.line_breaks import CONJUNCTION, rejoin_lines

_PARAGRAPH_END: Final = "\n\n"


def mend_words(text: str) -> str:
    """Return the text with its words whole; all else stays as it is.

    Characters that nobody sees vanish, a soft hyphen with the white space after it; two lines or
    paragraphs become one where a word goes on from the first to the second (`rejoin_lines`).
    """
    if not text.isascii():
        text = remove_invisible(_SOFT.sub(_without_soft_hyphen, _OTHERS.sub("", text)))
    return "\n".join(_rejoined(text.split("\n"))) if _LINE_END.search(text) else text


def mend_paragraphs(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the paragraphs with their words whole; those that a word runs through are one."""
    paragraphs = tuple(paragraphs)
    text = _PARAGRAPH_END.join(paragraphs)
    whole = mend_words(text)
    return paragraphs if whole == text else tuple(whole.split(_PARAGRAPH_END))


_OTHERS: Final = re.compile(f"(?!{SOFT_HYPHEN})[{INVISIBLE}]")
_SOFT: Final = re.compile(rf"(?<=[^\W_]){SOFT_HYPHEN}+(\s+)([^\W\d_]+)")
_LINE_END: Final = re.compile(r"[-\u2010][^\S\n]*\n")


def _without_soft_hyphen(found: re.Match[str]) -> str:
    space, word = found.groups()
    if CONJUNCTION.match(word):
        return f"-{space}{word}"
    return word if word[0].islower() else space + word


def _rejoined(lines: Iterable[str]) -> Iterable[str]:
    """Return the lines, two as one where a word goes on, also after empty ones: pages end so."""
    whole: list[str] = []
    last = 0
    for line in lines:
        is_next = last == len(whole) - 1
        joined = rejoin_lines(whole[last], line, within_paragraph=is_next) if whole else None
        if joined is not None:
            whole[last:] = [joined]
            continue
        whole.append(line)
        if line.strip():
            last = len(whole) - 1
    return whole
