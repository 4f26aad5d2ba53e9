"""Readable names of the values that only the archive or the lexicon can name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.pages.parts import labels
from archive.queries.names import SessionName
from archive.topics import Lexicon, Topic, label_of
from search_index.filters import FacetField

INTERFACE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class ValueNames:
    """The names of the values that one page shows; a value that has none stands for itself."""

    by_field: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, name: str, value: str) -> str:
        """Return how a parameter's value is read: ("language", "fi") is "Finnish"."""
        vocabulary = labels.VALUES.get(name) or self.by_field.get(name, {})
        return labels.name_of_value(vocabulary, value)


def value_names(
    lexicon: Lexicon,
    speakers: Mapping[str, str],
    sessions: Mapping[str, str],
    assemblies: Mapping[str, str],
) -> ValueNames:
    """Return the names of these speakers, sessions and assemblies, and of every topic."""
    concepts = {concept.id: label_of(concept) for concept in lexicon.concepts}
    return ValueNames(
        {
            FacetField.SPEAKER: speakers,
            FacetField.SESSION: sessions,
            FacetField.TOPIC: {topic.id: label_of(topic) for topic in lexicon.topics},
            "concept": concepts,
            "assembly": assemblies,
        }
    )


def topics_by_name(lexicon: Lexicon) -> list[Topic]:
    """Return the topics in the order in which a reader looks for them."""
    return sorted(lexicon.topics, key=lambda topic: label_of(topic).casefold())


def session_name(of: SessionName) -> str:
    """Return a session's name without its place: "64th session", "Theme session 2012"."""
    if of.number is not None:
        return f"{labels.ordinal(of.number)} session"
    if of.label == f"{of.year}-theme":
        return f"Theme session {of.year}"
    return f"Session {of.label}"


def session_name_and_place(of: SessionName) -> str:
    """Return a session's name with what is known of when and where: "64th, Helsinki 2012"."""
    where = " ".join(str(part) for part in (of.place, of.year) if part is not None)
    return f"{session_name(of)}, {where}" if where not in session_name(of) else session_name(of)
