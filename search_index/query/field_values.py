"""The values of a query's fields: vocabularies, numbers, years and days, and their ranges."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Final, TypeVar

from luqum import tree

from archive.errors import InvalidQuery
from archive.text.partial_dates import day_range
from archive.vocabulary import LANGUAGES, UNDETERMINED, PartyGroupKey, RoleKind, SpeechType
from search_index.query.parse_terms import unescape
from search_index.query.tree import DateRange, FieldIs, NumberRange, Query

FIELDS: Final = (
    "speaker",
    "party_group",
    "language",
    "assembly",
    "session",
    "number",
    "role",
    "country",
    "speech_type",
    "year",
    "date",
    "topic",
    "concept",
)


def parse_value(field: str, node: tree.Item) -> Query:
    """Return a field's condition. Raises InvalidQuery, with what may stand in the value's place."""
    if isinstance(node, tree.Range | tree.From | tree.To):
        return _range(field, node)
    value = _value_text(field, node)
    if field in _NUMBERS or field == "date":
        return _number_or_day(field, value, node)
    if field in _VOCABULARIES:
        value = _from_vocabulary(field, value, node)
    elif field == "country":
        value = _country(value, node)
    return FieldIs(field, value, node.span())


_VOCABULARIES: Final[Mapping[str, Sequence[str]]] = {
    "party_group": tuple(PartyGroupKey),
    "language": (*LANGUAGES, UNDETERMINED),
    "role": tuple(RoleKind),
    "speech_type": tuple(SpeechType),
}

_SUGGESTED_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "language": {
        "dk": "da",
        "danish": "da",
        "dansk": "da",
        "no": "nb",
        "norwegian": "nb",
        "norsk": "nb",
        "nynorsk": "nn",
        "bokmål": "nb",
        "swedish": "sv",
        "svenska": "sv",
        "finnish": "fi",
        "suomi": "fi",
        "icelandic": "is",
        "íslenska": "is",
        "faroese": "fo",
        "føroyskt": "fo",
        "english": "en",
        "gl": "kl",
        "greenlandic": "kl",
        "sami": "se",
        "davvisámegiella": "se",
    },
    "country": {
        "denmark": "DK",
        "finland": "FI",
        "iceland": "IS",
        "norway": "NO",
        "sweden": "SE",
        "faroe islands": "FO",
        "greenland": "GL",
        "åland": "AX",
    },
}
"""What else people write for a value: it is suggested, never assumed."""

_NUMBERS: Final = {"number": 9, "year": 4}
"""The fields that hold numbers, and the most digits of one."""


def _value_text(field: str, node: tree.Item) -> str:
    """Return a value as written, without quotation marks and escapes."""
    if isinstance(node, tree.Phrase):
        value = unescape(node.value[1:-1]).strip()
    elif isinstance(node, tree.Word):
        value = unescape(node.value).strip()
        if re.search(r"(?<!\\)[*?]", node.value) and not (value == "*" and _has_ranges(field)):
            raise InvalidQuery(
                f"{field}: takes whole values, without * and ?: {value!r}",
                position=node.pos,
            )
    else:
        raise InvalidQuery(
            f'after {field}: a value is expected, such as {field}:"..."', position=node.pos
        )
    if not value:
        raise InvalidQuery(f"{field}: there is no value, only blanks", position=node.pos)
    return value


def _has_ranges(field: str) -> bool:
    return field in _NUMBERS or field == "date"


def _from_vocabulary(field: str, value: str, node: tree.Item) -> str:
    """Return the value as the vocabulary has it, whatever the case."""
    allowed = {str(known).casefold(): str(known) for known in _VOCABULARIES[field]}
    wanted = value.casefold()
    if wanted in allowed:
        return allowed[wanted]
    near = [
        _SUGGESTED_VALUES.get(field, {}).get(wanted),
        *get_close_matches(wanted, allowed, 1, 0.5),
    ]
    raise InvalidQuery(
        f"{field}: there is no {value!r}; there are {', '.join(_VOCABULARIES[field])}",
        position=node.pos,
        suggestion=next(filter(None, near), None),
    )


def _country(value: str, node: tree.Item) -> str:
    if re.fullmatch(r"[A-Za-z]{2}", value):
        return value.upper()
    raise InvalidQuery(
        f"country: {value!r} is no country's code; write two letters: DK",
        position=node.pos,
        suggestion=_SUGGESTED_VALUES["country"].get(value.casefold()),
    )


def _number_or_day(field: str, value: str, node: tree.Item) -> Query:
    if value == "*":
        return DateRange(None, None) if field == "date" else NumberRange(field, None, None)
    if field == "date":
        return DateRange(*_days(value, node))
    return FieldIs(field, str(_number(field, value, node)), node.span())


def _number(field: str, value: str, node: tree.Item) -> int:
    if not (value.isdecimal() and value.isascii()):
        raise InvalidQuery(f"{field}: {value!r} is no number", position=node.pos)
    if len(value) > _NUMBERS[field]:
        raise InvalidQuery(
            f"{field}: a {field} has at most {_NUMBERS[field]} digits", position=node.pos
        )
    return int(value)


def _days(value: str, node: tree.Item) -> tuple[date, date]:
    try:
        return day_range(value)
    except ValueError as error:
        raise InvalidQuery(
            f"date: {value!r} is no date; write 2012-10-31, 2012-10 or 2012", position=node.pos
        ) from error


_Value = TypeVar("_Value", int, date)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A range's bound as luqum gives it; None is no bound."""

    node: tree.Item | None
    included: bool


