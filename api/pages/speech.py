"""The page of one speech."""

from flask import render_template, url_for

from api.http import context
from api.http.links import absolute, mounted
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.lookups import chosen_topic, topics_section_of, with_marked_match
from api.pages.views.speech import SpeechLinks, speech_view
from archive.export.citations.speeches import speech_citation
from archive.queries import speech as speech_queries
from archive.queries.speech import SpeechDetail
from archive.queries.speeches import SpeechSummary
from services.addresses import page, resource
from services.evidence import topics_of_speech


def speech(public_id: str) -> str:
    """Show the speech's original and translation, the terms of a topic marked if one is chosen."""
    chosen = chosen_topic()
    detail = speech_queries.find_speech(context.database_session(), public_id)
    own_page = url_for("pages.speech", public_id=public_id)
    cited = speech_citation(detail, absolute(page("speeches", public_id)))
    topics = with_marked_match(
        topics_section_of(topics_of_speech(detail, context.tagger()), chosen, own_page)
    )
    view = speech_view(detail, _ways(detail), cited.text, topics)
    return render_template("pages/speech.html", view=view)


def _ways(detail: SpeechDetail) -> SpeechLinks:
    of = detail.summary
    speaker = of.speaker.id if of.speaker else None
    in_session = SearchAddress((("session", of.session.id),)) if of.session else None
    return SpeechLinks(
        speaker=url_for("pages.speaker", public_id=speaker) if speaker else None,
        session=in_session.replacing(("sort", "number")).href if in_session else None,
        previous=_page(detail.previous),
        next=_page(detail.next),
        api=mounted(resource("speeches", of.id)),
        report=url_for("pages.report", public_id=of.id),
    )


def _page(of: SpeechSummary | None) -> str | None:
    return url_for("pages.speech", public_id=of.id) if of else None
