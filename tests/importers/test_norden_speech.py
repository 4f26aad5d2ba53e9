"""Speech pages of norden.org: all their forms give the same record."""

import itertools

import pytest
from norden_pages import DA, LABELS, NB, SV, Page
from norden_reading import parse, shape

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


def test_an_unnumbered_heading_before_the_fields_is_the_title():
    record = parse(f"# Kari Ås\n\n## Information\n\nType\n\nReplik\n\nTalenummer\n\n7\n\n{DA}")
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
