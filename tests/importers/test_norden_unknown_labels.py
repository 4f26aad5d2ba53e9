"""Labels that the site renamed or added: named in an issue, and never part of the speech."""

import pytest
from norden_pages import DA, FI, LABELS, Page
from norden_reading import parse

from importers.sources.norden.labels import LABELS as KNOWN_LABELS
from importers.sources.norden.speech.unknown_labels import is_label_like

FULL = {
    "title": "12. Kari Ås (Replik)",
    "number": "12",
    "person": "Kari Ås",
    "role": "Midtergruppen",
    "status": "Waiting for transcription",
    "date": "03.11.2010 14:05",
}
BODY = ["Tak for ordet.", DA, FI]
FORMS = ("text", "glued", "markdown", "html")


def content(page, form):
    return {
        "text": page.text(),
        "glued": page.text(gap=""),
        "markdown": page.markdown() + "\n",
        "html": page.html(),
    }[form]


def read(text, **renamed):
    """Parse the page with the lines renamed, in whatever mark-up they stand."""
    for before, after in renamed.items():
        for left, right in (("\n", "\n"), (">", "<"), ("## ", "\n")):
            text = text.replace(f"{left}{before}{right}", f"{left}{after}{right}", 1)
    return parse(text)


def paragraphs(record):
    return [paragraph for segment in record.segments for paragraph in segment.paragraphs]


def unknown(record):
    codes = {"unknown_label", "unknown_heading"}
    return [issue.subject for issue in record.issues if issue.code in codes]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("body_first", [False, True])
