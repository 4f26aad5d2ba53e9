import threading
from datetime import date

import numpy as np
import pytest
from archives import WORDS
from hypothesis import given, settings
from hypothesis import strategies as st
from index_documents import a_document, a_segment
from lexicons import a_lexicon

from archive.errors import IndexUnavailable, InvalidQuery
from search_index import limits
from search_index.engines import engine_named, whoosh
from search_index.engines.memory.spelling import edit_distance
from search_index.engines.whoosh.storage import index_part
from search_index.engines.whoosh.storage.arrays import (
    ArrayFile,
    run_indices,
    stable_order,
    write_arrays,
)
from search_index.engines.whoosh.storage.vocabulary import (
    Vocabulary,
    edit_distances,
    vocabulary_arrays,
)
from search_index.filters import FacetField
from search_index.query.parser import parse
from search_index.query.tree import Exact, Fuzzy, Wildcard
from search_index.requests import SearchRequest, Sort
from search_index.text.matching import form_test, is_within_edits

pytestmark = pytest.mark.slow

ENGINE = engine_named("whoosh")
LEXICON = a_lexicon()


def built(folder, *documents):
    folder.mkdir(exist_ok=True)
    ENGINE.build(folder, documents, LEXICON)
    return ENGINE.open(folder, LEXICON)


def total(reader, q):
    return reader.search(SearchRequest(parse(q))).total


def some_documents(count):
    return [
        a_document(number, a_segment(f"Tale {number} om handel med w{number % 7}"))
        for number in range(1, count + 1)
    ]


def test_a_full_shelf_is_followed_by_another(tmp_path, monkeypatch):
    monkeypatch.setattr(index_part, "SHELF_WORDS", 20)
    reader = built(tmp_path, *some_documents(30))
    assert len(list(tmp_path.glob("*.trm"))) > 3
    for q, expected in [("handel", 30), ("w3", 4), ('"handel med"', 30), ("ta*", 30)]:
        assert total(reader, q) == expected
    facet = reader.search(SearchRequest(facets=(FacetField.LANGUAGE,))).facets[0]
    assert [(entry.value, entry.count) for entry in facet.counts] == [("da", 30)]


def test_few_shelves_remain_after_many_updates(tmp_path):
    base = tmp_path / "0"
    built(base, *some_documents(40))
    for number in range(1, 15):
        folder = tmp_path / str(number)
        folder.mkdir()
        new = a_document(100 + number, a_segment(f"Ny {number}"))
        ENGINE.update(folder, base, [new], {number}, LEXICON)
        base = folder
    reader = ENGINE.open(base, LEXICON)
    assert len(list(base.glob("*.trm"))) <= whoosh.MAX_PARTS
    assert (total(reader, "ny"), total(reader, "tale")) == (14, 26)


def test_an_update_shares_the_files_it_does_not_change(tmp_path):
    base, folder = tmp_path / "0", tmp_path / "1"
    built(base, *some_documents(40))
    folder.mkdir()
    ENGINE.update(folder, base, [a_document(99)], (), LEXICON)
    (path,) = base.glob("*.trm")
    assert (folder / path.name).samefile(path)


def test_files_are_copied_where_links_are_not_offered(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(whoosh.os, "link", refuse)
    base, folder = tmp_path / "0", tmp_path / "1"
    built(base, *some_documents(40))
    folder.mkdir()
    assert ENGINE.update(folder, base, [a_document(99)], (), LEXICON) == 41
    assert total(ENGINE.open(folder, LEXICON), "handel") == 40


@pytest.mark.parametrize("name", ["memory", "whoosh"])
@pytest.mark.parametrize("q", ["w*", "NOT w*", "*w1?", "abc~2"])
def test_a_pattern_with_too_many_forms_is_refused(tmp_path, monkeypatch, name, q):
    monkeypatch.setattr(limits, "EXPANSIONS", 5)
    q = q.replace("w", "wx").replace("abc", "wx11")
    engine = engine_named(name)
    engine.build(
        tmp_path,
        [a_document(number, a_segment(f"wx1{number}")) for number in range(1, 8)],
        LEXICON,
    )
    reader = engine.open(tmp_path, LEXICON)
    with pytest.raises(InvalidQuery, match="7 different forms in 'da'; 5 are allowed"):
        total(reader, q.replace("*wx1?", "*x1?"))


def test_forms_are_bounded_over_all_shelves(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "EXPANSIONS", 5)
    monkeypatch.setattr(index_part, "SHELF_WORDS", 2)
    reader = built(
        tmp_path, *(a_document(number, a_segment(f"wx{number}")) for number in range(1, 8))
    )
    with pytest.raises(InvalidQuery, match="different forms"):
        total(reader, "wx*")


@pytest.mark.parametrize("pattern", ["*.arrays", "*.trm", "contents.json", "*.texts"])
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 400, b"tingtale arrays 1\n\x05\0\0\0\0\0\0\0[1,2]"]
)
def test_files_of_another_content_are_named(tmp_path, pattern, content):
    built(tmp_path, *some_documents(3))
    (path, *_) = tmp_path.glob(pattern)
    if pattern == "*.texts":
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(IndexUnavailable, match="tingtale index build"):
        ENGINE.open(tmp_path, LEXICON)


