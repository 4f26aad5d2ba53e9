"""The timelines of pages: which question their forms ask, and the answer as charts."""

from collections.abc import Sequence
from dataclasses import replace

from api import context
from api.pages.addresses import SearchAddress
from api.pages.lookups import names_for
from api.pages.names import own_name
from api.pages.parameters import GROUPS, MEASURES, ChartQuestion
from api.pages.views import timelines as views
from api.pages.views.choices import Choice, Form, choice
from api.pages.views.dated_documents import notes, reaching
from api.pages.views.document_cards import DocumentCard
from api.pages.views.speakers import count_of
from api.pages.views.timelines import ChartView, TimelineSection
from api.questions import Asked, TimelineQuestion
from api.timeline import TimelineAnswer, timeline
from archive.errors import IndexUnavailable
from search_index.query import Bucket, FacetField
from search_index.timelines import OTHERS

UNITS = {Bucket.YEAR: "Year", Bucket.SESSION: "Session", Bucket.MONTH: "Month"}


def speaker_section(question: ChartQuestion, of: Asked, action: str) -> TimelineSection:
    """Return a speaker's timeline, `of` narrowed to the speaker."""
    chosen = of.filters.topics[0] if of.filters.topics else ""
    topics = [
        ("", "Everything"),
        *((topic.id, own_name(topic)) for topic in context.lexicon().topics),
    ]
    form = Form(
        action,
        (choice("topic", "Topic", topics, chosen), *_common_choices(question)),
    )
    subject = dict(topics)[chosen] if chosen else "Speeches"
    return section(question, of, form, subject)


def topic_form(question: ChartQuestion, action: str) -> Form:
    """Return the form of a topic's page."""
    group = question.timeline.group_by or FacetField.PARTY_GROUP
    groups = choice("group_by", "Split by", GROUPS.items(), group)
    return Form(action, (groups, *_common_choices(question)))


def section(
    question: ChartQuestion,
    of: Asked,
    form: Form,
    subject: str,
    documents: Sequence[tuple[str | None, DocumentCard]] = (),
) -> TimelineSection:
    """Return the timeline of all speeches meant, in one series; without it, where no index is.

    Documents, with their buckets, are marked on its axis.
    """
    bucket = question.timeline.bucket
    empty = TimelineSection(
        form=form,
        caption=_caption(subject, question),
        unit=UNITS[bucket],
        share=question.share,
    )
    try:
        answer = _reaching(count(TimelineQuestion(of, bucket)), documents)
    except IndexUnavailable as error:
        return replace(empty, unavailable=f"No timeline at the moment: {error}.")
    href = SearchAddress.of(of.pairs()).href
    line = views.line(answer, subject, href, share=question.share, notes=notes(documents))
    return replace(empty, line=line, finding=views.finding(answer))


def groups(
    question: ChartQuestion, of: Asked, documents: Sequence[tuple[str | None, DocumentCard]]
) -> tuple[tuple[ChartView, ...], str]:
    """Return a small chart for each group that spoke most, and what the others amount to.

    They reach as far in time as the one with the documents marked. Raises IndexUnavailable.
    """
    asked = replace(question.timeline, asked=of)
    field = asked.group_by
    assert field is not None
    answer = _reaching(count(asked), documents)
    base = SearchAddress.of(of.pairs())
    hrefs = {
        series.key: base.replacing((field.value, series.key)).href
        for series in answer.series
        if series.key != OTHERS
    }
    names = names_for(base)
    # The others are many together: drawn to the same scale they would flatten everybody else.
    series = tuple(
        replace(series, label=names.of(field, series.label))
        for series in answer.series
        if series.key != OTHERS
    )
    others = sum(views.total(series) for series in answer.series if series.key == OTHERS)
    lines = views.small_lines(replace(answer, series=series), hrefs, share=question.share)
    return tuple(lines), _others(field, others) if others else ""


def count(question: TimelineQuestion) -> TimelineAnswer:
    """Return a timeline's answer. Raises IndexUnavailable and InvalidQuery."""
    reader, database = context.index_reader(), context.database_session()
    return timeline(question, reader, database, context.tagger())


def _reaching(
    answer: TimelineAnswer, documents: Sequence[tuple[str | None, DocumentCard]]
) -> TimelineAnswer:
    return reaching(answer, [bucket for bucket, _ in documents])


def _common_choices(question: ChartQuestion) -> tuple[Choice, ...]:
    units = {bucket.value: name for bucket, name in UNITS.items() if bucket is not Bucket.MONTH}
    return (
        choice("by", "By", units.items(), question.timeline.bucket),
        choice("measure", "Show", MEASURES.items(), question.measure),
    )


def _caption(subject: str, question: ChartQuestion) -> str:
    unit = UNITS[question.timeline.bucket].lower()
    if question.share:
        return f"{subject}: of every 1,000 speeches that the archive holds, by {unit}"
    return f"{subject}: number of speeches by {unit}"


def _others(field: FacetField, count: int) -> str:
    whose = "all other speakers, or nobody known"
    if field is not FacetField.SPEAKER:
        whose = f"others, or of no {GROUPS[field].lower()} stated"
    return f"Not shown: {count_of(count, 'speech', 'speeches')} of {whose}."
