"""The page of one background document."""

from flask import render_template, url_for

from api.http import context
from api.http.links import absolute, mounted
from api.pages.parts.lookups import chosen_topic, topics_section_of, with_marked_match
from api.pages.views.document import document_view
from archive.export.citations.background_documents import document_citation
from archive.queries.background_documents import background_document
from services.addresses import page, resource
from services.evidence import topics_of_document


def document(public_id: str) -> str:
    """Show a background document, the terms of a topic marked where one is chosen."""
    chosen = chosen_topic()
    detail = background_document(context.database_session(), public_id)
    own_page = url_for("pages.document", public_id=public_id)
    cited = document_citation(detail, absolute(page("documents", public_id)))
    treated = topics_of_document(detail, context.tagger())
    topics = with_marked_match(topics_section_of(treated, chosen, own_page))
    view = document_view(detail, topics, cited.text, mounted(resource("documents", public_id)))
    return render_template("pages/document.html", view=view)
