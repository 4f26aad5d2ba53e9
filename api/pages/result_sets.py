"""The pages of result sets: a search frozen by a button, shown, cited, and compared with today."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug import Response

from api.http import context
from api.http.bodies import MAX_BYTES
from api.http.parsing import messages_of
from api.limits.freezing_origins import refuse_other_sites
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.document_cards import DocumentCard, document_card
from api.pages.parts.lookups import names_for
from api.pages.parts.speech_cards import SpeechCard, speech_card
from api.pages.views import result_sets as views
from api.pages.views.result_sets import ComparisonView, ResultSetView
from archive.errors import Conflict, IndexUnavailable, InvalidParameters
from archive.queries.background_documents import background_documents
from archive.queries.speeches import speech_summaries
from archive.result_sets.stored_sets import StoredSet, current_records
from archive.vocabulary import RecordKind
from services.criteria import SearchQuestion
from services.result_sets.answers import result_set_answer, stored_parameters
from services.result_sets.differences import difference
from services.result_sets.freezing import (
    asked_by,
    freeze,
    grouped_parameters,
    read_set,
    save_result_set,
    served,
)

SHOWN: Final = 50
"""Records that the page shows; the others are in the list of ids."""


COMPARED: Final = 20_000
"""Records of the largest set that the page compares: more take seconds."""


def result_sets() -> str:
    """Say what a result set is."""
    return render_template("pages/result_sets.html")


def freeze_search() -> Response:
    """Freeze the search of a form of ours, and lead to its result set. Raises Forbidden."""
    refuse_other_sites()
    found = freeze(_question(), served())
    kept = save_result_set(context.services().database, found, context.settings())
    address = url_for("pages.result_set", public_id=kept.stored.found.id)
    return redirect(address, HTTPStatus.SEE_OTHER)


def result_set_page(public_id: str) -> str:
    """Show a result set: how to cite it, what it holds, what has become of it."""
    stored = read_set(public_id)
    address = SearchAddress.of(stored_parameters(stored.found.question))
    answer = result_set_answer(stored)
    names = names_for(address, address.values("session"))
    view = ResultSetView(
        id=stored.found.id,
        summary=views.summary(stored),
        citation=answer.citation,
        links=answer.links,
        search_href=address.href,
        asked=tuple(views.asked(address, names)),
        state=tuple(views.state(stored)),
        cards=tuple(_speeches(stored)),
        documents=tuple(_documents(stored)),
        more=max(0, stored.found.total - SHOWN),
        comparison=_comparison(stored),
    )
    return render_template("pages/result_set.html", view=view)


def _question() -> SearchQuestion:
    request.max_content_length = MAX_BYTES
    given = ((name, value) for name, value in request.form.items(multi=True) if value.strip())
    try:
        return asked_by(grouped_parameters(given))
    except ValidationError as error:
        told = {name: tuple(messages_of(said)) for name, said in error.messages_dict.items()}
        raise InvalidParameters(told) from error


def _speeches(stored: StoredSet) -> Iterator[SpeechCard]:
    if stored.found.kind is RecordKind.SPEECH:
        keys = _keys(stored)
        found = speech_summaries(context.database_session(), list(keys.values()))
        for public_id, key in keys.items():
            yield speech_card(found[key], url_for("pages.speech", public_id=public_id))


def _documents(stored: StoredSet) -> Iterator[DocumentCard]:
    if stored.found.kind is RecordKind.DOCUMENT:
        keys = _keys(stored)
        found = background_documents(context.database_session(), list(keys.values()))
        for public_id, key in keys.items():
            yield document_card(found[key], url_for("pages.document", public_id=public_id))


def _keys(stored: StoredSet) -> dict[str, int]:
    """Return the keys of the first records that the archive still knows, in order."""
    first = stored.found.ids[:SHOWN]
    present = current_records(context.database_session(), stored.found.kind, first)
    return {public_id: present[public_id].key for public_id in first if public_id in present}


def _comparison(stored: StoredSet) -> ComparisonView:
    """Return what has become of the set, or why that is not told."""
    if stored.found.total > COMPARED:
        reason = f"a set of more than {COMPARED:,} is compared when it is asked for, as JSON"
        return ComparisonView(problem=reason)
    try:
        found = difference(stored, served(), context.database_session())
    except (IndexUnavailable, Conflict) as error:
        return ComparisonView(problem=str(error))
    endpoint = "speech" if stored.found.kind is RecordKind.SPEECH else "document"
    return views.comparison(found, lambda key: url_for(f"pages.{endpoint}", public_id=key))
