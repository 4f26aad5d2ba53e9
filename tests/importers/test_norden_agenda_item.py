from norden_pages import PROSE

from importers.records import Document
from importers.sources.norden import SOURCE

LINES = [
    "6.1.",
    "Report by the ministers, A 1904/PRE (oral)",
    "120",
    "Kari Ås",
    "Main speech",
    f"Herr president! Vid den 75:e sessionen är mycket nytt. {PROSE['sv']}",
    PROSE["sv"],
    "125",
    "Hovedindlæg",
    PROSE["nb"],
    "127.",
    "Juho Äyräs",
    "Vastauspuheenvuoro",
    PROSE["fi"],
]


def parse(lines, url="https://www.norden.org/en/node/83190"):
    text = f"URL: {url}\n" + "\n".join(lines)
    (record,) = SOURCE.parse(Document("side.txt", text.encode()))
    return record


def listed(record):
    return [(s.number, s.name, s.speech_type, len(s.teaser)) for s in record.speeches]


def test_an_agenda_item_lists_its_speeches():
    record = parse(LINES)
    assert (record.kind, record.source_id) == ("agenda_item", "node/83190")
    assert (record.item_number, record.item_title) == (
        "6.1",
        "Report by the ministers, A 1904/PRE (oral)",
    )
    assert listed(record) == [
        (120, "Kari Ås", "main", 2),
        (125, None, "main", 1),
        (127, "Juho Äyräs", "reply", 1),
    ]
    assert (record.session, record.chair) == (75, None)
    assert record.case_numbers == ("A 1904/PRE",)
    assert record.identifiers[0].scheme == "node"


def test_the_same_in_html():
    html = "<html><body><main>" + "".join(f"<div>{line}</div>" for line in LINES) + "</main>"
    (record,) = SOURCE.parse(
        Document("side.html", html.encode(), "https://norden.org/en/node/83190")
    )
    assert listed(record) == listed(parse(LINES))


def test_number_and_title_on_one_line_with_date_and_chair():
    record = parse(
        ["7. Redegørelse", "02.11.21", "14:15 - 16:15", "Præsident: KARI ÅS", *LINES[2:5], "Tekst"]
    )
    assert (record.item_number, record.item_title, record.chair) == ("7", "Redegørelse", "Kari Ås")
    assert record.date.isoformat() == "2021-11-02"
    assert (record.session, record.session_inferred) == (None, 73)
    assert [issue.message for issue in record.issues] == [
        "before the first speech: '14:15 - 16:15'"
    ]


def test_an_earlier_session_that_is_spoken_of_is_not_this_one():
    lines = [*LINES[:5], "På Nordiska rådets 60:e session sade vi ja."]
    assert parse(lines).session is None


def test_speeches_may_be_listed_by_their_titles():
    record = parse([*LINES, "128. Ås Kari (Replik)", PROSE["da"], "130"])
    assert listed(record)[3:] == [(128, "Ås Kari", "reply", 1), (130, None, None, 0)]


def test_a_number_in_a_teaser_is_text():
    record = parse([*LINES, "14", "Det var antallet."])
    assert listed(record)[-1] == (127, "Juho Äyräs", "reply", 3)
