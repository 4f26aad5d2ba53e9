"""The pages of speakers."""

from dataclasses import replace

from flask import render_template, url_for

from api.http import context
from api.pages.charts.timeline_section import speaker_section
from api.pages.parameters import (
    ChartQuestion,
    SpeakerPageParameters,
    SpeakersParameters,
    read_parameters,
)
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.speech_cards import speech_card
from api.pages.views import speakers as views
from api.pages.views.speakers import SpeakersView, SpeakerView
from archive.queries import speakers as speaker_queries
from archive.queries.latest import latest_speeches
from archive.queries.speaker_list import SpeakerCriteria, list_speakers
from archive.text.collation import NORDIC
from services.criteria import SpeakersQuestion, narrowed
from services.cursors import Cursor, read_cursor, write_cursor

ROWS = 60


def speakers() -> str:
    """Show the speakers whose names hold what is asked for."""
    question: SpeakersQuestion = read_parameters(SpeakersParameters())
    of, cursor = question.asked, question.cursor
    mark = question.fingerprint
    after = read_cursor(cursor, mark, str, str).place if cursor else None
    found = list_speakers(context.database_session(), of, after=after, limit=ROWS)
    more = write_cursor(Cursor(mark, found.last)) if found.more and found.last else None
    view = SpeakersView(
        q=of.name or "",
        collation=views.collation_choice(of.collation),
        summary=views.count_of(found.total, "speaker", "speakers"),
        letters=tuple(
            views.LetterLink(
                letter.letter,
                views.count_of(letter.speakers, "speaker", "speakers"),
                _list_page(replace(of, letter=letter.letter)),
                is_shown=letter.letter == of.letter,
            )
            for letter in found.letters
        ),
        rows=tuple(views.speaker_row(row, speaker_page(row.id)) for row in found.speakers),
        all_letters_href=_list_page(replace(of, letter=None)) if of.letter else None,
        first_href=_list_page(of) if cursor else None,
        next_href=_list_page(of, more) if more else None,
    )
    return render_template("pages/speakers.html", view=view)


def speaker(public_id: str) -> str:
    """Show when a speaker spoke, on what, and in which capacity."""
    question: ChartQuestion = read_parameters(SpeakerPageParameters())
    database = context.database_session()
    detail = speaker_queries.find_speaker(database, public_id)
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


def _list_page(of: SpeakerCriteria, cursor: str | None = None) -> str:
    """Return the address of a page of the list."""
    collation = None if of.collation == NORDIC else of.collation
    return url_for(
        "pages.speakers", q=of.name, letter=of.letter, collation=collation, cursor=cursor
    )
