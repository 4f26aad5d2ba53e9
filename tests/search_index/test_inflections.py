import pytest
from doubtful_base_forms import Row, is_doubtful, not_reviewed, reviewed

from search_index.analysis import analyse_word
from search_index.analysis.base_forms.corrections import Corrections, Paradigm, read_corrections
from search_index.analysis.base_forms.dictionary import dictionary
from search_index.analysis.base_forms.dictionary_entries import DICTIONARY_LANGUAGES
from search_index.analysis.base_forms.inflections import forms_not_inflected


def said(**given):
    empty = {
        "paradigms": (),
        "forms": {},
        "also": {},
        "prefixes": (),
        "variants": {},
        "spellings": (),
        "shortened": (("la", "legge"),),
        "other_stems": frozenset({"god"}),
    }
    return Corrections(**{**empty, **given})


INFLECTED = {
    "husene": "hus",
    "menn": "mann",
    "planla": "planlegge",
    "bedre": "god",
    "ældst": "alder",
    "koronavirus": "coronavirus",
    "stop": "stoppe",
    "klip": "klippe",
    "drop": "droppe",
    "hjemme-PC-ens": "hjemme-PC",
    "pc'er": "pc",
    "ne.": "ne.",
    "niille": "ne.",
}
NOT_INFLECTED = {
    "Ko": "konsumentombud",
    "opp": "oppenbaring",
    "nr": "numer",
    "osv": "o.s.v.",
    "f": "for_eksempel",
    "golden": "retriever",
    "Hos": "Hosea",
}


def test_only_inflections_keep_their_base_form():
    assert forms_not_inflected({**INFLECTED, **NOT_INFLECTED}, said()) == set(NOT_INFLECTED)


def test_what_the_language_names_is_kept():
    rows = {"nr": "nummer", "Kl": "klokke"}
    assert forms_not_inflected(rows, said(also={"nr": ("nummer",), "kl": ("klokke",)})) == set()


def test_losing_an_ending_is_an_inflection_where_more_words_do_so():
    assert forms_not_inflected({"stop": "stoppe", "klip": "klippe"}, said()) == {"stop", "klip"}


def test_a_paradigm_gives_no_base_form_that_is_the_form_and_more():
    # "men" (but) is no form of "mens" (while), though "mens" looks like its genitive.
    rule = Paradigm("en", ("ens",))
    assert not rule.allows("handlens", "handl")
    assert rule.allows("handel", "handl")


def test_a_paradigm_is_not_asked_of_a_single_letter():
    assert not Paradigm("ar", ("e",), base="e").allows("ve", "v")


@pytest.mark.parametrize(
    ("form", "base", "doubtful"),
    [
        ("bo", "brottsoffer", True),
        ("läget", "arildsläge", True),
        ("golden", "retriever", True),
        ("mkt", "mycket", True),
        ("husene", "hus", False),
        ("änder", "and", False),
        ("koronavirus", "coronavirus", False),
    ],
)
def test_rows_are_doubtful_by_their_shape(form, base, doubtful):
    assert is_doubtful(Row(form, base)) is doubtful


@pytest.mark.parametrize("language", sorted(DICTIONARY_LANGUAGES))
def test_each_doubtful_row_of_a_dictionary_was_reviewed(language):
    assert not_reviewed(language) == []


@pytest.mark.parametrize("language", sorted(DICTIONARY_LANGUAGES))
def test_what_was_reviewed_stands_in_the_dictionary(language):
    known = dictionary(language)
    rows = reviewed(language).rows
    assert [row for row in rows if row.base not in known.bases(row.form)] == []


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("sv", "upp", "uppenbarelseboken"),
        ("sv", "sak", "sakarja"),
        ("sv", "hos", "hosea"),
        ("sv", "handla", "handlägga"),
        ("da", "børne", "barnebarn"),
        ("da", "men", "mens"),
        ("fi", "kesk", "keskellä"),
        ("nn", "var", "ve"),
    ],
)
def test_short_words_are_not_forms_of_long_ones(language, form, base):
    assert base not in dictionary(language).bases(form)


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [("nb", "planla", "planlegge"), ("nb", "må", "måtte"), ("da", "kl", "klokke")],
)
def test_short_inflections_stay(language, form, base):
    assert base in dictionary(language).bases(form)


def test_every_language_says_what_its_inflections_may_look_like():
    assert all(read_corrections(code).other_stems for code in DICTIONARY_LANGUAGES)


@pytest.mark.parametrize(
    ("language", "name", "word"),
    [
        ("sv", "Göran", "göra"),
        ("sv", "Görans", "göra"),
        ("sv", "Jan", "ja"),
        ("sv", "Norden", "nord"),
        ("nb", "Alta", "alt"),
        ("nb", "Lars", "la"),
        ("nn", "Kari", "kar"),
        ("da", "Mads", "mad"),
        ("fi", "Kiljunen", "kiljua"),
        ("fi", "Satonen", "sato"),
    ],
)
def test_a_name_is_no_inflection_of_a_word_that_it_looks_like(language, name, word):
    (part,) = analyse_word(name, language).parts
    (looked_like,) = analyse_word(word, language).parts
    assert set(part.bases).isdisjoint(looked_like.bases)


@pytest.mark.parametrize("language", sorted(DICTIONARY_LANGUAGES))
def test_each_name_is_its_own_base_form_alone(language):
    known = dictionary(language)
    names = read_corrections(language).names
    assert {name: known.bases(name) for name in names} == {name: (name,) for name in names}


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("sv", "dans", "dans"),
        ("nb", "oss", "vi"),
        ("nb", "Stortinget", "storting"),
        ("fi", "talossaan", "talo"),
        ("fi", "tehtäväänsä", "tehtævæ"),
        ("fi", "lopukseen", "loppu"),
    ],
)
def test_a_word_that_looks_like_a_form_of_a_name_keeps_its_base_form(language, form, base):
    assert base in analyse_word(form, language).parts[0].bases
