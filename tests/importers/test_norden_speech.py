import itertools

import pytest
from norden_pages import LABELS, PROSE, Page

from archive.errors import UnreadableSource
from importers.records import Document
from importers.sources.norden import SOURCE

DA, NB, SV, FI, IS, EN = (PROSE[language] for language in ("da", "nb", "sv", "fi", "is", "en"))


def parse(content, name="side.txt", url=None):
    content = content.encode() if isinstance(content, str) else content
    (record,) = SOURCE.parse(Document(name, content, url))
    return record


def codes(record):
    return [issue.code for issue in record.issues]


def shape(record):
    return [(s.kind.value, s.language, len(s.paragraphs)) for s in record.segments]


FULL = {
    "person": "",
    "external": "Kari Ås",
    "role": "Nordisk Friheds talsperson",
    "status": "Waiting for transcription",
    "date": "31.10.12 18:58",
}


@pytest.mark.parametrize(
    ("ui", "labels"), [pair for ui in LABELS for pair in ((ui, ui), (ui, "en"))]
)
@pytest.mark.parametrize("body_first", [False, True])
def test_all_forms_of_a_page_give_the_same_record(ui, labels, body_first):
    page = Page(ui=ui, labels=labels, body=[SV, "Tack.", SV], body_first=body_first, **FULL)
    record = parse(page.text())
    assert (record.number, record.speaker, record.speech_type) == (12, "Kari Ås", "reply")
    assert record.role.party_group == "nordic_freedom"
    assert record.status_raw == "Waiting for transcription"
    assert record.external_speaker
    assert record.started_at.isoformat() == "2012-10-31T18:58:00"
    assert record.segments[0].paragraphs == (SV, "Tack.", SV)
    assert record.issues == ()
    assert parse(page.text(gap="")) == record
    assert parse(page.markdown()) == record
    assert parse(page.html()) == record


@pytest.mark.parametrize("empty", list(itertools.combinations(["number", "role", "status"], 2)))
def test_labels_with_empty_values_do_not_take_the_next_line(empty):
    page = Page(person="", date="", **dict.fromkeys(empty, ""))
    record = parse(page.text(gap=""))
    assert shape(record) == [("original", "da", 1)]
    assert (record.number, record.role_raw, record.status_raw) == (12, None, None)


@pytest.mark.parametrize("first", ["Tak, hr. formand.", "Tak.", "Værsgo!", "2013 var et godt år."])
@pytest.mark.parametrize("last", ["date", "role", "status", "person"])
def test_an_empty_last_label_does_not_take_the_body(first, last):
    page = Page(date=None, body=[first, DA])
    setattr(page, last, "")
    record = parse(page.text(gap=""))
    assert record.segments[0].paragraphs == (first, DA)


def test_the_seed_form_with_a_page_break_inside_the_body():
    page = Page(
        ui="is",
        title="Kari Ås (Hovedindlæg)",
        type="Hovedindlæg",
        number="211",
        person="Kari Ås",
        date="31.10.12 18:58",
        role="Den socialdemokratiska gruppens talsperson",
        body=["Vi i Norge øker innsatsen for at de", "---", "skal få et bedre liv.", "---", NB],
        body_first=True,
        url=None,
    )
    record = parse(page.markdown())
    assert record.segments[0].paragraphs == (
        "Vi i Norge øker innsatsen for at de skal få et bedre liv.",
        NB,
    )
    assert (record.number, record.session, record.session_rule) == (211, 64, "month")
    assert record.identifiers[0].scheme == "session-number"
    assert (record.ui_language, record.source_id) == ("is", None)


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


