import time
from pathlib import Path

import pytest
from norden_pages import PROSE
from strange_texts import STRANGE

from benchmarks.languages import LANGUAGES, LONG, norwegian, read, tally
from importers.languages.identification import identify, identify_paragraphs, languages_in

CORPORA = Path(__file__).parents[2] / ".." / "shared" / "corpora"


@pytest.mark.parametrize("language", sorted(PROSE))
def test_a_paragraph_is_known_by_its_words(language):
    found = identify(PROSE[language])
    assert found.language == language
    assert found.certain
    assert found.confidence > 0.8


def test_a_text_without_words_is_undetermined():
    assert identify(" 12. – 14!").language == "und"
    assert identify_paragraphs(["12.", "–"]) == ["und", "und"]
    assert identify_paragraphs([]) == []


def test_a_few_words_are_never_certain():
    assert not identify("Tak.").certain


def test_greenlandic_is_told_by_its_words():
    text = (
        "Kalaallit Nunaat pillugu oqaaseqarnissamut periarfissinneqarama qujavunga, "
        "ataatsimiinnermilu peqataasut tamaasa inuulluaqqullugit."
    )
    assert identify(text).language == "kl"


def test_short_paragraphs_take_their_neighbours_language():
    assert identify_paragraphs(["Takk for ordet.", PROSE["nb"], "Takk."]) == ["nb", "nb", "nb"]
    assert identify_paragraphs(["Tak.", PROSE["sv"], "Tak."]) == ["sv", "sv", "sv"]
    assert identify_paragraphs([PROSE["fi"], "OK.", PROSE["sv"]]) == ["fi", "fi", "sv"]


def test_a_short_paragraph_of_clear_words_stands_for_itself():
    found = identify_paragraphs([PROSE["sv"], "Kiitos, edustaja Äyräs.", PROSE["sv"]])
    assert found == ["sv", "fi", "sv"]
    assert identify_paragraphs(["Takk for ordet.", PROSE["is"]]) == ["is", "is"]


def test_a_speech_of_short_paragraphs_is_decided_as_one():
    assert identify_paragraphs(["Kiitos.", "Arvoisa puhemies!"]) == ["fi", "fi"]


def test_relatives_do_not_flicker_within_a_speech():
    short_danish_looking = "Derfor er det et godt forslag som vi kan støtte."
    found = identify_paragraphs([PROSE["nb"], short_danish_looking, PROSE["nb"]])
    assert found == ["nb", "nb", "nb"]


def test_a_long_paragraph_of_a_relative_is_a_switch():
    swedish, danish = PROSE["sv"] * 3, PROSE["da"] * 3
    assert identify_paragraphs([danish, danish, swedish]) == ["da", "da", "sv"]


def test_families_switch_at_once():
    found = identify_paragraphs([PROSE["sv"], PROSE["fi"], PROSE["sv"], PROSE["en"]])
    assert found == ["sv", "fi", "sv", "en"]


def test_a_sentence_of_another_family_is_listed_in_order():
    icelandic = f"{PROSE['is']} Jeg er meget glad for, at I alle er kommet her i dag. Takk."
    assert languages_in([icelandic], ["is"]) == ("is", "da")
    chair = f"Nu går vi vidare med nästa punkt på listan. {PROSE['fi']} {PROSE['fi']}"
    assert languages_in([chair], ["fi"]) == ("sv", "fi")


def test_a_sentence_is_read_as_the_relative_that_the_speech_uses():
    mixed = f"{PROSE['fi']} Det er en god sag, og den bør vi støtte i dag."
    assert languages_in([PROSE["nb"], mixed], ["nb", "fi"])[0] == "nb"


def test_a_foreign_name_is_no_switch():
    text = f"{PROSE['sv']} Vi läste rapporten The State of the Nordic Region i går kväll."
    assert languages_in([text], ["sv"]) == ("sv",)


def test_a_text_of_two_languages_is_uncertain():
    assert not identify(f"{PROSE['sv']} {PROSE['fi']}").certain
    assert not identify(f"{PROSE['da']} {PROSE['is']}").certain


def test_a_quoted_sentence_makes_no_text_uncertain():
    text = f"{PROSE['nb']} {PROSE['nb']} Som de sier i Sverige: Det var en gång en lång resa."
    assert identify(text).certain


@pytest.mark.parametrize("of", sorted(STRANGE))
def test_a_text_of_no_language_that_is_told_is_uncertain(of):
    assert len(STRANGE[of]) >= 190
    assert not identify(STRANGE[of]).certain
    assert not identify(f"{STRANGE[of]}\n{STRANGE[of]}").certain


