"""The chair of a protocol page: the line that names, and the marks before the chair's words."""

import re
from typing import Final

from importers.sources.norden.speech.titles import NAME_PARTICLES, is_name


def chair_named_in(line: str) -> str | None:
    """Return the name as printed in "Præsident: PHIA ANDERSSON", "" where it follows, or None."""
    found = _CHAIR_LINE.fullmatch(line)
    if not found:
        return None
    name = found["name"].strip(" .")
    names = re.split("[/,&]", _without_brackets(name))
    bare = " og ".join(one.strip() for one in names)
    return name if not name or (is_name(bare) and " " in bare) else None


def normal_name(raw: str) -> str:
    """Return the name with capitals only where names have them: "PHIA ANDERSSON" and "McNEIL"."""
    words = _without_brackets(raw).split()
    if not any(word.isupper() and len(word) > _LONGEST_INITIAL for word in words):
        return " ".join(words)
    return " ".join(_normal_word(word, is_first=index == 0) for index, word in enumerate(words))


def pieces_of(line: str) -> list[str]:
    """Return the line cut before each "Præsidenten:" or "Dokumentation:", glued to text or not."""
    starts = sorted({0, *(found.start() for found in _PIECE.finditer(line))})
    ends = [*starts[1:], len(line)]
    pieces = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    return [piece for piece in pieces if piece]


def remark_in(piece: str) -> str | None:
    """Return the text after the mark that the piece begins with, or None where it has none."""
    found = _REMARK.match(piece)
    return piece[found.end() :].strip() if found else None


_TITLE: Final = (
    r"(?:(?:Vice|VICE|Vara|VARA)-?)?(?:[Pp]ræsident|[Pp]resident|PRÆSIDENT|PRESIDENT|[Pp]resid[ea]nt"
    r"|[Pp]residentti|PRESIDENTTI|[Pp]uhemies|PUHEMIES|[Pp]uheenjohtaja|PUHEENJOHTAJA|[Ff]orseti"
    r"|FORSETI|[Oo]rdstyrer|[Mm]ødeleder|[Mm]øteleder|[Mm]ötesordförande|[Cc]hair(?:person|man)?)"
)
_CHAIR_LINE: Final = re.compile(rf"{_TITLE}\s*:[\s:]*(?P<name>[^:]*)")
# A mark begins with a capital. The definite forms and those of the languages without one may
# stand glued to the word before them; the others stand where a sentence has ended.
_MARK: Final = (
    r"(?:(?:(?:Vicep|Vice-p|P)r[æe]sident(?:en)|PRÆSIDENTEN|PRESIDENTEN|(?:Vara)?(?:Puhemies"
    r"|Presidentti|Puheenjohtaja)|PUHEMIES|Forseti(?:nn)?"
    r"|(?:^|(?<=[.!?…])|(?<=[.!?…]\s))(?:(?:Vicep|P)r[æe]sident|PRÆSIDENT|PRESIDENT|The President"
    r"|The Chair|Ordstyrer(?:en)?|Mødelederen|Møtelederen|Dirigenten|Ordföranden))"
    r"\s*(?:\([^()]{1,60}\)\s*)?:)"
)
_REMARK: Final = re.compile(rf"{_MARK}[\s:]*")
_PIECE: Final = re.compile(
    rf"{_MARK}|Dokumenta(?:tion|sjon)\s*:|(?<=[a-zæøåäö])Præsident\s*:"
    r"|(?:^|(?<=[^\W\d_]|[.!?…:]))(?:Beslutning(?:er)?|Vedtak|Päätö(?:s|kset)|Ákvörðun|Decisions?)\s*:"
)
_LONGEST_INITIAL: Final = 2


def _without_brackets(name: str) -> str:
    return " ".join(re.sub(r"\([^()]*\)?", " ", name).split()).strip(" ,;.")


def _normal_word(word: str, *, is_first: bool) -> str:
    if word.casefold() in NAME_PARTICLES and not is_first:
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
