"""The words of the lexicon's terms in one language, and which of them a printed word matches."""

from collections.abc import Mapping, Sequence

from archive.topics import TermMatch, TermWord
from archive.topics.term import MIN_PREFIX_LENGTH
from search_index.analysis import Word, analyse_word
from search_index.analysis.analyser import CACHED_WORDS
from search_index.query.analysed_term import AnalysedTerm, analyse_term

TermNumbers = tuple[int, ...]
"""Which of a language's term words a printed word answers to, by number."""


class TermWordMatcher:
    """The distinct words of a language's terms, numbered, and which of them a word matches."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._numbers: dict[TermWord, int] = {}
        self._prefixes: dict[str, list[tuple[str, int]]] = {}
        """By their first letters, of which every prefix has as many: hundreds of prefixes cost
        a printed word one look."""
        self._exact: dict[str, int] = {}
        self._bases: dict[str, list[int]] = {}
        self._rows: list[tuple[AnalysedTerm, int]] = []

    @property
    def numbers(self) -> Mapping[TermWord, int]:
        """The number of each term word."""
        return self._numbers

    def number(self, wanted: TermWord) -> int:
        """Return the number of a term's word, which is added where it is new."""
        number = self._numbers.get(wanted)
        if number is None:
            number = self._numbers[wanted] = len(self._numbers)
            self._add(wanted, number)
        return number

    def marks(self, word: Word) -> TermNumbers:
        """Return the numbers of the term words that a printed word answers to.

        The parts of a compound written as one word do not count: a term that means compounds
        too ends with a star.
        """
        found: set[int] = set()
        for part in word.parts:
            for base in part.bases:
                found.update(self._bases.get(base, ()))
        for base in word.joined:
            found.update(self._bases.get(base, ()))
        for form in word.forms:
            for text, number in self._prefixes.get(form[:MIN_PREFIX_LENGTH], ()):
                if form.startswith(text):
                    found.add(number)
            if form in self._exact:
                found.add(self._exact[form])
        if len(word.parts) > 1:
            found.update(
                number for wanted, number in self._rows if has_consecutive_parts(wanted.row, word)
            )
        return tuple(sorted(found))

    def _add(self, wanted: TermWord, number: int) -> None:
        match wanted.match:
            case TermMatch.PREFIX:
                beginning = wanted.text[:MIN_PREFIX_LENGTH]
                self._prefixes.setdefault(beginning, []).append((wanted.text, number))
            case TermMatch.EXACT:
                self._exact[wanted.text] = number
            case TermMatch.INFLECTED:
                looked_for = analyse_term(wanted.text, self._language)
                for base in looked_for.single:
                    self._bases.setdefault(base, []).append(number)
                if looked_for.row:
                    self._rows.append((looked_for, number))


class PrintedWordNumbers(dict[str, TermNumbers]):
    """The term numbers of printed words, computed once each."""

    def __init__(self, words: TermWordMatcher, language: str) -> None:
        super().__init__()
        self._words = words
        self._language = language

    def of(self, printed: Sequence[str]) -> list[TermNumbers]:
        """Return the marks of a text's words as printed, in order."""
        return list(map(self.__getitem__, printed))

    def __missing__(self, printed: str) -> TermNumbers:
        if len(self) >= CACHED_WORDS:
            self.clear()
        self[printed] = marks = self._words.marks(analyse_word(printed, self._language))
        return marks


def has_consecutive_parts(row: Sequence[tuple[str, ...]], word: Word) -> bool:
    """Whether a hyphenated word has these parts in a row, each in any inflection."""
    return any(
        all(
            not set(bases).isdisjoint(part.bases)
            for bases, part in zip(row, word.parts[start:], strict=False)
        )
        for start in range(len(word.parts) - len(row) + 1)
    )
