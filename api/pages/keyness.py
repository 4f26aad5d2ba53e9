"""The page of words that are typical of some speeches."""

from http import HTTPStatus

from flask import render_template

from api.http import context
from api.pages.parameters import read_parameters
from api.pages.parts.active_filters import active_filters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.counted_words import title
from api.pages.parts.lookups import names_for
from api.pages.parts.query_problems import query_problem
from api.pages.views import keyness as views
from api.pages.views.keyness import KeynessView
from api.schemas.parameters.corpus import KeynessParameters
from archive.errors import InvalidQuery
from services.corpus_questions import KeynessQuestion
from services.keyness import keyness_answer


def keyness() -> tuple[str, HTTPStatus]:
    """Show the words that are more frequent in the speeches than in others."""
    question: KeynessQuestion = read_parameters(KeynessParameters())
    address = SearchAddress.of(question.pairs())
    try:
        answer = keyness_answer(question, context.index_reader(), context.tagger())
    except InvalidQuery as error:
        view = KeynessView("", address, problem=query_problem(address, error, views.PAGE))
        return render_template("pages/keyness.html", view=view), HTTPStatus.BAD_REQUEST
    names = names_for(address)
    view = KeynessView(
        title=title(address, names),
        address=address,
        languages=tuple(views.languages(answer, address)),
        chips=tuple(active_filters(address, names, views.PAGE)),
        against=answer.against,
    )
    return render_template("pages/keyness.html", view=view), HTTPStatus.OK
