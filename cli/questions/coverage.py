"""`tingtale coverage`: what is held of every session, and what is lacking."""

from typing import Final

import click
from rich.console import Console
from rich.table import Table

from api.http.context import archive_coverage
from api.schemas.coverage import CoverageParameters, CoverageSchema
from archive.queries.session_coverage.counting import SessionCoverage
from archive.queries.session_coverage.kinds import CoverageKind
from archive.settings import Settings
from cli.questions.answering import answering, print_json, read_question
from cli.questions.options import json_option
from services.coverage import ArchiveCoverage, coverage_of_assembly
from services.criteria import CoverageQuestion

HEADINGS: Final = {
    CoverageKind.SPEECHES: "held",
    CoverageKind.MISSING_NUMBERS: "missing",
    CoverageKind.NOT_FETCHED: "unread",
    CoverageKind.UNDATED: "undated",
    CoverageKind.UNRESOLVED: "open",
    CoverageKind.LANGUAGE_UNCERTAIN: "unsure",
    CoverageKind.UNTRANSLATED: "untranslated",
    CoverageKind.GONE: "gone",
}
"""What the columns are called, in short; docs/commands.md says what they mean."""

_WIDTH: Final = 100
"""Columns that the table takes where nobody looks at it in a terminal."""


@click.command()
@click.option("--assembly", metavar="ID", help="Only the sessions of this assembly.")
@json_option
@click.pass_obj
def coverage(settings: Settings, *, assembly: str | None, as_json: bool) -> None:
    """Tell of every session how much is held and what is lacking.

    A dash means that nothing is known of it. Sessions of which nothing is held and no page is
    known are left out; --json has them.
    """
    with answering(settings, as_json=as_json):
        pairs = [] if assembly is None else [("assembly", assembly)]
        question: CoverageQuestion = read_question(CoverageParameters(), pairs)
        told = coverage_of_assembly(archive_coverage(), question.assembly)
        if as_json:
            print_json(CoverageSchema().dump(told))
        else:
            console = Console(highlight=False)
            console.width = max(console.width, _WIDTH)
            console.print(_table(told))


def _table(told: ArchiveCoverage) -> Table:
    table = Table(box=None, pad_edge=False, show_footer=True)
    table.add_column("session", "all", style="bold", no_wrap=True)
    for kind, heading in HEADINGS.items():
        table.add_column(heading, _shown(told.totals.of(kind)), justify="right", no_wrap=True)
    table.add_column("last read", justify="right", no_wrap=True)
    for each in told.sessions:
        if each.holds_anything:
            table.add_row(*_row(each))
    return table


def _row(told: SessionCoverage) -> list[str]:
    counts = [_shown(told.counts.of(kind)) for kind in HEADINGS]
    read_at = told.last_read_at
    return [told.place.id, *counts, "–" if read_at is None else read_at.date().isoformat()]


def _shown(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"
