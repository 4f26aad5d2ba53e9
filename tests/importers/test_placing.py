"""Speeches whose own pages state no session: placed by lists and neighbours, in any order."""

from datetime import date, datetime
from itertools import permutations
from random import Random

import pytest
from builders import RecordSource, a_speech_record, an_agenda_item_record
from imported import NODE, SLUG
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from archive.vocabulary import SpeechType
from importers.loading.load import load
from importers.records import ListedSpeech

pytestmark = pytest.mark.no_cover

TEXT = "Ärade president! Jag vill tala om våra hamnar och om dem som arbetar i dem varje dag."
TEASER = "Ärade president! Jag vill tala om våra hamnar och…"


def by_slug(slug="126-eva-ek-reply", **fields):
    stated = {"node": None, "slug": slug, "session": None, "started_at": None, "number": 126}
    told = {"speaker": "Eva Ek", "speech_type": SpeechType.REPLY, "text": TEXT}
    return a_speech_record(**(stated | told | fields))


def by_node(node, **fields):
    return by_slug(None, node=node, **fields)


def listed(**fields):
    told = {"number": 126, "name": "Eva Ek", "speech_type": SpeechType.REPLY, "teaser": (TEASER,)}
    return ListedSpeech(**(told | fields))


def a_list(*entries, node=83190, session=75):
    day = date(1948 + session, 11, 1)
    return an_agenda_item_record(
        protocol=None, node=node, session=session, day=day, speeches=entries
    )


def known(node, session, text):
    """Return a speech whose page states its session."""
    day = datetime(1948 + session, 11, 1, 9, 30)  # noqa: DTZ001
    return by_node(node, session=session, number=node - 90000, text=text, started_at=day)


def pages(source, *records):
    made = []
    for record in records:
        of_node = next((i.value for i in record.identifiers if i.scheme == "node"), None)
        of_slug = next((i.value for i in record.identifiers if i.scheme == "slug"), None)
        url = NODE.format(ui="no", node=of_node) if of_node else SLUG.format(slug=of_slug)
        made.append(source.page(record, url=url))
    return made


def places(engine: Engine) -> dict[str, tuple[object, ...]]:
    """Return session, rule, year and item of each speech, by its slug or node."""
    with Session(engine) as session:
        return {
            next(i.value for i in speech.identifiers if i.scheme in {"node", "slug"}): (
                speech.session.number if speech.session else None,
                speech.session_rule,
                speech.year,
                speech.agenda_item.public_id if speech.agenda_item else None,
            )
            for speech in session.scalars(select(models.Speech))
        }


def only_place(engine):
    (found,) = places(engine).values()
    return found


@pytest.mark.parametrize(
    "entry",
    [
        listed(),
        listed(name=None, speech_type=None),
        listed(number=None),
        listed(teaser=()),
        listed(number=None, name=None, speech_type=None, teaser=(TEXT[:75],)),
        listed(speech_type=SpeechType.ANSWER_TO_REPLY),
        listed(teaser=("Ärade President, jag vill tala om våra hamnar …",)),
        listed(teaser=(f"{TEXT[:60]} för dem…",)),
    ],
)
@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_list_places_the_speech_that_it_names(
    engine: Engine, source: RecordSource, entry, order
) -> None:
    made = pages(source, by_slug(), a_list(entry))
    for position in order:
        load(engine, source, [made[position]])
    assert only_place(engine) == (75, "listing", 2023, "nc-item-83190")
    again = load(engine, source, made)
    assert (again.unchanged, again.issues) == (2, ())


@pytest.mark.parametrize(
    "entry",
    [
        listed(number=127),
        listed(name="Ola Ås"),
        listed(teaser=("Herr president! Något annat sades här i dag.",)),
        listed(teaser=(), speech_type=SpeechType.MAIN),
        listed(name=None, speech_type=None, teaser=("Ärade president!",)),
        listed(number=None, name=None, teaser=(TEXT[:40],)),
    ],
)
def test_a_list_that_may_mean_another_speech_places_none(
    engine: Engine, source: RecordSource, entry
) -> None:
    report = load(engine, source, pages(source, a_list(entry), by_slug()))
    assert only_place(engine) == (None, None, None, None)
    (issue,) = report.issues
    assert issue.code == "unplaced"
    assert "--session" in issue.message
    may_be = entry.number == 126 and entry.name != "Ola Ås"
    assert ("75 (nc-item-83190 lists its number)" in issue.message) is may_be


