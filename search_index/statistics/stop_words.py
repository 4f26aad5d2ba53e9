"""Stop words: the function words of a language, left out where it is asked what texts are about.

Base forms of the words are left out where stop words are, so that every inflection of them is.
"""

from functools import cache

from search_index.analysis.analyser import query_bases
from search_index.analysis.function_words import FUNCTION_WORDS


@cache
def stop_word_bases(language: str) -> frozenset[str]:
    """Return the base forms of a language's stop words; none where there is no list of them."""
    words = FUNCTION_WORDS.get(language, ())
    return frozenset(
        base for word in words for part in query_bases([word], language) for base in part
    )
