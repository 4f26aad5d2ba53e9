import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.analysis import ANALYSIS_VERSION, analyse, analyse_word, analyser, printed_words
from search_index.analysis.analyser import query_bases, words_with_bases
from search_index.analysis.version import analysis_version
from search_index.query.tree import Exact
from search_index.text.matching import form_test


def bases(printed, language):
    return [part.bases[0] for part in analyse_word(printed, language).parts]


def meet(one, other, language):
    """Whether a part of either may be an inflection of the same base form."""
    first, second = (
        {base for part in analyse_word(printed, language).parts for base in part.bases}
        for printed in (one, other)
    )
    return not first.isdisjoint(second)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("da", ["menneskehandel", "Menneskehandelen", "MENNESKEHANDELS"]),
        ("nb", ["menneskehandel", "menneskehandelen", "menneskehandelens"]),
        ("nn", ["menneskehandel", "menneskehandelen"]),
        ("sv", ["människohandel", "Människohandels", "mænniskohandel"]),
        ("fi", ["ihmiskauppa", "ihmiskaupan", "ihmiskaupasta"]),
        ("en", ["traffic", "traffics"]),
        ("da", ["kærnekraft", "kärnekraft"]),
        ("da", ["grøn", "grön"]),
        ("is", ["Mál", "málsins"]),
        ("und", ["café", "CAFE"]),
        ("fi", ["EU:ssa", "EU:n", "EU"]),
        ("en", ["Norway's", "Norway’s", "Norway"]),
        ("en", ["O'Brien", "Brien"]),
        ("da", ["men\u00adneske", "menneske"]),
        ("sv", ["Äpple", "A\u0308pple"]),
    ],
)
def test_inflections_and_spellings_meet(language, forms):
    first, *others = forms
    assert all(meet(first, other, language) for other in others)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("da", "rå", "ra"),
        ("nb", "for", "får"),
        ("is", "það", "tad"),
        ("se", "đ", "d"),
        ("da", "handel", "vandel"),
    ],
)
def test_letters_of_nordic_alphabets_stay_apart(language, one, other):
    assert bases(one, language) != bases(other, language)


def test_neighbours_spellings_meet_across_languages():
    assert bases("kärn", "is") == bases("kærn", "fo")
    assert bases("ö", "is") == bases("ø", "fo")


def test_a_hyphenated_compound_is_found_whole_and_by_its_parts():
    word = analyse_word("Nordisk-baltisk", "da")
    assert word.form == "nordisk-baltisk"
    assert word.forms == ("nordisk-baltisk", "nordisk", "baltisk")
    assert bases("Nordisk-baltisk", "da") == ["nordisk", "baltisk"]


def test_each_part_takes_a_position():
    tokens = analyse("Det nordisk-baltiske samarbejde", "da")
    assert [token.position for token in tokens] == [0, 1, 3]


def test_tokens_know_their_place_in_the_composed_text():
    text = "Se A\u0308pple!"
    (_, token) = analyse(text, "sv")
    assert (token.start, token.end, token.word.form) == (3, 8, "äpple")


def test_words_as_printed():
    text = "§ 257, A 1636/kultur: EU's opplærings- og 18:58 snake_case Svar:noget"
    assert printed_words(text) == [
        *(
            "§",
            "257",
            "A",
            "1636",
            "kultur",
            "EU's",
            "opplærings",
            "og",
            "18",
            "58",
            "snake",
            "case",
        ),
        "Svar:noget",
    ]


def test_a_query_becomes_the_base_forms_of_its_parts_in_order():
    assert query_bases(["nordisk-baltisk", "handelen"], "nb") == (
        ("nordisk",),
        ("baltisk",),
        ("handel",),
    )
    assert query_bases(["§§ 3"], "nb") == (("§",), ("3",))
    assert query_bases(["..."], "nb") == ()


def test_printed_words_are_found_by_base_form():
    words = ["handel", "Handelen", "nordisk-handel", "vandel"]
    assert words_with_bases(words, ["handel"], "nb") == {"handel", "Handelen", "nordisk-handel"}
    assert words_with_bases(words, ["nothing"], "nb") == set()


def test_the_cache_is_bounded(monkeypatch):
    monkeypatch.setattr(analyser, "CACHED_WORDS", 3)
    words = analyser._words_of("kl")
    for number in range(10):  # in words of its own: what other tests analysed is remembered
        assert bases(f"bound{number}", "kl") == [f"bound{number}"]
    assert len(words) <= 3
    assert words_with_bases(["bound9", "bound1"], ["bound1"], "kl") == {"bound1"}


def test_words_are_found_though_the_memory_is_emptied_meanwhile(monkeypatch):
    monkeypatch.setattr(analyser, "CACHED_WORDS", len(analyser._words_of("da")) + 2)
    bases("handel", "da")
    new = [f"nyt{number}" for number in range(5)]
    assert words_with_bases(["handel", *new], ["handel"], "da") == {"handel"}
    monkeypatch.setattr(analyser, "CACHED_WORDS", 2)
    assert words_with_bases(["handel", *new], ["handel"], "da") == {"handel"}