def test_an_array_file_gives_back_what_was_written(tmp_path):
    arrays = {"a": np.arange(5, dtype=np.uint8), "b": np.array([], dtype=np.int64), "c": np.ones(2)}
    write_arrays(tmp_path / "x", arrays, {"meta": 1})
    read = ArrayFile(tmp_path / "x")
    assert read.meta == {"meta": 1}
    assert all((read[name] == array).all() for name, array in arrays.items())
    assert ("a" in read, "d" in read) == (True, False)


@given(st.lists(st.integers(0, 2**20), max_size=50))
def test_keys_are_ordered_stably(keys):
    array = np.array(keys, dtype=np.int64)
    assert stable_order(array).tolist() == np.argsort(array, kind="stable").tolist()


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 4)), max_size=9))
def test_runs_are_laid_out_one_after_the_other(runs):
    starts, counts = np.array(runs, dtype=np.int64).reshape(-1, 2).T
    expected = [at for start, count in runs for at in range(start, start + count)]
    assert run_indices(starts, counts).tolist() == expected


letters = st.text(alphabet="abåé", max_size=6)


@settings(deadline=None)
@given(st.lists(letters, max_size=6), letters)
def test_edit_distances_agree_with_the_plain_measure(forms, text):
    distances = edit_distances(forms, text).tolist()
    for form, distance in zip(forms, distances, strict=True):
        assert is_within_edits(form, text, distance)
        assert not is_within_edits(form, text, distance - 1)
    swapping = edit_distances(forms, text, swapping=True).tolist()
    assert swapping == [edit_distance(form, text) for form in forms]


@settings(deadline=None)
@given(
    st.sets(st.one_of(st.sampled_from(WORDS), letters.filter(bool))),
    st.one_of(
        st.builds(Exact, st.sampled_from(WORDS)),
        st.builds(Fuzzy, letters.filter(bool), st.sampled_from((1, 2))),
        st.builds(Wildcard, st.text(alphabet="abh*?e", min_size=2, max_size=5)),
    ),
)
def test_a_vocabulary_finds_the_forms_that_answer(tmp_path_factory, words, leaf):
    forms = sorted({word.casefold() for word in words})
    path = tmp_path_factory.mktemp("vocabulary") / "x"
    write_arrays(path, vocabulary_arrays("form", forms))
    found = Vocabulary(ArrayFile(path), "form").matching(leaf)
    test = form_test(leaf)
    assert [forms[number] for number in found] == [form for form in forms if test(form)]


def test_a_rare_word_in_a_short_text_ranks_high(tmp_path):
    reader = built(
        tmp_path,
        a_document(1, a_segment("handel " + "med " * 50)),
        a_document(2, a_segment("handel handel")),
        a_document(3, a_segment("med med")),
    )
    hits = reader.search(SearchRequest(parse("handel"))).hits
    assert [hit.record_id for hit in hits] == [2, 1]
    assert hits[0].score > hits[1].score > 0
    dated = reader.search(SearchRequest(parse("handel"), sort=Sort.DATE)).hits
    assert [(hit.score, hit.key) for hit in dated] == [(0.0, date(2012, 10, 31).toordinal())] * 2


def test_speeches_on_a_topic_rank_by_how_often_they_speak_of_it(tmp_path):
    reader = built(
        tmp_path,
        a_document(1, a_segment("menneskehandel og andet")),
        a_document(2, a_segment("menneskehandel menneskehandel andet")),
    )
    hits = reader.search(SearchRequest(parse("topic:trade"))).hits
    assert [hit.record_id for hit in hits] == [2, 1]


def test_threads_share_a_reader(tmp_path):
    reader = built(tmp_path, *some_documents(200))
    questions = ["handel", "w1", '"om handel"', "tal*", "*andel", "handle~1", "topic:trade", "w2"]
    expected = {q: total(reader, q) for q in questions}
    wrong = []

    def ask(q):
        wrong.extend(q for _ in range(10) if total(reader, q) != expected[q])

    threads = [threading.Thread(target=ask, args=(q,)) for q in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
