"""`tingtale runs`: what the imports and the nights brought."""

import json
from collections.abc import Iterable
from typing import Any, Final

import click

from api.http.context import database_session
from api.schemas.parameters.lists import MAX_LIMIT
from api.schemas.runs import RunDetailSchema, RunsSchema
from archive.models import Night
from archive.queries.imports.nights import last_nights
from archive.queries.imports.run_list import RunSummary
from archive.settings import Settings
from cli.questions.answering import answering, print_json
from cli.questions.options import json_option
from services.criteria import RunsQuestion
from services.listings import listed_runs, run_with_records

_limit: Final = click.option(
    "--limit", type=click.IntRange(1, MAX_LIMIT), default=20, show_default=True, help="Rows shown."
)
_cursor: Final = click.option("--cursor", help="`next_cursor` of the page before.")


@click.group(invoke_without_command=True)
@click.option("--source", help="Imports of this source alone.")
@click.option("--nights", is_flag=True, help="List the nights, with their phases.")
@_limit
@_cursor
@json_option
@click.pass_context
def runs(  # noqa: PLR0913  (one parameter for each option)
    context: click.Context,
    source: str | None,
    limit: int,
    cursor: str | None,
    *,
    nights: bool,
    as_json: bool,
) -> None:
    """List the import runs, the latest first; `runs show ID` prints what one brought."""
    if context.invoked_subcommand is not None:
        return
    with answering(context.obj, as_json=as_json):
        if nights:
            _print_nights(last_nights(database_session(), limit), as_json=as_json)
            return
        found = listed_runs(RunsQuestion(source, limit, cursor))
        if as_json:
            print_json(RunsSchema().dump(found))
        else:
            _print_runs(found.runs)


@runs.command("show")
@click.argument("run_id", metavar="ID")
@_limit
@_cursor
@json_option
@click.pass_obj
def show(settings: Settings, run_id: str, limit: int, cursor: str | None, *, as_json: bool) -> None:
    """Print what an import run brought: what is new, and what it was the last to change."""
    with answering(settings, as_json=as_json):
        found = run_with_records(RunsQuestion(None, limit, cursor), run_id)
        told: dict[str, Any] = RunDetailSchema().dump(found)
        if as_json:
            print_json(told)
            return
        _print_runs([found.summary])
        click.echo(f"\n{told['new']:,} new, {told['changed']:,} changed")
        for record in told["records"]:
            click.echo(f"  {record['novelty']:<8} {record['id']}  {record['page_url']}")
        if found.next_cursor:
            click.echo(f"There are more: --cursor {found.next_cursor}")


def _print_runs(found: Iterable[RunSummary]) -> None:
    for run in found:
        counts = ", ".join(f"{getattr(run, name):,} {name}" for name in _COUNTS)
        night = "" if run.night is None else f"  night {run.night}"
        began = f"{run.started_at:%Y-%m-%d %H:%M} UTC"
        click.echo(f"{run.id:>5}  {run.source:<9}  {began}  {run.state.value:<7}  {counts}{night}")


_COUNTS: Final = ("inserted", "updated", "unchanged", "rejected", "withdrawn")


def _print_nights(found: Iterable[Night], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_members(night) for night in found], indent=2, ensure_ascii=False))
        return
    for night in found:
        click.echo(f"night {night.id}, {night.started_at:%Y-%m-%d %H:%M} UTC: {night.state}")
        for phase in night.phases:
            name = " ".join(part for part in (phase["name"], phase["subject"]) if part)
            first = phase["told"][0] if phase["told"] else ""
            click.echo(f"  {name:<20} {phase['state']:<8} {phase['seconds']:>9.1f} s  {first}")


def _members(night: Night) -> dict[str, object]:
    ended = night.finished_at
    return {
        "night": night.id,
        "state": night.state,
        "started_at": f"{night.started_at.isoformat()}Z",
        "finished_at": None if ended is None else f"{ended.isoformat()}Z",
        "phases": night.phases,
    }