def _range(field: str, node: tree.Range | tree.From | tree.To) -> Query:
    """Return the range of a field that has an order."""
    low, high = _bounds(node)
    if field == "date":
        return DateRange(
            *_range_ends(low, high, lambda each: _days(_bound(field, each), each), node, field)
        )
    if field in _NUMBERS:

        def number(each: tree.Item) -> tuple[int, int]:
            value = _number(field, _bound(field, each), each)
            return value, value

        return NumberRange(field, *_range_ends(low, high, number, node, field))
    raise InvalidQuery(f"{field}: has no ranges; year, date and number have", position=node.pos)


def _bounds(node: tree.Range | tree.From | tree.To) -> tuple[_Bound, _Bound]:
    if isinstance(node, tree.Range):
        return _Bound(_bound_or_none(node.low), node.include_low), _Bound(
            _bound_or_none(node.high), node.include_high
        )
    own, none = _Bound(node.a, node.include), _Bound(None, included=True)
    return (own, none) if isinstance(node, tree.From) else (none, own)


def _bound_or_none(node: tree.Item) -> tree.Item | None:
    """Return a bound, or None where a star stands for none."""
    return None if isinstance(node, tree.Word) and node.value == "*" else node


def _bound(field: str, node: tree.Item) -> str:
    if not isinstance(node, tree.Word | tree.Phrase):
        raise InvalidQuery(f"{field}: {str(node).strip()!r} is no bound", position=node.pos)
    return unescape(node.value).strip('" ')


def _range_ends(
    low: _Bound,
    high: _Bound,
    read: Callable[[tree.Item], tuple[_Value, _Value]],
    node: tree.Item,
    field: str,
) -> tuple[_Value | None, _Value | None]:
    """Return the first and the last value of a range; a bound may itself hold several days."""
    first = last = None
    if low.node is not None:
        smallest, greatest = read(low.node)
        first = smallest if low.included else _next(field, greatest, 1, low.node)
    if high.node is not None:
        smallest, greatest = read(high.node)
        last = greatest if high.included else _next(field, smallest, -1, high.node)
    if first is not None and last is not None and first > last:
        raise InvalidQuery(
            f"the range {str(node).strip()} holds nothing: it ends before it begins",
            position=node.pos,
        )
    return first, last


def _next(field: str, value: _Value, step: int, node: tree.Item) -> _Value:
    """Return the number or day after or before. Raises InvalidQuery where there is none."""
    if isinstance(value, date):
        try:
            return value + timedelta(days=step)
        except OverflowError as error:
            raise InvalidQuery(f"there is no day beyond {value}", position=node.pos) from error
    beyond = value + step
    if beyond not in range(10 ** _NUMBERS[field]):
        raise InvalidQuery(f"there is no such number beyond {value}", position=node.pos)
    return beyond