@pytest.mark.parametrize(
    "label", ["Information", "Type", "Talenummer", "Person", "Talerrolle", "Status", "Dato"]
)
def test_any_one_label_renamed(label, body_first, form):
    page = Page(**FULL, body=BODY, body_first=body_first)
    record = read(content(page, form), **{label: "Noget nyt"})
    assert unknown(record) == ["Noget nyt"]
    assert paragraphs(record) == BODY
    kept = {
        "number": record.number == 12,
        "person": record.speaker == "Kari Ås",
        "role": (record.role_raw == "Midtergruppen") == (label != "Talerrolle"),
        "date": (record.started_at is not None) == (label != "Dato"),
    }
    assert all(kept.values()), kept


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("body_first", [False, True])
def test_the_last_label_renamed_without_a_value(body_first, form):
    page = Page(body=BODY, role="Midtergruppen", body_first=body_first)
    record = read(content(page, form), Dato="Tidspunkt")
    assert unknown(record) == ["Tidspunkt"]
    assert paragraphs(record) == BODY
    assert record.role_raw == "Midtergruppen"


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_label_before_a_renamed_one_does_not_take_it(form):
    page = Page(body=BODY, person="", role="Midtergruppen", date="03.11.2010")
    record = read(content(page, form), Talerrolle="Rolle i salen", Dato="Tidspunkt")
    assert unknown(record) == ["Rolle i salen", "Tidspunkt"]
    assert (record.role_raw, paragraphs(record)) == (None, BODY)
    empty_role = read(content(Page(body=BODY, role="", date="03.11.2010"), form), Dato="Tidspunkt")
    assert (unknown(empty_role), empty_role.role_raw) == (["Tidspunkt"], None)
    both_empty = read(content(Page(body=BODY, role=""), form), Dato="Tidspunkt")
    assert (unknown(both_empty), both_empty.role_raw) == (["Tidspunkt"], None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ui", sorted(LABELS))
def test_all_labels_renamed_below_a_known_heading(ui, form):
    page = Page(ui=ui, body=BODY, role="Midtergruppen", date="03.11.2010", person="Kari Ås")
    _heading, kind, number, person, role, _status, date = LABELS[ui]
    new = {kind: "Kategori", number: "Nr", person: "Hvem", role: "Gruppe", date: "Hvornår"}
    record = read(content(page, form), **new)
    assert unknown(record) == ["Kategori", "Nr", "Hvem", "Gruppe", "Hvornår"]
    assert paragraphs(record) == BODY


@pytest.mark.parametrize("body_first", [False, True])
def test_heading_and_labels_renamed_together(body_first):
    page = Page(**FULL, body=BODY, body_first=body_first)
    record = read(page.text(), Information="Oplysninger", Type="Kategori", Dato="Tidspunkt")
    assert unknown(record) == ["Oplysninger", "Kategori", "Tidspunkt"]
    assert paragraphs(record) == BODY


@pytest.mark.parametrize("line", ["Tidspunkt: 03.11.2010 14:05", "Tidspunkt 03.11.2010 14:05"])
def test_a_label_and_its_value_on_one_line(line):
    record = read(Page(**FULL, body=BODY).text(), **{"Dato": line, "03.11.2010 14:05": ""})
    assert unknown(record) == ["Tidspunkt"]
    assert paragraphs(record) == BODY


@pytest.mark.parametrize("form", FORMS)
def test_a_label_added_at_the_end_of_a_whole_block(form):
    page = Page(**FULL, body=BODY)
    added = content(page, form)
    for end in ("\n\n", "\n", "</div></div>"):
        value = f"03.11.2010 14:05{end}"
        more = "<div><div>Emne</div><div>Fisk og hav</div></div>"
        new = f"{value}{more}" if "<" in end else f"{value}Emne{end}Fisk og hav{end}"
        if value in added:
            added = added.replace(value, new)
            break
    record = parse(added)
    assert (unknown(record), paragraphs(record)) == (["Emne"], BODY)


@pytest.mark.parametrize(
    "first",
    [
        "Herr president",
        "Fru talman",
        "Tak",
        "Kære kolleger",
        "Puhemies",
        "Kære Nordiske Råd",
        "Tak!",
    ],
)
@pytest.mark.parametrize("second", ["Mange tak for ordet", "Ingrid Moe", DA])
@pytest.mark.parametrize("date", ["", "03.11.2010"])
def test_an_address_after_the_block_is_text(first, second, date):
    body = [first, second, DA]
    assert paragraphs(parse(Page(body=body, date=date).text(gap=""))) == body


@pytest.mark.parametrize("first", ["Ja", "Enig", "Skandinavisk oversættelse"])
def test_a_short_line_after_a_whole_block_is_text(first):
    record = parse(Page(body=[first, DA, DA]).text(gap=""))
    assert unknown(record) == []
    assert first == "Skandinavisk oversættelse" or first in paragraphs(record)


def test_a_short_last_line_before_the_block_is_text():
    for last in ("Tak", "Tak for ordet", "Så enkelt er det"):
        record = parse(Page(body=[DA, last], body_first=True).text(gap=""))
        assert paragraphs(record) == [DA, last]


def test_every_known_label_has_the_shape_of_one():
    labels = [label.strip() for known in KNOWN_LABELS.values() for label in known.split(";")]
    # "Speaker" is how English speeches address the chair, too.
    assert [label for label in labels if not is_label_like(label)] == ["Speaker"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("label", "names"),
    [("Dato", "Tidspunkt"), ("Type", "Slags indlæg"), ("Talenummer", "Løbenummer")],
)
def test_a_short_first_line_after_a_renamed_label_is_of_the_speech(label, names, form):
    body = ["Fisken er vigtig", DA]
    record = read(content(Page(**FULL, body=body), form), **{label: names})
    assert unknown(record) == [names]
    assert paragraphs(record) == body


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", ["Nr.", "Innlegg nr.", "Nro.", "Speech no."])
def test_labels_that_end_in_a_short_form(number, form):
    page = Page(**FULL, body=BODY)
    record = read(content(page, form), Type="Slags", Talenummer=number)
    assert unknown(record) == ["Slags", number]
    assert paragraphs(record) == BODY
    assert record.role_raw == "Midtergruppen"


@pytest.mark.parametrize("form", FORMS)
def test_a_label_of_two_words_that_a_shorter_label_and_a_value_make(form):
    page = Page(**FULL, type="Replik", body=BODY)
    record = read(content(page, form), Type="Type replik")
    assert unknown(record) == ["Type replik"]
    assert paragraphs(record) == BODY
