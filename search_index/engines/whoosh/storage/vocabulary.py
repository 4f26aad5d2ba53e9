"""The forms of a language as printed: one sorted list in which patterns and fuzzy words look."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from search_index.analysis.words import CONTEXT, literal_form
from search_index.engines.whoosh.storage.arrays import Array, ArrayFile, Ints, narrow, run_indices
from search_index.query.tree import Exact, Fuzzy, Wildcard
from search_index.text.matching import FormTest, form_test
from search_index.time_limit import check_time


def vocabulary_arrays(prefix: str, forms: Sequence[str]) -> dict[str, Array]:
    """Return the arrays of ascending forms: their letters, ends, reversed order, signatures."""
    encoded = [form.encode() + b"\n" for form in forms]
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    backwards = sorted(range(len(forms)), key=[form[::-1] for form in forms].__getitem__)
    return {
        f"{prefix}.letters": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        f"{prefix}.offsets": narrow(np.concatenate(([0], np.cumsum(lengths)))),
        f"{prefix}.backwards": narrow(np.array(backwards, dtype=np.int64)),
        f"{prefix}.lengths": narrow(np.fromiter(map(len, forms), np.int64, len(forms))),
        f"{prefix}.signatures": signatures(forms),
    }


class Vocabulary:
    """The forms of a language on one shelf, numbered in ascending order."""

    def __init__(self, file: ArrayFile, prefix: str) -> None:
        self._letters = file[f"{prefix}.letters"]
        self._offsets = file[f"{prefix}.offsets"]
        self._backwards = file[f"{prefix}.backwards"]
        self._lengths = file[f"{prefix}.lengths"]
        self._signatures = file[f"{prefix}.signatures"]

    def __len__(self) -> int:
        return self._offsets.size - 1

    def form(self, number: int) -> str:
        """Return the form of a number."""
        start, end = int(self._offsets[number]), int(self._offsets[number + 1])
        return self._letters[start : end - 1].tobytes().decode()

    def matching(self, leaf: Exact | Wildcard | Fuzzy) -> Ints:
        """Return the numbers of the forms that answer, ascending.

        Members of suspended compounds answer by their form without its context alone.
        """
        if isinstance(leaf, Exact):
            return self._exact(literal_form(leaf.text))
        if isinstance(leaf, Wildcard):
            return np.setdiff1d(self._pattern(leaf), self._with_context, assume_unique=True)
        return self._similar(literal_form(leaf.text), leaf.distance)

    def forms(self, numbers: Ints) -> list[str]:
        """Return the forms of numbers, read at once."""
        starts = self._offsets[numbers].astype(np.int64)
        counts = self._offsets[numbers + 1] - starts
        letters = self._letters[run_indices(starts, counts)].tobytes().decode()
        return letters.split("\n")[:-1]

    def near(self, text: str, distance: int) -> Ints:
        """Return the numbers of the forms within so many edits, swapped neighbours counted as one.

        Ascending.
        """
        return self._similar(text, distance, swapping=True)

    @cached_property
    def _with_context(self) -> Ints:
        return self._holding(CONTEXT)

    def _exact(self, text: str) -> Ints:
        at = bisect_left(range(len(self)), text, key=self.form)
        found = at < len(self) and self.form(at) == text
        return np.arange(at, at + found, dtype=np.int64)

    def _pattern(self, leaf: Wildcard) -> Ints:
        """Look where the pattern's beginning, its end or its longest piece allows."""
        pattern = literal_form(leaf.pattern)
        pieces = re.split(r"[*?]", pattern)
        first, last = pieces[0], pieces[-1]
        if len(pieces) == 1:
            return self._exact(pattern)
        if first:
            candidates = _within(first, self.form, len(self))
        elif last:
            reached = _within(last[::-1], self._backwards_form, len(self))
            candidates = np.sort(self._backwards[reached].astype(np.int64))
        else:
            candidates = self._holding(max(pieces, key=len))
        if pattern in {f"{first}*", f"*{last}"}:
            return candidates
        return self._tested(candidates, form_test(leaf))

    def _tested(self, candidates: Ints, test: FormTest) -> Ints:
        passed = np.array([bool(test(form)) for form in self.forms(candidates)], dtype=np.bool_)
        return candidates[passed]

    def _holding(self, piece: str) -> Ints:
        """Return the forms that have the piece anywhere, by a search over all letters."""
        if not piece:
            return np.arange(len(self), dtype=np.int64)
        places = [
            match.start() for match in re.finditer(re.escape(piece.encode()), self._letters.data)
        ]
        numbers = np.searchsorted(self._offsets, np.array(places, dtype=np.int64), "right") - 1
        return np.unique(numbers).astype(np.int64)

    def _similar(self, text: str, distance: int, *, swapping: bool = False) -> Ints:
        """Return the forms within a distance, of those of about the length and the letters."""
        lengths = self._lengths.astype(np.int64)
        near = np.flatnonzero(np.abs(lengths - len(text)) <= distance)
        differing = np.bitwise_count(self._signatures[near] ^ signatures([text])[0])
        near = near[differing <= 2 * distance]
        chosen: Ints = near[edit_distances(self.forms(near), text, swapping=swapping) <= distance]
        return chosen

    def _backwards_form(self, number: int) -> str:
        return self.form(int(self._backwards[number]))[::-1]


