"""The pages of speakers."""

from flask import render_template, url_for

from api import context
from api.cursors import Cursor, read_cursor, write_cursor
from api.pages.addresses import SearchAddress
from api.pages.charts import speaker_section
from api.pages.parameters import ChartQuestion, SpeakerPageParameters, SpeakersParameters, asked
from api.pages.views import speakers as views
from api.pages.views.speakers import SpeakersView, SpeakerView
from api.pages.views.speech_cards import speech_card
from api.questions import fingerprint, narrowed
from archive.queries import speakers as speaker_queries
from archive.queries.latest import latest_speeches
from archive.queries.speakers import SpeakerPage

ROWS = 60


def speakers() -> str:
    """Show the speakers whose names hold what is asked for."""
    parameters = asked(SpeakersParameters())
    q, cursor = parameters["q"].strip(), parameters["cursor"]
    question = fingerprint("speakers page", q)
    after = read_cursor(cursor, question, str, str).place if cursor else None
    found = speaker_queries.speakers(
        context.database_session(),
        name=q or None,
        after=None if after is None else (str(after[0]), str(after[1])),
        limit=ROWS,
    )
    view = SpeakersView(
        q=q,
        summary=views.count_of(found.total, "speaker", "speakers"),
        rows=tuple(views.speaker_row(row, speaker_page(row.id)) for row in found.speakers),
        first_href=url_for("pages.speakers", q=q or None) if cursor else None,
        next_href=_next(found, q, question),
    )
    return render_template("pages/speakers.html", view=view)


def speaker(public_id: str) -> str:
    """Show when a speaker spoke, on what, and in which capacity."""
    question: ChartQuestion = asked(SpeakerPageParameters())
    database = context.database_session()
    detail = speaker_queries.speaker(database, public_id)
    of = narrowed(
        question.timeline.asked, speakers=(public_id,), assemblies=(detail.summary.assembly.id,)
    )
    latest = latest_speeches(database, public_id)
    view = SpeakerView(
        name=detail.summary.name,
        about=views.about(detail),
        other_names=detail.names,
        timeline=speaker_section(question, of, speaker_page(public_id)),
        mandates=tuple(views.mandates(detail.mandates)),
        roles=tuple(views.roles(detail.roles)),
        latest=tuple(speech_card(row, url_for("pages.speech", public_id=row.id)) for row in latest),
        keyness_href=SearchAddress(
            (("speaker", public_id), ("assembly", detail.summary.assembly.id))
        ).on("/keyness"),
        all_href=SearchAddress((("speaker", public_id),)).href,
        feed_href=SearchAddress((("speaker", public_id),)).feed_href,
    )
    return render_template("pages/speaker.html", view=view)


def speaker_page(public_id: str) -> str:
    """Return the address of a speaker's page."""
    return url_for("pages.speaker", public_id=public_id)


def _next(found: SpeakerPage, q: str, question: str) -> str | None:
    if not found.more:
        return None
    last = found.speakers[-1]
    cursor = write_cursor(Cursor(question, (last.name, last.id)))
    return url_for("pages.speakers", q=q or None, cursor=cursor)
