import pytest

from search_index.analysis.base_forms import BaseForms
from search_index.analysis.compounds import compounds
from search_index.analysis.languages import language_data


def splitter(code):
    return compounds(code, BaseForms(language_data(code)).known)


@pytest.mark.parametrize(
    ("code", "form", "parts"),
    [
        ("da", "menneskehandelsofre", ("menneske", "handel", "offer")),
        ("sv", "människohandelsoffer", ("människa", "handel", "offer")),
        ("fi", "ihmiskaupanvastainen", ("ihminen", "kauppa", "vastainen")),
        ("is", "mansalsmál", ("mansal", "mál")),
        ("nb", "helsevesenet", ("helse", "vesen")),
        ("da", "finansministerens", ("finans", "minister")),
        ("da", "udenrigsministeren", ("udenrigs", "minister")),
    ],
)
def test_compounds_split_into_base_forms(code, form, parts):
    assert splitter(code).parts(form) == parts


@pytest.mark.parametrize(
    ("code", "form"),
    [("da", "forhandling"), ("nb", "behandling"), ("sv", "sverige"), ("da", "handel")],
)
def test_other_words_do_not(code, form):
    assert splitter(code).parts(form) == ()