def edit_distances(forms: Sequence[str], text: str, *, swapping: bool = False) -> Ints:
    """Return Levenshtein's distance of each form from the text, all in step (Wagner-Fischer).

    With `swapping`, two letters in the other order are one edit (optimal string alignment).
    """
    if not forms:
        return np.empty(0, dtype=np.int64)
    letters = np.array(forms).view(np.uint32).reshape(len(forms), -1)
    lengths = np.fromiter(map(len, forms), np.int64, len(forms))
    above = [np.full(len(forms), cost, dtype=np.int64) for cost in range(len(text) + 1)]
    before = above
    distances = np.where(lengths == 0, len(text), 0)
    for step in range(letters.shape[1]):
        check_time()
        row = [above[0] + 1]
        for cost, letter in enumerate(text):
            replaced = above[cost] + (letters[:, step] != ord(letter))
            edits = np.minimum(np.minimum(above[cost + 1], row[cost]) + 1, replaced)
            if swapping and step and cost:
                swapped = (letters[:, step] == ord(text[cost - 1])) & (
                    letters[:, step - 1] == ord(letter)
                )
                edits = np.where(swapped, np.minimum(edits, before[cost - 1] + 1), edits)
            row.append(edits)
        before, above = above, row
        distances = np.where(lengths == step + 1, row[-1], distances)
    return distances


def _within(prefix: str, form: Callable[[int], str], count: int) -> Ints:
    """Return the places of an ascending list whose forms begin with the prefix."""
    start = bisect_left(range(count), prefix, key=form)
    beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    end = bisect_left(range(count), beyond, lo=start, key=form)
    return np.arange(start, end, dtype=np.int64)


def signatures(forms: Sequence[str]) -> Array:
    """Return 64 bits a form, of which each letter sets one: an edit changes two at most."""
    lengths = np.fromiter(map(len, forms), np.int64, len(forms))
    letters = np.frombuffer("".join(forms).encode("utf-32-le"), dtype=np.uint32)
    bits = np.left_shift(np.uint64(1), (letters & 63).astype(np.uint64))
    found = np.zeros(len(forms), dtype=np.uint64)
    filled = lengths > 0
    if bits.size:
        starts = np.cumsum(lengths) - lengths
        found[filled] = np.bitwise_or.reduceat(bits, starts[filled])
    return found


def is_consecutive(numbers: Ints) -> bool:
    """Whether ascending numbers follow each other without a gap."""
    return numbers.size > 0 and int(numbers[-1]) - int(numbers[0]) + 1 == numbers.size


__all__ = ["Vocabulary", "is_consecutive", "vocabulary_arrays"]
