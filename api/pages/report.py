"""The page on which a reader reports an error in a speech."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug import Response

from api.http import context
from api.http.bodies import MAX_BYTES
from api.http.parsing import messages_of
from api.pages.views.report import ReportView, choices, speech_name
from api.schemas.parameters.reports import ReportParameters
from archive.corrections.current_values import current_values
from archive.corrections.report_queue import require_correctable
from archive.queries.speeches import speech_summaries
from services.error_reports import refuse_other_sites, take_report

TRAP: Final = "homepage"
"""A field that no reader sees: what programs write into every form gives them away."""

_MEMBERS: Final = ("field", "says", "right", "source", "contact")
_PARAMETERS: Final = ReportParameters()


def report(public_id: str) -> str:
    """Show the form, or that a report was sent."""
    return _page(public_id, sent="sent" in request.args)


def send_report(public_id: str) -> Response | tuple[str, HTTPStatus]:
    """Take what the form says, and lead to the thanks; or show it again with what is wrong."""
    refuse_other_sites()
    request.max_content_length = MAX_BYTES
    written = {name: request.form[name] for name in _MEMBERS if request.form.get(name, "").strip()}
    thanks = redirect(url_for("pages.report", public_id=public_id, sent=1), HTTPStatus.SEE_OTHER)
    if request.form.get(TRAP):
        return thanks
    try:
        new = _PARAMETERS.load(written | {"speech": public_id})
    except ValidationError as error:
        wrong = {name: " ".join(messages_of(said)) for name, said in error.messages_dict.items()}
        return _page(public_id, written=written, problems=_in_plain(wrong)), HTTPStatus.BAD_REQUEST
    take_report(new)
    return thanks


def _page(
    public_id: str,
    *,
    sent: bool = False,
    written: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> str:
    session = context.database_session()
    key = require_correctable(session, public_id)
    view = ReportView(
        speech=speech_name(speech_summaries(session, [key])[key]),
        speech_href=url_for("pages.speech", public_id=public_id),
        form_href=url_for("pages.send_report", public_id=public_id),
        choices=choices(current_values(session, key), (written or {}).get("field")),
        sent=sent,
        written=written or {},
        problems=problems or {},
    )
    return render_template("pages/report.html", view=view, trap=TRAP)


def _in_plain(problems: Mapping[str, str]) -> dict[str, str]:
    """Return the messages, with what the form means by a field that is missing."""
    missing = {"field": "Choose what is wrong.", "right": "Say what is right."}
    return {
        name: missing[name] if said == _MISSING and name in missing else said
        for name, said in problems.items()
    }


_MISSING: Final = "Missing data for required field."
