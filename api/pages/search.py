"""The search page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from http import HTTPStatus

from flask import render_template, url_for

from api.http import context
from api.pages.parameters import read_parameters
from api.pages.parts import labels, query_notes
from api.pages.parts.active_filters import active_filters
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.document_cards import DocumentCard, document_card
from api.pages.parts.lookups import names_for
from api.pages.parts.names import ValueNames, topics_by_name
from api.pages.parts.query_problems import query_problem
from api.pages.parts.speech_cards import SpeechCard, speech_card
from api.pages.views import search as views
from api.pages.views.search import LinkedChoice, SearchView
from api.schemas.parameters.search import SearchParameters
from archive.errors import InvalidQuery
from archive.topics import label_of
from search_index.filters import FacetField
from services.answers import answer_search
from services.criteria import SearchQuestion
from services.search import SearchHit, SearchPage

FACET_VALUES = 60


def search() -> tuple[str, HTTPStatus]:
    """Show what was found, or where the query stops making sense."""
    question: SearchQuestion = read_parameters(SearchParameters())
    facets = tuple(FacetField(field) for field in labels.FACETS)
    question = replace(question, facets=facets, facet_limit=FACET_VALUES, highlight=True)
    address = _address(question)
    try:
        page = answer_search(question)
    except InvalidQuery as error:
        view = SearchView("", address, problem=query_problem(address, error))
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
    # The terms of the one topic that was asked for are marked in the texts found.
    topic = chosen[0] if len(chosen := question.asked.filters.topics) == 1 else None
    return SearchView(
        title=views.title(address, names),
        address=address,
        total=page.total,
        understood=None if page.query.understood == "*" else page.query.understood,
        expansion=query_notes.searched_terms(page.query.expansion),
        concepts=query_notes.concepts_section(address, page.query),
        spellings=query_notes.spelling_suggestions(address, page.query),
        hints=page.query.hints,
        cards=tuple(_cards(page.hits, topic)),
        documents=tuple(_documents(page.hits, topic)),
        kinds=views.kinds(address),
        facets=views.facet_views(address, page, names),
        chips=tuple(active_filters(address, names)),
        clear_href=views.cleared(address).href,
        sorts=views.sorts(address, page.sort),
        scopes=views.scopes(address),
        topics=_topics(),
        first_href=address.href if question.cursor else None,
        next_href=address.turned_to(more).href if more else None,
        api_href=address.api_href,
        downloads=views.downloads(address),
        most_in_file=context.settings().bounds.export_lines,
    )


def _cards(hits: Iterable[SearchHit], topic: str | None) -> Iterator[SpeechCard]:
    for hit in hits:
        if hit.speech is not None:
            href = url_for("pages.speech", public_id=hit.speech.id, topic=topic)
            yield speech_card(hit.speech, href, hit.snippets)


def _documents(hits: Iterable[SearchHit], topic: str | None) -> Iterator[DocumentCard]:
    for hit in hits:
        if hit.document is not None:
            href = url_for("pages.document", public_id=hit.document.id, topic=topic)
            yield document_card(hit.document, href, hit.snippets)


def _topics() -> tuple[LinkedChoice, ...]:
    """Return the topics as searches."""
    return tuple(
        LinkedChoice(
            label_of(topic), topic.id, SearchAddress((("topic", topic.id),)).href, active=False
        )
        for topic in topics_by_name(context.lexicon())
    )
