"""The chair of a protocol page: the line that names, and the marks before the chair's words."""

import re
from dataclasses import dataclass
from typing import Final

from importers.sources.norden.titles import is_name


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A line's text before, and its text after the mark of a chair's remark."""

    before: str
    after: str


def chair_named_in(line: str) -> str | None:
    """Return the name as printed in "Præsident: PHIA ANDERSSON", "" where it follows, or None."""
    found = _CHAIR_LINE.fullmatch(line)
    if not found:
        return None
    name = found["name"].strip(" .")
    return name if not name or is_name(_without_brackets(name)) else None


def normal_name(raw: str) -> str:
    """Return the name with capitals only where names have them: "PHIA ANDERSSON" and "McNEIL"."""
    words = _without_brackets(raw).split()
    if not any(word.isupper() and len(word) > _LONGEST_INITIAL for word in words):
        return " ".join(words)
    return " ".join(_normal_word(word, is_first=index == 0) for index, word in enumerate(words))


def split_at_marks(line: str) -> list[MarkedText]:
    """Return the line's remarks, one for each "Præsidenten:", glued to other text or not.

    Only the first part has text before its mark. A line without a mark gives no parts.
    """
    marks = list(_REMARK.finditer(line))
    ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
    return [
        MarkedText(
            line[: mark.start()].strip() if index == 0 else "",
            line[mark.end() : end].strip(),
        )
        for index, (mark, end) in enumerate(zip(marks, ends, strict=True))
    ]


_TITLE: Final = (
    r"(?:(?:Vice|VICE|Vara|VARA)-?)?(?:[Pp]ræsident|[Pp]resident|PRÆSIDENT|PRESIDENT|[Pp]resid[ea]nt"
    r"|[Pp]residentti|PRESIDENTTI|[Pp]uhemies|PUHEMIES|[Pp]uheenjohtaja|PUHEENJOHTAJA|[Ff]orseti"
    r"|FORSETI|[Oo]rdstyrer|[Mm]ødeleder|[Mm]øteleder|[Mm]ötesordförande|[Cc]hair(?:person|man)?)"
)
_CHAIR_LINE: Final = re.compile(rf"{_TITLE}\s*:[\s:]*(?P<name>[^:]*)")
# A mark begins with a capital; the definite form may stand glued to the word before it.
_REMARK: Final = re.compile(
    r"(?:(?:Vicep|Vice-p|P)r[æe]sidenten"
    r"|PRÆSIDENTEN|PRESIDENTEN|(?:Vara)?(?:[Pp]uhemies|[Pp]residentti|Puheenjohtaja)"
    r"|Forseti(?:nn)?|(?<![a-zæøåäö])(?:Præsident|President|The President|The Chair|Ordstyrer(?:en)?"
    r"|Mødelederen|Møtelederen|Dirigenten|Ordföranden))\s*(?:\([^()]{1,60}\)\s*)?:[\s:]*"
)
_PARTICLES: Final = frozenset("af av von van der den de la le du of i á úr og och ja".split())
_LONGEST_INITIAL: Final = 2


def _without_brackets(name: str) -> str:
    return " ".join(re.sub(r"\([^()]*\)?", " ", name).split()).strip(" ,;.")


def _normal_word(word: str, *, is_first: bool) -> str:
    if word.casefold() in _PARTICLES and not is_first:
        return word.casefold()
    if not word.isupper() and not re.fullmatch(r"Ma?c[^\W\d_]*", word):
        return word
    if len(word) <= _LONGEST_INITIAL and word.endswith("."):
        return word
    return re.sub(r"[^\W\d_]+", lambda part: _capitalised(part[0]), word)


def _capitalised(part: str) -> str:
    if part.upper().startswith("MC") and len(part) > len("MC"):
        return "Mc" + part[2:].capitalize()
    return part[0].upper() + part[1:].lower()
