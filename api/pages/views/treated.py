"""The topics that a text treats: for a reader who asks why, with links to the words in the text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from api.evidence import TreatedConcept, TreatedTerm, TreatedTopic
from api.pages.views.marked_text import NO_MARKS, Marks, marks_of
from api.pages.views.speech_cards import Language, language


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """Words as printed that answer to a term; the link leads to the first place."""

    text: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of the lexicon with what stands for it in the text."""

    text: str
    language: Language
    forms: tuple[PrintedForm, ...]


@dataclass(frozen=True, slots=True)
class TreatedConceptView:
    """A concept that the text names."""

    name: str
    counts: bool
    """Whether it counts for the topic."""
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class TreatedTopicView:
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
    concepts: tuple[TreatedConceptView, ...]


@dataclass(frozen=True, slots=True)
class TopicsSection:
    """All topics of a text, and the marks of the one that is chosen."""

    topics: tuple[TreatedTopicView, ...] = ()
    marks: Marks = NO_MARKS
    marked: str | None = None
    """The name of the topic whose terms are marked."""

    @property
    def on_topic(self) -> tuple[TreatedTopicView, ...]:
        """The topics that the text is on."""
        return tuple(topic for topic in self.topics if topic.on_topic)

    @property
    def touched(self) -> tuple[TreatedTopicView, ...]:
        """The topics of which the text names only concepts that do not count for them."""
        return tuple(topic for topic in self.topics if not topic.on_topic)


def topics_section(
    topics: Sequence[TreatedTopic],
    chosen: str | None,
    own_page: str,
    topic_page: Callable[[str], str],
) -> TopicsSection:
    """Return the topics, one of them chosen; addresses are the text's own page and a topic's."""
    found = [topic for topic in topics if topic.id == chosen]
    return TopicsSection(
        topics=tuple(_topic(topic, chosen, own_page, topic_page(topic.id)) for topic in topics),
        marks=marks_of(found[0]) if found else NO_MARKS,
        marked=found[0].label if found else None,
    )


def _topic(of: TreatedTopic, chosen: str | None, own_page: str, href: str) -> TreatedTopicView:
    marked_page = f"{own_page}?topic={of.id}"
    marks = marks_of(of)
    concepts = tuple(_concept(concept, marked_page, marks) for concept in of.concepts)
    return TreatedTopicView(
        name=of.label,
        href=href,
        on_topic=of.on_topic,
        count=sum(map(len, marks.by_segment.values())),
        marked=of.id == chosen,
        mark_href=own_page if of.id == chosen else marked_page,
        concepts=concepts,
    )


def _concept(of: TreatedConcept, marked_page: str, marks: Marks) -> TreatedConceptView:
    terms = tuple(
        TermView(term.term, language(term.language), tuple(_forms(term, marked_page, marks)))
        for term in of.terms
    )
    return TreatedConceptView(of.label, of.counts_for_topic, terms)


def _forms(term: TreatedTerm, marked_page: str, marks: Marks) -> Iterator[PrintedForm]:
    """Yield what is printed, case aside, the most frequent first."""
    places = {" ".join(place.printed.casefold().split()): place for place in reversed(term.places)}
    printed = [" ".join(place.printed.casefold().split()) for place in term.places]
    for form in sorted(dict.fromkeys(printed), key=printed.count, reverse=True):
        href = f"{marked_page}#{marks.id_at(places[form])}"
        yield PrintedForm(form, printed.count(form), href)
