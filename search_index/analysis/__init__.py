"""Analysis: what becomes of a text's words before any engine sees them."""

from search_index.analysis.analyser import Token, analyse, analyse_word, printed_words
from search_index.analysis.words import ANALYSIS_VERSION, Part, Word

__all__ = [
    "ANALYSIS_VERSION",
    "Part",
    "Token",
    "Word",
    "analyse",
    "analyse_word",
    "printed_words",
]
