"""Speakers by name: on the command line a name, or a part of it, stands for a speaker's id."""

from collections.abc import Iterable, Iterator
from typing import Final

import click
from sqlalchemy.orm import Session

from archive.queries.speaker_list import SpeakerCriteria, list_speakers
from archive.queries.speakers import SpeakerSummary
from archive.text.name_matching import matching_key
from services.criteria import FILTER_PARAMETERS, Pair

MAX_LISTED: Final = 12
"""Candidates that are listed where a name fits several speakers."""

MAX_COMPARED: Final = 500
"""Speakers whose names hold what is asked for, among whom the one meant is looked for."""


def with_speaker_ids(session: Session, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the parameters, each speaker by id. Raises UsageError, listing the candidates."""
    for name, value in pairs:
        is_speaker = name == FILTER_PARAMETERS["speakers"]
        yield name, _speaker_id(session, value) if is_speaker else value


def _speaker_id(session: Session, name: str) -> str:
    """Return the id of the one speaker meant; what fits nobody is returned as it is."""
    found, by_id = (
        list_speakers(session, SpeakerCriteria(name=words), limit=MAX_COMPARED)
        for words in (name, name.replace("-", " "))
    )
    for candidates in (
        [one for one in by_id.speakers if one.id == name],
        found.speakers,
        [one for one in found.speakers if matching_key(one.name) == matching_key(name)],
    ):
        if len(candidates) == 1:
            return candidates[0].id
    if not found.speakers:
        return name
    listed = "\n".join(
        f"  {one.id}  {one.name}, {_described(one)}" for one in found.speakers[:MAX_LISTED]
    )
    more = "\n  ..." if found.total > MAX_LISTED else ""
    raise click.BadParameter(
        f"{name!r} fits {found.total} speakers; give the full name or the id:\n{listed}{more}",
        param_hint="--speaker",
    )


def _described(speaker: SpeakerSummary) -> str:
    years = f"{speaker.first_year}–{speaker.last_year}" if speaker.first_year else "undated"
    return f"{speaker.assembly.name}, {years}, {speaker.speeches} speeches"
