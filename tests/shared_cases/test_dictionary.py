"""Cases of ../shared that are about base forms and compounds: imported, indexed and asked."""

import pytest

from search_index.query.parser import parse
from search_index.requests import SearchRequest

pytestmark = pytest.mark.shared


def ids(reader, q):
    return [hit.record_id for hit in reader.search(SearchRequest(parse(q))).hits]


@pytest.mark.parametrize("q", ["brottsoffer", "brott", "offer"])
def test_a_name_and_a_verb_are_not_short_for_another_word(readers, q):
    assert ids(readers("abbreviations.jsonl"), q) == [2]


@pytest.mark.parametrize("q", ["uppenbarelseboken", "sakarja", "arildsläge"])
def test_small_words_are_not_short_for_books_of_the_bible(readers, q):
    assert ids(readers("abbreviations.jsonl"), q) == []


@pytest.mark.parametrize("q", ["topp", "domare", "pasta", "isä", "radio", "rens", "rede"])
def test_a_word_is_not_found_where_it_is_no_part(readers, q):
    assert ids(readers("false-compounds.jsonl"), q) == []