def test_an_older_page_has_label_and_value_on_one_line():
    url = "http://www.norden.org/no/nordisk-raad/62.-sesjon-2010/9.-norden/kari-as-hovedindlaeg"
    record = parse(
        f"URL: {url}\nKari Ås (hovedindlæg)\nDocument Actions\n\nDato 03.11.2010\n"
        f"Dagsordenspunkt 9. Norden og verden\nTaler Kari Ås\n\n{DA}\n\nSide-alternativer\n"
    )
    assert (record.speaker, record.number, record.speech_type) == ("Kari Ås", None, "main")
    assert (record.started_at_precision, record.session) == ("day", 62)
    assert record.agenda_item_title == "9. Norden og verden"
    assert record.segments[0].paragraphs == (DA,)
    assert record.identifiers[-1].scheme == "path"
    assert record.source_id == "nordisk-raad/62.-sesjon-2010/9.-norden/kari-as-hovedindlaeg"


def test_an_older_address_places_a_speech_without_a_date():
    url = "http://www.norden.org/no/nordisk-raad/62.-sesjon-2010/kari-as"
    record = parse(f"URL: {url}\nKari Ås (Replik)\n\n{DA}")
    assert (record.session, record.session_rule) == (62, "path")


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


def test_identifiers_stand_in_order_of_trust():
    record = parse(Page(url="https://www.norden.org/da/node/60288").text())
    assert [(i.scheme, i.value) for i in record.identifiers] == [
        ("node", "60288"),
        ("session-number", "73/12"),
    ]
    slug = parse(Page(url="https://www.norden.org/da/speech/12-kari-as-replik").text())
    assert slug.source_id == "speech/12-kari-as-replik"
    assert [(i.scheme, i.value) for i in slug.identifiers] == [("slug", "12-kari-as-replik")]


def test_the_file_name_is_the_last_resort_for_the_address():
    record = parse(Page(url=None).text(), name="no_node_40001.txt")
    assert (record.source_id, record.ui_language, record.url) == ("node/40001", "no", None)
    known = parse(Page(url=None).text(), url="https://norden.org/sv/node/5")
    assert (known.source_id, known.url) == ("node/5", "https://norden.org/sv/node/5")


def test_html_with_the_title_outside_the_main_text():
    html = (
        "<html lang='nb'><head><title>Norden</title></head><body><div><h1>7. Kari Ås (Replik)</h1>"
        f"</div><main><p>Information</p><p>Dato</p><p></p><p>{DA}</p></main></body></html>"
    )
    record = parse(html)
    assert (record.number, record.speaker, record.ui_language) == (7, "Kari Ås", "no")
    assert record.segments[0].paragraphs == (DA,)


def test_the_name_of_the_site_is_no_speaker():
    html = f"<html><body><h1>Nordisk Råd</h1><main><p>Type</p><p>Replik</p><p>Dato</p><p>{DA}</p>"
    assert parse(html).speaker is None


def test_an_unnumbered_heading_before_the_fields_is_the_title():
    record = parse(f"# Kari Ås\n\n## Information\n\nType\n\nReplik\n\nDato\n\n{DA}")
    assert (record.speaker, record.speech_type) == ("Kari Ås", "reply")


def test_a_printed_page_names_its_source_below():
    text = Page().text() + "\nSource URL: https://www.norden.org/da/node/40001\n"
    assert shape(parse(text)) == [("original", "da", 1)]


def test_an_information_block_may_stand_before_the_title():
    record = parse(f"Information\nType\nReplik\nTalenummer\n12\n12. Kari Ås (Replik)\n{DA}")
    assert (record.number, record.speech_type, shape(record)) == (
        12,
        "reply",
        [("original", "da", 1)],
    )


@pytest.mark.parametrize("outside_main", [False, True])
def test_an_information_block_in_a_complementary_part_is_read(outside_main):
    fields = "<div>Typ</div><div>Replik</div><div>Tal nummer</div><div>12</div>"
    block = f"<aside><h2>Information</h2>{fields}</aside>"
    related = "<aside><h2>Läs mer</h2><p>Om samarbetet</p></aside>"
    inside, outside = ("", block) if outside_main else (block, "")
    record = parse(
        f"<!doctype html><html lang=sv><body><main><h1>Kari Ås (Replik)</h1>{related}"
        f"<p>{SV}</p>{inside}</main>{outside}</body></html>",
        name="sida.html",
    )
    assert (record.number, record.speech_type) == (12, "reply")
    assert record.segments[0].paragraphs == (SV,)
