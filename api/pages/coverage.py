"""The pages of coverage: what is held of every session, and what is lacking."""

from dataclasses import replace
from typing import Final

from flask import render_template, url_for

from api.http import context
from api.pages.parameters import read_parameters
from api.pages.parts import labels
from api.pages.parts.speech_cards import SpeechCard, speech_card
from api.pages.speakers import speaker_page
from api.pages.views import coverage as views
from api.pages.views.coverage import Candidate, CoverageListView, CoveredSpeech, Gap
from api.pages.views.speakers import count_of
from api.schemas.coverage import CoverageListParameters
from archive.queries.names import SpeakerName
from archive.queries.session_coverage.kinds import CoverageKind
from archive.queries.session_coverage.listing import ListedSpeech, MissingRange
from archive.queries.speeches import SpeechSummary
from services.coverage_lists import CoverageList, coverage_list
from services.criteria import CoverageListQuestion

ROWS: Final = 50

_NOUNS: Final = {
    CoverageKind.MISSING_NUMBERS: ("number", "numbers"),
    CoverageKind.NOT_FETCHED: ("page", "pages"),
}


def coverage() -> str:
    """Show of every session how much is held and what is lacking."""
    view = views.coverage_view(context.archive_coverage(), _list_page)
    return render_template("pages/coverage.html", view=view)


def covered(session_id: str, kind: str) -> str:
    """Show the records behind a count."""
    question: CoverageListQuestion = replace(read_parameters(CoverageListParameters()), limit=ROWS)
    found = coverage_list(context.database_session(), session_id, kind, question)
    heading, meaning = labels.COVERAGE_KINDS[found.kind]
    view = CoverageListView(
        session=views.place_name(found.place),
        heading=heading,
        meaning=meaning,
        summary=count_of(found.total, *_NOUNS.get(found.kind, ("speech", "speeches"))),
        is_unresolved=found.kind is CoverageKind.UNRESOLVED,
        speeches=tuple(map(_speech, found.speeches)),
        gaps=tuple(map(_gap, found.ranges)),
        pages=tuple(map(views.unread_page, found.pages)),
        first_href=_list_page(found.place.id, found.kind) if question.cursor else None,
        next_href=_next_page(found),
    )
    return render_template("pages/covered.html", view=view)


def _list_page(session_id: str, kind: CoverageKind, cursor: str | None = None) -> str:
    return url_for("pages.covered", session_id=session_id, kind=kind.value, cursor=cursor)


def _next_page(found: CoverageList) -> str | None:
    if found.next_cursor is None:
        return None
    return _list_page(found.place.id, found.kind, found.next_cursor)


def _speech(of: ListedSpeech) -> CoveredSpeech:
    return CoveredSpeech(_card(of.speech), tuple(map(_candidate, of.candidates)))


def _candidate(of: SpeakerName) -> Candidate:
    return Candidate(of.name, speaker_page(of.id or ""))


def _gap(of: MissingRange) -> Gap:
    return Gap(
        numbers=views.numbers(of.numbers),
        sitting=of.numbers.sitting,
        before=None if of.before is None else _card(of.before),
        after=_card(of.after),
    )


def _card(of: SpeechSummary) -> SpeechCard:
    return speech_card(of, url_for("pages.speech", public_id=of.id))
