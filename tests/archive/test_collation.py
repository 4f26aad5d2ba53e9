"""The order of letters by language: what ICU 78 gives with the rules of CLDR 48."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.text.collation import NORDIC, collation_names, first_letter, letters_key, sort_key

# Sorted by Intl.Collator of Node 20 with full ICU.
SORTED = {
    "sv": (
        "Aagot Ágúst Anna Đuro Eðna Élodie Evy o’Hara Ohlin Thor Þór Tim Ünal Yrsa Yxa"
        " Zara Åsa Äggen Ægir Öberg Østby"
    ),
    "fi": (
        "Aagot Ágúst Anna Đuro Eðna Élodie Evy o’Hara Ohlin Thor Tim Ünal Yrsa Yxa Zara"
        " Þór Åsa Äggen Ægir Öberg Østby"
    ),
    "da": (
        "Ágúst Anna Đuro Eðna Élodie Evy o’Hara Ohlin Thor Þór Tim Ünal Yrsa Yxa Zara"
        " Äggen Ægir Öberg Østby Aagot Åsa"
    ),
    "nb": (
        "Ágúst Anna Đuro Eðna Élodie Evy o’Hara Ohlin Thor Þór Tim Ünal Yrsa Yxa Zara"
        " Äggen Ægir Öberg Østby Aagot Åsa"
    ),
    "is": (
        "Aagot Anna Ágúst Đuro Eðna Evy Élodie o’Hara Ohlin Thor Tim Ünal Yrsa Yxa Zara"
        " Þór Äggen Ægir Öberg Østby Åsa"
    ),
    "en": (
        "Aagot Ægir Äggen Ágúst Anna Åsa Đuro Eðna Élodie Evy o’Hara Öberg Ohlin Østby"
        " Thor Tim Ünal Yrsa Yxa Zara Þór"
    ),
}
SORTED |= {"nn": SORTED["nb"], "fo": SORTED["nb"], "nordic": SORTED["sv"]}
words = st.text(
    alphabet=st.one_of(
        st.sampled_from("aåäæöøþðáéíóúýüzAÅÄÆÖØÞ-' \u0301\u030a"), st.characters(codec="utf-8")
    ),
    max_size=6,
)


@pytest.mark.parametrize("collation", collation_names())
def test_names_stand_where_the_languages_readers_look_for_them(collation):
    names = SORTED[collation].split()
    by_code_points = sorted(names)
    assert sorted(by_code_points, key=lambda name: sort_key(name, collation)) == names


@given(words, st.sampled_from(collation_names()))
@example("Maàs", "da")
def test_letters_alone_are_the_first_of_what_is_compared(word, collation):
    key = sort_key(word, collation)
    assert letters_key(word, collation) == key[: key.index(0)]


def test_accents_and_case_are_no_letters():
    assert letters_key("Éva", "sv") == letters_key("eva", "sv")
    assert letters_key("Åsa", "sv") != letters_key("Asa", "sv")
    assert letters_key("Åsa", "en") == letters_key("Asa", "en")


@pytest.mark.parametrize(
    ("name", "collation", "letter"),
    [
        ("Åberg", "sv", "Å"),
        ("Åberg", "en", "A"),
        ("Ærø", NORDIC, "Ä"),
        ("Ærø", "da", "Æ"),
        ("Aagaard", "da", "Å"),
        ("Aagaard", "sv", "A"),
        ("Ásta", "is", "Á"),
        ("Ásta", "sv", "A"),
        ("Þór", "is", "Þ"),
        ("Þór", "sv", "T"),
        ("éclair", "fi", "E"),
        ("24syv", "sv", None),
        ("", "sv", None),
    ],
)
def test_lists_have_a_name_under_the_letter_of_their_language(name, collation, letter):
    assert first_letter(name, collation) == letter


def test_an_order_that_there_is_not_is_refused():
    with pytest.raises(KeyError):
        sort_key("a", "xx")
