"""The base forms of a form: dictionary, compound with a known head, ending, stem, in this order."""

from search_index.analysis.dictionary import Dictionary, dictionary
from search_index.analysis.languages import Language
from search_index.analysis.norwegian import Bridge, norwegian_bridge
from search_index.analysis.stemming import SharedStemmer
from search_index.analysis.words import bridged, stem_of_ending, without_accents

SHORTEST_HEAD = 4
"""Letters of the shortest head by which an unknown compound is read."""
SHORTEST_MODIFIER = 3


class BaseForms:
    """The base forms of one language's forms; the same form always has the same."""

    def __init__(self, language: Language) -> None:
        self._own_letters = str.maketrans(dict(language.own_letters))
        self._genitives = language.genitives
        self._dictionaries: tuple[Dictionary, ...] = tuple(map(dictionary, language.dictionaries))
        self._stemmer = SharedStemmer(language.stemmer) if language.stemmer else None
        self._bridge: Bridge | None = norwegian_bridge() if language.norwegian else None

    def of(self, form: str) -> tuple[str, ...]:
        """Return what the form, case-folded, may be an inflection of: at least one base form."""
        word = stem_of_ending(form).translate(self._own_letters)
        found = self.known(word) or self._of_compound(word) or (self._stem(word),)
        if self._bridge is not None:
            found = tuple(map(self._bridge.canonical, found))
        return tuple(dict.fromkeys(bridged(without_accents(base)) for base in found))

    def known(self, word: str) -> tuple[str, ...]:
        """Return the base forms that dictionaries have for a word; none where they know none."""
        plain = without_accents(word)
        for each in self._dictionaries:
            found = each.bases(word) or self._of_genitive(each, word)
            if not found and plain != word:
                found = each.bases(plain)
            if found:
                return found
        return ()

    def _of_genitive(self, known: Dictionary, word: str) -> tuple[str, ...]:
        for ending in self._genitives:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_MODIFIER:
                found = known.bases(word.removesuffix(ending))
                if found:
                    return found
        return ()

    def _of_compound(self, word: str) -> tuple[str, ...]:
        """Return the base forms of an unknown compound: those of its longest known head."""
        if not self._dictionaries:
            return ()
        for start in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1):
            heads = self.known(word[start:])
            if heads and self._is_modifier(word[:start]):
                return tuple(dict.fromkeys(word[:start] + head for head in heads))
        return ()

    def _is_modifier(self, text: str) -> bool:
        return bool(self.known(text) or (text[-1] in "se" and self.known(text[:-1])))

    def _stem(self, word: str) -> str:
        word = without_accents(word)
        return word if self._stemmer is None else self._stemmer.stem(word)
