"""Words that are no compounds, whatever they fall into: kultur, midtsjælland, asuvilla."""

from typing import Final, NamedTuple

from search_index.analysis.compounds.learning import LookUpBases
from search_index.analysis.compounds.rules import CompoundRules
from search_index.analysis.compounds.tables import CompoundTables

LONGEST_NAME: Final = 11
"""Letters of the longest unknown word that the ending of a name makes a name."""


class Compound(NamedTuple):
    """A compound as printed: its pieces in a row are the word."""

    modifiers: tuple[str, ...]
    """The first words as printed, with their links."""
    head_form: str
    """The last word as printed, in whatever inflection."""
    bases: tuple[str, ...]
    """The base forms of the pieces, of which some may be compounds themselves."""
    parts: tuple[str, ...]
    """The base forms of words that are no compounds, in order."""

    @property
    def modifier(self) -> str:
        """Everything before the head: with the head's base form, it is the compound's."""
        return "".join(self.modifiers)


class Wholes:
    """What of one language is not cut."""

    def __init__(self, tables: CompoundTables, data: CompoundRules, known: LookUpBases) -> None:
        self._tables = tables
        self._data = data
        self._known = known
        self._derived = tuple(data.derived)
        self._genitive = any(link.printed == "s" and not link.base for link in data.links)

    def stays_whole(self, word: str) -> bool:
        """Whether a word is no compound by the data, or a name, or the genitive of one of them."""
        return self._tables.is_name(word) or self.is_one_piece(word)

    def is_one_piece(self, word: str) -> bool:
        """Whether a word is not cut within longer ones either: by the data, or as a short name.

        Long names are compounds (Helseinstituttet).
        """
        if self._is_simple_or_short_name(word):
            return True
        return self._genitive and word[-1:] == "s" and self._is_simple_or_short_name(word[:-1])

    def is_simple(self, found: Compound) -> bool:
        """Whether what was taken for a compound is an inflection of a word that is none."""
        return found.modifier + found.bases[-1] in self._data.simple

    def is_one_word(self, form: str, found: Compound) -> bool:
        """Whether a form is a word that is no compound, in an inflection, or a name."""
        if self.stays_whole(found.modifier + found.bases[-1]) or self._is_participle(found):
            return True
        if len(form) > LONGEST_NAME or len(found.modifiers) > 1:
            return False
        return found.bases[-1] in self._data.name_endings

    def cuts_a_closing(self, form: str, at: int, base: str) -> bool:
        """Whether a closing of derived words begins before the last word: sat-unnainen."""
        return any(
            len(closing) > len(word) - at
            for word in (form, form[:at] + base)
            if word.endswith(self._derived)
            for closing in self._derived
            if word.endswith(closing)
        )

    def _is_simple_or_short_name(self, word: str) -> bool:
        if word in self._data.simple:
            return True
        return len(word) <= LONGEST_NAME and self._tables.is_name(word)

    def _is_participle(self, found: Compound) -> bool:
        """Whether the last word is what another form ends in: kannus-tavan is of kannustaa.

        So is it in a compound's last word: ala-viiva-tuilla is of alaviivattu.
        """
        before = {found.modifier, found.modifiers[-1]}
        return any(
            self._is_word(opening + ending)
            for closing, ending in self._data.participles
            if closing in {found.head_form, found.bases[-1]}
            for opening in before
        )

    def _is_word(self, word: str) -> bool:
        return word in self._known(word) or self.stays_whole(word)
