"""The forms of a language as printed: one sorted list in which patterns and fuzzy words look."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np

from search_index.engines.whoosh.arrays import Array, ArrayFile, Ints, narrowest
from search_index.matching import FormTest
from search_index.query import Exact, Fuzzy, Wildcard


def vocabulary_arrays(prefix: str, forms: Sequence[str]) -> dict[str, Array]:
    """Return the arrays of ascending forms: their letters, ends, reversed order, signatures."""
    encoded = [form.encode() + b"\n" for form in forms]
    lengths = np.fromiter(map(len, encoded), np.int64, len(encoded))
    backwards = sorted(range(len(forms)), key=[form[::-1] for form in forms].__getitem__)
    return {
        f"{prefix}.letters": np.frombuffer(b"".join(encoded), dtype=np.uint8),
        f"{prefix}.offsets": narrowest(np.concatenate(([0], np.cumsum(lengths)))),
        f"{prefix}.backwards": narrowest(np.array(backwards, dtype=np.int64)),
        f"{prefix}.lengths": narrowest(np.fromiter(map(len, forms), np.int64, len(forms))),
        f"{prefix}.signatures": np.fromiter(map(_signature, forms), np.uint64, len(forms)),
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
        """Return the numbers of the forms that answer, ascending."""
        if isinstance(leaf, Exact):
            return self._exact(leaf.text.casefold())
        if isinstance(leaf, Wildcard):
            return self._pattern(leaf)
        return self._tested(self._similar(leaf), FormTest(leaf))

    def _exact(self, text: str) -> Ints:
        at = bisect_left(range(len(self)), text, key=self.form)
        found = at < len(self) and self.form(at) == text
        return np.arange(at, at + found, dtype=np.int64)

    def _pattern(self, leaf: Wildcard) -> Ints:
        """Look where the pattern's beginning, its end or its longest piece allows."""
        pattern = leaf.pattern.casefold()
        first, *_, last = re.split(r"[*?]", pattern)
        if first:
            candidates = _within(first, self.form, len(self))
        elif last:
            reached = _within(last[::-1], self._backwards_form, len(self))
            candidates = np.sort(self._backwards[reached].astype(np.int64))
        else:
            candidates = self._holding(max(re.split(r"[*?]", pattern), key=len))
        if pattern in {f"{first}*", f"*{last}"}:
            return candidates
        return self._tested(candidates, FormTest(leaf))

    def _tested(self, candidates: Ints, test: FormTest) -> Ints:
        passed = [number for number in candidates.tolist() if test(self.form(number))]
        return np.array(passed, dtype=np.int64)

    def _holding(self, piece: str) -> Ints:
        """Return the forms that have the piece anywhere, by a search over all letters."""
        places = [
            match.start() for match in re.finditer(re.escape(piece.encode()), self._letters.data)
        ]
        numbers = np.searchsorted(self._offsets, np.array(places, dtype=np.int64), "right") - 1
        return np.unique(numbers).astype(np.int64)

    def _similar(self, leaf: Fuzzy) -> Ints:
        """Return the forms of about the length and the letters: an edit changes two at most."""
        text = leaf.text.casefold()
        lengths = self._lengths.astype(np.int64)
        near = np.flatnonzero(np.abs(lengths - len(text)) <= leaf.distance)
        differing = np.bitwise_count(self._signatures[near] ^ np.uint64(_signature(text)))
        chosen: Ints = near[differing <= 2 * leaf.distance]
        return chosen

    def _backwards_form(self, number: int) -> str:
        return self.form(int(self._backwards[number]))[::-1]


def _within(prefix: str, form: Callable[[int], str], count: int) -> Ints:
    """Return the places of an ascending list whose forms begin with the prefix."""
    start = bisect_left(range(count), prefix, key=form)
    beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    end = bisect_left(range(count), beyond, lo=start, key=form)
    return np.arange(start, end, dtype=np.int64)


def _signature(form: str) -> int:
    """Return 64 bits of which each letter sets one: an edit changes two of them at most."""
    bits = 0
    for letter in form:
        bits |= 1 << (ord(letter) & 63)
    return bits


def is_run(numbers: Ints) -> bool:
    """Whether ascending numbers follow each other without a gap."""
    return numbers.size > 0 and int(numbers[-1]) - int(numbers[0]) + 1 == numbers.size


__all__ = ["Vocabulary", "is_run", "vocabulary_arrays"]
