"""What may stand as the value of a label in an information block, rather than as the body."""

import re
from typing import Final

from importers.roles.rules import read_role
from importers.sources.norden.dates import read_date
from importers.sources.norden.forms_of_address import begins_a_speech
from importers.sources.norden.labels import Field
from importers.sources.norden.speech.speech_types import speech_type
from importers.sources.norden.speech.titles import is_name

LONGEST_VALUE: Final = 160
SENTENCE_END: Final = re.compile(r"[.!?:;…]$")


def fits(name: Field, value: str, *, is_followed: bool) -> bool:
    """Tell whether the line can be the field's value, rather than the body's first line.

    A line that another label follows is a value whatever it says; the last label is often
    empty, and then the body comes next.
    """
    if len(value) > LONGEST_VALUE:
        return False
    is_short = _is_short(name, value)
    match name:
        case Field.NUMBER:
            answer = bool(_NUMBER.fullmatch(value))
        case Field.DATE:
            has_digits = bool(re.match(r"\D{0,12}\d", value)) and len(value) <= _LONGEST_DATE
            answer = read_date(value) is not None or (has_digits and (is_short or is_followed))
        case Field.TYPE:
            answer = speech_type(value) is not None or is_short
        case Field.PERSON | Field.EXTERNAL_SPEAKER:
            answer = is_name(value) or (is_followed and is_short)
        case Field.ROLE:
            answer = is_followed or is_short
        case Field.STATUS:
            answer = is_short and (is_followed or bool(_STATUS.search(value)))
        case Field.AGENDA_ITEM:
            answer = bool(re.match(r"\d", value)) or is_short
    return answer


def is_certain(name: Field, value: str) -> bool:
    """Tell whether the line is surely a value of the field."""
    certain = {
        Field.TYPE: speech_type(value) is not None,
        Field.NUMBER: _NUMBER.fullmatch(value) is not None,
        Field.ROLE: read_role(value).kind is not None,
        Field.DATE: read_date(value) is not None,
        Field.STATUS: _STATUS.search(value) is not None,
        Field.AGENDA_ITEM: value[:1].isdigit(),
    }
    return certain.get(name, is_name(value) and " " in value)


def fits_beside_label(name: Field, value: str) -> bool:
    """Tell whether a value beside its label is one: any sentence may begin with such a word."""
    known = {
        Field.TYPE: speech_type(value) is not None,
        Field.ROLE: read_role(value).kind is not None,
        Field.DATE: read_date(value) is not None,
        Field.STATUS: bool(_STATUS.search(value)) and _is_short(name, value),
        Field.AGENDA_ITEM: bool(re.match(r"\d", value)),
    }
    return known[name] if name in known else fits(name, value, is_followed=False)


def is_known_value(text: str) -> bool:
    """Tell whether the line is a value of a kind that some rule knows, whatever its label."""
    if _NUMBER.fullmatch(text):
        return True
    if len(text) > LONGEST_VALUE or SENTENCE_END.search(text) or is_form_of_address(text):
        return False
    return (
        speech_type(text) is not None
        or read_date(text) is not None
        or read_role(text).kind is not None
        or (_STATUS.match(text) is not None and _is_short(Field.STATUS, text))
        or (is_name(text) and " " in text)
    )


def is_form_of_address(text: str) -> bool:
    """Tell whether the line, as it stands, addresses the house or thanks for the floor."""
    return begins_a_speech(f"{text}!")


def _is_short(name: Field, value: str) -> bool:
    return not SENTENCE_END.search(value) and len(value.split()) <= _MOST_WORDS[name]


_MOST_WORDS: Final = {
    Field.TYPE: 6,
    Field.NUMBER: 2,
    Field.PERSON: 8,
    Field.EXTERNAL_SPEAKER: 12,
    Field.ROLE: 18,
    Field.STATUS: 6,
    Field.DATE: 9,
    Field.AGENDA_ITEM: 25,
}
_LONGEST_DATE: Final = 40
_NUMBER: Final = re.compile(r"(?:nr\.?\s*)?\d{1,4}\s?[a-zA-Z]?\.?")
_STATUS: Final = re.compile(
    r"waiting for|venter på|väntar på|odottaa|bíður|transcri|publi|draft|udkast|utkast|luonnos"
    r"|final|godkend|godkjent|approved|edited|redigeret|færdig|ferdig|valmis|klar|done",
    re.IGNORECASE,
)
