"""Values of parameters: dates that may be partial, and choices of a closed vocabulary."""

import re
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from enum import Enum
from typing import Any, Final

from marshmallow import ValidationError, fields, validate

from api.http.parsing import OneOfNearest
from archive.text.partial_dates import day_range
from search_index.filters import FacetField, Group

MAX_VALUE: Final = 200
"""Characters of a group's value: as many as the database holds."""

_YEAR: Final = re.compile(r"[0-9]{1,4}")


class Pattern(validate.Validator):
    """A text that a pattern of ECMA-262 is true of from its first letter to its last.

    What the OpenAPI document says must hold in every language: most have no sign for the end of a
    text but `$`, which to Python is true before a line feed at the end, too.
    """

    def __init__(self, pattern: str, error: str) -> None:
        self.regex = re.compile(f"^{pattern}$")
        self._message = error

    def __call__(self, value: str) -> str:
        """Return the text. Raises ValidationError."""
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._message)
        return value


class Choice(fields.Enum[Any]):
    """A value of an enumeration; a wrong one is answered with the nearest."""

    def __init__(self, values: type[Enum], **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(values, by_value=fields.String(), **kwargs)
        self._among = OneOfNearest([member.value for member in values])

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> Any:  # noqa: ANN401  (marshmallow's own)
        del attr, data
        return self.enum(self._among(value))


class GroupValue(fields.String):
    """A group of a timeline: a field and one of its values, `speaker:anna-ljunggren`."""

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> Any:  # noqa: ANN401  (marshmallow's own)
        del attr, data
        name, _separator, of = str(value).partition(":")
        try:
            field = FacetField(name)
        except ValueError as error:
            known = ", ".join(each.value for each in FacetField)
            near = get_close_matches(name, [each.value for each in FacetField], 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            message = f"{value!r} is no FIELD:VALUE; the fields are: {known}.{hint}"
            raise ValidationError(message) from error
        if not of or len(of) > MAX_VALUE or (field is FacetField.YEAR and not _YEAR.fullmatch(of)):
            raise ValidationError(f"{value!r} names no value of {field.value}.")
        return Group(field, of)


class PartialDate(fields.Field[date]):
    """`2012-10-31`, `2012-10` or `2012`."""

    def __init__(self, *, last: bool, **kwargs: Any) -> None:  # noqa: ANN401  (marshmallow's own)
        super().__init__(**kwargs)
        self._last = last

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> date:
        del attr, data
        try:
            return day_range(str(value))[self._last]
        except ValueError as error:
            message = f"{value!r} is no date; write 2012-10-31, 2012-10 or 2012."
            raise ValidationError(message) from error


class Moment(fields.Field[datetime]):
    """A day, month or year, which is its beginning, or a time: `2026-01-05T12:30:15Z`; UTC."""

    def _deserialize(self, value: object, attr: str | None, data: object, **_: object) -> datetime:
        del attr, data
        told = str(value)
        try:
            if "T" in told:
                return _in_utc(datetime.fromisoformat(told))
            return datetime.combine(day_range(told)[0], time())
        except (ValueError, OverflowError) as error:
            message = f"{value!r} is no day or time; write 2026-01-05 or 2026-01-05T12:30:15Z."
            raise ValidationError(message) from error


def _in_utc(moment: datetime) -> datetime:
    """Return a moment as the database has it; one that names no zone is UTC."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