@pytest.mark.parametrize("of", ["Russian", "German", "Estonian"])
def test_a_text_half_of_which_is_strange_is_uncertain(of):
    assert not identify(f"{PROSE['sv']} {STRANGE[of]}").certain
    assert not identify(f"{PROSE['fi']} {STRANGE[of]}").certain


def test_a_text_that_only_begins_in_a_language_that_is_told_is_uncertain():
    swedish = f"{PROSE['sv']} " * 4
    assert not identify(swedish + STRANGE["Russian"] * 2).certain
    assert not identify(swedish + STRANGE["German"] * 2).certain


def test_a_strange_sentence_makes_no_text_uncertain():
    text = f"{PROSE['da']} {PROSE['da']} Som de siger i Tyskland: Wir haben viel zu tun."
    assert identify(text).certain
    assert identify(
        f"{PROSE['en']} The article is called “Новый год” and is worth reading."
    ).certain


def test_greenlandic_and_sami_are_no_strangers():
    greenlandic = (
        "Kalaallit Nunaat pillugu oqaaseqarnissamut periarfissinneqarama qujavunga, "
        "ataatsimiinnermilu peqataasut tamaasa inuulluaqqullugit."
    )
    sami = (
        "Buorre ságadoalli, sámegiella lea midjiide hui deaŧalaš, ja mii háliidit ahte mánát "
        "galget oahppat dan skuvllas. "
        "Dat lea sin vuoigatvuohta, muhto oahpaheaddjit eai leat doarvái."
    )
    assert identify(greenlandic).certain
    assert identify(greenlandic + " " + greenlandic).certain
    assert (identify(sami).language, identify(sami).certain) == ("se", True)


def test_a_list_of_names_is_of_no_language():
    names = "Ås, Bakken, Dahl, Eide, Foss, Gran, Hagen, Haugen, Lien, Lund, Moen, Myhre, Nygård"
    assert not identify(f"Nordmøre, Sunnfjord, {names}, {names}").certain


def test_a_text_with_addresses_and_references_is_no_code():
    text = (
        f"{PROSE['en']} See https://example.org/a_report?year=2012 and the section "
        "“background_documents” of our own pages, or write to office@example.org."
    )
    assert identify(text).certain


def test_a_long_text_is_read_at_places_spread_over_the_whole():
    swedish, finnish = f"{PROSE['sv']} " * 400, f"{PROSE['fi']} " * 400
    assert identify(swedish).certain
    assert not identify(swedish + finnish).certain
    assert not identify(swedish + swedish + finnish).certain


def test_a_book_takes_little_longer_than_what_is_read_of_it():
    book, read_of_it = (f"{PROSE['da']} " * times for times in (2000, 130))
    assert _seconds(read_of_it) * 10 > _seconds(book)


@pytest.mark.shared
@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared is absent")
def test_real_paragraphs_of_two_hundred_letters_are_told():
    # The labels of nb, nn, fi and sv are guesses: dictionaries that the identification does not
    # use decide which of two contradicting answers is right (see benchmarks/languages.py).
    long = {code: [p for p in read(CORPORA, code, 1500) if len(p) >= LONG] for code in LANGUAGES}
    tallies = {code: tally(code, paragraphs[:400]) for code, paragraphs in long.items()}
    for language in ("da", "sv", "fi", "is", "en", "fo"):
        assert tallies[language].share(language) >= 0.99, language
    together = norwegian(tallies)
    assert together.share("nb", "nn") >= 0.99
    assert tallies["nb"].share("nb") >= 0.95
    assert tallies["nn"].share("nn") >= 0.95
    for language, counted in tallies.items():
        texts = counted.found.total() + len(counted.uncertain)
        assert len(counted.uncertain) <= 0.05 * texts, language


@pytest.mark.shared
@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared is absent")
def test_identification_is_quick():
    paragraphs = [p for p in read(CORPORA, "da", 200) if len(p) >= LONG][:300]
    identify(PROSE["da"])
    started = time.process_time()  # whatever else the machine does
    for paragraph in paragraphs:
        identify(paragraph)
    assert time.process_time() - started < len(paragraphs) / 100


def _seconds(text: str) -> float:
    """Return how long the quickest of some readings takes."""
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        identify(text)
        taken.append(time.perf_counter() - started)
    return min(taken)
