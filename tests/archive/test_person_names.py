"""Names taken apart by the rules of the North."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.text.person_names import PersonName, parse_name


@pytest.mark.parametrize(
    ("name", "given", "particle", "family", "listed"),
    [
        ("Anna Holmberg", "Anna", None, "Holmberg", "Holmberg, Anna"),
        ("Per Olaf  Lunde", "Per Olaf", None, "Lunde", "Lunde, Per Olaf"),
        ("Ulla af Klint", "Ulla", "af", "Klint", "Klint, Ulla af"),
        ("Karin von der Ahé", "Karin", "von der", "Ahé", "Ahé, Karin von der"),
        ("Jan Erik De Geer", "Jan Erik", "De", "Geer", "Geer, Jan Erik De"),
        ("Anne-Mari Holm-Moe", "Anne-Mari", None, "Holm-Moe", "Holm-Moe, Anne-Mari"),
        ("Marit D’Angelo", "Marit", None, "D’Angelo", "D’Angelo, Marit"),
        ("Holmberg, Anna", "Anna", None, "Holmberg", "Holmberg, Anna"),
        ("von Bahr, Lise", "Lise", "von", "Bahr", "Bahr, Lise von"),
        ("Nils Moe jr.", "Nils", None, "Moe jr.", "Moe jr., Nils"),
        ("Von Holst", "Von", None, "Holst", "Holst, Von"),
        ("Minister for Fiskeri", None, None, None, "Minister for Fiskeri"),
        ("Arndís", None, None, None, "Arndís"),
        ("Unnur Brá Arndísardóttir", None, None, None, "Unnur Brá Arndísardóttir"),
    ],
)
def test_a_name_has_parts(name, given, particle, family, listed):
    read = parse_name(name)
    assert (read.given, read.particle, read.family, read.listed) == (
        given,
        particle,
        family,
        listed,
    )


def test_an_icelanders_name_is_whole():
    assert parse_name("Jón Þór Sigmarsson", icelandic=True) == PersonName("Jón Þór Sigmarsson")
    assert parse_name("Jan Sigmarsson").family == "Sigmarsson"


@given(st.text(), st.booleans())
def test_nothing_of_a_name_is_lost(text, icelandic):
    listed = parse_name(text, icelandic=icelandic).listed
    assert sorted(listed.replace(",", " ").split()) == sorted(text.replace(",", " ").split())
