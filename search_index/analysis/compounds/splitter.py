"""The splitter of compounds written as one word: menneskehandelsofre -> menneske, handel, offer."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from search_index.analysis.compound_wholes import Compound, Wholes
from search_index.analysis.compounds.learning import SHORTEST, SHORTEST_FREE, LookUpBases, doubled
from search_index.analysis.compounds.rules import COMPOUND_LANGUAGES, CompoundRules, compound_rules
from search_index.analysis.compounds.tables import CompoundTables, compound_tables

CACHED_WORDS: Final = 50_000
"""Base forms and last words remembered: the same ones come back in many compounds."""
MAX_PARTS: Final = 5
SHORTEST_COMPOUND: Final = 5
"""Letters of the shortest compound: elnet, sømil."""
LONGEST_COMPOUND: Final = 60
"""Letters of the longest word that is looked at, so that no word takes long."""
PART_COST: Final = 1100
"""What each further part costs, in hundredths: so much that fewer parts nearly always win."""
MIN_SCORE_KNOWN: Final = 50
"""Score of head and weakest modifier by which a word of the dictionary is a compound."""
MIN_SCORE_UNKNOWN: Final = -100
"""The same for a word that the dictionary has not: most such words are compounds."""
EASED_LENGTH: Final = 8
"""Letters below which a word must score more: short words fall into parts by accident."""
SHORTNESS_COST: Final = 100
"""What each letter below that length costs."""
LENGTH_GAIN: Final = 25
"""What each letter above that length eases the measure of an unknown word, as far as it counts."""
LONGEST_EASED: Final = 10


_Head = Callable[[str], tuple[int, str] | None]
"""Returns score and base form of a text as last word, None where it can be none."""


_State = tuple[int, int, tuple[int, ...], tuple[int, ...]]
"""The best reading of a word's opening: its score, its weakest word's, where the words start, and
the numbers of their base forms."""

_START: Final[_State] = (0, 1 << 20, (), ())


class CompoundSplitter:
    """The splitter of one language's compounds; the same form always splits the same way."""

    def __init__(self, tables: CompoundTables, data: CompoundRules, known: LookUpBases) -> None:
        self._tables = tables
        self._data = data
        self._known = known
        self._wholes = Wholes(tables, data, known)
        self._of_base = lru_cache(CACHED_WORDS)(self._read_base)
        self._inflected_head = lru_cache(CACHED_WORDS)(self._find_inflected_head)

    def parts(self, form: str) -> tuple[str, ...]:
        """Return the base forms of a form's parts, in order; none where it is no compound."""
        compound = self.read(form, self._known(form))
        return () if compound is None else compound.parts

    def read(self, form: str, bases: tuple[str, ...]) -> Compound | None:
        """Return the compound that a form is, None where it is none.

        Of a form for which the dictionary has base forms, it is that of the first of them that is
        a compound; of any other, it is `split`.
        """
        if not bases:
            return self.split(form)
        return next((found for base in bases if (found := self._of_base(base))), None)

    def split(self, form: str) -> Compound | None:
        """Return the pieces of a form that the dictionary has not, None where it is no compound."""
        if self._wholes.stays_whole(form):
            return None
        eased = min(len(form) - EASED_LENGTH, LONGEST_EASED) * LENGTH_GAIN
        found = self._best(form, MIN_SCORE_UNKNOWN - max(0, eased), self._inflected_head)
        return None if found is None or self._wholes.is_one_word(form, found) else found

    def _read_base(self, base: str) -> Compound | None:
        if self._wholes.stays_whole(base):
            return None
        # The second is for a word that has no singular, such as Finnish ihmisoikeudet.
        found = self._best(base, MIN_SCORE_KNOWN, self._uninflected_head, self._inflected_head)
        return None if found is None or self._wholes.is_simple(found) else found

    def _parts_of(self, base: str) -> tuple[str, ...]:
        compound = self._of_base(base)
        return (base,) if compound is None else compound.parts

    def _uninflected_head(self, text: str) -> tuple[int, str] | None:
        score = self._tables.head(text)
        return None if score is None else (score, text)

    def _find_inflected_head(self, text: str) -> tuple[int, str] | None:
        short = len(text) < SHORTEST_FREE and text not in self._data.short
        if short or text in self._data.suffixes or text in self._data.derived:
            return None
        given = self._data.heads.get(text)
        scored = (
            (score, base)
            for base in ((given,) if given else self._known(text))
            if (score := self._tables.head(base)) is not None
        )
        return max(scored, default=None, key=lambda head: head[0])

    def _best(self, form: str, enough: int, *heads_of: _Head) -> Compound | None:
        """Return the reading of fewest and most usual parts, None where none is likely enough.

        Heads are looked for in one way after the other, until one gives a reading.
        """
        if not SHORTEST_COMPOUND <= len(form) <= LONGEST_COMPOUND:
            return None
        enough += max(0, EASED_LENGTH - len(form)) * SHORTNESS_COST
        states = self._openings(form)
        for head_of in heads_of if states else ():
            found = self._best_head(form, states, head_of, enough)
            if found is not None:
                return self._compound(form, *found)
        return None

    def _best_head(
        self, form: str, states: dict[int, _State], head_of: _Head, enough: int
    ) -> tuple[int, _State, str] | None:
        """Return where the best reading's head starts, what stands before it, and its base form."""
        best, found = None, -(1 << 20)
        for at, state in states.items():
            head = head_of(form[at:])
            if head is None or state[1] + head[0] < enough or state[0] + head[0] <= found:
                continue
            if not self._cuts_a_word(form, (*state[2], at), head[1]):
                best, found = (at, state, head[1]), state[0] + head[0]
        return best

    def _cuts_a_word(self, form: str, cuts: tuple[int, ...], base: str) -> bool:
        """Whether pieces in a row are one word: fakta-base-ret, midt-sjæl-land."""
        at = cuts[-1]
        if self._wholes.cuts_a_closing(form, at, base):
            return True
        for place, start in enumerate(cuts[:-1]):
            if any(self._wholes.is_one_piece(form[start:end]) for end in cuts[place + 2 :]):
                return True
            if start and self._is_one_closing(form, start, at, base):
                return True
        return False

    def _is_one_closing(self, form: str, start: int, at: int, base: str) -> bool:
        """Whether what closes the form is a word that is no compound, in whatever inflection."""
        whole = self._wholes.stays_whole
        if whole(form[start:]) or whole(form[start:at] + base):
            return True
        bases = self._known(form[start:])
        could_close = any(self._tables.head(each) is not None for each in bases)
        return could_close and all(self._of_base(each) is None for each in bases)

    def _compound(self, form: str, at: int, state: _State, base: str) -> Compound:
        cuts = (*state[2], at)
        pieces = tuple(form[start:end] for start, end in pairwise(cuts))
        bases = (*map(self._tables.base, state[3]), base)
        parts = tuple(part for each in bases for part in self._parts_of(each))
        return Compound(pieces, form[at:], bases, parts)

    def _openings(self, form: str) -> dict[int, _State]:
        """Return the best reading of what stands before each place that ends a first word."""
        states = {0: _START}
        last = len(form) - SHORTEST
        for at in range(last):
            state = states.get(at)
            if state is not None and len(state[3]) < MAX_PARTS - 1:
                self._extend(states, form, at, last)
        del states[0]
        return states

    def _extend(self, states: dict[int, _State], form: str, at: int, last: int) -> None:
        """Note the readings that go on with one more first word."""
        before, weakest, cuts, numbers = states[at]
        for length, gain, number in self._tables.modifiers(form[at:last]):
            end, score = at + length, before + gain - PART_COST
            if at and form[at:end] in self._data.openers:
                continue
            state = (score, min(weakest, gain), (*cuts, at), (*numbers, number))
            if end not in states or score > states[end][0]:
                states[end] = state
            if self._data.overlap and length >= SHORTEST_FREE and doubled(form, end):
                shared = states.setdefault(end - 1, state)
                if score > shared[0]:
                    states[end - 1] = state


def compound_splitter(code: str, known: LookUpBases) -> CompoundSplitter | None:
    """Return the splitter of a language, given its dictionary; None where it has none."""
    if code not in COMPOUND_LANGUAGES:
        return None
    return CompoundSplitter(compound_tables(code), compound_rules(code), known)
