"""The topics that a text treats: for a reader who asks why, with links to the words in the text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from api.pages.parts.marked_text import NO_MARKS, Marks, marks_of
from api.pages.parts.speech_cards import Language, language
from archive.topics import label_of
from search_index.topics.evidence import ConceptEvidence, TermEvidence, TermPosition, TopicEvidence


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """Words as printed that answer to a term; the link leads to the first place."""

    text: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class TermEvidenceView:
    """A term of the lexicon with what stands for it in the text."""

    text: str
    language: Language
    forms: tuple[PrintedForm, ...]


@dataclass(frozen=True, slots=True)
class ConceptEvidenceView:
    """A concept that the text names."""

    name: str
    counts: bool
    """Whether it counts for the topic."""
    terms: tuple[TermEvidenceView, ...]


@dataclass(frozen=True, slots=True)
class TopicEvidenceView:
    """A topic of which the text names a concept."""

    name: str
    href: str
    """The topic's page."""
    on_topic: bool
    count: int
    """Places in the text that name its concepts."""
    marked: bool
    """Whether its terms are marked in the text now."""
    mark_href: str
    """The page with its terms marked; where they are, without any."""
    concepts: tuple[ConceptEvidenceView, ...]


@dataclass(frozen=True, slots=True)
class TopicsSection:
    """All topics of a text, and the marks of the one that is chosen."""

    topics: tuple[TopicEvidenceView, ...] = ()
    marks: Marks = NO_MARKS
    marked: str | None = None
    """The name of the topic whose terms are marked."""

    @property
    def on_topic(self) -> tuple[TopicEvidenceView, ...]:
        """The topics that the text is on."""
        return tuple(topic for topic in self.topics if topic.on_topic)

    @property
    def touched(self) -> tuple[TopicEvidenceView, ...]:
        """The topics of which the text names only concepts that do not count for them."""
        return tuple(topic for topic in self.topics if not topic.on_topic)


def topics_section(
    topics: Sequence[TopicEvidence],
    chosen: str | None,
    own_page: str,
    topic_page: Callable[[str], str],
) -> TopicsSection:
    """Return the topics, one of them chosen; addresses are the text's own page and a topic's."""
    found = [each for each in topics if each.topic.id == chosen]
    return TopicsSection(
        topics=tuple(_topic(each, chosen, own_page, topic_page(each.topic.id)) for each in topics),
        marks=marks_of(found[0]) if found else NO_MARKS,
        marked=label_of(found[0].topic) if found else None,
    )


def _topic(of: TopicEvidence, chosen: str | None, own_page: str, href: str) -> TopicEvidenceView:
    marked_page = f"{own_page}?topic={of.topic.id}"
    marks = marks_of(of)
    concepts = tuple(_concept(concept, marked_page, marks) for concept in of.concepts)
    return TopicEvidenceView(
        name=label_of(of.topic),
        href=href,
        on_topic=of.on_topic,
        count=sum(map(len, marks.by_segment.values())),
        marked=of.topic.id == chosen,
        mark_href=own_page if of.topic.id == chosen else marked_page,
        concepts=concepts,
    )


def _concept(of: ConceptEvidence, marked_page: str, marks: Marks) -> ConceptEvidenceView:
    terms = tuple(
        TermEvidenceView(
            found.term.text, language(found.term.language), tuple(_forms(found, marked_page, marks))
        )
        for found in of.terms
    )
    return ConceptEvidenceView(label_of(of.concept), of.concept.counts_for_topic, terms)


def _forms(found: TermEvidence, marked_page: str, marks: Marks) -> Iterator[PrintedForm]:
    """Yield what is printed, case aside, the most frequent first."""
    places: dict[str, list[TermPosition]] = {}
    for place in found.places:
        places.setdefault(" ".join(place.printed.casefold().split()), []).append(place)
    for form, alike in sorted(places.items(), key=lambda item: len(item[1]), reverse=True):
        yield PrintedForm(form, len(alike), f"{marked_page}#{marks.id_at(alike[0])}")