def test_lists_of_two_sessions_place_none_in_any_order(
    engine: Engine, source: RecordSource
) -> None:
    made = pages(source, by_slug(), a_list(listed()), a_list(listed(), node=76000, session=74))
    load(engine, source, made[:2])
    assert only_place(engine)[0] == 75
    report = load(engine, source, [made[2]])
    assert only_place(engine) == (None, None, None, None)
    report = load(engine, source, [made[0]])
    assert (report.unchanged, report.updated) == (1, 0)


def test_an_entry_that_names_two_speeches_places_none(engine: Engine, source: RecordSource) -> None:
    twin = by_slug("126-eva-ek-reply-0", text=f"{TEXT} Tack.")
    load(engine, source, pages(source, a_list(listed()), by_slug()))
    report = load(engine, source, pages(source, twin))
    assert {place[0] for place in places(engine).values()} == {None}
    assert "75 (nc-item-83190 lists its number)" in report.issues[0].message


def on(year, month, day, **fields):
    """Return a speech that prints a day on which no ordinary session sat."""
    return by_slug("126-of-a-day", started_at=datetime(year, month, day, 9, 30), **fields)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "session"),
    [
        ((2023, 3, 14), 75),  # of the theme session of that year
        ((2023, 12, 24), 75),  # outside the session's days
        ((2018, 4, 10), 70),  # of that session no day is known, but when sessions meet
        ((2014, 5, 1), 65),  # of which the first day is known
    ],
)
def test_a_printed_day_goes_before_a_list_of_other_days(
    engine: Engine, source: RecordSource, day, session
) -> None:
    # Its number, its speaker and how it begins are those of another speech by chance.
    entry = a_list(listed(), session=session)
    report = load(engine, source, pages(source, entry, on(*day)))
    assert only_place(engine)[:2] == (None, None)
    (issue,) = report.issues
    assert f"{session} (" not in issue.message
    load(engine, source, pages(source, by_slug(text=f"{TEXT} Tack.")))
    assert places(engine)["126-eva-ek-reply"][:2] == (session, "listing")


def test_a_printed_day_goes_before_its_neighbours(engine: Engine, source: RecordSource) -> None:
    around = [known(90010, 75, "Den första."), known(90030, 75, "Den sista.")]
    theme = by_node(90020, started_at=datetime(2023, 3, 14, 9, 30))  # noqa: DTZ001
    load(engine, source, pages(source, *around, theme))
    assert places(engine)["90020"][:2] == (None, None)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_node_between_two_speeches_of_a_session_is_of_it(
    engine: Engine, source: RecordSource, order
) -> None:
    around = [
        known(90010, 75, "Den första."),
        known(90030, 75, "Den sista."),
    ]
    made = pages(source, *around, by_node(90020))
    for position in order:
        load(engine, source, [made[position]])
    assert places(engine)["90020"] == (75, "between_nodes", 2023, None)


def test_a_node_at_a_border_is_of_neither_session(engine: Engine, source: RecordSource) -> None:
    first = known(90010, 74, "Den första.")
    last = known(90030, 75, "Den sista.")
    outside = by_node(90040, number=40, text="Utanför.")
    report = load(engine, source, pages(source, first, last, by_node(90020), outside))
    found = places(engine)
    assert found["90020"][:2] == found["90040"][:2] == (None, None)
    told = [issue.message for issue in report.issues if issue.code == "unplaced"]
    assert len(told) == 2
    assert all("75 (a neighbour by node is of it)" in message for message in told)


