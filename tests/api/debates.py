"""A small archive of our own for the pages: three ordinary sessions and one on a theme.

No speeches are held for 2014, so that timelines have a gap.
"""

from datetime import date, datetime, time
from itertools import count

from debate_rows import READ_AT, a_document, a_speech
from debate_texts import CLOSING, DOCUMENTS, ON
from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import (
    AgendaItem,
    Assembly,
    CouncilSession,
    ImportIssue,
    ImportRun,
    Mandate,
    Speaker,
    SpeakerName,
    SpeechSource,
)
from archive.text.name_matching import matching_key
from archive.vocabulary import NORDIC_COUNCIL

PEOPLE = (
    ("ada-lindqvist", "Ada Lindqvist", "sv", "SE", "social_democratic"),
    ("bjarte-solheim", "Bjarte Solheim", "nb", "NO", "conservative"),
    ("eevi-koskela", "Eevi Koskela", "fi", "FI", "centre"),
    ("gudny-hallsdottir", "Guðný Hallsdóttir", "is", "IS", "nordic_green_left"),
    ("mads-brandt", "Mads Brandt", "da", "DK", "nordic_freedom"),
)
ROLES = {
    "social_democratic": "Den socialdemokratiska gruppens talsperson",
    "conservative": "Den Konservative Gruppe",
    "centre": "Mittengruppen",
    "nordic_green_left": "Nordisk Grøn Venstre",
    "nordic_freedom": "Nordisk Frihed",
}
SESSIONS = (
    ("64", 64, 2012, "Helsinki", "ordinary", date(2012, 10, 30), date(2012, 11, 1)),
    ("65", 65, 2013, "Oslo", "ordinary", date(2013, 10, 29), date(2013, 10, 31)),
    ("67", 67, 2015, "Reykjavik", "ordinary", date(2015, 10, 27), date(2015, 10, 29)),
    ("2016-theme", None, 2016, None, "theme", date(2016, 4, 19), date(2016, 4, 19)),
)
HOSTILE = "<script>alert(1)</script>"
TYPES = ("main", "reply", "answer_to_reply", "contribution", "reply")


def fill(session: Session) -> None:
    """Write the archive: sessions with items, and each speaker's speeches on each item."""
    assembly = session.scalars(select(Assembly).where(Assembly.key == NORDIC_COUNCIL)).one()
    run = ImportRun(source="norden", parser_version="1", started_at=READ_AT, finished_at=READ_AT)
    session.add(run)
    speakers = [_speaker(session, assembly, *person) for person in PEOPLE]
    session.flush()
    for place, row in enumerate(SESSIONS):
        _debate(session, assembly, run, speakers, row, place)
    session.add(
        CouncilSession(
            assembly=assembly, number=66, label="66", kind="ordinary", year=2014, cancelled=True
        )
    )
    _odd_speeches(session, assembly, run)
    for document in DOCUMENTS:
        a_document(session, run, *document)
    session.flush()


def _speaker(session: Session, assembly: Assembly, *person: str) -> tuple[Speaker, str, str, str]:
    public_id, name, language, country, group = person
    speaker = Speaker(
        public_id=public_id,
        assembly=assembly,
        name=name,
        names=[SpeakerName(name=name, matching_key=matching_key(name))],
        mandates=[
            Mandate(
                assembly=assembly,
                party_group_key=group,
                country=country,
                starts_on=date(2012, 10, 31),
                ends_on=date(2015, 10, 28),
            )
        ],
    )
    session.add(speaker)
    return speaker, language, country, group


def _debate(session, assembly, run, speakers, row, place) -> None:  # noqa: PLR0917
    label, number, year, town, kind, begins, ends = row
    of = CouncilSession(
        assembly=assembly,
        number=number,
        label=label,
        kind=kind,
        year=year,
        place=town,
        starts_on=begins,
        ends_on=ends,
    )
    session.add(of)
    numbers = count(1)
    for item_number, (title, texts) in enumerate(ON.items(), start=1):
        speech = None
        for turn, (speaker, language, country, group) in enumerate(speakers):
            if (turn + item_number + place) % 4 == 0:
                continue
            speech = _turn(session, assembly, run, of, next(numbers), speaker, texts, language)
            speech.agenda_item = _item(session, of, item_number, title, speech)
            speech.role_raw, speech.role_kind = ROLES[group], "party_group"
            speech.role_rule = "party-group"
            speech.party_group_key, speech.country = group, country


def _turn(session, assembly, run, of, number, speaker, texts, language):  # noqa: PLR0917
    day = datetime.combine(of.starts_on, time(10 + number % 8, 15))
    spoken = [CLOSING[language], texts[language], texts[language].split(". ")[0] + "."]
    segments = [("original", language, spoken)]
    if language in {"fi", "is"}:
        translated = [CLOSING["sv"], texts["sv"], texts["sv"].split(". ")[0] + "."]
        segments.append(("translation", "sv", translated))
    kind = TYPES[number % len(TYPES)]
    return a_speech(
        session,
        assembly,
        run,
        f"nc-{of.label}-{number}",
        session=of,
        number=number,
        speech_type=kind,
        type_raw=kind.capitalize(),
        speaker=speaker,
        speaker_raw=speaker.name,
        speaker_rule="name",
        started_at=day,
        started_at_precision="minute",
        date=of.starts_on,
        year=of.year,
        segments=segments,
    )


def _item(session, of, number, title, speech) -> AgendaItem:
    public_id = f"item-{of.label}-{number}"
    with session.no_autoflush:
        found = session.scalars(select(AgendaItem).where(AgendaItem.public_id == public_id)).first()
    if found is not None:
        return found
    item = AgendaItem(
        public_id=public_id,
        session=of,
        number=str(number),
        title=title,
        content_sha256="0" * 64,
        source_document_id=session.scalars(
            select(SpeechSource.source_document_id).order_by(SpeechSource.source_document_id.desc())
        ).first(),
    )
    session.add(item)
    session.flush()
    return item


def _odd_speeches(session: Session, assembly: Assembly, run: ImportRun) -> None:
    """Add a speech of which hardly anything is known, and one whose text attacks the page."""
    a_speech(session, assembly, run, "node:99", segments=())
    hostile = a_speech(
        session,
        assembly,
        run,
        "node:100",
        speaker_raw=f"Eve {HOSTILE}",
        role_raw=f'"><img src=x onerror=alert(2)> {HOSTILE}',
        agenda_item_title=HOSTILE,
        year=2013,
        segments=(("original", "en", (f"Trafficking {HOSTILE} & <b>bold</b> words.",)),),
    )
    session.add(
        ImportIssue(
            import_run_id=run.id,
            speech_id=hostile.id,
            place="page.html",
            severity="suspicious",
            code="unknown_role",
            message=f"no rule knows the role {HOSTILE}; add it to the table",
        )
    )
