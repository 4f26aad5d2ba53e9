"""The text of a speech page: banners left out, translations and languages apart."""

import pytest
from norden_pages import DA, FI, IS, SV, Page
from norden_reading import codes, parse, shape
from strange_texts import STRANGE


@pytest.mark.parametrize(
    "banner",
    [
        "The content is not available in your chosen language, we show it in Swedish.",
        "Dette innholdet er ikke tilgjengelig på språket du har valgt. Vi viser det på Dansk.",
        "Sisältö ei ole saatavilla valitsemallasi kielellä. Näytämme sen ruotsiksi.",
    ],
)
def test_a_banner_is_no_text(banner):
    assert parse(Page(banner=banner).text()) == parse(Page().text())
    untitled = Page(banner=banner, title=None, heading=False, type=None, number=None, date=None)
    untitled.url = "https://www.norden.org/da/node/19999"
    assert shape(parse(untitled.text())) == [("original", "da", 1)]


@pytest.mark.parametrize(
    "marker",
    [
        "Skandinavisk oversættelse",
        "Skandinavisk oversettelse:",
        "SKANDINAVISK ÖVERSÄTTNING",
        "skandinavisk översättning :",
        "Skandinaavinen käännös",
        "Skandinavísk þýðing:",
        "\u00a0 Skandinavisk\u00a0oversættelse \u00a0",
        "(Skandinavisk oversettelse)",
        "Dansk oversættelse:",
        "Oversættelse:",
        "Käännös ruotsiksi",
        "Oversatt til norsk",
    ],
)
def test_a_marker_begins_the_translation(marker):
    record = parse(Page(body=[FI, " \u00a0", marker, SV, SV]).text())
    assert shape(record) == [("original", "fi", 1), ("translation", "sv", 2)]
    assert record.languages == ("fi",)


def test_a_marker_glued_to_text_begins_the_translation():
    glued = parse(Page(body=[f"{FI}Skandinavisk oversættelse", SV]).text())
    before = parse(Page(body=[FI, f"Skandinavisk oversættelse: {SV}"]).text())
    assert shape(glued) == shape(before) == [("original", "fi", 1), ("translation", "sv", 1)]
    assert before.segments[1].paragraphs == (SV,)


@pytest.mark.parametrize(
    "text",
    [
        "Skandinaviska är arbetsspråk i Nordiska rådet, och det ska vi hålla fast vid framöver.",
        "Oversættelse er dyrt, men det er en dør til debatten.",
        "Skandinavisk oversættelse er noget, vi skal betale for.",
    ],
)
def test_a_false_marker_is_text(text):
    record = parse(Page(body=[SV, text, SV]).text())
    assert {s.kind for s in record.segments} == {"original"}


def test_several_markers_are_said():
    record = parse(Page(body=[FI, "Skandinavisk oversættelse", SV, "Översättning:", SV]).text())
    assert codes(record) == ["several_markers"]


def test_languages_of_one_original_make_segments():
    record = parse(
        Page(body=[DA, DA, IS, f"{IS} Jeg er glad for at være her hos jer i dag."]).text()
    )
    assert shape(record) == [("original", "da", 2), ("original", "is", 2)]
    assert record.languages == ("da", "is")


def test_each_original_whose_language_is_a_guess_is_told():
    certain = parse(Page(body=[SV, FI, SV]).text())
    assert codes(certain) == []
    greeting = parse(Page(body=[SV, "Kiitos, edustaja Äyräs.", SV]).text())
    (issue,) = greeting.issues
    assert issue.code == "language_uncertain"
    assert "part 2 of 3" in issue.message
    assert "'fi'" in issue.message


def test_one_original_whose_language_is_a_guess_is_told():
    (issue,) = parse(Page(body=["Tak."]).text()).issues
    assert issue.code == "language_uncertain"
    assert issue.message.startswith("the text is")


def test_a_speech_in_a_language_that_is_never_told_is_a_guess():
    record = parse(Page(body=[STRANGE["Estonian"]]).text())
    assert codes(record) == ["language_uncertain"]
    assert record.languages == ("fi",)


def test_a_translation_whose_language_is_a_guess_is_not_told():
    assert codes(parse(Page(body=[FI, "Skandinavisk oversættelse", "Tak."]).text())) == []
