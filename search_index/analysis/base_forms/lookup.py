"""The base forms of a form: by dictionary, else by a compound's head, else by endings or stem."""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from search_index.analysis.base_forms.dictionary import Dictionary, dictionary
from search_index.analysis.base_forms.endings import endings_of
from search_index.analysis.base_forms.norwegian import norwegian_bridge
from search_index.analysis.base_forms.stemming import SharedStemmer
from search_index.analysis.compound_wholes import Compound
from search_index.analysis.compounds.splitter import compound_splitter
from search_index.analysis.languages import Language
from search_index.analysis.words import unify_letters, without_accents, without_ending

SHORTEST_BEFORE_CLITIC: Final = 3
"""Letters of the shortest word to which something is taken to be added."""

PARTS_OF_NESTED: Final = 3
"""Parts of the smallest compound of which a part may be a compound itself."""
CACHED_LOOKUPS: Final = 16_384
"""Looked-up words remembered per language."""

_Bridge = Callable[[str], tuple[str, ...]]


class FormAnalysis(NamedTuple):
    """What a form may be an inflection of, and what it is composed of."""

    bases: tuple[str, ...]
    """At least one base form."""
    within: tuple[str, ...]
    """The base forms of a compound's parts, those of which it is composed of directly first."""


class BaseForms:
    """The base forms of one language's forms; the same form always has the same."""

    def __init__(self, language: Language) -> None:
        self._own_letters = str.maketrans(dict(language.own_letters))
        self._added = language.added
        self._added_endings = tuple({ending for ending, _ in language.added})
        self._times = 2 if len(language.added) > 1 else 1
        self._dictionaries = tuple(
            (dictionary(code), _bridge(language.code, code)) for code in language.dictionaries
        )
        self._bridge = _bridge(language.code, language.code)
        # A compound's pieces are looked up more than once; words are remembered by the analyser.
        self._known = lru_cache(CACHED_LOOKUPS)(self._look_up)
        self._compounds = compound_splitter(language.code, self.known)
        self._endings = endings_of(language.code)
        self._stemmer = SharedStemmer(language.stemmer) if language.stemmer else None

    def of(self, form: str) -> FormAnalysis:
        """Return the base forms of a case-folded form, and of its parts if it is a compound."""
        word = without_ending(form)
        if not word.isascii():
            word = word.translate(self._own_letters)
        if word.isdigit():
            return FormAnalysis((word,), ())
        known, bridge = self._known(word)
        compound = None if known or self._compounds is None else self._compounds.split(word)
        found = known or self._of_compound(compound) or self._stems(word)
        bases = _folded(found, bridge)
        parts = self._parts(word, compound)
        if not parts:
            return FormAnalysis(bases, ())
        within = _folded(parts, self._bridge)
        return FormAnalysis(bases, tuple(part for part in within if part not in bases))

    @property
    def has_dictionary(self) -> bool:
        """Whether there is a dictionary that may know a word of the language."""
        return bool(self._dictionaries)

    def known(self, word: str) -> tuple[str, ...]:
        """Return the base forms that dictionaries have for a word; none where they know none."""
        return self._known(word)[0]

    def has(self, word: str) -> bool:
        """Whether dictionaries know a word, in a neighbour's letters too."""
        return bool(self.known(word.translate(self._own_letters)))

    def pieces(self, form: str) -> tuple[str, ...]:
        """Return the pieces of a compound in a row; none where the form, case-folded, is none.

        Of a form that the dictionary has, they are those of its base form.
        """
        word = without_ending(form).translate(self._own_letters)
        compound = self._compounds and self._compounds.read(word, self.known(word))
        return (*compound.modifiers, compound.head_form) if compound else ()

    def _look_up(self, word: str) -> tuple[tuple[str, ...], _Bridge]:
        plain = word if word.isascii() else without_accents(word)
        for each, bridge in self._dictionaries:
            found = each.bases(word) or self._without_added(each, word, self._times)
            if not found and plain != word:
                found = each.bases(plain)
            if found:
                return found, bridge
        return (), self._bridge

    def _without_added(self, known: Dictionary, word: str, times: int) -> tuple[str, ...]:
        """Return the base forms of a word without its clitics, at most two of them (-ssaan-kin)."""
        if not word.endswith(self._added_endings):
            return ()
        for ending, instead in self._added:
            if word.endswith(ending) and len(word) >= SHORTEST_BEFORE_CLITIC + len(ending):
                less = word.removesuffix(ending) + instead
                found = known.bases(less)
                if not found and times > 1:
                    found = self._without_added(known, less, times - 1)
                if found:
                    return found
        return ()

    def _of_compound(self, compound: Compound | None) -> tuple[str, ...]:
        """Return the base forms of an unknown compound: those of its head, with its modifier."""
        if compound is None:
            return ()
        heads = dict.fromkeys((*self.known(compound.head_form), compound.bases[-1]))
        return tuple(compound.modifier + head for head in heads)

    def _parts(self, word: str, compound: Compound | None) -> Collection[str]:
        """Return the parts of a compound, and before them the compounds among its parts."""
        if self._compounds is None:
            return ()
        if compound is None:
            parts = self._compounds.parts(word)
            if len(parts) < PARTS_OF_NESTED:
                return parts
            compound = self._compounds.split(word)
            return parts if compound is None else dict.fromkeys((*compound.bases, *parts))
        nested = (self._compounds.parts(base) for base in compound.bases)
        return dict.fromkeys((*compound.bases, *chain.from_iterable(nested)))

    def _stems(self, word: str) -> tuple[str, ...]:
        if self._endings is not None:
            return self._endings.stems(word)
        word = without_accents(word)
        return (word if self._stemmer is None else self._stemmer.stem(word),)


def _bridge(language: str, of_dictionary: str) -> _Bridge:
    """Return what joins the base forms of the two written languages of Norway.

    A word of bokmål's that only nynorsk's dictionary knows is bridged as nynorsk's.
    """
    if language == "nn" or (language, of_dictionary) == ("nb", "nn"):
        return norwegian_bridge().of_nynorsk
    if language == "nb":
        return norwegian_bridge().of_bokmal
    return _unbridged


def _unbridged(base: str) -> tuple[str, ...]:
    return (base,)


def _folded(bases: Iterable[str], bridge: _Bridge) -> tuple[str, ...]:
    """Return the base forms in the spelling in which all languages meet, each once."""
    if bridge is not _unbridged:
        bases = [each for base in bases for each in bridge(base)]
    folded = [base if base.isascii() else unify_letters(without_accents(base)) for base in bases]
    return tuple(folded) if len(folded) == 1 else tuple(dict.fromkeys(folded))
