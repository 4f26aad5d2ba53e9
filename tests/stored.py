"""Speeches in a real database, as an import would have stored them."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select

from archive.database import connect, open_session
from archive.models import (
    Assembly,
    BackgroundDocument,
    CouncilSession,
    ImportRun,
    Segment,
    Speaker,
    SpeakerName,
    Speech,
)
from archive.schema import upgrade
from archive.settings import Settings
from archive.text.name_matching import matching_key
from archive.topics import load_lexicon
from search_index.engines import engine_named
from search_index.filters import Filters
from search_index.generations.current import open_current
from search_index.generations.rebuild import Rebuilder
from search_index.query.parser import parse
from search_index.requests import SearchRequest

TEXTS = ("Menneskehandel er alvorligt", "Fiskeri i Norden", "Handel med mennesker")


class Stored:
    """An archive that tests write to, and the index of it."""

    def __init__(self, folder, engine="whoosh"):
        self.settings = Settings(
            database_url=f"sqlite:///{folder}/archive.sqlite",
            index_dir=folder / "index",
            engine=engine,
        )
        self.database = connect(self.settings.database_url)
        upgrade(self.database)

    @property
    def index_dir(self):
        return self.settings.index_dir

    def rebuilder(self, lexicon=None, keep=timedelta()):
        engine = engine_named(self.settings.engine)
        lexicon = lexicon or load_lexicon()
        return Rebuilder(self.database, self.index_dir, engine, lexicon, keep)

    def total(self, q, **filters):
        """Return how many speeches the index that serves finds."""
        request = SearchRequest(parse(q), Filters(**filters))
        return open_current(self.settings).reader().search(request).total

    def generations(self):
        return sorted(folder.name for folder in (self.index_dir / "generations").iterdir())

    def add(self, *texts, language="da", speaker=None, session=None, **fields):
        """Add a speech for each text in a run of its own; return their keys."""
        with open_session(self.database) as open_:
            run = _run(open_)
            assembly = _assembly(open_)
            speeches = [
                Speech(
                    public_id=f"s-{run}-{number}",
                    assembly_id=assembly,
                    session_id=session and _session(open_, assembly, session),
                    speaker_id=speaker and _speaker(open_, assembly, speaker),
                    words=len(text.split()),
                    languages=[language],
                    content_sha256=_digest(text),
                    revision=run,
                    segments=[_segment(text, language)],
                    **({"date": date(2012, 10, 31), "year": 2012} | fields),
                )
                for number, text in enumerate(texts)
            ]
            open_.add_all(speeches)
            open_.flush()
            return [speech.id for speech in speeches]

    def add_document(self, text, language="da", **fields):
        """Add a background document in a run of its own; return its key."""
        with open_session(self.database) as open_:
            run = _run(open_)
            document = BackgroundDocument(
                public_id=f"d-{run}",
                title_rule="first sentence",
                language=language,
                text=text,
                words=len(text.split()),
                content_sha256=_digest(text),
                revision=run,
                **(
                    {"title": text.split(".", maxsplit=1)[0]}
                    | {"date": date(2024, 12, 10), "year": 2024}
                    | fields
                ),
            )
            open_.add(document)
            open_.flush()
            return document.id

    def withdraw_document(self, key):
        with open_session(self.database) as open_:
            document = open_.get_one(BackgroundDocument, key)
            document.revision = _run(open_)
            document.withdrawn_at = datetime(2024, 1, 1, tzinfo=UTC)

    def change(self, key, text):
        """Give a speech another text, in a run of its own."""
        with open_session(self.database) as open_:
            speech = open_.get_one(Speech, key)
            speech.segments[0].text = text
            speech.content_sha256 = _digest(text)
            speech.revision = _run(open_)

    def touch(self, key, **fields):
        """Change columns of a speech that its hash does not cover, in a run of its own."""
        with open_session(self.database) as open_:
            speech = open_.get_one(Speech, key)
            speech.revision = _run(open_)
            for name, value in fields.items():
                setattr(speech, name, value)

    def withdraw(self, key):
        self.touch(key, withdrawn_at=datetime(2024, 1, 1, tzinfo=UTC))

    def delete(self, key):
        with open_session(self.database) as open_:
            open_.execute(delete(Segment).where(Segment.speech_id == key))
            open_.execute(delete(Speech).where(Speech.id == key))


def _run(open_):
    run = ImportRun(source="test", parser_version="1", started_at=datetime(2024, 1, 1, tzinfo=UTC))
    open_.add(run)
    open_.flush()
    return run.id


def _assembly(open_):
    found = open_.scalar(select(Assembly.id).where(Assembly.key == "nordic-council"))
    if found is None:
        assembly = Assembly(key="nordic-council", name="Nordic Council")
        open_.add(assembly)
        open_.flush()
        found = assembly.id
    return found


def _session(open_, assembly, label):
    found = open_.scalar(select(CouncilSession.id).where(CouncilSession.label == label))
    if found is None:
        session = CouncilSession(
            assembly_id=assembly, label=label, number=int(label), kind="ordinary", year=2012
        )
        open_.add(session)
        open_.flush()
        found = session.id
    return found


def _speaker(open_, assembly, name):
    public_id = matching_key(name).replace(" ", "-")
    found = open_.scalar(select(Speaker.id).where(Speaker.public_id == public_id))
    if found is None:
        speaker = Speaker(
            public_id=public_id,
            assembly_id=assembly,
            name=name,
            names=[SpeakerName(name=name, matching_key=matching_key(name))],
        )
        open_.add(speaker)
        open_.flush()
        found = speaker.id
    return found


def _segment(text, language):
    return Segment(
        position=0, kind="original", language=language, text=text, words=len(text.split())
    )


def _digest(text):
    return sha256(text.encode()).hexdigest()
