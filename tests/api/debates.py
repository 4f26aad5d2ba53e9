"""A small archive of our own for the pages: three ordinary sessions and one on a theme.

No speeches are held for 2014, so that timelines have a gap.
"""

import zlib
from datetime import UTC, date, datetime, time
from hashlib import sha256
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import (
    AgendaItem,
    Assembly,
    BackgroundDocument,
    BackgroundSource,
    CouncilSession,
    ImportIssue,
    ImportRun,
    Mandate,
    Segment,
    SourceDocument,
    Speaker,
    SpeakerName,
    Speech,
    SpeechSource,
)
from archive.names import matching_key
from archive.vocabulary import NORDIC_COUNCIL

TRAFFICKING = {
    "nb": "Menneskehandel er grov kriminalitet. Vi må hjelpe ofrene og stanse bakmennene sammen.",
    "sv": "Människohandel är vår tids slaveri. Offren behöver skydd i alla våra länder.",
    "da": "Menneskehandel standser ikke ved grænsen. Ofrene har brug for beskyttelse.",
    "fi": "Ihmiskauppa on vakava rikos. Uhrit tarvitsevat suojelua kaikissa Pohjoismaissa.",
    "is": "Mansal er alvarlegur glæpur. Fórnarlömb þurfa vernd á öllum Norðurlöndum.",
}
CLIMATE = {
    "nb": "Klimaendringene venter ikke på oss. Utslippene må ned i alle de nordiske landene.",
    "sv": "Klimatförändringarna märks redan i Arktis. Utsläppen måste minska nu.",
    "da": "Klimaforandringerne rammer Arktis først. Udledningen skal ned.",
    "fi": "Ilmastonmuutos etenee. Päästöjä on vähennettävä nopeasti.",
    "is": "Loftslagsbreytingar sjást á jöklunum okkar. Draga þarf úr losun.",
}
BORDERS = {
    "nb": "Grensehindringer koster pendlerne tid og penger. Vi må rydde dem av veien.",
    "sv": "Gränshinder gör vardagen svår för den som pendlar över bron.",
    "da": "Grænsehindringer gør det svært at arbejde på den anden side af sundet.",
    "fi": "Rajaesteet vaikeuttavat työssäkäyntiä naapurimaassa.",
    "is": "Stjórnsýsluhindranir tefja fólk sem flytur á milli landa.",
}
ON = {"Menneskehandel": TRAFFICKING, "Klimaet i Arktis": CLIMATE, "Grænsehindringer": BORDERS}
CLOSING = {
    "nb": "President, jeg takker for ordet og ser frem til debatten.",
    "sv": "Herr president, jag tackar för ordet och ser fram emot debatten.",
    "da": "Hr. præsident, jeg takker for ordet og ser frem til debatten.",
    "fi": "Arvoisa presidentti, kiitän puheenvuorosta ja odotan keskustelua.",
    "is": "Herra forseti, ég þakka fyrir orðið og hlakka til umræðunnar.",
}

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
DOCUMENTS = (
    (
        "appeal-2013",
        "Stop menneskehandel",
        "Et utvalg av foreninger",
        "da",
        "14 May 2013",
        "Stop menneskehandel\n\nOfrene for menneskehandel og tvangsarbejde skal beskyttes.",
    ),
    (
        "report-2019",
        "Människohandel i Norden",
        None,
        "sv",
        "2019",
        "Människohandel i Norden\n\nRapporten handlar om människohandel.\nDen kom 2019.",
    ),
    (
        "letter",
        "Kirje ihmiskaupasta",
        None,
        "fi",
        None,
        "Kirje ihmiskaupasta\n\nIhmiskauppa on vakava asia. Ilmastonmuutos on toinen.",
    ),
)
"""Public id, title, publisher, language, date as printed, text."""
READ_AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC).replace(tzinfo=None)
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
        _document(session, run, *document)
    session.flush()


def a_speech(database, assembly, run, public_id, **fields):
    """Add a speech with its source; segments are triples of kind, language and paragraphs."""
    segments = fields.pop("segments", (("original", "sv", ("Tack.",)),))
    texts = ["\n\n".join(paragraphs) for _, _, paragraphs in segments]
    content = "\n\n".join(texts).encode()
    digest = sha256(public_id.encode() + content).hexdigest()
    document = SourceDocument(
        source="norden",
        name=f"https://www.norden.org/da/{public_id}",
        url=f"https://www.norden.org/da/{public_id}",
        fetched_at=READ_AT,
        sha256=digest,
        media_type="text/html",
        size=len(content),
        parser_version="1",
        records=1,
        compressed=zlib.compress(content),
    )
    database.add_all((document, run))
    database.flush()
    speech = Speech(
        public_id=public_id,
        assembly=assembly,
        content_sha256=digest,
        revision=run.id,
        languages=list(dict.fromkeys(code for kind, code, _ in segments if kind == "original")),
        words=sum(
            len(text.split())
            for text, (kind, _, _) in zip(texts, segments, strict=True)
            if kind == "original"
        ),
        segments=[
            Segment(position=place, kind=kind, language=code, text=text, words=len(text.split()))
            for place, ((kind, code, _), text) in enumerate(zip(segments, texts, strict=True))
        ],
        **fields,
    )
    database.add(speech)
    database.flush()
    database.add(
        SpeechSource(
            speech_id=speech.id,
            source_document_id=document.id,
            parser_version="1",
            import_run_id=run.id,
            current=True,
            latest=True,
        )
    )
    return speech


def _document(session, run, public_id, title, publisher, language, printed, text):  # noqa: PLR0917
    """Add a background document with its source."""
    day = date(2013, 5, 14) if printed == "14 May 2013" else None
    digest = sha256(text.encode()).hexdigest()
    source = SourceDocument(
        source="documents",
        name=f"{public_id}.txt",
        fetched_at=READ_AT,
        sha256=digest,
        media_type="text/plain",
        size=len(text.encode()),
        parser_version="1",
        records=1,
        compressed=zlib.compress(text.encode()),
    )
    session.add_all((source, run))
    session.flush()
    document = BackgroundDocument(
        public_id=public_id,
        title=title,
        title_rule="first-line",
        publisher=publisher,
        publisher_rule=publisher and "letterhead",
        date=day,
        year=int(printed[-4:]) if printed else None,
        date_precision=printed and ("day" if day else "year"),
        date_raw=printed,
        date_rule=printed and "line-of-place-and-day",
        language=language,
        text=text,
        words=len(text.split()),
        content_sha256=digest,
        revision=run.id,
    )
    session.add(document)
    session.flush()
    session.add(
        BackgroundSource(
            background_document_id=document.id,
            source_document_id=source.id,
            parser_version="1",
            import_run_id=run.id,
            current=True,
        )
    )


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


HOSTILE = "<script>alert(1)</script>"


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
