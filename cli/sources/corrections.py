"""The command `tingtale corrections`: what readers report, and what is decided of it."""

import json

import click

from archive.configuration.reports import MAX_REPORT_TEXT
from archive.corrections.correction_list import (
    find_correction,
    list_corrections,
    outdated_corrections,
)
from archive.corrections.report_queue import find_report, list_reports, refuse_report
from archive.database import open_engine, open_writer
from archive.schema_version import open_archive, require_current
from archive.settings import Settings
from archive.vocabulary import OTHER_REPORTABLE_FIELDS, ReportState
from cli.sources import correction_lines
from cli.sources.import_documents import run_import
from importers.corrections.decisions import CorrectionDecisions, decision_document
from importers.corrections.fields import correctable_field_names
from importers.records import CorrectionRecord, RevocationRecord

AFTERWARDS = "The speech's page says so now; searches do after `tingtale index update`."

_LONGEST_NAME = 100


def _plain(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return a line that can be kept and shown; click's error for what cannot."""
    longest = _LONGEST_NAME if parameter.name == "made_by" else MAX_REPORT_TEXT
    line = " ".join(value.split())
    if not line or not line.isprintable() or len(line) > longest:
        raise click.BadParameter(
            f"write a line of text of at most {longest} characters.", context, parameter
        )
    return line


def _correction(context: click.Context, parameter: click.Parameter, value: str) -> int:
    digits = value.removeprefix("c")
    if digits == value or not digits.isascii() or not digits.isdigit():
        told = f"{value!r} is no number of a correction; write c1, as the list names it."
        raise click.BadParameter(told, context, parameter)
    return int(digits)


_REASON = click.option(
    "--reason", required=True, callback=_plain, metavar="TEXT", help="Why; the speech shows it."
)
_BY = click.option(
    "--by",
    "made_by",
    default="the operator",
    show_default=True,
    callback=_plain,
    metavar="NAME",
    help="Who decides; the speech shows it.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Tell what would be done; change nothing.")


@click.group("corrections")
def corrections() -> None:
    """Decide of the errors that readers report, and correct fields of speeches.

    A report has a number (17), a correction one with a c (c5). A correction applies at once, and
    for as long as its source says what it corrects.
    """


@corrections.command("list")
@click.option("--all", "everything", is_flag=True, help="Decided reports and all corrections, too.")
@click.option("--speech", metavar="PUBLIC_ID", help="Only those of this speech.")
@_JSON
@click.pass_obj
def list_command(
    settings: Settings, speech: str | None, *, everything: bool, as_json: bool
) -> None:
    """List the reports that wait, and the corrections that apply no more."""
    with open_archive(settings.database_url) as session:
        waiting = None if everything else ReportState.WAITING
        found = list_reports(session, state=waiting, speech=speech)
        made = list_corrections(session, speech=speech)
        outdated = outdated_corrections(session)
    shown = made if everything else [one for one in made if one in outdated]
    if as_json:
        told = {
            "reports": [correction_lines.report_members(row) for row in found],
            "corrections": [correction_lines.correction_members(one) for one in shown],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in (
        *map(correction_lines.report_line, found),
        *map(correction_lines.correction_line, shown),
    ):
        click.echo(line)
    waits = sum(row.state == ReportState.WAITING for row in found)
    click.echo(f"{waits} waiting, {sum(one in outdated for one in made)} outdated")


@corrections.command("show")
@click.argument("number", metavar="NUMBER")
@_JSON
@click.pass_obj
def show_command(settings: Settings, number: str, *, as_json: bool) -> None:
    """Show all that is known of a report (17) or a correction (c5)."""
    context = click.get_current_context()
    with open_archive(settings.database_url) as session:
        if number.isascii() and number.isdigit():
            row = find_report(session, int(number))
            told, shown = (
                correction_lines.report_members(row),
                [*correction_lines.report_lines(row)],
            )
        else:
            made = find_correction(session, _correction(context, context.command.params[0], number))
            told, shown = (
                correction_lines.correction_members(made),
                [*correction_lines.correction_lines(made)],
            )
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else "\n".join(shown))


@corrections.command("accept")
@click.argument("number", type=int)
@click.option("--field", metavar="FIELD", help="Another field than the one reported.")
@click.option("--to", "after", metavar="VALUE", help="Another value than the one reported.")
@click.option("--empty", is_flag=True, help="The field is to say nothing.")
@click.option("--although-changed", is_flag=True, help="The field has changed since the report.")
@_REASON
@_BY
@_DRY_RUN
@click.pass_obj
def accept_command(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    number: int,
    *,
    field: str | None,
    after: str | None,
    reason: str,
    made_by: str,
    empty: bool,
    although_changed: bool,
    dry_run: bool,
) -> None:
    """Accept the report of this NUMBER: the field says what is right, at once.

    Exits with 1 where the value is none that the field can have, or the speech is withdrawn.
    """
    if empty and after is not None:
        raise click.UsageError("give --to or --empty, not both")
    with open_archive(settings.database_url) as session:
        row = find_report(session, number)
    if field is None and row.field in OTHER_REPORTABLE_FIELDS:
        raise click.UsageError(
            f"the report is of {row.field!r}, which no correction can say. Give --field and --to"
            f" ({correctable_field_names()}), or refuse it and have its source mended"
        )
    _decide(
        settings,
        CorrectionRecord(
            public_id=row.speech,
            field=field or row.field,
            after=None if empty else after or row.right,
            reason=reason,
            made_by=made_by,
            report=number,
            although_changed=although_changed,
        ),
        dry_run=dry_run,
    )
    _tell_contact(row.contact, dry_run=dry_run)


@corrections.command("refuse")
@click.argument("number", type=int)
@click.option(
    "--reason", required=True, callback=_plain, metavar="TEXT", help="Why; nobody else sees it."
)
@_BY
@click.pass_obj
def refuse_command(settings: Settings, number: int, reason: str, made_by: str) -> None:
    """Refuse the report of this NUMBER. The same report is refused from then on."""
    with open_engine(settings.database_url) as engine:
        require_current(engine)
        with open_writer(engine) as session:
            row = refuse_report(session, number, reason, made_by, settings.clock())
    click.echo(f"report {number} is refused")
    _tell_contact(row.contact, dry_run=False)


@corrections.command("add")
@click.argument("public_id")
@click.argument("field")
@click.argument("after", metavar="[VALUE]", required=False)
@click.option("--empty", is_flag=True, help="The field is to say nothing.")
@_REASON
@_BY
@_DRY_RUN
@click.pass_obj
def add_command(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    public_id: str,
    field: str,
    after: str | None,
    *,
    reason: str,
    made_by: str,
    empty: bool,
    dry_run: bool,
) -> None:
    """Correct a FIELD of the speech PUBLIC_ID that nobody reported."""
    if empty == (after is not None):
        raise click.UsageError("give the value that is right, or --empty")
    made = CorrectionRecord(public_id, field, after, reason, made_by)
    _decide(settings, made, dry_run=dry_run)


@corrections.command("revoke")
@click.argument("number", metavar="NUMBER", callback=_correction)
@_REASON
@_DRY_RUN
@click.pass_obj
def revoke_command(settings: Settings, number: int, reason: str, *, dry_run: bool) -> None:
    """Take the correction of this NUMBER (c5) away: the field says what its source says."""
    _decide(settings, RevocationRecord(number, reason), dry_run=dry_run)


def _decide(
    settings: Settings, record: CorrectionRecord | RevocationRecord, *, dry_run: bool
) -> None:
    documents = [decision_document(record, settings.clock())]
    run_import(settings, CorrectionDecisions(), documents, report_file=None, dry_run=dry_run)
    if not dry_run:
        click.echo(AFTERWARDS)


def _tell_contact(contact: str | None, *, dry_run: bool) -> None:
    if contact is not None and not dry_run:
        click.echo(f"The reader can be told: {contact} (which is deleted now)")