def test_a_speech_of_another_session_found_later_takes_the_place_back(
    engine: Engine, source: RecordSource
) -> None:
    around = [
        known(90010, 75, "Den första."),
        known(90030, 75, "Den sista."),
    ]
    load(engine, source, pages(source, *around, by_node(90020)))
    assert places(engine)["90020"][0] == 75
    load(engine, source, pages(source, known(90015, 74, "Äldre.")))
    assert places(engine)["90020"] == (None, None, None, None)


def test_a_speech_that_a_list_places_is_a_neighbour(engine: Engine, source: RecordSource) -> None:
    first = known(90010, 75, "Den första.")
    between = by_node(90020, number=20, text="Den mellersta.")
    made = pages(source, first, between, by_node(90030), a_list(listed()))
    load(engine, source, made)
    assert places(engine)["90030"][:2] == (75, "listing")
    assert places(engine)["90020"][:2] == (75, "between_nodes")


def test_a_list_without_a_session_is_of_the_one_whose_speeches_it_names(
    engine: Engine, source: RecordSource
) -> None:
    around = [known(90000 + n, 75, f"Det var tal nummer {n}.") for n in (10, 20)]
    entries = [listed(number=n, teaser=()) for n in (10, 20)]
    unknown = an_agenda_item_record(
        protocol=None, node=83190, session=None, day=None, speeches=(*entries, listed())
    )
    load(engine, source, pages(source, by_slug(), unknown, around[0]))
    assert places(engine)["126-eva-ek-reply"][0] is None  # a speech of one number may be any
    load(engine, source, pages(source, around[1]))
    assert places(engine)["126-eva-ek-reply"] == (75, "listing", 2023, "nc-item-83190")
    load(engine, source, pages(source, known(91020, 74, "Ett tal."), known(91010, 74, "Nej.")))
    assert places(engine)["126-eva-ek-reply"][0] == 75


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_pages_and_imports_changes_no_place(
    engine: Engine, source: RecordSource, seed: int
) -> None:
    records = [
        by_slug(),
        by_slug("9-eva-ek", number=9, text="Hon talade här."),
        by_node(90015, number=15, text="Mellan två."),
        a_list(listed()),
        a_list(listed(number=9, teaser=()), node=83200),
        a_list(listed(number=9, teaser=()), node=76000, session=74),
        known(90010, 75, "Den första."),
        known(90020, 75, "Den sista."),
    ]
    made = Random(seed).sample(pages(source, *records), len(records))
    for start in range(0, len(made), seed + 1):
        load(engine, source, made[start : start + seed + 1])
    assert places(engine) == {
        "126-eva-ek-reply": (75, "listing", 2023, "nc-item-83190"),
        "9-eva-ek": (None, None, None, None),
        "90015": (75, "between_nodes", 2023, None),
        "90010": (75, None, 2023, None),
        "90020": (75, None, 2023, None),
    }


def test_a_speaker_who_speaks_in_a_session_makes_it_a_candidate(
    engine: Engine, source: RecordSource
) -> None:
    elsewhere = known(90010, 75, "Den första.")
    report = load(engine, source, pages(source, elsewhere, by_slug()))
    (issue,) = report.issues
    assert "75 (its speaker speaks there and its number is free)" in issue.message


def test_the_same_speaker_and_number_make_a_session_a_candidate(
    engine: Engine, source: RecordSource
) -> None:
    day = datetime(2022, 11, 1, 9, 30)  # noqa: DTZ001
    of_session = by_node(76400, session=74, text="Kiitos!", started_at=day)
    load(engine, source, pages(source, of_session))
    run = load(engine, source, pages(source, by_slug(text="Kiitos!")))
    (issue,) = [issue for issue in run.issues if issue.code == "unplaced"]
    assert "74 (its speaker has its number there, in other or few words)" in issue.message


def test_what_the_page_states_later_goes_before_its_place(
    engine: Engine, source: RecordSource
) -> None:
    load(engine, source, pages(source, by_slug(), a_list(listed())))
    load(engine, source, pages(source, by_slug(session=75, speaker="Eva Ek-Ås")))
    assert only_place(engine)[:2] == (75, None)
