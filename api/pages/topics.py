"""The pages of topics."""

from collections.abc import Iterator

from flask import render_template, url_for

from api.http import context
from api.pages.charts.timeline_section import group_charts, timeline_section
from api.pages.parameters import GROUPS, ChartQuestion, TopicPageParameters, read_parameters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.document_cards import DocumentCard, document_card
from api.pages.parts.forms import topic_form
from api.pages.parts.lookups import counts, topic_tiles
from api.pages.speakers import speaker_page
from api.pages.views import topics as views
from api.pages.views.topics import TopicSpeaker, TopicView
from archive.errors import IndexUnavailable
from archive.queries.background_documents import BackgroundDocumentSummary
from archive.topics import Topic, label_of
from search_index.filters import FacetField
from services.addresses import page
from services.criteria import Criteria, narrowed
from services.search import FacetValue
from services.timelines.topic_documents import topic_documents

SPEAKERS_SHOWN = 50


def topics() -> str:
    """Show every topic."""
    return render_template("pages/topics.html", topics=topic_tiles())


def topic(topic_id: str) -> str:
    """Show who spoke of a topic, when, and by which words it is found."""
    question: ChartQuestion = read_parameters(TopicPageParameters())
    found = context.lexicon().topic(topic_id)
    of = narrowed(question.timeline.asked, topics=(topic_id,))
    form = topic_form(question, url_for("pages.topic", topic_id=topic_id))
    documents = _documents(question, found)
    timeline = timeline_section(question, of, form, label_of(found), documents)
    counted = timeline.line is not None
    group = question.timeline.group_by or FacetField.PARTY_GROUP
    speakers, more = _speakers(of) if counted else ((), 0)
    shown, others = group_charts(question, of, documents) if counted else ((), "")
    view = TopicView(
        name=label_of(found),
        names=views.foreign_names(found),
        description=found.description,
        version=found.version,
        feed_href=SearchAddress((("topic", topic_id),)).feed_href,
        compare_href=url_for("pages.compare", compare=f"topic:{topic_id}"),
        timeline=timeline,
        groups_caption=f"By {GROUPS[group].lower()}",
        groups=shown,
        others=others,
        documents=tuple(card for _, card in documents),
        speakers=speakers,
        speakers_more=more,
        concepts=tuple(
            views.concept_view(concept, SearchAddress((("concept", concept.id),)).href)
            for concept in found.concepts
        ),
        excluded=found.excluded,
    )
    return render_template("pages/topic.html", view=view)


def _documents(
    question: ChartQuestion, found: Topic
) -> tuple[tuple[str | None, DocumentCard], ...]:
    """Return the background documents on a topic with their buckets; none without an index."""
    try:
        reader = context.index_reader()
    except IndexUnavailable:
        return ()
    database, tagger = context.database_session(), context.tagger()
    dated = topic_documents(found.id, question.timeline, reader, database, tagger)
    return tuple((each.bucket, _card(each.document, found)) for each in dated)


def _card(document: BackgroundDocumentSummary, found: Topic) -> DocumentCard:
    href = url_for("pages.document", public_id=document.id, topic=found.id)
    return document_card(document, href)


def _speakers(of: Criteria) -> tuple[tuple[TopicSpeaker, ...], int]:
    """Return who spoke most of it, and how many more there are."""
    page, _ = counts(of, FacetField.SPEAKER, SPEAKERS_SHOWN)
    rows = _rows(page.facets.get(FacetField.SPEAKER, ()), SearchAddress.of(of.pairs()))
    return tuple(rows), page.facets_omitted.get(FacetField.SPEAKER, 0)


def _rows(values: tuple[FacetValue, ...], base: SearchAddress) -> Iterator[TopicSpeaker]:
    for counted in values:
        yield TopicSpeaker(
            name=counted.label or counted.value,
            speaker_href=speaker_page(counted.value),
            timeline_href=base.on(page("speakers", counted.value)) + "#timeline",
            href=base.replacing((FacetField.SPEAKER.value, counted.value)).href,
            count=counted.count,
        )
