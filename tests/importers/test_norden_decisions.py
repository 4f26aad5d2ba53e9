"""Decisions and unclaimed lines of protocol and agenda-item pages."""

import pytest
from norden_pages import NB

from importers.records import Document
from importers.sources.norden import SOURCE

HEAD = ["7. Redegørelse om havne", "Præsident: KARI ÅS", "Præsidenten: Vi går videre til punkt 7."]
DOCUMENTS = ["Dokumentation:", "Redegørelse om havne (mundtlig), Dokument 21/2015"]
TEASER = f"Herr president! {NB[:90]}…"


def parse(lines, url="https://www.norden.org/da/protocol/21440"):
    text = f"URL: {url}\n" + "\n\n".join(lines)
    (record,) = SOURCE.parse(Document("side.txt", text.encode()))
    return record


def codes(record):
    return [issue.code for issue in record.issues]


@pytest.mark.parametrize(
    "decision",
    [
        "Rådet besluttede at tage Dokument 21/2015 til efterretning",
        "Rådet beslutade att lägga Dokument 21/2015 till handlingarna.",
        "Nordiska rådet lade Dokument 21/2015 till handlingarna",
        "Nordisk Råd tok Dokument 21/2015 til etterretning",
        "Neuvosto päätti merkitä asiakirjan 21/2015 tiedoksi",
        "Pohjoismaiden neuvosto merkitsi asiakirjan 21/2015 tiedoksi",
        "Norðurlandaráð samþykkti að taka Skjal 21/2015 til greina",
        "The Council decided to take note of Document 21/2015",
        "Præsidiet besluttede at tage Dokument 21/2015 til efterretning",
        "Dokument 21/2015 blev taget til efterretning",
        "Dokument 21/2015 togs till handlingarna",
        "Betænkning om havne, A 1711/vækst, blev vedtaget",
        "Rådet sluttet seg til innstillingen i Dokument 21/2015",
        "Nordiska rådet anslöt sig till framställningen i Dokument 21/2015",
        "Det blev besluttet at tage Dokument 21/2015 til efterretning",
        "Beslutades att lägga Dokument 21/2015 till handlingarna",
        "Päätettiin merkitä Asiakirja 21/2015 tiedoksi",
        "Samþykkt var að taka Skjal 21/2015 til greina",
        "Skjal 21/2015 var lagt fram til kynningar",
        "It was decided to take note of Document 21/2015",
        "The Assembly adopted Document 21/2015",
    ],
)
@pytest.mark.parametrize("form", ["{}", "• {}", "Beslutning: {}", "Beslut:\n\n{}"])
def test_a_decision_that_names_a_document_is_no_document(decision, form):
    record = parse([*HEAD, *DOCUMENTS, form.format(decision), TEASER])
    assert record.decisions == (decision,)
    assert record.case_numbers[0] == "Dokument 21/2015"
    assert [len(speech.teaser) for speech in record.speeches] == [1]
    assert codes(record) == []


@pytest.mark.parametrize(
    "heading", ["Beslutning:", "Vedtak", "Rådets beslutning:", "Päätös:", "Ákvörðun:", "Decision:"]
)
def test_what_stands_below_the_heading_of_decisions_is_one(heading):
    lines = [heading, "Dokument 21/2015", "• at takke", "• Kari Ås blev valgt", "Tak!", TEASER]
    record = parse([*HEAD, *DOCUMENTS, *lines])
    assert record.decisions == ("Dokument 21/2015", "at takke", "Kari Ås blev valgt")


def test_a_decision_glued_to_what_stands_before_it():
    record = parse([*HEAD, "Præsidenten: Svaret er JA.Beslutning: Rådet vedtog forslaget", TEASER])
    assert record.decisions == ("Rådet vedtog forslaget",)


@pytest.mark.parametrize("words", ["Forslaget er vedtaget.", "Betænkningen er hermed godkendt."])
def test_what_the_chair_says_of_a_document_is_a_remark(words):
    record = parse([*HEAD, words, TEASER])
    assert record.decisions == ()
    assert record.remarks[0].paragraphs[-1] == words


