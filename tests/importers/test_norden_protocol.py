import pytest
from norden_pages import PROSE

from archive.errors import UnreadableSource
from importers.records import Document
from importers.sources.norden import SOURCE
from importers.sources.norden.agenda.chairs import chair_named_in, normal_name, pieces_of, remark_in

SV, DA, NB, FI = PROSE["sv"], PROSE["da"], PROSE["nb"], PROSE["fi"]
TEASER = {language: text[:110].rstrip(" .,") + "…" for language, text in PROSE.items()}


def parse(lines, url="https://www.norden.org/da/protocol/21430"):
    text = f"URL: {url}\n" + "\n\n".join(lines)
    (record,) = SOURCE.parse(Document("side.txt", text.encode()))
    return record


def remarks(record):
    return [list(remark.paragraphs) for remark in record.remarks]


def teasers(record):
    return [len(speech.teaser) for speech in record.speeches]


@pytest.mark.parametrize(
    ("line", "chair", "raw"),
    [
        ("Præsident: PHIA ÅS-LIND", "Phia Ås-Lind", "PHIA ÅS-LIND"),
        ("Præsident:: Hans Ås", "Hans Ås", "Hans Ås"),
        ("President : ÞÓRA ÓLAFSDÓTTIR", "Þóra Ólafsdóttir", "ÞÓRA ÓLAFSDÓTTIR"),
        ("Puhemies: ERKKI VON ÅS", "Erkki von Ås", "ERKKI VON ÅS"),
        ("Forseti: JÓN MCNEIL", "Jón McNeil", "JÓN MCNEIL"),
        ("Præsident: JENIS AV RANA", "Jenis av Rana", "JENIS AV RANA"),
        ("Præsident: HANS ÅS / KARI ØY", "Hans Ås / Kari Øy", "HANS ÅS / KARI ØY"),
        ("Vicepræsident: KARI J. Ås (S)", "Kari J. Ås", "KARI J. Ås (S)"),
    ],
)
def test_the_chair_is_named_and_normalised(line, chair, raw):
    record = parse(["3. Arbejde", line, f"Præsidenten: {DA}"])
    assert (record.chair, record.chair_raw) == (chair, raw)


def test_the_chair_may_stand_on_the_line_after():
    assert parse(["3. Arbejde", "Præsident:", "HANS ÅS", f"Præsidenten: {DA}"]).chair == "Hans Ås"


@pytest.mark.parametrize(
    "line", ["Presidenten: Nu", "Præsident: Velkommen til alle", "Præsident: Nu"]
)
def test_the_chairs_words_name_no_chair(line):
    assert not chair_named_in(line)


def test_a_mixed_name_is_left_alone():
    assert normal_name("Bertel McHaarder d'Or") == "Bertel McHaarder d'Or"


def test_lines_are_cut_at_every_mark():
    line = "DeltagerlistenPræsidenten:Først.Svaret er JA.Presidenten: Nu.Puhemies: Nyt"
    pieces = pieces_of(line)
    assert pieces == [
        "Deltagerlisten",
        "Præsidenten:Først.Svaret er JA.",
        "Presidenten: Nu.",
        "Puhemies: Nyt",
    ]
    assert [remark_in(piece) for piece in pieces] == [None, "Først.Svaret er JA.", "Nu.", "Nyt"]
    assert pieces_of("Præsident: HANS ÅSDokumentation: x") == [
        "Præsident: HANS ÅS",
        "Dokumentation: x",
    ]
    assert pieces_of("Herr President: jag vill") == ["Herr President: jag vill"]


def test_the_opening_of_a_session():
    record = parse(
        [
            "1. Istunnon avaaminen",
            "Tirsdag den 28. oktober 2014 kl. 14.30",
            "Formanden bød velkommen til Nordisk Råds 66. session.",
            "Præsident: Hans Ås",
            f"Præsidenten:{SV}Välkomna.",
            "Godkendelse af dagsorden:Præsidenten: Godkänns det? Svaret är JA.",
            "Regler: Præsidenten: ",
            SV,
            SV,
            "Presidenten: Nu",
        ]
    )
    assert (record.kind, record.source_id) == ("protocol", "protocol/21430")
    assert (record.item_number, record.item_title) == ("1", "Istunnon avaaminen")
    assert (record.session, record.session_inferred) == (66, None)
    assert record.date.isoformat() == "2014-10-28"
    assert remarks(record) == [
        [f"{SV}Välkomna."],
        ["Godkänns det? Svaret är JA."],
        [SV, SV],
        ["Nu"],
    ]
    assert record.remarks[0].language == "sv"
    assert record.speeches == ()
    assert [issue.code for issue in record.issues] == ["introduction", "heading", "heading"]


def test_documents_and_teasers():
    record = parse(
        [
            "12. Kultur",
            "Præsident: PHIA ÅS",
            "Dokumentation:",
            "  • Betænkning over medlemsforslag, A 1636/kultur",
            "  • Betenkning uten nummer",
            "Redegørelse, Dokument 12/2015",
            TEASER["da"],
            "Herr president! Jag var av en annan mening.",
            "Det började med…",
            TEASER["nb"] + "”",
            "Ordförande! När frågan kom upp gällde",
        ]
    )
    assert record.case_numbers == ("A 1636/kultur", "Dokument 12/2015")
    assert teasers(record) == [1, 2, 1, 1]
    assert record.session_inferred == 66
    assert all(s.number is s.name is s.speech_type is None for s in record.speeches)


