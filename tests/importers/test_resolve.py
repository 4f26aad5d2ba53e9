"""Names to speakers: by rule, never by a guess."""

from datetime import datetime

import pytest
from builders import RecordSource, a_speech_record
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from archive import models
from archive.errors import NotFound
from archive.queries.speakers import find_speaker
from archive.topics import load_lexicon
from importers.loading.load import load
from importers.loading.report import Report
from importers.loading.speakers.rules import public_id_of_source_id
from importers.records import SpeechRecord
from search_index.query.value_check import ValueSource, closest_value


def imported(engine: Engine, *records: SpeechRecord) -> Report:
    source = RecordSource()
    return load(engine, source, [source.page(record) for record in records])


def said(name: str | None, node: int, **fields: object) -> SpeechRecord:
    return a_speech_record(node=node, number=node, speaker=name, **fields)  # type: ignore[arg-type]


def resolved(engine: Engine) -> list[tuple[str | None, str | None]]:
    with Session(engine) as session:
        rows = session.execute(
            select(models.Speaker.public_id, models.Speech.speaker_rule)
            .select_from(models.Speech)
            .outerjoin(models.Speaker)
            .order_by(models.Speech.id)
        )
        return [(public_id, rule) for public_id, rule in rows]


def test_spellings_are_one_speaker_with_both_names_and_the_fuller_one_leads(
    engine: Engine,
) -> None:
    imported(engine, said("Arni Thor Sigurdsson", 1), said("Árni Þór Sigurðsson", 2))
    assert resolved(engine) == [("arni-thor-sigurdsson", "name")] * 2
    with Session(engine) as session:
        speaker = session.scalars(select(models.Speaker)).one()
        assert speaker.name == "Árni Þór Sigurðsson"
        assert {name.name for name in speaker.names} == {
            "Arni Thor Sigurdsson",
            "Árni Þór Sigurðsson",
        }


def test_a_speech_without_a_name_is_unnamed(engine: Engine) -> None:
    imported(engine, said(None, 1), said(" ", 2))
    assert resolved(engine) == [(None, "unnamed"), (None, "unnamed")]


def test_speakers_of_two_assemblies_are_never_one(engine: Engine) -> None:
    imported(engine, said("Anna Ek", 1), said("Anna Ek", 2, assembly="riksdagen", session=None))
    assert resolved(engine) == [("anna-ek", "name"), ("riksdagen.anna-ek", "name")]


def test_the_sources_id_leads_over_the_name(engine: Engine) -> None:
    report = imported(
        engine,
        said("Åse M. Schmidt", 1, speaker_id="ASC"),
        said("Åse Michaelsen", 2, speaker_id="ASC"),
        said("Åse Michaelsen", 3),
    )
    assert resolved(engine) == [
        ("nordic-council.id.ASC", "source-id"),
        ("nordic-council.id.ASC", "source-id"),
        ("nordic-council.id.ASC", "name"),
    ]
    assert report.issues == ()


def test_a_name_without_id_learns_it_later(engine: Engine) -> None:
    imported(engine, said("Anna Ek", 1), said("Anna Ek", 2, speaker_id="17"))
    person = "nordic-council.id.17"
    assert resolved(engine) == [(person, "name"), (person, "source-id")]


def test_namesakes_with_two_ids_stay_two_and_the_bare_name_is_ambiguous(engine: Engine) -> None:
    report = imported(
        engine,
        said("Anna Ek", 1, speaker_id="17"),
        said("Anna Ek", 2, speaker_id="18"),
        said("Anna Ek", 3),
    )
    assert resolved(engine) == [
        ("nordic-council.id.17", "source-id"),
        ("nordic-council.id.18", "source-id"),
        (None, "ambiguous"),
    ]
    (issue,) = report.issues
    assert issue.code == "ambiguous_speaker"
    assert "nordic-council.id.17, nordic-council.id.18" in issue.message
    with Session(engine) as session:
        speech_id = session.scalars(select(models.ImportIssue.speech_id)).one()
        speech = session.get_one(models.Speech, speech_id)
        assert (speech.speaker_raw, speech.speaker_id) == ("Anna Ek", None)


def test_one_id_with_two_unlike_names_is_told_and_left_open(engine: Engine) -> None:
    report = imported(
        engine,
        said("Súsanna Berg", 1, speaker_id="su4"),
        said("Uni Holm", 2, speaker_id="su4"),
    )
    assert resolved(engine)[1] == (None, "ambiguous")
    assert [issue.code for issue in report.issues] == ["speaker_id_of_another_name"]


def test_speakers_are_found_again_by_a_later_import(engine: Engine) -> None:
    imported(engine, said("Anna Ek", 1, speaker_id="17"), said("Bo Dahl", 2))
    imported(engine, said("Anna Ek", 3, speaker_id="17"), said("Bo Dahl", 4), said("Anna Ek", 5))
    anna = "nordic-council.id.17"
    assert [public_id for public_id, _ in resolved(engine)] == [anna, "bo-dahl"] * 2 + [anna]


