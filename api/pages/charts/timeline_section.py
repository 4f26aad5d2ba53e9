"""The timelines of pages: what their forms ask, answered as charts."""

from collections.abc import Sequence
from dataclasses import replace

from api.http import context
from api.pages.charts import timelines
from api.pages.charts.dated_documents import extended_to_documents, notes
from api.pages.charts.timelines import ChartView, TimelineSection
from api.pages.parameters import GROUPS, ChartQuestion
from api.pages.parts.active_filters import active_filters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.choices import Form
from api.pages.parts.document_cards import DocumentCard
from api.pages.parts.forms import UNITS, speaker_form
from api.pages.parts.lookups import names_for
from api.pages.parts.query_notes import concepts_section
from api.pages.views.speakers import count_of
from archive.errors import IndexUnavailable
from archive.topics import label_of
from search_index.filters import FacetField
from search_index.statistics.timelines import OTHERS
from services.criteria import Criteria, TimelineQuestion
from services.resolve import check_topics
from services.timelines.timeline import TimelineAnswer, count_over_time


def speaker_section(question: ChartQuestion, of: Criteria, action: str) -> TimelineSection:
    """Return a speaker's timeline, `of` narrowed to the speaker. Raises InvalidQuery."""
    topics, lexicon = of.filters.topics, context.lexicon()
    check_topics("topic", topics, lexicon)
    subject = " or ".join(label_of(lexicon.topic(topic)) for topic in topics) or "Speeches"
    return timeline_section(question, of, speaker_form(question, action), subject)


def timeline_section(
    question: ChartQuestion,
    of: Criteria,
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
        filters=tuple(
            active_filters(form.address, names_for(form.address), form.action, form.fields)
        ),
        caption=_caption(subject, question),
        unit=UNITS[bucket],
        share=question.share,
    )
    try:
        answer = _reaching(count(TimelineQuestion(of, bucket)), documents)
    except IndexUnavailable as error:
        return replace(empty, unavailable=f"No timeline at the moment: {error}.")
    href = SearchAddress.of(of.pairs()).href
    line = timelines.line(answer, subject, href, share=question.share, notes=notes(documents))
    named = concepts_section(form.address, answer.query, form.action)
    return replace(empty, line=line, finding=timelines.finding(answer), concepts=named)


def group_charts(
    question: ChartQuestion, of: Criteria, documents: Sequence[tuple[str | None, DocumentCard]]
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
    others = sum(series.total for series in answer.series if series.key == OTHERS)
    lines = timelines.small_lines(replace(answer, series=series), hrefs, share=question.share)
    return tuple(lines), _others(field, others) if others else ""


def count(question: TimelineQuestion) -> TimelineAnswer:
    """Return a timeline's answer. Raises IndexUnavailable and InvalidQuery."""
    reader, database = context.index_reader(), context.database_session()
    return count_over_time(question, reader, database, context.tagger())


def _reaching(
    answer: TimelineAnswer, documents: Sequence[tuple[str | None, DocumentCard]]
) -> TimelineAnswer:
    return extended_to_documents(answer, [bucket for bucket, _ in documents])


def _caption(subject: str, question: ChartQuestion) -> str:
    unit, q = UNITS[question.timeline.bucket].lower(), question.timeline.asked.q
    subject = f"{subject}, “{q}”" if q else subject
    if question.share:
        return f"{subject}: of every 1,000 speeches that the archive holds, by {unit}"
    return f"{subject}: number of speeches by {unit}"


def _others(field: FacetField, count: int) -> str:
    whose = "all other speakers, or nobody known"
    if field is not FacetField.SPEAKER:
        whose = f"others, or of no {GROUPS[field].lower()} stated"
    return f"Not shown: {count_of(count, 'speech', 'speeches')} of {whose}."
