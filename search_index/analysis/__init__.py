"""Analysis: what becomes of a text's words before any engine sees them."""

from search_index.analysis.analyser import Token, analyse, analyse_word, printed_words
from search_index.analysis.version import analysis_version
from search_index.analysis.words import Part, Word

ANALYSIS_VERSION = analysis_version()
"""Changes whenever a text would be analysed differently: an index of another one is stale."""

__all__ = [
    "ANALYSIS_VERSION",
    "Part",
    "Token",
    "Word",
    "analyse",
    "analyse_word",
    "printed_words",
]
