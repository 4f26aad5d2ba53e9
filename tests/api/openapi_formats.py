"""The formats that the OpenAPI document names, as they are written: an unknown one is an error."""

import re
from datetime import date, datetime
from urllib.parse import urlsplit

from jsonschema import FormatChecker

FORMATS = FormatChecker(())


@FORMATS.checks("date", raises=ValueError)
def is_date(value):
    return not isinstance(value, str) or bool(date.fromisoformat(value))


@FORMATS.checks("date-time", raises=ValueError)
def is_instant(value):
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@FORMATS.checks("date-time-local", raises=ValueError)
def is_local_time(value):
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is None


@FORMATS.checks("uri")
def is_address(value):
    return not isinstance(value, str) or all(urlsplit(value)[:2])


@FORMATS.checks("uri-reference")
def is_reference(value):
    return not isinstance(value, str) or re.search(r"\s", value) is None


@FORMATS.checks("binary")
def is_binary(_value):
    return True
