"""Questions about speakers, sessions, agenda items and party groups."""

import pytest
from builders import RecordSource, a_speech_record, an_agenda_item_record
from sqlalchemy import select

from archive.database import connect, open_session
from archive.errors import NotFound
from archive.models import AgendaItem, CouncilSession
from archive.queries.agenda_items import find_agenda_item, list_agenda_items
from archive.queries.names import session_id, session_of
from archive.queries.sessions import council_session, party_groups, sessions
from archive.queries.speaker_list import SpeakerCriteria, list_speakers
from archive.queries.speakers import find_speaker, speaker_names
from archive.schema import upgrade
from importers.loading.load import load


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Speeches of two assemblies, with an agenda of the first; no test changes them."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('frame')}/archive.sqlite")
    upgrade(engine)
    source = RecordSource()
    records = [
        a_speech_record(node=1, number=1, speaker="Bjørn Ås"),
        a_speech_record(node=2, number=2, speaker="Bjørn Ås", role_raw="Presidiet"),
        a_speech_record(node=3, number=3, speaker="Anna Holmberg", session=65),
        a_speech_record(node=4, number=4, speaker="Åsa Bjørn", session=65),
        a_speech_record(
            node=5, assembly="stortinget", number=5, session=None, speaker="Bjørn Ås", role_raw=None
        ),
        an_agenda_item_record(node=101, protocol=None, item_number="2", decisions=("Ja.",)),
        an_agenda_item_record(node=102, protocol=None, item_number="10"),
        an_agenda_item_record(node=103, protocol=None, item_number="10.2"),
        an_agenda_item_record(node=104, protocol=None, item_number=None),
        an_agenda_item_record(node=105, protocol=None, item_number="5", session=None),
    ]
    load(engine, source, [source.page(record) for record in records])
    with open_session(engine) as session:
        yield session
    engine.dispose()


def test_speakers_are_paged_by_name(archive):
    first = list_speakers(archive, SpeakerCriteria(), limit=3)
    second = list_speakers(archive, SpeakerCriteria(), limit=3, after=first.last)
    found = [row.name for row in (*first.speakers, *second.speakers)]
    assert found == ["Åsa Bjørn", "Anna Holmberg", "Bjørn Ås", "Bjørn Ås"]
    assert first.more
    assert not second.more
    assert first.total == second.total == 4


@pytest.mark.parametrize(
    ("typed", "count"),
    [("bjorn", 3), ("BJØRN  ås", 3), ("holm", 1), ("ås bjørn", 3), ("x", 0), ("%", 0), ("", 4)],
)
def test_names_match_whatever_case_and_diacritics(archive, typed, count):
    assert list_speakers(archive, SpeakerCriteria(name=typed)).total == count


def test_speakers_of_one_assembly_count_their_own_speeches(archive):
    (row,) = list_speakers(archive, SpeakerCriteria(assembly="stortinget")).speakers
    assert (row.name, row.speeches, row.assembly.id) == ("Bjørn Ås", 1, "stortinget")


def test_a_speaker_has_roles_by_frequency_and_years(archive):
    row = next(
        row
        for row in list_speakers(archive, SpeakerCriteria(assembly="nordic-council")).speakers
        if row.name == "Bjørn Ås"
    )
    found = find_speaker(archive, row.id)
    assert [role.speeches for role in found.roles] == [1, 1]
    assert [(year.year, year.speeches) for year in found.activity] == [(2012, 2)]
    assert found.mandates[0].party_group == "centre"
    assert speaker_names(archive, [row.id]) == {row.id: "Bjørn Ås"}


def test_an_unknown_speaker_is_not_found(archive):
    with pytest.raises(NotFound, match="'nobody'"):
        find_speaker(archive, "nobody")


def test_sessions_are_paged_the_latest_first(archive):
    found, after = [], None
    while True:
        page = sessions(archive, after=after, limit=7)
        found += [row.name for row in page.sessions]
        if not page.more:
            break
        last = page.sessions[-1]
        after = (last.name.year, last.name.label, last.key)
    assert len(found) == len({name.id for name in found}) == page.total
    assert [name.year for name in found] == sorted((name.year for name in found), reverse=True)


def test_a_session_counts_speeches_words_and_speakers(archive):
    found = council_session(archive, "64")
    assert (found.speeches, found.speakers) == (2, 1)
    assert found.words > 0
    assert council_session(archive, "65").speakers == 2


def test_an_unknown_session_is_not_found(archive):
    with pytest.raises(NotFound, match="'stortinget:1'"):
        council_session(archive, "stortinget:1")


@pytest.mark.parametrize("assembly", ["nordic-council", "stortinget"])
def test_a_sessions_id_says_its_assembly(assembly):
    assert session_of(session_id(assembly, "2012-theme")) == (assembly, "2012-theme")


def test_an_agenda_is_in_the_order_of_its_numbers(archive):
    key = archive.scalars(select(CouncilSession.id).where(CouncilSession.label == "64")).one()
    numbers = [item.name.number for item in list_agenda_items(archive, key)]
    assert numbers == ["2", "10", "10.2", None]


def test_an_agenda_item_has_its_decisions(archive):
    public_id = archive.scalars(select(AgendaItem.public_id).where(AgendaItem.number == "2")).one()
    found = find_agenda_item(archive, public_id)
    assert found.decisions == ("Ja.",)
    assert found.chair == "Karin Eld"
    assert found.session.id == "64"


def test_an_agenda_item_of_no_session(archive):
    public_id = archive.scalars(
        select(AgendaItem.public_id).where(AgendaItem.session_id.is_(None))
    ).one()
    assert find_agenda_item(archive, public_id).session is None


def test_an_unknown_agenda_item_is_not_found(archive):
    with pytest.raises(NotFound, match="'nothing'"):
        find_agenda_item(archive, "nothing")


def test_party_groups_count_their_speeches(archive):
    counts = {group.id: group.speeches for group in party_groups(archive)}
    assert counts["centre"] > 0
    assert counts["nordic_freedom"] == 0
    assert len(counts) == 6
