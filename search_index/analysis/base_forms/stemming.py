"""Stemming: what stands behind the dictionary for words that it does not know."""

import threading

import Stemmer


class SharedStemmer:
    """A Snowball stemmer that several threads may use.

    It keeps state while it works and must not be entered by two threads. Words are cached
    elsewhere, so its own cache would only cost.
    """

    def __init__(self, algorithm: str) -> None:
        self._stemmer = Stemmer.Stemmer(algorithm, 0)
        self._lock = threading.Lock()

    def stem(self, word: str) -> str:
        """Return the word's stem."""
        with self._lock:
            stem: str = self._stemmer.stemWord(word)
        return stem
