"""The optional fields of a JSON object: one that cannot be read is left out and told, no more."""

import json
from collections.abc import Collection, Mapping
from typing import Final

from archive.vocabulary import Severity
from importers.markup.whole_words import mend_words
from importers.records import RecordIssue
from importers.sources.corpus.json_fields import mend_name, show_value

UNREADABLE: Final = "unreadable"
"""The rule of a printed value that no rule can read."""


class OptionalFields:
    """An object's optional fields as they are read, and what was noticed on the way."""

    def __init__(
        self,
        told: Mapping[str, object],
        longest: Mapping[str, int],
        digits: Collection[str] = (),
    ) -> None:
        """Read the fields of `told`; `longest` are the characters that each may have.

        Those named by `digits` may be whole numbers of JSON: 109 says what "109" says.
        """
        self._told = told
        self._longest = longest
        self._digits = digits
        self._issues: dict[str, RecordIssue] = {}
        self._notes: list[RecordIssue] = []

    def text(self, key: str) -> str | None:
        """Return the field's text, its words whole; None for an empty or an unreadable one."""
        value = self._text(key)
        return None if value is None else mend_words(value).strip() or None

    def name(self, key: str) -> str | None:
        """Return a person's name or id as `text` does, but that a soft hyphen is a hyphen."""
        value = self._text(key)
        return None if value is None else mend_name(value)

    def leave_out(self, key: str, why: str) -> None:
        """Take the field for unreadable; `why` says what it is or is not, and the remedy."""
        shown = _shown(self._told[key])
        message = f"{key}: {shown} is left out, since {why}"
        issue = RecordIssue(Severity.SUSPICIOUS, "unreadable_field", message, key)
        self._issues.setdefault(key, issue)

    def note(self, issue: RecordIssue) -> None:
        """Tell something else of a field."""
        self._notes.append(issue)

    def printed(self, key: str) -> str | None:
        """Return what is printed for the field, whether it can be read or not."""
        if key in self._issues:
            value = self._told[key]
            return value if isinstance(value, str) else _as_json(value)
        return self.text(key)

    def rule(self, key: str) -> str | None:
        """Return the rule of an unreadable field; None for one that was read."""
        return UNREADABLE if key in self._issues else None

    @property
    def issues(self) -> tuple[RecordIssue, ...]:
        """Return what was noticed, the unreadable fields first."""
        return (*self._issues.values(), *self._notes)

    def _text(self, key: str) -> str | None:
        value = self._told.get(key)
        if value is None or key in self._issues:
            return None
        text = f"{value}" if key in self._digits and type(value) is int else value
        if not isinstance(text, str):
            self.leave_out(key, "it is no text; write one in quotation marks")
            return None
        if why := _fault(text, self._longest.get(key)):
            self.leave_out(key, why)
            return None
        return text


_LONGEST_SHOWN: Final = 100


def _shown(value: object) -> str:
    """Return the value as JSON, which shows what no reader could see, cut where it is long."""
    text = _as_json(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"


def _as_json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:  # what could be read in may yet be too deep to be written out
        return show_value(value)


def _fault(text: str, longest: int | None) -> str | None:
    """Return why the archive cannot keep the text, or None."""
    if longest is not None and len(text) > longest:
        return f"it has {len(text)} characters, more than the {longest} that it may have"
    if "\0" in text:
        return "it holds a NUL character; remove it"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "it holds half a character; write it whole"
    return None
