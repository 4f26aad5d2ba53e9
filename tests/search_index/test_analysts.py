"""Words analysed in other processes, and the dictionaries compiled before the first question."""

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.analysis import analyse_word
from search_index.analysis.cache import compilation
from search_index.analysis.words import PRINTED_WORD, normalised, split_form
from search_index.analysis.worker_processes import processor_count
from search_index.engines.whoosh.writing import language_words
from search_index.engines.whoosh.writing.analysed_words import (
    AnalysedWords,
    TermRows,
    analyse_words,
)
from search_index.engines.whoosh.writing.analysis_workers import AnalysisBatch, AnalysisWorkers

pytestmark = pytest.mark.slow

WORDS = ["menneskehandelsofre", "Norden-samarbeid", "skulen", "EU:s", "257"]


def rows(table: TermRows) -> list[list[str]]:
    """Return the terms of each word."""
    starts = table.rows.starts
    return [
        [table.terms[number] for number in table.rows.values[starts[at] : starts[at + 1]]]
        for at in range(len(starts) - 1)
    ]


def readings(words: AnalysedWords) -> list:
    """Return everything that is known of the words, to be compared."""
    tables = (words.bases, words.joined, words.within, words.forms)
    return [words.parts.tolist(), words.steps.tolist(), *map(rows, tables)]


def test_words_become_the_same_in_another_process():
    with AnalysisWorkers(2) as analysts:
        found = analysts.begin(WORDS, "nb").words()
    words = [analyse_word(word, "nb") for word in WORDS]
    assert rows(found.bases) == [
        [base for part in word.parts for base in part.bases] for word in words
    ]
    assert rows(found.within) == [
        [base for part in word.parts for base in part.within] for word in words
    ]
    assert rows(found.joined) == [list(word.joined) for word in words]
    assert rows(found.forms) == [list(word.forms) for word in words]
    assert found.parts.tolist() == [1, 2, 1, 1, 1]


def test_batches_in_a_row_are_as_one():
    several = [analyse_words(WORDS[:2], "nb"), analyse_words(WORDS[2:], "nb")]
    joined = AnalysedWords.in_a_row(several)
    assert readings(joined) == readings(analyse_words(WORDS, "nb"))
    assert joined.bases.terms == sorted(joined.bases.terms)


def test_no_words_are_no_rows():
    nothing = AnalysedWords.in_a_row([analyse_words([], "nb")])
    assert readings(nothing) == [[], [], [], [], [], []]


@given(st.text())
def test_a_word_is_what_its_form_is(text):
    for printed in PRINTED_WORD.findall(normalised(text)):
        form, parts = split_form(printed)
        assert split_form(form) == (form, parts)
        assert analyse_word(printed, "sv") == analyse_word(form, "sv")


def test_on_one_processor_nobody_is_asked():
    with AnalysisWorkers(1) as analysts:
        assert not analysts.are_several
    assert processor_count() >= 1


def test_words_of_lost_processes_are_analysed_here():
    lost: Future[list] = Future()
    lost.set_exception(BrokenProcessPool("a process was killed"))
    assert readings(AnalysisBatch(WORDS, "nb", lost).words()) == readings(
        analyse_words(WORDS, "nb")
    )


def test_a_killed_process_loses_no_word():
    here = readings(analyse_words(WORDS, "da"))
    with AnalysisWorkers(2) as analysts:
        assert readings(analysts.begin(WORDS, "da").words()) == here
        for process in list(analysts._pool._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
            process.join()
        assert readings(analysts.begin(WORDS, "da").words()) == here


def test_many_words_are_shared_out_and_come_back_in_order(monkeypatch):
    monkeypatch.setattr(language_words, "MIN_BATCH", 10)
    text = " ".join(f"handelsord{number} havn{number}" for number in range(60))
    with AnalysisWorkers(2) as analysts:
        shared = language_words.LanguageWords("nb", analysts)
        for segment in range(6):
            shared.add(segment, text[segment * 200 : segment * 200 + 200])
        shared.add(6, "til sist")
        given_before = len(shared.batches)
        shared.close()
        assert 1 < given_before < len(shared.batches)
        alone = language_words.LanguageWords("nb", AnalysisWorkers(1))
        for segment in range(6):
            alone.add(segment, text[segment * 200 : segment * 200 + 200])
        alone.add(6, "til sist")
        alone.close()
        assert not alone.batches
        beside, here = shared.inverted(), alone.inverted()
    assert beside.bases.terms == here.bases.terms
    assert beside.forms.terms == here.forms.terms
    assert beside.lengths.tolist() == here.lengths.tolist()
    assert np.array_equal(beside.form_bases.values, here.form_bases.values)


def test_what_is_compiled_is_not_compiled_again():
    told = []
    compilation.compile_missing(told.append)
    assert told == []
    assert compilation.nothing_to_compile()


def test_an_empty_cache_folder_is_filled_and_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(compilation, "LANGUAGES", ("is",))
    assert not compilation.nothing_to_compile()
    told = []
    compilation.compile_missing(told.append)
    assert len(told) == 1
    assert compilation.nothing_to_compile()
