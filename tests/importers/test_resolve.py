"""Names to speakers: by rule, never by a guess."""

from builders import RecordSource, a_speech_record
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive import models
from importers.load import load
from importers.records import SpeechRecord
from importers.report import Report


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
