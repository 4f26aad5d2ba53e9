"""Public ids that speakers had before: they lead to those whose speeches were found under them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.database import batched
from archive.models import FormerSpeakerId
from importers.loading.row_sets import delete_rows, insert_rows, read_rows


def redirect_public_ids(
    session: Session,
    gone: Mapping[int, str],
    successors: Mapping[int, set[int]],
    public_ids: Iterable[str],
) -> None:
    """Redirect all public ids of deleted speakers to their successors."""
    former = list(gone.items())
    for some in batched(gone):
        led = select(FormerSpeakerId.speaker_id, FormerSpeakerId.public_id)
        found = session.execute(led.where(FormerSpeakerId.speaker_id.in_(some)))
        former += [(key, public_id) for key, public_id in found]
    delete_rows(session, FormerSpeakerId, FormerSpeakerId.speaker_id, gone)
    delete_rows(session, FormerSpeakerId, FormerSpeakerId.public_id, public_ids)
    wanted = {
        (public_id, successor) for key, public_id in former for successor in successors.get(key, ())
    }
    columns = (FormerSpeakerId.public_id, FormerSpeakerId.speaker_id)
    held = read_rows(session, columns, FormerSpeakerId.public_id, {row[0] for row in wanted})
    insert_rows(session, FormerSpeakerId, columns, wanted - held)
