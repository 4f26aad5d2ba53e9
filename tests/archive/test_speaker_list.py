"""The list of speakers: by family name and letter, in the order of the reader's language."""

import pytest
from builders import RecordSource, a_speech_record
from sqlalchemy.orm import Session

from archive.queries.speaker_list import SpeakerCriteria, list_speakers
from importers.loading.load import load
from importers.records import ParsedRole

NAMES = (
    *("Öyvind Aas", "Ulla af Ek", "Åsa Ek", "Bo Østby", "Ida Ærø", "Ole Åberg", "Per Zander"),
    *("Eva Äng", "Ása Björnsdóttir", "Émile Élan", "Þór Moe"),
)


@pytest.fixture
def archive(engine):
    source = RecordSource()
    pages = [
        source.page(a_speech_record(node=number, number=number, speaker=name, text=f"Tale {name}."))
        for number, name in enumerate(NAMES, start=17_940)
    ]
    guest = ParsedRole(country="IS")
    pages.append(
        source.page(
            a_speech_record(node=18_000, number=18, speaker="Jón Aronsson", role=guest, text="Já.")
        )
    )
    load(engine, source, pages)
    with Session(engine) as session:
        yield session


def listed(session, collation, **asked):
    return [
        row.name
        for row in list_speakers(
            session, SpeakerCriteria(collation=collation, **asked), limit=100
        ).speakers
    ]


ORDERS = {
    "sv": (
        "Öyvind Aas, Ása Björnsdóttir, Ulla af Ek, Åsa Ek, Émile Élan, Jón Aronsson, Þór Moe,"
        " Per Zander, Ole Åberg, Eva Äng, Ida Ærø, Bo Østby"
    ),
    "da": (
        "Ása Björnsdóttir, Ulla af Ek, Åsa Ek, Émile Élan, Jón Aronsson, Þór Moe, Per Zander,"
        " Eva Äng, Ida Ærø, Bo Østby, Ole Åberg, Öyvind Aas"
    ),
    # Where á and é are letters of their own.
    "is": (
        "Öyvind Aas, Ása Björnsdóttir, Ulla af Ek, Åsa Ek, Émile Élan, Jón Aronsson, Þór Moe,"
        " Per Zander, Eva Äng, Ida Ærø, Bo Østby, Ole Åberg"
    ),
}


@pytest.mark.parametrize("collation", ORDERS)
def test_speakers_stand_by_family_name_in_the_order_of_the_language(archive, collation):
    assert listed(archive, collation) == ORDERS[collation].split(", ")


def test_letters_part_the_list_and_count(archive):
    page = list_speakers(archive, SpeakerCriteria(collation="sv"), limit=100)
    letters = [(letter.letter, letter.speakers) for letter in page.letters]
    assert letters == [
        *(("A", 2), ("E", 3), ("J", 1), ("M", 1)),
        *(("Z", 1), ("Å", 1), ("Ä", 2), ("Ö", 1)),
    ]
    for letter, speakers in letters:
        of_letter = list_speakers(archive, SpeakerCriteria(letter=letter, collation="sv"))
        assert of_letter.total == len(of_letter.speakers) == speakers
        assert of_letter.letters == page.letters
    assert listed(archive, "sv", letter="Ä") == ["Eva Äng", "Ida Ærø"]


@pytest.mark.parametrize("collation", ["sv", "da", "is", "nordic"])
def test_a_walk_has_everybody_once(archive, collation):
    asked, found, after = SpeakerCriteria(collation=collation), [], None
    while True:
        page = list_speakers(archive, asked, after=after, limit=5)
        found += [row.name for row in page.speakers]
        if not page.more:
            break
        after = page.last
    assert found == listed(archive, collation)
    assert page.total == len(found) == len(NAMES) + 1