def test_an_id_in_other_signs_is_the_same_id(engine: Engine) -> None:
    imported(
        engine,
        said("Berit Moe", 1, speaker_id="be\u2011mo"),
        said("Berit A. Moe", 2, speaker_id="be-mo"),
    )
    assert resolved(engine) == [("nordic-council.id.be-mo", "source-id")] * 2


def test_an_id_with_unlike_names_is_of_those_with_more_speeches(engine: Engine) -> None:
    report = imported(
        engine,
        said("Uni Holm", 1, speaker_id="su4"),
        said("Anna Berg", 2, speaker_id="su4"),
        said("Anna Berg", 3, speaker_id="su4"),
    )
    assert [public_id for public_id, _ in resolved(engine)] == [
        None,
        *["nordic-council.id.su4"] * 2,
    ]
    assert [issue.code for issue in report.issues] == ["speaker_id_of_another_name"]


def test_an_id_is_told_by_its_hash_where_an_address_cannot_hold_it() -> None:
    one, other = (public_id_of_source_id("stortinget", value) for value in ("a b", "a/b"))
    assert one.startswith("stortinget.id.a_b-")
    assert one != other
    assert len(public_id_of_source_id("stortinget", "x" * 200)) == 200


def test_the_name_printed_last_is_the_speakers(engine: Engine) -> None:
    later = datetime(2013, 10, 31)  # noqa: DTZ001
    imported(
        engine,
        said("Åse Michaelsen", 1, speaker_id="ASC", started_at=later),
        said("Åse M. Schmidt", 2, speaker_id="ASC"),
        said("Åse M. Schmidt", 3, speaker_id="ASC"),
    )
    with Session(engine) as session:
        assert session.scalars(select(models.Speaker.name)).all() == ["Åse Michaelsen"]


def test_what_a_person_was_called_before_leads_on(engine: Engine) -> None:
    imported(engine, said("Anna Ek", 1))
    imported(engine, said("Anna Ek", 2, speaker_id="17"))
    with Session(engine) as session:
        assert find_speaker(session, "anna-ek").summary.id == "nordic-council.id.17"
        assert session.scalars(select(models.Speaker.public_id)).all() == ["nordic-council.id.17"]
    imported(engine, said("Anna Ek", 3, speaker_id="18"))
    with Session(engine) as session:
        assert find_speaker(session, "anna-ek").summary.id == "nordic-council.id.17"


def test_a_search_by_a_former_id_names_the_one_of_today(engine: Engine) -> None:
    in_parliament = {"assembly": "stortinget", "session": None}
    imported(engine, said("Anna Ek", 1, **in_parliament))
    imported(engine, said("Anna Ek", 2, speaker_id="17", **in_parliament))
    with Session(engine) as session:
        known = ValueSource(load_lexicon(), session)
        assert closest_value("speaker", "stortinget.anna-ek", known) == "stortinget.id.17"


def test_a_name_that_turns_out_to_be_that_of_two_names_both(engine: Engine) -> None:
    imported(engine, said("Anna Ek", 1))
    imported(engine, said("Anna Ek", 2, speaker_id="17"), said("Anna Ek", 3, speaker_id="18"))
    with (
        Session(engine) as session,
        pytest.raises(NotFound, match=r"nordic-council\.id\.17, nordic-council\.id\.18"),
    ):
        find_speaker(session, "anna-ek")


def test_a_corrected_name_leaves_no_speaker_behind_and_leads_on(engine: Engine) -> None:
    source = RecordSource()
    url = "https://www.norden.org/no/node/1"
    load(engine, source, [source.page(said("Ana Ek", 1), url=url)])
    load(engine, source, [source.page(said("Anna Ek", 1), url=url)])
    with Session(engine) as session:
        assert session.scalars(select(models.Speaker.public_id)).all() == ["anna-ek"]
        assert find_speaker(session, "ana-ek").summary.name == "Anna Ek"


def test_what_changes_hands_is_news_to_the_index(engine: Engine) -> None:
    imported(engine, said("Anna Ek", 1), said("Bo Dahl", 2))
    report = imported(engine, said("Anna Ek", 3, speaker_id="17"))
    with Session(engine) as session:
        changed = select(models.Speech.number).where(models.Speech.revision == report.run_id)
        assert session.scalars(changed.order_by(models.Speech.number)).all() == [1, 3]


def test_a_few_new_speeches_ask_only_for_their_names(engine: Engine) -> None:
    imported(engine, *(said(f"Anna {'ABCDEFGHIJ'[n // 10]}{n % 10}son", n) for n in range(1, 90)))
    asked: list[str] = []

    def note(*told: object) -> None:
        if "speech" in str(told[2]):
            asked.append(str(told[2]))

    event.listen(engine, "before_cursor_execute", note)
    imported(engine, said("Anna A5son", 95))
    event.remove(engine, "before_cursor_execute", note)
    taken = [statement for statement in asked if "SET speaker_id" in statement]
    assert len(taken) <= 3
    assert len(asked) < 40
