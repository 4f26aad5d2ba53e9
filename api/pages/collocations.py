"""The page of words that stand around the matches of a question."""

from http import HTTPStatus

from flask import render_template

from api.http import context
from api.pages.parameters import read_parameters
from api.pages.parts.active_filters import active_filters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.counted_words import title
from api.pages.parts.lookups import names_for
from api.pages.parts.query_problems import query_problem
from api.pages.views import collocations as views
from api.pages.views.collocations import CollocationsView
from api.schemas.parameters.corpus import CollocationsParameters
from archive.errors import InvalidQuery
from services.corpus_questions import CollocationQuestion
from services.keyness import collocations_answer


def collocations() -> tuple[str, HTTPStatus]:
    """Show the words that stand around the matches more often than by chance."""
    question: CollocationQuestion = read_parameters(CollocationsParameters())
    address = SearchAddress.of(question.pairs())
    try:
        answer = collocations_answer(question, context.index_reader(), context.tagger())
    except InvalidQuery as error:
        problem = query_problem(address, error, views.PAGE)
        view = CollocationsView("", address, question.window, problem=problem)
        return render_template("pages/collocations.html", view=view), HTTPStatus.BAD_REQUEST
    names = names_for(address)
    view = CollocationsView(
        title=title(address, names),
        address=address,
        window=question.window,
        languages=tuple(views.languages(answer, address)),
        chips=tuple(active_filters(address, names, views.PAGE)),
    )
    return render_template("pages/collocations.html", view=view), HTTPStatus.OK
