"""Key words and collocations: equal to brute force over the texts, in either engine."""

from collections import Counter
from dataclasses import replace

import pytest
from archives import archives
from generated_questions import few_filters, leaves, queries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_documents import a_document, a_segment, a_translation
from lexicons import a_lexicon
from test_engine_contract import ENGINES, ORACLE, opened

from search_index.analysis import analyse, analyser
from search_index.filters import Filters, TextScope
from search_index.query.expansion import in_own_letters
from search_index.query.tree import Everything, Not, Phrase, Word
from search_index.requests import SearchRequest, Sort, WordCountRequest
from search_index.statistics.collocations import MATCHES_AT_ONCE, CollocationRequest, collocations
from search_index.statistics.keyness import KeynessRequest, key_words, key_words_by_language
from search_index.statistics.stop_words import stop_word_bases
from search_index.statistics.word_statistics import (
    association_score,
    expected_count,
    keyness_score,
    log_dice,
    log_ratio,
)
from search_index.text.matching import AnalysedText, find_matches
from search_index.text.snippets import admits
from search_index.topics.tagger import Tagger

LEXICON = a_lexicon()
quick = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
codes = st.sampled_from(("da", "sv", "fi"))
whatever = {"least": 1, "stop_words": True, "limit": 1000}


def ids_found(oracle, query, filters):
    found = oracle.search(SearchRequest(query, filters, Sort.NUMBER, 1000, highlight=False))
    return {hit.record_id for hit in found.hits}


def texts(archive, ids, filters, language):
    for record_id in ids:
        for segment in archive[record_id].segments:
            if segment.language == language and admits(filters, segment.kind, language):
                yield analyse(segment.text, language)


def base_counts(texts):
    return Counter(
        base
        for tokens in texts
        for token in tokens
        for part in token.word.parts
        for base in part.bases
    )


def size(texts):
    return sum(len(token.word.parts) for tokens in texts for token in tokens)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@quick
@given(archives(), queries, few_filters, st.one_of(st.just(Everything()), queries), codes)
def test_key_words_are_counted_as_by_hand(  # noqa: PLR0917  (a strategy each)
    engine, archive, query, filters, against, language
):
    documents = list(archive.values())
    frame = WordCountRequest(language, query, filters).frame
    with opened(ORACLE, documents) as oracle:
        ids = ids_found(oracle, query, filters)
        others = ids_found(oracle, against, frame) - ids
    own = list(texts(archive, ids, filters, language))
    beside = list(texts(archive, others, filters, language))
    first, second = base_counts(own), base_counts(beside)
    sizes = size(own), size(beside)
    expected_words = {
        in_own_letters((base,), language)[0]: (first[base], second[base])
        for base in first
        if first[base] * sizes[1] > second[base] * sizes[0]
    }
    with opened(engine, documents) as reader:
        found = key_words(reader, KeynessRequest(query, filters, against, **whatever), language)
    assert (found.words, found.other_words) == sizes
    assert found.total == len(found.keywords)
    assert {word.word: (word.count, word.other_count) for word in found.keywords} == expected_words
    for word in found.keywords:
        four = word.count, word.other_count, *sizes
        assert (word.log_likelihood, word.log_ratio) == (keyness_score(*four), log_ratio(*four))
    order = [(-word.log_likelihood, -word.count) for word in found.keywords]
    assert order == sorted(order)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@quick
@given(
    archives(),
    leaves.filter(lambda leaf: leaf.__class__.__name__ in {"Word", "Phrase", "Wildcard", "Exact"}),
    st.builds(Filters, text=st.sampled_from(tuple(TextScope)), languages=st.just(("da", "sv"))),
    st.integers(1, 3),
    st.sampled_from((1, 2, MATCHES_AT_ONCE)),
)
def test_collocates_are_counted_as_by_hand(  # noqa: PLR0917  (a strategy each)
    engine, archive, leaf, filters, window, at_once
):
    documents = list(archive.values())
    with opened(ORACLE, documents) as oracle:
        ids = ids_found(oracle, leaf, filters)
        corpus = ids_found(oracle, Everything(), filters)
    with opened(engine, documents) as reader, pytest.MonkeyPatch.context() as patched:
        patched.setattr("search_index.statistics.collocations.MATCHES_AT_ONCE", at_once)
        asked = CollocationRequest(leaf, filters, window, **whatever)
        found = {each.language: each for each in collocations(reader, Tagger(LEXICON), asked)}
    for language in ("da", "sv"):
        near, matched, nodes = [], [], 0
        for tokens in texts(archive, ids, filters, language):
            runs = apart(find_matches(leaf, AnalysedText(language, tokens)))
            inside = {word for first, last in runs for word in range(first, last + 1)}
            around = {
                word
                for first, last in runs
                for word in range(first - window, last + window + 1)
                if 0 <= word < len(tokens)
            }
            nodes += len(runs)
            matched.append([tokens[word] for word in inside])
            near.append([tokens[word] for word in around - inside])
        if not nodes:
            assert language not in found
            continue
        whole = list(texts(archive, corpus, filters, language))
        in_all, in_windows, in_matches = map(base_counts, (whole, near, matched))
        words, reach = size(whole) - size(matched), size(near)
        by_hand = {}
        for base, observed in in_windows.items():
            count = in_all[base] - in_matches[base]
            chance = expected_count(reach, count, words)
            if observed > chance:
                scores = (
                    association_score(observed, reach, count, words),
                    log_dice(observed, nodes, count),
                )
                by_hand[in_own_letters((base,), language)[0]] = (observed, count, chance, *scores)
        told = found[language]
        assert (told.matches, told.window_words, told.words) == (nodes, reach, words)
        assert {
            each.word: (
                each.observed,
                each.count,
                each.expected,
                each.log_likelihood,
                each.log_dice,
            )
            for each in told.collocates
        } == by_hand