def test_a_member_may_begin_with_what_was_decided():
    said = "Rådet besluttede i fjor at styrke havnene."
    record = listing("141", "Ola Li", "Replik", said)
    assert (record.decisions, record.speeches[-1].teaser) == ((), (said,))


def test_a_teaser_below_the_heading_of_decisions_is_none():
    assert parse([*HEAD, "Beslutning:", TEASER]).decisions == ()


@pytest.mark.parametrize("form", ["{}", "• {}"])
@pytest.mark.parametrize(
    "line",
    [
        "Alle rejste sig for Dokument 21/2015",
        "Dokument 21/2015 noteres",
        "Dokument 21/2015 fik almindelig ros",
    ],
)
def test_a_sentence_among_documents_is_an_issue(line, form):
    record = parse([*HEAD, *DOCUMENTS, form.format(line), TEASER])
    assert (codes(record), record.case_numbers) == (["unclaimed_line"], ("Dokument 21/2015",))


@pytest.mark.parametrize("form", ["{}", "• {}"])
@pytest.mark.parametrize(
    "title",
    [
        "Havne i Norden, A 1711/vækst",
        "Havne i Norden (Dokument 7/2015)",
        "Dokument 7/2015 om havne",
        "Dokument 7/2015: Havne i Norden",
        "Medlemsforslag om havne",
        "A 1711/vækst",
    ],
)
def test_titles_of_documents_are_no_issue(title, form):
    assert codes(parse([*HEAD, *DOCUMENTS, form.format(title), TEASER])) == []


def test_a_line_that_nothing_claims_is_an_issue():
    strange = ["En linje for sig", "Endnu en linje"]
    record = parse([*HEAD, *DOCUMENTS, strange[0], TEASER, strange[1], TEASER])
    assert codes(record) == ["unclaimed_line"] * 2
    assert all(line in issue.message for line, issue in zip(strange, record.issues, strict=True))
    assert [speech.teaser for speech in record.speeches] == [(TEASER,), (TEASER,)]


@pytest.mark.parametrize("line", ["Åben debat om havne", "Avoin keskustelu", "Generaldebat"])
def test_the_announcement_of_a_debate_is_a_heading(line):
    for before in (HEAD, [*HEAD, *DOCUMENTS]):
        record = parse([*before, line, TEASER])
        assert (codes(record), len(record.speeches)) == (["heading"], 1)
        assert len(record.remarks) == 1


LIST = [
    "6.2.",
    "Redegørelse om havne",
    "140",
    "Kari Ås",
    "Indlæg",
    "Tak, præsident. Havnene er vores.",
]


def listing(*lines):
    return parse([*LIST, *lines], "https://www.norden.org/da/node/83999")


def test_an_agenda_items_decisions_and_unclaimed_lines():
    record = listing(
        "141",
        "Ola Li",
        "Replik",
        "Det er jeg enig i.",
        "Præsident: Siv Ek",
        "Beslutning:",
        "Rådet besluttede at tage Dokument 21/2023 til efterretning",
        "6.3.",
        "Et nyt emne",
        "142",
        "Kari Ås",
        "Svar på replik",
        "Tak, præsident. Vi ses",
    )
    assert [speech.number for speech in record.speeches] == [140, 141, 142]
    assert [len(speech.teaser) for speech in record.speeches] == [1, 1, 1]
    assert record.decisions == ("Rådet besluttede at tage Dokument 21/2023 til efterretning",)
    assert record.chair == "Siv Ek"
    assert codes(record) == ["unclaimed_line", "unclaimed_line"]


def test_a_listed_speech_of_an_unknown_type_is_one_all_the_same():
    record = listing("141", "Ola Li", "Mumling", "Det er jeg enig i.")
    assert [(s.number, s.name, s.speech_type) for s in record.speeches] == [
        (140, "Kari Ås", "contribution"),
        (141, "Ola Li", None),
    ]
    assert codes(record) == ["unknown_type"]
