"""A small archive of debates and its dump, for tests to compare."""

from datetime import UTC, datetime

from builders import (
    RecordSource,
    a_segment_record,
    a_speech_record,
    an_agenda_item_record,
)
from imported import NODE
from sqlalchemy import update
from sqlalchemy.orm import Session

from archive.database import open_snapshot
from archive.export.dump import write_dump
from archive.models import SourceDocument
from archive.topics import load_lexicon
from archive.vocabulary import SegmentKind
from importers.loading.load import load
from importers.records import ListedSpeech

LEXICON = load_lexicon()


def quietly(*_):
    """Progress that nobody watches."""


def pages(source):
    """Return documents of a debate: an item, speeches by people of one group and of none."""
    translation = a_segment_record("Översatt.", kind=SegmentKind.TRANSLATION, language="sv")
    listed = ListedSpeech(number=211, name="Anna Holmberg", speech_type=None)
    return [
        source.page(
            an_agenda_item_record(
                speeches=(listed,),
                decisions=("Punkt 1.", "Punkt 2\nmed linjeskift"),
                case_numbers=("A 1/x", "B 2/y"),
                url="https://www.norden.org/protocol/21399",
            ),
        ),
        source.page(
            a_speech_record(segments=(a_segment_record("Ein, to", '"Tre"'), translation)),
            url=NODE.format(ui="no", node=17940),
        ),
        source.page(
            a_speech_record(node=17941, number=212, speaker="Årni Ø", text="=1+1 # \u2028 slut"),
            url=NODE.format(ui="no", node=17941),
        ),
        source.page(
            a_speech_record(node=17942, number=213, started_at=datetime(2012, 11, 1, 9, 0)),  # noqa: DTZ001
            url=NODE.format(ui="no", node=17942),
        ),
        source.page(
            a_speech_record(
                node=None,
                slug="tale",
                assembly="folketinget",
                session=None,
                number=None,
                speaker="Karla Holm",
                party="X",
                role_raw=None,
            )
        ),
    ]


def filled(engine, order=1):
    """Import the same documents, one run each, in an order of its own."""
    source = RecordSource()
    documents = pages(source)[::order]
    for document in documents:
        load(engine, source, [document])
    with Session(engine) as session, session.begin():
        session.execute(update(SourceDocument).values(fetched_at=datetime(2024, 5, 2, tzinfo=UTC)))
    return engine


def dumped(engine, folder, **options):
    folder.mkdir()
    with open_snapshot(engine) as session:
        told = write_dump(folder, session, LEXICON, quietly, **options)
    return told, {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
