"""Metadata as columns: one numpy array per field by speech row; texts as numbers of a list."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np

from search_index.documents import IndexDocument
from search_index.engines.whoosh.storage.arrays import Array, ArrayFile, Ints
from search_index.sort_keys import moment_key

CODED: Final = (
    "kind",
    "assembly",
    "session",
    "speaker",
    "party_group",
    "role_kind",
    "country",
    "speech_type",
)
"""Fields whose values are texts, many times the same."""

ABSENT: Final = -1
"""The code of no value."""

_NONE: Final = -(2**62)
"""Stands for None in a column of numbers."""

_NUMBERS: Final[dict[str, Callable[[IndexDocument], int | None]]] = {
    "record_id": lambda document: document.record_id,
    "fingerprint": lambda document: document.fingerprint,
    "session_order": lambda document: document.session_order,
    "number": lambda document: document.number,
    "day": lambda document: None if document.day is None else document.day.toordinal(),
    "year": lambda document: document.year,
    "words": lambda document: document.words,
    "added": lambda document: moment_key(document.added),
    "changed": lambda document: moment_key(document.changed),
}


def column_arrays(documents: Sequence[IndexDocument]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays of the documents' columns, and the values that their codes stand for."""
    arrays = {
        name: np.fromiter(
            (_NONE if (value := read(document)) is None else value for document in documents),
            dtype=np.int64,
            count=len(documents),
        )
        for name, read in _NUMBERS.items()
    }
    ids = [document.public_id.encode() for document in documents]
    arrays["public_ids"] = np.frombuffer(b"".join(ids), dtype=np.uint8)
    arrays["public_id_lengths"] = np.array([len(each) for each in ids], dtype=np.int64)
    values: dict[str, Any] = {}
    for name in CODED:
        arrays[name], values[name] = _coded([getattr(document, name) for document in documents])
    return arrays, values


def _coded(values: Iterable[str | None]) -> tuple[Array, list[str]]:
    codes: dict[str, int] = {}
    numbers = [ABSENT if value is None else codes.setdefault(value, len(codes)) for value in values]
    return np.array(numbers, dtype=np.int32), list(codes)


class CodedColumn:
    """A column of texts: a code for each speech, and the text of each code."""

    def __init__(self, codes: Array, values: list[str]) -> None:
        self.codes = codes
        self.values = values
        self._code_of = {value: code for code, value in enumerate(values)}

    @classmethod
    def joined(cls, parts: Iterable[tuple[Array, list[str]]]) -> "CodedColumn":
        """Return the columns of several shelves as one."""
        codes: dict[str, int] = {}
        joined = []
        for numbers, values in parts:
            # One place more than values: ABSENT, which is -1, finds itself at the end.
            table = [codes.setdefault(value, len(codes)) for value in values] + [ABSENT]
            joined.append(np.array(table, dtype=np.int32)[numbers])
        return cls(_concatenated(joined, np.int32), list(codes))

    def any_of(self, values: Iterable[str]) -> Array:
        """Return a mask of the speeches that have one of the values."""
        wanted = [self._code_of[value] for value in values if value in self._code_of]
        mask = np.zeros(self.codes.size, dtype=np.bool_)
        for code in wanted:
            mask |= self.codes == code
        return mask


class Columns:
    """The columns of all speeches of an index, shelf after shelf."""

    def __init__(self, files: Sequence[ArrayFile]) -> None:
        self._numbers = {
            name: _concatenated([file[f"column.{name}"] for file in files], np.int64)
            for name in _NUMBERS
        }
        self.coded = {
            name: CodedColumn.joined(
                (file[f"column.{name}"], file.meta["values"][name]) for file in files
            )
            for name in CODED
        }
        # One array of UTF-8: as texts of their own they would take three times the memory.
        self._public_ids = _concatenated([file["column.public_ids"] for file in files], np.uint8)
        lengths = [file["column.public_id_lengths"] for file in files]
        self._public_id_ends = _concatenated(lengths, np.int64).cumsum()

    def __len__(self) -> int:
        return self._public_id_ends.size

    def numbers(self, name: str, absent: int) -> Ints:
        """Return a column of numbers, with `absent` where a speech has none."""
        column = self._numbers[name]
        return np.where(column == _NONE, absent, column)

    def number(self, name: str, row: int) -> int | None:
        """Return a speech's value in a column of numbers."""
        value = int(self._numbers[name][row])
        return None if value == _NONE else value

    def text(self, name: str, row: int) -> str | None:
        """Return a speech's value in a column of texts."""
        column = self.coded[name]
        code = int(column.codes[row])
        return None if code == ABSENT else column.values[code]

    def public_id(self, row: int) -> str:
        """Return a speech's public id."""
        begin = self._public_id_ends[row - 1] if row else 0
        return self._public_ids[begin : self._public_id_ends[row]].tobytes().decode()

    def day(self, row: int) -> dt.date | None:
        """Return a speech's day."""
        ordinal = self.number("day", row)
        return None if ordinal is None else dt.date.fromordinal(ordinal)


def _concatenated(parts: Sequence[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate([np.empty(0, dtype=dtype), *parts])
