"""Generated queries: texts by the grammar of the query language, and texts that break it.

A hypothesis strategy over an archive's own words and values, for the tests and for
benchmarks.differential.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

_Value = TypeVar("_Value")


STRANGE = (
    *("§", "§ 257", "–", "- -", "EU:n", "18:58", "d'Hondt", "3,5", "A 1636/kultur", "COP 26", "é"),
    *("a\u0308l", "İ", "ß", "ﬁsk", "ǅ", "٣", "ᏸ", "𝒳", "\u200b", "\u00ad", "\ufeff", "\ud7ff"),
    *("日本", "شكر", "🙂", "a\u0301\u0301", "o’brien", "nordisk-baltisk", "_", "__a", "¹²", "Ⅻ"),
    *("and", "or", "not", "TO", r"\AND", r"a\:b", r"\*a", r"a\ b", r"\"a", "C++", "&&", "||"),
)
"""Words and signs that are no plain words, or look like operators."""

SIGNS = "\"'()[]{}<>~*?^:=+-!/\\&|.,;§ \t\n\0\ue000“»aåÄ1²ANDORT"
"""The alphabet of broken queries."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an archive's queries are made of."""

    words: Sequence[str] = field(repr=False)
    """As printed in its texts."""
    values: Mapping[str, Sequence[str]] = field(repr=False)
    """By field of the query language, values that there are."""


@st.composite
def query_texts(draw: st.DrawFn, vocabulary: Vocabulary) -> str:
    """Return a query: most by the grammar, some damaged, some of signs alone, some excessive."""
    # Written as a walk, not as strategies of strategies: hypothesis writes those out, at length.
    writer = _Writer(draw, vocabulary)
    kind = writer.number(9)
    if kind < 6:  # noqa: PLR2004  (six of ten)
        return writer.query(3)
    if kind < 8:  # noqa: PLR2004  (two of ten)
        return writer.damaged()
    if kind == 8:  # noqa: PLR2004  (one of ten)
        return draw(st.text(st.sampled_from(SIGNS), max_size=40))
    return writer.excessive()


class _Writer:
    """Writes one query, drawing what it needs."""

    def __init__(self, draw: st.DrawFn, vocabulary: Vocabulary) -> None:
        self._draw = draw
        self._vocabulary = vocabulary

    def number(self, most: int) -> int:
        """Return a number from 0 to `most`."""
        return self._draw(st.integers(0, most))

    def query(self, depth: int) -> str:
        """Return a leaf or an operation on queries."""
        kind = self.number(9)
        if not depth or kind < 4:  # noqa: PLR2004  (four of ten)
            return self.leaf()
        one = self.query(depth - 1)
        if kind < 8:  # noqa: PLR2004  (four of ten)
            operators = (" ", " ", " AND ", " OR ", " AND NOT ", " OR NOT ", " -", " +")
            return one + self._one_of(operators) + self.query(depth - 1)
        return self._one_of(("({})", "NOT ({})", "-{}", "language:({})")).format(one)

    def leaf(self) -> str:
        """Return a word, phrase, pattern, fuzzy word, field or range."""
        writers: tuple[Callable[[], str], ...] = (
            *(4 * (self._word,)),
            lambda: f"={self._word()}",
            self._pattern,
            self._pattern,
            lambda: f"{self._word()}~{self._one_of(('', '0', '1', '2', '3', '1.5'))}",
            self._phrase,
            lambda: f"{self._phrase()}~{self._one_of(('', '0', '1', '3', '100', '101'))}",
            self._field,
            self._range,
            lambda: self._one_of(("*", "*:*", '""', "()", "AND", "OR", "NOT")),
        )
        return self._one_of(writers)()

    def damaged(self) -> str:
        """Return a query with a letter taken out and a sign put in."""
        text = self.query(3)
        out, into = self.number(len(text)), self.number(len(text))
        without = text[:out] + text[out + 1 :]
        return without[:into] + self._one_of(SIGNS) + without[into:]

    def excessive(self) -> str:
        """Return a query about the bounds on length, clauses, patterns and depth."""
        leaf, kind = self.leaf(), self.number(2)
        if kind == 0:
            operator = self._one_of((" ", " OR ", " AND "))
            return operator.join([leaf] * self._one_of((8, 9, 16, 17, 64, 65)))
        levels = 18 + self.number(8)
        return "(" * levels + leaf + ")" * levels if kind == 1 else "NOT " * levels + leaf

    def _word(self) -> str:
        kind = self.number(9)
        if kind == 0:
            return self._one_of(STRANGE)
        if kind == 1:
            return self._draw(st.text(max_size=6))
        word = self._one_of(self._vocabulary.words)
        if kind == 2:  # noqa: PLR2004  (misspelt)
            at = self.number(len(word) - 1)
            return word[:at] + self._one_of("aexåö") + word[at + 1 :]
        return word

    def _pattern(self) -> str:
        """Return a word with a wildcard at its beginning, its end or within."""
        word = self._word()
        at = self.number(len(word))
        after = word[at + self.number(1) :]
        return word[:at] + self._one_of(("*", "*", "?", "**", "?*")) + after

    def _phrase(self) -> str:
        words = self._vocabulary.words
        if self.number(1):
            # Words that stand in a row: of a text where the vocabulary has them in its order.
            at = self.number(len(words) - 1)
            return f'"{" ".join(words[at : at + 1 + self.number(2)])}"'
        return f'"{" ".join(self._word() for _ in range(1 + self.number(3)))}"'

    def _field(self) -> str:
        values = self._vocabulary.values
        kind, name = self.number(3), self._one_of(tuple(values))
        if kind < 2:  # noqa: PLR2004  (half of them)
            return f'{name}:"{self._one_of(values[name])}"'
        if kind == 2:  # noqa: PLR2004  (a quarter)
            return f"{name}:({self._value()} OR {self._value()})"
        return f"{self._one_of((name, 'Speaker', 'titel', '*'))}:{self._value()}"

    def _value(self) -> str:
        return self._word() if self.number(1) else self._one_of(("*", '""', "2012", "no", "x*"))

    def _range(self) -> str:
        name = self._one_of(("year", "number", "date", "year", "number", "date", "session", "x"))
        if self.number(1):
            return f"{name}:{self._one_of(('>', '>=', '<', '<='))}{self._bound()}"
        opening, closing = self._one_of("[{"), self._one_of("]}")
        return f"{name}:{opening}{self._bound()} TO {self._bound()}{closing}"

    def _bound(self) -> str:
        kind = self.number(2)
        if kind == 0:
            return str(self.number(40))
        if kind == 1:
            return self._one_of(tuple(self._vocabulary.values["year"]))
        return self._one_of(("*", "2012-10", "2012-10-31", "2012-02-30", "0000", "9999", "-1", "x"))

    def _one_of(self, values: Sequence[_Value]) -> _Value:
        return values[self.number(len(values) - 1)]
