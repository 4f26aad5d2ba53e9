"""Names of values that are ids of ours, so that a client need not ask for each."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy.orm import Session

from archive.queries.sessions import party_group_names
from archive.queries.speakers import speaker_names
from archive.topics import Lexicon, label_of
from search_index.filters import FacetField

INTERFACE_LANGUAGE: Final = "en"
"""The language of the API's own words."""


def value_labels(
    field: str, values: Collection[str], session: Session, lexicon: Lexicon
) -> Mapping[str, str]:
    """Return the names of a field's values; those of other fields speak for themselves."""
    if field == FacetField.SPEAKER:
        return speaker_names(session, values)
    if field == FacetField.PARTY_GROUP:
        return party_group_names(session, INTERFACE_LANGUAGE)
    if field == FacetField.TOPIC:
        return {topic.id: label_of(topic) for topic in lexicon.topics}
    return {}