def test_the_version_changes_with_the_data(tmp_path):
    assert analysis_version() == ANALYSIS_VERSION
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "xx.yaml").write_bytes(b"a: b\n")
    (tmp_path / "notes.txt").write_text("nothing of ours")
    before = analysis_version(tmp_path)
    (tmp_path / "more" / "xx.yaml").write_bytes(b"a: b\r\n")
    assert analysis_version(tmp_path) == before
    (tmp_path / "more" / "xx.yaml").write_text("a: c")
    assert analysis_version(tmp_path) != before


@pytest.mark.parametrize(
    ("language", "form", "expected"),
    [
        ("da", "handlen", {"handel", "handle"}),
        ("da", "ofre", {"offer", "ofre"}),
        ("nb", "leder", {"lede", "leder"}),
        ("sv", "människohandelns", {"mænniskohandel"}),
        ("en", "trafficked", {"traffic", "trafficking"}),
        ("nn", "kvar", {"hver", "hvor"}),
        # Cases of Finnish nouns and adjectives that the data know as a verb's alone.
        ("fi", "vaalit", {"vaalia", "vaali"}),
        ("fi", "toimia", {"toimia", "toimi"}),
        ("fi", "tukien", {"tukea", "tuki"}),
        ("fi", "arvioita", {"arvio"}),
        ("fi", "sosiaalista", {"sosiaalinen"}),
        ("fi", "yksilöllistä", {"yksiløllinen"}),
    ],
)
def test_an_ambiguous_form_has_every_base_form(language, form, expected):
    (part,) = analyse_word(form, language).parts
    assert expected <= set(part.bases)


@pytest.mark.parametrize(
    ("bokmal", "nynorsk"),
    [
        ("menneskehandel", "menneskjehandelen"),
        ("arbeidere", "arbeidarane"),
        ("muligheten", "moglegheita"),
        ("skolepolitikk", "skulepolitikk"),
        ("klimatilskudd", "klimatilskot"),
        ("fremtid", "framtid"),
        ("ledelse", "leiing"),
    ],
)
def test_bokmal_and_nynorsk_meet(bokmal, nynorsk):
    of_bokmal, of_nynorsk = (
        {base for part in analyse_word(word, language).parts for base in part.bases}
        for word, language in ((bokmal, "nb"), (nynorsk, "nn"))
    )
    assert of_bokmal & of_nynorsk


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "hallituksessaankin", "hallitus"),
        ("fi", "ihmiskauppahan", "ihmiskaupasta"),
        ("fi", "hallituksensa", "hallitus"),
        ("fo", "døgum", "dagur"),
        ("fo", "landsstýrismenninir", "landsstýrismaður"),
        ("fo", "skipanini", "skipan"),
        ("is", "kvótum", "kvóti"),
        ("is", "utlendingur", "útlendingur"),
        ("sv", "Zelenskyjs", "Zelenskyj"),
        ("da", "menneskesmuglernes", "menneskesmugler"),
    ],
)
def test_words_meet_that_the_dictionary_has_not(language, one, other):
    assert meet(one, other, language)


def test_the_parts_of_a_compound_are_within_it_and_are_not_the_word():
    (part,) = analyse_word("menneskehandelsofre", "da").parts
    assert {"menneskehandel", "offer", "menneske", "handel"} <= set(part.within)
    assert not set(part.bases) & set(part.within)


def test_a_hyphenated_compound_and_its_one_word_spelling_find_each_other():
    joined = analyse_word("Norden-samarbeidet", "nb").joined
    (part,) = analyse_word("nordensamarbeid", "nb").parts
    assert set(joined) & set(part.bases)
    assert analyse_word("18-19", "nb").joined == ()
    assert analyse_word("norden", "nb").joined == ()


EIGHT = ("da", "nb", "nn", "sv", "fi", "is", "fo", "en")


@settings(deadline=None, max_examples=150)
@given(text=st.text(), language=st.sampled_from(EIGHT))
def test_any_text_is_analysed(text, language):
    for token in analyse(text, language):
        assert token.word.parts
        assert all(part.bases and all(part.bases) for part in token.word.parts)


@settings(deadline=None, max_examples=150)
@given(
    word=st.text("abdefghiklmnoprstuvyåäöæøéáíóúðþ", min_size=1, max_size=14),
    language=st.sampled_from(EIGHT),
)
def test_case_and_unicode_form_change_nothing(word, language):
    variants = {word, word.upper(), word.title(), unicodedata.normalize("NFD", word)}
    found = [[token.word for token in analyse(each, language)] for each in sorted(variants)]
    assert all(words == found[0] for words in found)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("Norden\u2011samarbeid", "Norden-samarbeid"), ("D\u2019Hondt", "D'Hondt")],
)
def test_typographic_hyphens_and_apostrophes_are_the_keyboards(printed, plain):
    assert analyse_word(printed, "nb") == analyse_word(plain, "nb")
    assert form_test(Exact(printed))(analyse_word(plain, "nb").form)
    assert form_test(Exact(plain))(analyse_word(printed, "nb").form)


@pytest.mark.parametrize(
    ("one", "other"), [("dømt", "eksempel"), ("Høyre", "høre"), ("lukke", "lykke")]
)
def test_a_word_of_bokmal_is_not_read_as_nynorsk_of_another_meaning(one, other):
    assert not meet(one, other, "nb")


def test_a_part_is_found_by_its_own_meaning_alone():
    (part,) = analyse_word("regelverket", "nb").parts
    assert part.within == ("regel", "verk")
