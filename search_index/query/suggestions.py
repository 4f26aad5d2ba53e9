"""Suggestions: words of the index that are spelt like a word of the query that no text holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from search_index.analysis.words import literal_form
from search_index.query.tree import Phrase, Query, Word
from search_index.results import Suggestion
from search_index.text.matching import leaves

MAX_SUGGESTIONS: Final = 5
"""Words suggested in a language."""

MAX_CORRECTED_WORDS: Final = 5
"""Words of a query for which suggestions are sought: each costs a look at all forms of each
language, so that a query of nothing but misspelt words would keep everybody waiting."""

FindSimilarForms = Callable[[str, str, int], Mapping[str, int]]
"""Gives the forms of a language within so many edits of a form, and how often texts hold them."""


def missing_words(query: Query, holds: Callable[[Word | Phrase], bool]) -> tuple[str, ...]:
    """Return the query's words that no text holds, at most MAX_CORRECTED_WORDS.

    `holds` is asked of phrases first: where one is found, so are its words.
    """
    missing = (word for word in _words_in_doubt(query, holds) if not holds(Word(word)))
    return tuple(islice(missing, MAX_CORRECTED_WORDS))


def max_edits(word: str) -> int:
    """Return the most edits that a suggestion may be away; 0 for numbers and very short words.

    0 for numbers, and for words so short that half of all short words would be near.
    """
    if len(word) < 3 or any(letter.isdigit() for letter in word):  # noqa: PLR2004  (two letters)
        return 0
    return 1 if len(word) <= 4 else 2  # noqa: PLR2004  (four letters)


def suggest_words(
    missing: Iterable[str], languages: Iterable[str], nearest: FindSimilarForms
) -> tuple[Suggestion, ...]:
    """Return similar words of the index for each word that no text holds, with the fewest edits.

    Forms with the same first letter come first, then the more frequent.
    """
    codes = tuple(languages)
    return tuple(found for word in missing for found in _suggestions_for(word, codes, nearest))


def _words_in_doubt(query: Query, holds: Callable[[Word | Phrase], bool]) -> Iterator[str]:
    """Yield, each once, the words of phrases that no text holds, and the words that stand alone."""
    seen: set[str] = set()
    for leaf in leaves(query):
        if isinstance(leaf, Word):
            words: tuple[str, ...] = (leaf.text,)
        elif isinstance(leaf, Phrase) and not holds(leaf):
            words = leaf.words
        else:
            continue
        yield from (word for word in dict.fromkeys(words) if word not in seen)
        seen.update(words)


def _suggestions_for(
    word: str, languages: Iterable[str], nearest: FindSimilarForms
) -> Iterator[Suggestion]:
    form = literal_form(word)
    for distance in range(1, max_edits(form) + 1):
        found = {language: nearest(form, language, distance) for language in languages}
        if any(found.values()):
            break
    else:
        return
    for language, forms in found.items():
        ranked = sorted(forms, key=lambda near: (near[0] != form[0], -forms[near], near))
        if ranked:
            yield Suggestion(word, language, tuple(ranked[:MAX_SUGGESTIONS]))
