"""`tingtale nightly`: the only line that an operator schedules."""

from typing import Final

import click

from archive.errors import SettingsError
from archive.settings import Settings
from archive.vocabulary import NightState
from cli.main import EXIT_DONE, EXIT_FAILED, EXIT_REJECTED
from services.nightly.night import run_night
from services.nightly.report_text import as_text
from services.nightly.sources import night_sources

EXIT_CODES: Final = {
    NightState.GOOD: EXIT_DONE,
    NightState.AMISS: EXIT_REJECTED,
    NightState.FAILED: EXIT_FAILED,
}


@click.command()
@click.option(
    "--source",
    "names",
    metavar="SOURCE",
    multiple=True,
    help="Do this source of the night alone; repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would be done and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.pass_context
def nightly(
    context: click.Context, names: tuple[str, ...], *, dry_run: bool, as_json: bool
) -> None:
    """Fetch, import, index, check and count, then report: all that a night has to do.

    The sources are those of tingtale.toml ([sources]); without any, norden is fetched. A phase that
    fails does not keep the others from what they can do. The report is printed, kept
    (TINGTALE_NIGHT_REPORTS), and sent as the settings say; the log goes to standard error. Exits
    with 0 after a good night, with 1 where records were rejected or something wants a person
    (drift, far fewer records, something broken, time that was over), with 3 where a phase failed.
    """
    settings: Settings = context.obj
    try:
        sources = night_sources(settings, names)
    except SettingsError as error:
        if not names:
            raise
        raise click.BadParameter(str(error), param_hint="--source") from error
    report = run_night(settings, sources, dry_run=dry_run)
    click.echo(report.as_json() if as_json else as_text(report), nl=False)
    is_all_taken = report.state is not NightState.GOOD or not report.rejected
    context.exit(EXIT_CODES[report.state] if is_all_taken else EXIT_REJECTED)
