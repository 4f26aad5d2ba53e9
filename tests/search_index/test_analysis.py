import pytest

from search_index.analysis import ANALYSIS_VERSION, analyse, analyse_word, analyser, printed_words
from search_index.analysis.analyser import query_parts, with_bases


def bases(printed, language):
    return [part.bases[0] for part in analyse_word(printed, language).parts]


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
    assert len({tuple(bases(form, language)) for form in forms}) == 1


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
        *("257", "A", "1636", "kultur", "EU's", "opplærings", "og", "18", "58", "snake", "case"),
        "Svar:noget",
    ]


def test_a_query_becomes_the_base_forms_of_its_parts_in_order():
    assert query_parts(["nordisk-baltisk", "handelen"], "nb") == (
        ("nordisk",),
        ("baltisk",),
        ("handel",),
    )
    assert query_parts(["§"], "nb") == ()


def test_printed_words_are_found_by_base_form():
    words = ["handel", "Handelen", "nordisk-handel", "vandel"]
    assert with_bases(words, ["handel"], "nb") == {"handel", "Handelen", "nordisk-handel"}
    assert with_bases(words, ["nothing"], "nb") == set()


def test_the_cache_is_bounded(monkeypatch):
    monkeypatch.setattr(analyser, "CACHED_WORDS", 3)
    words = analyser._words_of("kl")
    for number in range(10):
        assert bases(f"w{number}", "kl") == [f"w{number}"]
    assert len(words) <= 3
    assert with_bases(["w9", "w1"], ["w1"], "kl") == {"w1"}


def test_the_version_names_the_stemmer():
    assert ANALYSIS_VERSION.endswith("snowball")
