"""The analyser: text to tokens with position, form and base forms, cached by printed word."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import RLock
from typing import Final

from search_index.analysis.base_forms.lookup import BaseForms
from search_index.analysis.compounds.suspended import (
    full_words,
    other_part_offset,
    words_in_context,
)
from search_index.analysis.function_words import is_foreign, languages_with
from search_index.analysis.languages import Language, language_data
from search_index.analysis.spellings import bases_in_other_spellings
from search_index.analysis.words import (
    CONTEXT,
    PRINTED_WORD,
    Part,
    Word,
    normalised,
    split_form,
    unify_letters,
    without_accents,
)

CACHED_WORDS: Final = 200_000
"""Printed words remembered per language; at the bound the memory is emptied."""


@dataclass(frozen=True, slots=True)
class Token:
    """A printed word in its place."""

    start: int
    """Offset of its first character in the text's composed form (`normalised`)."""
    end: int
    position: int
    """The running number of its first part; the parts of a compound take one each."""
    word: Word


def printed_words(text: str) -> list[str]:
    """Return the words of a query or term as printed, in order."""
    return PRINTED_WORD.findall(normalised(text))


def analyse(text: str, language: str) -> tuple[Token, ...]:
    """Return the tokens of a text in a language."""
    words = _words_of(language)
    text = normalised(text)
    tokens, position = [], 0
    for match, printed in zip(PRINTED_WORD.finditer(text), words_in_context(text), strict=True):
        word = words[printed]
        tokens.append(Token(match.start(), match.end(), position, word))
        position += len(word.parts)
    return tuple(tokens)


def analyse_word(printed: str, language: str) -> Word:
    """Return what a single printed word becomes in a language."""
    return _words_of(language)[printed]


def words_with_bases(printed: Iterable[str], bases: Iterable[str], language: str) -> set[str]:
    """Return the printed words of which a part may be an inflection of one of the base forms.

    For many words at once: what was analysed before costs next to nothing.
    """
    words = _words_of(language)
    distinct, bases = list(set(printed)), tuple(bases)
    found: set[str] = set()
    for start in range(0, len(distinct), CACHED_WORDS):
        some = set(distinct[start : start + CACHED_WORDS])
        by_base = words.by_base(some)
        for base in bases:
            found.update(some.intersection(by_base.get(base, ())))
    return found


def query_bases(texts: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    """Return the base forms that each part of a query's words is searched by, in all spellings.

    Those of the word's other spellings are among them.
    """
    forms = _part_forms(texts, language)
    return tuple(_in_all_spellings(form, language) for form in forms)


def typed_bases(texts: Sequence[str], language: str) -> tuple[tuple[str, ...], ...]:
    """Return what `query_bases` returns, but of words in the spelling in which they are typed."""
    return tuple(query_word_bases(form, language) for form in _part_forms(texts, language))


def _part_forms(texts: Sequence[str], language: str) -> list[str]:
    return [
        part.form
        for text in texts
        for printed in printed_words(text)
        for part in analyse_word(printed, language).parts
    ]


@lru_cache(CACHED_WORDS)
def query_word_bases(form: str, language: str) -> tuple[str, ...]:
    """Return the base forms that a query's word, case-folded, is searched by in a language.

    They are those of the word in a text, with two exceptions for function words, which in another
    language are seldom what is meant. Of a language to which it is foreign, it is asked for itself
    (Danish "og" of English, which knows it as oganesson). In one of several that have it, a base
    form that is spelt unlike it and unlike its base forms in the others is left out, if the word is
    a base form itself (Danish "er" does not ask Swedish for "ni").
    """
    bases = _bases(form, language)
    itself = _folded(form)
    if is_foreign(form, language):
        return (itself,)
    others = languages_with(form) - {language}
    if not others or itself not in bases:
        return bases
    letters = {base[0] for other in others for base in _bases(form, other)}
    return tuple(base for base in bases if base == itself or base[0] in letters)


@lru_cache(CACHED_WORDS)
def _in_all_spellings(form: str, language: str) -> tuple[str, ...]:
    """Return the base forms by which a word is asked for, those of its other spellings too."""
    bases = query_word_bases(form, language)
    if is_foreign(form, language):
        return bases
    others = bases_in_other_spellings(
        form,
        language,
        _words_of(language).base_forms,
        lambda spelt: query_word_bases(spelt, language),
    )
    return tuple(dict.fromkeys((*bases, *others)))


def _bases(form: str, language: str) -> tuple[str, ...]:
    return _words_of(language)[form].parts[0].bases


def _folded(form: str) -> str:
    return unify_letters(without_accents(form))


class _WordCache(dict[str, Word]):
    """Printed words of one language, each analysed when first met."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language.code
        self.base_forms = BaseForms(language)
        self._by_base: dict[str, tuple[str, ...]] = {}
        self._not_by_base: list[str] = []
        self._sorting = RLock()

    def by_base(self, needed: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return words by what they may be an inflection of, among them those that are needed.

        Whoever only analyses does not pay for it: words are sorted in when this is asked for.
        """
        with self._sorting:
            if len(self) + len(needed) > CACHED_WORDS:
                self._forget()
            for printed in needed:
                if printed not in self:
                    self[printed]
            while self._not_by_base:
                printed = self._not_by_base.pop()
                for base in {base for part in self[printed].parts for base in part.bases}:
                    self._by_base[base] = (*self._by_base.get(base, ()), printed)
            return self._by_base

    def __missing__(self, printed: str) -> Word:
        form, parts = split_form(printed)
        found = tuple(map(self._part, parts))
        joined = self._joined(found) if len(found) > 1 else ()
        word = Word(form, found, joined, self._suspended(form, found))
        with self._sorting:
            if len(self) >= CACHED_WORDS:
                self._forget()
            self._not_by_base.append(printed)
            self[printed] = word
        return word

    def _forget(self) -> None:
        self.clear()
        self._by_base = {}
        self._not_by_base.clear()

    def _part(self, form: str) -> Part:
        bases, within = self.base_forms.of(form)
        if is_foreign(form, self._language):
            # A question asks for it is printed.
            bases = tuple(dict.fromkeys((*bases, _folded(form))))
        return Part(form, bases, within)

    def _suspended(self, form: str, parts: Sequence[Part]) -> tuple[str, ...]:
        """Return the base forms of the full word of which a member's last or first part is one."""
        if CONTEXT not in form:
            return ()
        context = form.partition(CONTEXT)[2]
        member = parts[-1 if other_part_offset(context) > 0 else 0]
        pairs = full_words(member.form, context, self.base_forms)
        bases = (self._joined([self._part(part) for part in pair]) for pair in pairs)
        own = {*member.bases, *member.within}
        return tuple(dict.fromkeys(base for found in bases for base in found if base not in own))

    def _joined(self, parts: Sequence[Part]) -> tuple[str, ...]:
        """Return the base forms of a hyphenated compound's spelling as one word."""
        forms = [part.form for part in parts]
        if not all(map(str.isalnum, forms)) or not any(map(str.isalpha, forms)):
            return ()
        whole = self.base_forms.of("".join(forms)).bases
        before = _folded("".join(forms[:-1]))
        return tuple(dict.fromkeys((*whole, *(before + base for base in parts[-1].bases))))


@cache
def _words_of(language: str) -> _WordCache:
    return _WordCache(language_data(language))
