"""The page that compares topics, or any queries, over time."""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

from flask import render_template

from api.http import context
from api.http.links import mounted
from api.pages.parameters import ChartQuestion, ComparePageParameters, read_parameters
from api.pages.parts.active_filters import ActiveFilter, active_filters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.forms import UNITS, compare_form
from api.pages.parts.lookups import names_for
from api.pages.views.comparisons import ComparisonView, with_answer
from archive.errors import IndexUnavailable, InvalidQuery
from search_index.statistics.comparison import MIN_QUERIES
from services.addresses import API, with_parameters
from services.timelines.comparison import compare_queries


def compare() -> tuple[str, HTTPStatus]:
    """Show how often each of some queries is spoken of, in one chart and one table."""
    question: ChartQuestion = read_parameters(ComparePageParameters())
    view, status = _empty(question), HTTPStatus.OK
    if len(question.timeline.compared) >= MIN_QUERIES:
        try:
            view = _with_counts(question, view)
        except InvalidQuery as error:
            view, status = replace(view, notice=f"{error}."), HTTPStatus.BAD_REQUEST
        except IndexUnavailable as error:
            view = replace(view, notice=f"No comparison at the moment: {error}.")
    elif question.timeline.compared:
        view = replace(view, notice="Choose another topic, or other words, to compare it with.")
    return render_template("pages/compare.html", view=view), status


def _empty(question: ChartQuestion) -> ComparisonView:
    form = compare_form(question)
    address = SearchAddress.of(
        (
            *question.timeline.asked.pairs(),
            *(("compare", text) for text in question.timeline.compared),
            ("by", question.timeline.bucket.value),
            ("measure", question.measure),
        )
    )
    unit = UNITS[question.timeline.bucket]
    what = "of every 1,000 speeches that the archive holds" if question.share else "speeches"
    return ComparisonView(
        form=form,
        filters=tuple(_filters(address)),
        caption=f"{what[0].upper()}{what[1:]}, by {unit.lower()}",
        unit=unit,
        share=question.share,
        api_href=_api(question),
    )


def _filters(address: SearchAddress) -> Iterator[ActiveFilter]:
    """Yield what holds for all queries compared: words that the form has no field for, filters."""
    page = "/compare"
    words = address.value("q")
    if words is not None:
        yield ActiveFilter("Words", words, address.lacking("q").on(page))
    yield from active_filters(address, names_for(address), page)


def _with_counts(question: ChartQuestion, view: ComparisonView) -> ComparisonView:
    """Return the view with what was counted. Raises IndexUnavailable and InvalidQuery."""
    reader, database = context.index_reader(), context.database_session()
    answer = compare_queries(question.timeline, reader, database, context.tagger())
    return with_answer(view, answer, [series.label for series in answer.series])


def _api(question: ChartQuestion) -> str:
    asked_for = question.timeline
    compared = (("compare", text) for text in asked_for.compared)
    parameters = (*compared, ("by", asked_for.bucket.value), *asked_for.asked.pairs())
    return mounted(with_parameters(f"{API}/timeline", parameters))
