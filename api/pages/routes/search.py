"""The search page."""

from dataclasses import replace
from http import HTTPStatus

from flask import render_template, url_for

from api import context
from api.pages import labels
from api.pages.addresses import SearchAddress
from api.pages.lookups import ask, names_for
from api.pages.names import ValueNames, topic_name
from api.pages.parameters import asked
from api.pages.views import search as views
from api.pages.views import wording
from api.pages.views.search import Choice, SearchView
from api.pages.views.speech_cards import speech_card
from api.questions import SearchQuestion
from api.schemas.parameters import SearchParameters
from api.search import SearchPage
from archive.errors import InvalidQuery
from search_index.query import FacetField

FACET_VALUES = 60


def search() -> tuple[str, HTTPStatus]:
    """Show what was found, or where the query stops making sense."""
    question: SearchQuestion = asked(SearchParameters())
    facets = tuple(FacetField(field) for field in labels.FACETS)
    question = replace(question, facets=facets, facet_limit=FACET_VALUES, highlight=True)
    address = _address(question)
    try:
        page = ask(question)
    except InvalidQuery as error:
        view = SearchView("", address, problem=views.query_problem(address, error))
        return render_template("pages/search.html", view=view), HTTPStatus.BAD_REQUEST
    sessions = [counted.value for counted in page.facets.get(FacetField.SESSION, ())]
    view = _view(question, address, page, names_for(address, sessions))
    return render_template("pages/search.html", view=view), HTTPStatus.OK


def _address(question: SearchQuestion) -> SearchAddress:
    """Return the question's own parameters, each written as it was understood."""
    sort = (("sort", question.sort.value),) if question.sort else ()
    return SearchAddress.of((*question.asked.pairs(), *sort))


def _view(
    question: SearchQuestion, address: SearchAddress, page: SearchPage, names: ValueNames
) -> SearchView:
    more = page.next_cursor
    return SearchView(
        title=views.title(address, names),
        address=address,
        total=page.total,
        understood=None if page.query.understood == "*" else page.query.understood,
        expansion=wording.expansion(page.query.expansion),
        concepts=wording.concepts(address, page.query),
        spellings=wording.spellings(address, page.query),
        cards=tuple(
            speech_card(hit.speech, _speech(hit.speech.id), hit.snippets) for hit in page.hits
        ),
        facets=views.facet_views(address, page, names),
        chips=tuple(views.chips(address, names)),
        clear_href=views.cleared(address).href,
        sorts=views.sorts(address, page.sort),
        scopes=views.scopes(address),
        topics=_topics(),
        first_href=address.href if question.cursor else None,
        next_href=address.turned_to(more).href if more else None,
        api_href=address.api_href,
    )


def _speech(public_id: str) -> str:
    return url_for("pages.speech", public_id=public_id)


def _topics() -> tuple[Choice, ...]:
    """Return the topics as searches."""
    return tuple(
        Choice(
            topic_name(topic), topic.id, SearchAddress((("topic", topic.id),)).href, active=False
        )
        for topic in context.lexicon().topics
    )
