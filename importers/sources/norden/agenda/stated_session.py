"""The session that a protocol or agenda-item page itself names: "Nordisk Råds 66. session"."""

import re
from collections.abc import Iterable
from typing import Final

from importers.sources.norden.sessions import find_session


def stated_session(lines: Iterable[str], *, expected: int | None, earliest: int = 0) -> int | None:
    """Return the number that the lines give this session, or None.

    A page may speak of other sessions too: a number counts only where it is the expected one
    or, with none expected, a known session not before ``earliest``.
    """
    for line in lines:
        for found in _STATED.finditer(line):
            number = int(found["before"] or found["after"])
            fits = number == expected if expected else number >= earliest
            if fits and find_session(number):
                return number
    return None


_WORD: Final = r"(?:session|sesjon|istun|þing|Session|Sesjon|Istun|Þing)"
_STATED: Final = re.compile(
    rf"(?<!\d)(?P<before>\d{{2}})(?::?[ae]\b|\.|th\b|st\b|nd\b|rd\b)?\s?"
    rf"(?:(?:ordinære?|ordinarie|ordinary|årlige|varsinai\w{{1,20}}|nordisk\w{{0,20}}"
    rf"|nordic council(?:'s)?)\s)?{_WORD}"
    rf"|{_WORD}\w{{0,20}}\s(?:nr\.?|nro|no\.?|number)\s?(?P<after>\d{{2}})(?!\d)",
    re.IGNORECASE,
)
