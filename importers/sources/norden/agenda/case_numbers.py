"""Case numbers of the Nordic Council as pages print them: "A 1636/kultur", "Document 8/2021"."""

import re
from collections.abc import Iterable
from typing import Final


def case_numbers_in(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the case numbers of the lines, each once, in order, with normal spacing."""
    found: dict[str, None] = {}
    for line in lines:
        for case in CASE.finditer(line):
            found[_normal(case)] = None
    return tuple(found)


CASE: Final = re.compile(
    r"(?<![\w/])(?:(?P<letter>[A-F])[ \u00a0]?(?P<number>\d{1,4})[ ]?/[ ]?"
    r"(?P<body>[^\W\d_]+(?:-[^\W\d_]+)*|\d{4})"
    r"|(?P<word>Dokument|Document|Doc\.?|Dok\.?|Asiakirja|Skjal|Rek\.?|Rekommandation|Rekommendation"
    r"|Framst\.?|Fremst\.?|Redeg\.?)[ \u00a0]?(?P<paper>\d{1,4}[a-z]?[ ]?/[ ]?\d{4}))(?!\w)"
)


def _normal(case: re.Match[str]) -> str:
    if case["letter"]:
        return f"{case['letter']} {case['number']}/{case['body']}"
    return f"{case['word']} {case['paper'].replace(' ', '')}"
