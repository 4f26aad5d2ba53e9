"""The start page, and what Tingtale is."""

from flask import render_template, url_for

from api.http import context
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.lookups import topic_tiles
from api.pages.views.start import StartView, examples, figures, session_row
from archive.queries.holdings import archive_totals
from archive.queries.sessions import sessions

SESSIONS_SHOWN = 20


def start() -> str:
    """Show what the archive holds and ways into it; it needs no index."""
    database = context.database_session()
    listed = sessions(database, limit=SESSIONS_SHOWN)
    held = archive_totals(database)
    view = StartView(
        address=SearchAddress(),
        examples=examples(),
        topics=topic_tiles(),
        is_empty=not held.speeches,
        figures=tuple(figures(held, url_for("pages.speakers"))),
        sessions=tuple(session_row(found) for found in listed.sessions),
        more_sessions=listed.total - len(listed.sessions),
    )
    return render_template("pages/start.html", view=view)


def about() -> str:
    """Say what Tingtale is and how its numbers are to be read."""
    return render_template("pages/about.html")
