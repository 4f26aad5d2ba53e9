"""The fields of a speech page: which goes before which, and what of them wants a look."""

import pytest
from norden_pages import DA, Page
from norden_reading import codes, parse


@pytest.mark.parametrize(
    ("title", "external", "person", "speaker", "is_external"),
    [
        ("132. (Indlæg)", "Janis Bērziņš", None, "Janis Bērziņš", True),
        ("132. (Indlæg)", "", None, None, False),
        ("132. (Indlæg)", None, "Kari Ås", "Kari Ås", False),
        ("132. Kari Ås (Indlæg)", "K. Ås", None, "Kari Ås", True),
    ],
)
def test_the_speaker_is_of_the_title_else_of_the_fields(
    title, external, person, speaker, is_external
):
    record = parse(Page(title=title, number="132", external=external, person=person).text())
    assert (record.speaker, record.external_speaker) == (speaker, is_external)


def test_the_name_of_the_site_is_no_speaker():
    fields = "<p>Type</p><p>Replik</p><p>Talenummer</p><p>7</p>"
    html = f"<html><body><h1>Nordisk Råd</h1><main>{fields}<p>{DA}</p>"
    assert parse(html).speaker is None


def test_the_field_of_the_type_goes_before_the_title():
    assert parse(Page(title="12. Kari Ås (Reply)", type="Indlæg").text()).speech_type == (
        "contribution"
    )
    unknown = parse(Page(type="Mumling").text())
    assert (unknown.speech_type, unknown.type_raw, codes(unknown)) == (
        "reply",
        "Replik",
        ["unknown_type"],
    )
    both = parse(Page(title="12. Kari Ås (Mumling)", type="Brumming").text())
    assert (both.speech_type, both.type_raw, both.speaker) == (None, "Brumming", "Kari Ås")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "13"}, "number_mismatch"),
        ({"role": "Blæksprutte"}, "unknown_role"),
        ({"date": "32.13.2012"}, "unreadable_date"),
        ({"body": []}, "empty_body"),
        ({"title": None}, "missing_title"),
    ],
)
def test_what_wants_a_look_is_said(changes, code):
    assert codes(parse(Page(**changes).text())) == [code]


def test_an_unknown_label_is_kept_in_an_issue():
    text = (
        Page(role="Midtergruppen").text(gap="").replace("Talerrolle\n", "Tema\nFred\nTalerrolle\n")
    )
    record = parse(text)
    assert record.role.party_group == "centre"
    assert "'Tema': 'Fred'" in record.issues[0].message
    lonely = Page(role="Midtergruppen").text(gap="").replace("Talerrolle\n", "Tema\nTalerrolle\n")
    assert codes(parse(lonely)) == ["unknown_label"]


def test_a_repeated_label_is_said():
    text = Page(date="03.11.2010").text(gap="").replace("Dato\n", "Talenummer\n14\nDato\n")
    assert codes(parse(text)) == ["repeated_label"]


def test_text_before_the_title_is_said():
    assert codes(parse(Page().text().replace("12. Kari", "Forside\n12. Kari"))) == [
        "text_before_title"
    ]


def test_a_number_with_a_letter_keeps_its_label():
    record = parse(Page(title="Kari Ås (Replik)", number="12a").text())
    assert (record.number, record.number_label) == (12, "12a")
