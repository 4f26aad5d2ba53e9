"""The page of a concordance."""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from flask import render_template, request

from api.http.context import settings
from api.pages.parameters import read_parameters
from api.pages.parts.active_filters import active_filters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.lookups import names_for
from api.pages.parts.query_problems import query_problem
from api.pages.views import concordance as views
from api.pages.views.concordance import ConcordanceView
from api.pages.views.search import title
from api.schemas.parameters.corpus import ConcordanceParameters
from archive.errors import InvalidQuery
from search_index.text.concordance import LineOrder
from search_index.text.kwic import Width, WidthUnit
from services.answers import answer_concordance
from services.corpus_questions import ConcordanceQuestion
from services.criteria import Pair

WIDTH: Final = Width(56, WidthUnit.CHARACTERS)
"""What stands on one line of the page, where nothing else is asked for."""
LINES: Final = 50
SHOWN: Final = frozenset({"q", "sort", "expand", "kind"})
"""Parameters that are no chips."""


def concordance() -> tuple[str, HTTPStatus]:
    """Show every match in its context, or where the query stops making sense."""
    question = _question()
    address = SearchAddress.of((*question.asked.pairs(), *_form(question)))
    try:
        page = answer_concordance(question)
    except InvalidQuery as error:
        view = ConcordanceView("", address, problem=query_problem(address, error, views.PAGE))
        return render_template("pages/concordance.html", view=view), HTTPStatus.BAD_REQUEST
    names = names_for(address)
    more = page.next_cursor
    view = ConcordanceView(
        title=title(address, names),
        address=address,
        total=page.total,
        speeches=page.speeches,
        lines=tuple(views.lines(page)),
        sorts=views.sorts(address, question.order),
        chips=tuple(active_filters(address, names, views.PAGE, SHOWN)),
        first_href=address.on(views.PAGE) if question.cursor else None,
        next_href=address.turned_to(more).on(views.PAGE) if more else None,
        most_in_file=settings().bounds.export_lines,
    )
    return render_template("pages/concordance.html", view=view), HTTPStatus.OK


def _question() -> ConcordanceQuestion:
    """Return what is asked, sorted by the words before where nothing else is said."""
    question: ConcordanceQuestion = read_parameters(ConcordanceParameters())
    question = replace(question, sort=question.sort or LineOrder.LEFT, limit=LINES)
    if "width" in request.args or "unit" in request.args:
        return question
    return replace(question, width=WIDTH)


def _form(question: ConcordanceQuestion) -> Iterator[Pair]:
    """Yield the parameters of the lines' order, and of their width where it is not as usual."""
    yield "sort", question.order.value
    if question.width != WIDTH:
        yield "width", str(question.width.count)
        yield "unit", question.width.unit.value
