"""Spellings of one word: aa for å, ae for æ, oe for ø, th and d for þ and ð.

Texts keep the spelling that they print (Aarhus, Århus); a question asks for all of them, where they
are one word. They are not where a dictionary knows the longer one as another word (Danish boede
and bøde; koen in Swedish, where it would be kön), nor where it is a Finnish word, in which aa, ae
and oe are no other letters (maa, må).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Final

from search_index.analysis.base_forms.dictionary import dictionary
from search_index.analysis.base_forms.dictionary_entries import DICTIONARY_LANGUAGES
from search_index.analysis.base_forms.lookup import BaseForms
from search_index.analysis.words import without_accents

MAX_INDEPENDENT_LETTERS: Final = 4
"""Places of a word that are spelt independently: of more, all are spelt alike."""
SHORTEST_NAME: Final = 5
"""Letters of the shortest word that is taken for an Icelandic name outside Icelandic."""
LONGEST_ENGLISH: Final = 4
"""Letters of the longest English word that is none of another language's (doer, toe)."""

_LONG: Final = {"å": "aa", "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "þ": "th", "ð": "d"}
_SHORT: Final = {"aa": "å", "ae": "æ", "oe": "ø", "th": "þ", "d": "ð"}
_LANGUAGES: Final = tuple(sorted(DICTIONARY_LANGUAGES - {"fi"}))
_LETTERS: Final = str.maketrans(_LONG)

_OF_PATRONYMICS: Final = ("sson", "dottir", "dóttir")
"""Ends of names, of which dictionaries know some (Gudmundsson)."""
_NORDIC: Final = "aa|ae|oe|[åæäøö]"
_ICELANDIC: Final = "th|[dþð]"
_ANY: Final = re.compile(f"({_NORDIC}|{_ICELANDIC})")
_OF_A_WORD: Final = re.compile(f"({_NORDIC}|[þð])")
_IN_FINNISH: Final = re.compile(f"(aa|ae|oe|[åæø]|{_ICELANDIC})")
_OF_A_FINNISH_WORD: Final = re.compile("(aa|[åæøþð])")
"""Where ä and ö are letters of every second word, and ae and oe no other spelling of them."""


def bases_in_other_spellings(
    form: str, language: str, forms: BaseForms, bases_of: Callable[[str], Iterable[str]]
) -> Iterator[str]:
    """Yield the base forms of a word, case-folded, in other spellings in texts of a language.

    `bases_of` returns the base forms of a word. Those of a longer spelling, or of one that no
    dictionary knows, may be another word's, whose ending it seems to have (förstaa, första): such
    a one is left out.
    """
    same = {_long_spelling(word) for word in (form, *bases_of(form))}
    for other in _other_spellings(form, language, forms):
        is_known = len(other) <= len(form) and not other.isascii() and bool(forms.known(other))
        for base in bases_of(other):
            is_other_word = forms.has(base) or dictionary("fi").knows(base)
            if is_known or _long_spelling(base) in same or not is_other_word:
                yield base


def _other_spellings(form: str, language: str, forms: BaseForms) -> Iterator[str]:
    pieces = _places(form, language, forms).split(form)
    count = len(pieces) // 2
    if not count:
        return
    longer = [_LONG.get(piece, piece) for piece in pieces[1::2]]
    choices = [(piece, _SHORT[piece]) for piece in longer]
    every = product(*choices) if count <= MAX_INDEPENDENT_LETTERS else zip(*choices, strict=True)
    for chosen in every:
        spelt = pieces.copy()
        spelt[1::2] = chosen
        other = "".join(spelt)
        if _is_same_word(other, form, forms):
            yield other


def _places(form: str, language: str, forms: BaseForms) -> re.Pattern[str]:
    """Return what finds the letters that may be spelt otherwise."""
    if language in {"is", "fo"}:
        return _ANY
    # Outside Icelandic and Faroese, th and d stand for þ and ð in names alone.
    may_be = not forms.known(form) or form.endswith(_OF_PATRONYMICS) or _is_icelandic(form)
    is_name = len(form) >= SHORTEST_NAME and may_be and not forms.pieces(form)
    if language == "fi":
        is_word = not is_name or "ä" in form or "ö" in form
        return _OF_A_FINNISH_WORD if is_word else _IN_FINNISH
    return _ANY if is_name else _OF_A_WORD


def _is_icelandic(form: str) -> bool:
    """Whether a word that a neighbour has, too (gudrun), is one in Icelandic's letters (Guðrún)."""
    return any(
        letter in form and dictionary("is").knows(form.replace(letter, _SHORT[letter]))
        for letter in ("d", "th")
    )


def _is_same_word(one: str, other: str, forms: BaseForms) -> bool:
    """Whether two spellings are of one word, so far as dictionaries know."""
    if one == other:
        return False
    longer, shorter = sorted((one, other), key=lambda word: (-len(word), not word.isascii()))
    if dictionary("fi").knows(longer):
        return False
    if len(longer) <= LONGEST_ENGLISH and dictionary("en").knows(longer):
        return False
    spelt = set(map(_long_spelling, forms.known(shorter) or (shorter,)))
    known = (forms.known(longer), *(dictionary(code).bases(longer) for code in _LANGUAGES))
    return not any(bases and spelt.isdisjoint(map(_long_spelling, bases)) for bases in known)


def _long_spelling(word: str) -> str:
    """Return a word in the longer spelling of every letter, without accents."""
    return without_accents(word).translate(_LETTERS)
