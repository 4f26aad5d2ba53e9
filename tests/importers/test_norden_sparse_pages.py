"""Pages with little on them: what still makes one a speech, and what is refused."""

import pytest
from norden_pages import DA, NB, Page
from norden_reading import codes, parse, shape

from archive.errors import UnreadableSource


def test_pages_without_fields():
    heading_only = parse(Page(type=None, number=None, date=None).text())
    assert (heading_only.number, heading_only.speech_type) == (12, "reply")
    assert shape(heading_only) == [("original", "da", 1)]
    title_only = parse(Page(type=None, number=None, date=None, heading=False).text())
    assert shape(title_only) == [("original", "da", 1)]
    assert codes(title_only) == ["missing_information"]


@pytest.mark.parametrize(
    "url",
    ["https://www.norden.org/da/node/19999", "https://www.norden.org/da/speech/kari-as-replik"],
)
def test_a_page_of_body_alone_is_a_speech_by_its_address(url):
    page = Page(type=None, number=None, date=None, heading=False, title=None, url=url)
    record = parse(page.text())
    assert (record.speaker, record.number, shape(record)) == (None, None, [("original", "da", 1)])
    assert codes(record) == ["missing_title", "missing_information"]


@pytest.mark.parametrize("words", ["Herr president!", "Arvoisa puhemies!", "Takk for ordet."])
def test_a_page_of_body_alone_is_a_speech_by_its_form_of_address(words):
    page = Page(type=None, number=None, date=None, heading=False, title=None, body=[words, NB])
    assert len(parse(page.text()).segments) == 1


@pytest.mark.parametrize(
    "content",
    [
        f"URL: https://www.norden.org/da/node/1\n{DA}",
        "<html><body><h1>Kontakt</h1><p>Skriv til os.</p></body></html>",
        "URL: https://www.norden.org/da/speech/x\nInformation\n",
    ],
)
def test_a_page_that_is_no_speech_is_refused(content):
    with pytest.raises(UnreadableSource, match="no speech"):
        parse(content)


@pytest.mark.parametrize("path", ["session2019", "temasession2022", "event/theme-session-2023"])
def test_a_session_agenda_is_refused_by_name(path):
    with pytest.raises(UnreadableSource, match=f"agenda of a session \\(/{path}\\)"):
        parse(f"URL: https://www.norden.org/en/{path}\nSession\n")
