"""Who may be meant by a name that no rule resolves: the persons whom the import named, too."""

from builders import RecordSource, a_speech_record
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import ImportIssue, Speech
from archive.queries.session_coverage.candidates import candidates
from importers.loading.load import load


def said(number, speaker, speaker_id):
    return a_speech_record(
        assembly="eduskunta", node=None, number=number, speaker=speaker, speaker_id=speaker_id,
        text=f"Puhe {number}, herra puhemies.", role_raw=None,
    )  # fmt: skip


def open_speeches(engine, *records):
    """Import the records; return the candidates of each open speech by number, and the issues."""
    source = RecordSource()
    load(engine, source, [source.page(record) for record in records])
    with Session(engine) as session:
        speeches = {row.id: row.number for row in session.scalars(select(Speech))}
        found = {
            speeches[key]: [name.id for name in names]
            for key, names in candidates(session, speeches).items()
        }
        messages = session.scalars(select(ImportIssue.message)).all()
    return found, " ".join(messages)


def test_a_name_of_two_persons_has_both_as_candidates(engine):
    found, messages = open_speeches(
        engine, said(1, "Eva Holm", "11"), said(2, "Eva Holm", "12"), said(3, "Eva Holm", None),
        said(4, "Mia Ek", None),
    )  # fmt: skip
    assert found == {3: ["eduskunta.id.11", "eduskunta.id.12"]}
    assert "eduskunta.id.11, eduskunta.id.12" in messages


def test_an_id_of_another_name_has_its_person_as_candidate(engine):
    found, messages = open_speeches(
        engine, said(1, "Eva Holm", "11"), said(2, "Eva Holm", "11"), said(3, "Mia Ek", "11")
    )
    assert found == {3: ["eduskunta.id.11"]}
    assert "(eduskunta.id.11)" in messages
