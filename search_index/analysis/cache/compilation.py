"""Compile all dictionaries and compound tables, side by side, once a machine.

Without it they are compiled one by one as words of their languages are met, and whoever asks the
first question waits for all of them.
"""

from collections.abc import Callable, Sequence
from typing import Final

from search_index.analysis.base_forms import dictionary
from search_index.analysis.compounds import tables
from search_index.analysis.worker_processes import processor_count, worker_pool

LANGUAGES: Final = ("fi", "sv", "da", "nb", "nn", "is", "en", "fo")
"""Those that take longest first, so that none of them is left over for the end."""


def nothing_to_compile() -> bool:
    """Whether nothing is left to be compiled."""
    return not (_missing(dictionary.is_compiled) or _missing(tables.is_compiled))


def compile_missing(told: Callable[[str], object]) -> None:
    """Compile what the cache folder lacks; call `announce` with a sentence before starting.

    It takes a minute on two processors and up to 800 MB in each of two processes.
    """
    if nothing_to_compile():
        return
    told("Compiling the dictionaries of the Nordic languages: about a minute, once a machine.")
    with worker_pool(min(2, processor_count())) as pool:
        # The tables of a language are learned from its dictionary and its neighbours'.
        list(pool.map(_compile_dictionary, _missing(dictionary.is_compiled)))
        list(pool.map(_compile_tables, _missing(tables.is_compiled)))


def _missing(is_compiled: Callable[[str], bool]) -> Sequence[str]:
    return [code for code in LANGUAGES if not is_compiled(code)]


def _compile_dictionary(code: str) -> None:
    dictionary.dictionary(code)


def _compile_tables(code: str) -> None:
    tables.compound_tables(code)