@pytest.mark.parametrize("heading", ["Dokumentation:• Sag, A1932/PRE", "Asiakirjat: A1932/PRE"])
def test_documents_on_the_line_of_their_heading(heading):
    assert parse(["12. Kultur", heading, TEASER["da"]]).case_numbers == ("A 1932/PRE",)


def test_the_first_teaser_after_a_remark_begins_at_an_address():
    record = parse(
        ["2. Møte", f"Presidenten: {NB}", NB, "Takk, president!", TEASER["nb"], TEASER["nb"]]
    )
    assert remarks(record) == [[NB, NB]]
    assert teasers(record) == [2, 1]


def test_the_first_teaser_after_a_remark_begins_where_the_language_changes():
    record = parse(["2. Möte", f"Presidenten: {SV}", SV, SV, FI.split(". ")[0], TEASER["fi"]])
    assert (len(remarks(record)[0]), teasers(record)) == (3, [2])


def test_without_a_sign_the_paragraph_with_the_ellipsis_is_the_teaser():
    record = parse(["2. Møde", f"Præsidenten: {DA}", DA, TEASER["da"]])
    assert (len(remarks(record)[0]), teasers(record)) == (2, [1])


def test_a_cut_page_may_end_in_a_teaser_without_ellipsis():
    record = parse(
        ["2. Møde", f"Præsidenten: {DA}", "Kære kolleger. Vi stemmer nu.", "Hr. præsident. Ja"]
    )
    assert (len(remarks(record)[0]), teasers(record)) == (2, [1])


def test_a_speech_shown_whole_ends_where_the_next_begins():
    record = parse(
        [
            "2. Møde",
            "Tak. Det er jeg helt enig i, og det vil jeg gerne sige her i dag.",
            SV + "…",
            DA + "…",
        ]
    )
    assert teasers(record) == [1, 1, 1]
    addressed = parse(["2. Møde", f"{DA[:90]}.", f"Hr. præsident! {DA[:40]}", TEASER["da"]])
    assert teasers(addressed) == [1, 2]


def test_a_teaser_has_at_most_three_paragraphs():
    short = "Det er vi enige om her i dag."
    assert teasers(parse(["2. Møde", *[short] * 4, f"{short}.."])) == [3, 2]


def test_dots_of_any_number_cut_a_teaser():
    assert teasers(parse(["2. Møde", "Vejen er f....", "Vi kan . . .", "Vi vil...”"])) == [1, 1, 1]


def test_remarks_after_teasers_and_decisions():
    record = parse(
        [
            "12. Kultur, A 1636/kultur",
            TEASER["da"],
            f"Præsidenten: {DA}",
            "Svaret er JA.",
            "Rådet besluttede",
            "  • at vedtage forslaget",
            "  • Nordisk Råd vedtog rekommandationen, A 1637/kultur",
            TEASER["sv"],
            "Svaret er NEJ.",
        ]
    )
    assert remarks(record) == [[DA, "Svaret er JA.", "Svaret er NEJ."]]
    assert teasers(record) == [1, 1]
    assert record.decisions == (
        "Rådet besluttede",
        "at vedtage forslaget",
        "Nordisk Råd vedtog rekommandationen, A 1637/kultur",
    )
    assert record.case_numbers == ("A 1636/kultur", "A 1637/kultur")


def test_the_chair_may_go_on_after_a_decision():
    record = parse(
        ["1. Møde", f"Præsidenten: {DA}", "Rådet besluttede", "at sige ja", "Vi går videre."]
    )
    assert remarks(record) == [[DA], ["Vi går videre."]]
    assert record.decisions == ("Rådet besluttede", "at sige ja")


def test_the_date_may_stand_above_the_title():
    record = parse(["Tirsdag den 28. oktober 2014", "1. Åbning", f"Præsidenten: {DA}"])
    assert (record.date.isoformat(), record.item_title) == ("2014-10-28", "Åbning")


def test_a_second_chair_is_said():
    record = parse(
        ["2. Møde", "Præsident: Hans Ås", f"Præsidenten: {DA}", "Præsident: Kari Ås", DA]
    )
    assert record.chair == "Hans Ås"
    assert [issue.code for issue in record.issues] == ["second_chair"]


def test_a_page_without_an_items_number_has_a_title_still():
    record = parse(["# Kultur i Norden", "Præsident: Hans Ås", f"Præsidenten: {DA}"])
    assert (record.item_number, record.item_title) == (None, "Kultur i Norden")
    bare = parse(["Kultur i Norden", f"Præsidenten: {DA}"])
    assert (bare.item_number, bare.item_title) == (None, "Kultur i Norden")


def test_a_protocol_under_a_node_is_known_by_its_marks():
    record = parse(["3. Arbejde", f"Præsidenten: {DA}"], "https://www.norden.org/da/node/30001")
    assert (record.kind, record.source_id, record.session_inferred) == (
        "protocol",
        "node/30001",
        None,
    )


def test_a_protocol_page_without_anything_is_refused():
    with pytest.raises(UnreadableSource, match="no protocol"):
        parse(["---"])


def test_a_banner_before_the_title_is_left_out():
    banner = "Innehållet är inte tillgängligt på det språk du har valt."
    assert parse([banner, "2. Möte", f"Presidenten: {SV}"]).item_title == "Möte"
