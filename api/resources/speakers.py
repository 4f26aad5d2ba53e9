"""Speakers: who they are, under which names, for whom, and how much they spoke."""

from dataclasses import dataclass
from http import HTTPStatus

from api.http.context import database_session
from api.openapi.operation import Blueprint, get
from api.schemas.speakers import SpeakerSchema, SpeakersParameters, SpeakersSchema
from archive.queries import speaker_list
from archive.queries.speaker_list import Letter
from archive.queries.speakers import SpeakerDetail, SpeakerSummary, find_speaker
from services.criteria import SpeakersQuestion
from services.cursors import Cursor, read_cursor, write_cursor

BLUEPRINT = Blueprint("speakers", "The persons who hold speeches.")


@dataclass(frozen=True, slots=True)
class ListedSpeakers:
    """A page of speakers."""

    total: int
    speakers: tuple[SpeakerSummary, ...]
    letters: tuple[Letter, ...]
    next_cursor: str | None


@get(
    BLUEPRINT,
    "/speakers",
    parameters=SpeakersParameters,
    answer=SpeakersSchema,
)
def list_speakers(question: SpeakersQuestion) -> ListedSpeakers:
    """List the speakers by family name, all of them or those whose names hold every word of q.

    Case and diacritics make no difference; names that a speaker had at other times are found, too.
    """
    of = question.fingerprint
    after = read_cursor(question.cursor, of, str, str).place if question.cursor else None
    found = speaker_list.list_speakers(
        database_session(), question.asked, after=after, limit=question.limit
    )
    cursor = write_cursor(Cursor(of, found.last)) if found.more and found.last else None
    return ListedSpeakers(found.total, found.speakers, found.letters, cursor)


@get(
    BLUEPRINT,
    "/speakers/<string:speaker_id>",
    answer=SpeakerSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_speaker(speaker_id: str) -> SpeakerDetail:
    """Return a speaker with names, mandates, roles and the activity of each year.

    Mandates and roles are what the speeches state, from the first to the last that says so.
    """
    return find_speaker(database_session(), speaker_id)
