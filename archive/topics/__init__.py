"""Topics: the lexicon that says by which words each language speaks of a subject."""

from archive.topics.lexicon import Concept, ExcludedSense, Lexicon, Topic, label_of
from archive.topics.lexicon_files import load_lexicon, read_lexicon
from archive.topics.term import Term, TermMatch, TermWord, read_term

__all__ = [
    "Concept",
    "ExcludedSense",
    "Lexicon",
    "Term",
    "TermMatch",
    "TermWord",
    "Topic",
    "label_of",
    "load_lexicon",
    "read_lexicon",
    "read_term",
]