def test_texts_are_not_analysed_again_to_count_collocates(monkeypatch):
    documents = [a_document(1, a_segment("Handel med fjordheste og hav-handel her"))]
    analysed = []
    real = analyser._WordCache.__missing__

    def told(words, printed):
        analysed.append(printed)
        return real(words, printed)

    whoosh = next(each for each in ENGINES if each is not ORACLE)
    with opened(whoosh, documents) as reader:
        analyser._words_of.cache_clear()
        monkeypatch.setattr(analyser._WordCache, "__missing__", told)
        asked = CollocationRequest(Word("handel"), **whatever)
        (found,) = collocations(reader, Tagger(LEXICON), asked)
    assert "fjordheste" not in analysed
    assert (found.matches, found.window_words) == (2, 4)


def apart(runs):
    told = []
    for first, last in sorted(runs):
        if told and first <= told[-1][1]:
            told[-1] = (told[-1][0], max(last, told[-1][1]))
        else:
            told.append((first, last))
    return told


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def reader(request):
    documents = [
        a_document(1, a_segment("Fiskeri og fiskeri og handel"), speaker="anna"),
        a_document(2, a_segment("Handel og vandel og handel"), a_translation("Trade and trade")),
        a_document(3, a_segment("Skog och handel", "sv"), session="65"),
    ]
    with opened(request.param, documents) as reader:
        yield reader


def words_of(found):
    return [(word.word, word.count, word.other_count) for word in found.keywords]


def test_stop_words_are_counted_but_not_answered(reader):
    asked = KeynessRequest(filters=Filters(speakers=("anna",)), least=1)
    assert words_of(key_words(reader, asked, "da")) == [("fiskeri", 2, 0)]
    both = key_words(reader, replace(asked, stop_words=True), "da")
    assert both.words == 5
    assert "og" in stop_word_bases("da")


def test_rare_words_and_those_beyond_the_limit_are_left_out(reader):
    asked = KeynessRequest(filters=Filters(speakers=("anna",)), least=3)
    assert words_of(key_words(reader, asked, "da")) == []
    both = KeynessRequest(Not(Word("fiskeri")), least=1, limit=1)
    found = key_words(reader, both, "da")
    assert (found.total, len(found.keywords)) == (2, 1)


def test_words_as_striking_as_each_other_come_in_the_order_of_the_alphabet():
    documents = [
        a_document(1, a_segment("skov eng mark"), speaker="anna"),
        a_document(2, a_segment("hav")),
    ]
    with opened(ORACLE, documents) as reader:
        asked = KeynessRequest(filters=Filters(speakers=("anna",)), least=1)
        found = [word for word, *_ in words_of(key_words(reader, asked, "da"))]
    assert found == ["eng", "mark", "skov"]


def test_the_others_are_of_the_same_assemblies_sessions_and_dates(reader):
    asked = KeynessRequest(filters=Filters(speakers=("anna",), sessions=("64",)), least=1)
    found = key_words(reader, asked, "da")
    assert (found.speeches, found.other_speeches, found.other_words) == (1, 1, 5)
    against = replace(asked, against=Word("fiskeri"))
    assert key_words(reader, against, "da").other_speeches == 0


def test_the_language_with_most_words_comes_first_and_those_without_any_are_left_out(reader):
    found = key_words_by_language(reader, KeynessRequest(), ("fi", "en", "sv", "da", "en"))
    assert [(words.language, words.words) for words in found] == [("da", 10), ("en", 3), ("sv", 3)]


def test_a_language_without_a_text_has_no_words(reader):
    found = key_words(reader, KeynessRequest(), "is")
    assert (found.words, found.total, found.keywords) == (0, 0, ())


def test_a_language_that_the_filters_leave_out_has_no_words(reader):
    found = key_words(reader, KeynessRequest(filters=Filters(languages=("da",))), "en")
    assert (found.words, found.other_words, found.speeches, found.keywords) == (0, 0, 0, ())


def test_windows_end_where_the_text_does(reader):
    asked = CollocationRequest(Phrase(("fiskeri",)), window=20, least=1, stop_words=True)
    (found,) = collocations(reader, Tagger(LEXICON), asked)
    assert (found.language, found.matches, found.window_words) == ("da", 2, 3)


@pytest.mark.parametrize("language", ["da", "nb", "nn", "sv", "fi", "is", "fo", "en"])
def test_every_language_of_the_debates_has_stop_words(language):
    assert len(stop_word_bases(language)) > 50
    assert stop_word_bases("kl") == frozenset()


def test_the_lists_have_what_builds_sentences_and_not_what_they_are_about():
    assert {"så", "ved", "ingen"} <= stop_word_bases("da")
    assert "joki" not in stop_word_bases("fi")
