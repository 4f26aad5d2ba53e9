"""Words analysed in other processes, and the dictionaries compiled before the first question."""

import os
import signal
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from search_index.analysis import analyse_word, preparing
from search_index.analysis.analysts import Analysts, Batch, analyse_words, processors
from search_index.engines.whoosh import words as engine_words

WORDS = ["menneskehandelsofre", "Norden-samarbeid", "skulen", "EU:s", "257"]


def test_words_become_the_same_in_another_process():
    with Analysts(2) as analysts:
        batch = analysts.begin(WORDS, "nb")
        assert batch.words() == [analyse_word(word, "nb") for word in WORDS]


def test_on_one_processor_nobody_is_asked():
    with Analysts(1) as analysts:
        assert not analysts.are_several
    assert processors() >= 1


def test_words_of_lost_processes_are_analysed_here():
    lost: Future[list] = Future()
    lost.set_exception(BrokenProcessPool("a process was killed"))
    assert Batch(WORDS, "nb", lost).words() == analyse_words(WORDS, "nb")


def test_a_killed_process_loses_no_word():
    with Analysts(2) as analysts:
        assert analysts.begin(WORDS, "da").words() == analyse_words(WORDS, "da")
        for process in list(analysts._pool._processes.values()):
            os.kill(process.pid, signal.SIGKILL)
            process.join()
        assert analysts.begin(WORDS, "da").words() == analyse_words(WORDS, "da")


def test_many_words_are_shared_out_and_come_back_in_order(monkeypatch):
    monkeypatch.setattr(engine_words, "BATCH", 10)
    text = " ".join(f"handelsord{number} havn{number}" for number in range(60))
    with Analysts(2) as analysts:
        shared = engine_words.LanguageWords("nb", analysts)
        for segment in range(6):
            shared.add(segment, text[segment * 200 : segment * 200 + 200])
        assert len(shared.batches) > 1
        alone = engine_words.LanguageWords("nb", Analysts(1))
        for segment in range(6):
            alone.add(segment, text[segment * 200 : segment * 200 + 200])
        assert not alone.batches
        beside, here = shared.inverted(), alone.inverted()
    assert beside.bases.terms == here.bases.terms
    assert beside.forms.terms == here.forms.terms
    assert beside.lengths.tolist() == here.lengths.tolist()


def test_what_is_compiled_is_not_compiled_again():
    told = []
    preparing.prepare(told.append)
    assert told == []
    assert preparing.is_prepared()


def test_an_empty_cache_folder_is_filled_and_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGTALE_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(preparing, "LANGUAGES", ("is",))
    assert not preparing.is_prepared()
    told = []
    preparing.prepare(told.append)
    assert len(told) == 1
    assert preparing.is_prepared()
