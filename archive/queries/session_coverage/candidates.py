"""Who may be meant by a name that no rule resolves: the persons that the archive knows by it."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, select, union
from sqlalchemy.orm import Session

from archive.models import Assembly, Speaker, SpeakerIdentifier, SpeakerName, Speech
from archive.queries.names import SpeakerName as Name


def candidates(session: Session, keys: Collection[int]) -> Mapping[int, tuple[Name, ...]]:
    """Return, of the speeches of these keys that are open, who may be meant; one statement.

    Where the source states an id of the person, it is the one with that id, who is known by other
    names; else all who are known by the name.
    """
    is_open = and_(
        Speech.id.in_(keys), Speech.speaker_id.is_(None), Speech.speaker_raw.is_not(None)
    )
    person = (Speech.id, Speaker.public_id, Speaker.name)
    by_id = (
        select(*person)
        .join(Assembly, Assembly.id == Speech.assembly_id)
        .join(
            SpeakerIdentifier,
            and_(
                SpeakerIdentifier.scheme == Assembly.key,
                SpeakerIdentifier.value == Speech.speaker_source_id,
            ),
        )
        .join(Speaker, Speaker.id == SpeakerIdentifier.speaker_id)
        .where(is_open)
    )
    by_name = (
        select(*person)
        .join(SpeakerName, SpeakerName.matching_key == Speech.speaker_key)
        .join(
            Speaker,
            and_(Speaker.id == SpeakerName.speaker_id, Speaker.assembly_id == Speech.assembly_id),
        )
        .where(is_open, Speech.speaker_source_id.is_(None))
    )
    found: dict[int, list[Name]] = {}
    for key, public_id, name in session.execute(union(by_id, by_name)):
        found.setdefault(key, []).append(Name(public_id, name))
    return {
        key: tuple(sorted(names, key=lambda one: (one.name, one.id)))
        for key, names in found.items()
    }
