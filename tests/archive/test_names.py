"""Spellings of one name have one key; what no reader sees is no part of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.name_matching import (
    MAX_KEY_LENGTH,
    matching_key,
    normalize_signs,
    printed_name,
    spells_name,
)

HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
APOSTROPHES = "'’‘‛ʼʻ´`′\uff07"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\ufe0f"
SPACES = " \u00a0\u2009\u202f\t"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Árni Þór Sigurðsson", "Arni Thor Sigurdsson"),
        ("ANNA LJUNGGREN", "Anna  Ljunggren"),
        ("Bjørn Ødegård", "Björn Ödegard"),
        ("Sölvi", "So\u0308lvi"),
        ("Sean O'Hara", "Sean OHara"),
        ("Per-Willy Dahl", "Per Willy Dahl"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert matching_key(one) == matching_key(other)


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_hyphens_of_every_kind_are_one(hyphen: str) -> None:
    assert matching_key(f"Berit{hyphen}anne Lund{hyphen}Moe") == "berit anne lund moe"


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_apostrophes_of_every_kind_are_one(apostrophe: str) -> None:
    assert matching_key(f"Moira O{apostrophe}Brien") == "moira obrien"


@given(st.text("Aå-’" + UNSEEN), st.sampled_from(SPACES))
def test_what_is_unseen_and_the_kind_of_a_space_tell_nothing(name: str, space: str) -> None:
    seen = "".join(letter for letter in name if letter not in UNSEEN)
    assert matching_key(f"{name}{space}B") == matching_key(f"{seen} B")


def test_other_letters_make_another_name() -> None:
    assert matching_key("Anna Ek") != matching_key("Anne Ek")
    assert matching_key("Berit Anne") != matching_key("Beritanne")


def test_a_name_without_a_word_has_no_key() -> None:
    assert [matching_key(name) for name in ("", " ", "...", "_", "\u200b")] == [""] * 5


def test_long_names_that_begin_alike_have_keys_of_their_own() -> None:
    one, other = ("þ" * 190 + end for end in "ab")
    assert matching_key(one) != matching_key(other)
    assert max(len(matching_key(one)), len(matching_key(other))) <= MAX_KEY_LENGTH


@pytest.mark.parametrize(
    "text", ["høgni_hoydal", "hogni-hoydal", "hoegni-hoydal", "Høgni\u2011Hoydal"]
)
def test_a_name_in_other_letters_is_known_as_such(text: str) -> None:
    assert spells_name(text, "Høgni Hoydal")


@pytest.mark.parametrize("text", ["", "-", "HHO", "x3h42snu", "hogni-h"])
def test_an_id_is_no_name(text: str) -> None:
    assert not spells_name(text, "Høgni Hoydal")


def test_names_are_shown_as_printed_without_what_is_unseen() -> None:
    assert printed_name(" Berit\u2011Anne\u200b \u00a0O’Brien ") == "Berit\u2011Anne O’Brien"


def test_ids_keep_their_case_and_letters() -> None:
    assert normalize_signs("i\u2011XÅ\u200b’") == "i-XÅ'"
