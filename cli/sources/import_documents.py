"""The command `tingtale import`: documents into the archive."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click
from sqlalchemy.exc import DBAPIError

from archive.database import connect
from archive.errors import ArchiveError, UnreadableSource
from archive.machine_errors import describe_machine_error
from archive.schema_version import require_current
from archive.settings import Settings
from archive.vocabulary import Severity
from cli.main import EXIT_REJECTED
from cli.sources.progress import documents_counted
from importers.files.followed_links import FOLLOW_LINKS
from importers.files.paths import documents_at_paths
from importers.files.site_pages import hold_only_captures
from importers.loading.drift.alarms import Threshold
from importers.loading.load import load
from importers.loading.report import LocatedIssue, Report
from importers.records import Document
from importers.source import Source, find_sessions, source_at, source_names

SHOWN_ISSUES = 50
"""How many issues the terminal shows; the report file has them all."""


@click.command("import")
@click.argument("source_name", metavar="SOURCE")
@click.argument("paths", metavar="[PATH ...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would be done and change nothing.")
@click.option(
    "--session",
    "session_number",
    type=int,
    metavar="N",
    help="The session that all these pages are of, where they do not state it themselves.",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write counts and issues to FILE as JSON.",
    metavar="FILE",
)
@FOLLOW_LINKS
@click.option(
    "--accept-drift",
    is_flag=True,
    help="Go on where the documents say less than their source did before.",
)
@click.option(
    "--allow-empty",
    is_flag=True,
    help="Take it well that there is nothing, or far less than in the run before.",
)
@click.pass_obj
def import_command(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    source_name: str,
    paths: tuple[Path, ...],
    report_file: Path | None,
    session_number: int | None,
    *,
    dry_run: bool,
    follow_links: bool,
    accept_drift: bool,
    allow_empty: bool,
) -> None:
    """Import the documents at the paths into the archive.

    SOURCE is norden (files, folders or .zip archives of pages, .warc and .warc.gz files of web
    archives), corpus (JSON lines, plain, .xz
    or .gz), documents (texts beside the debates: files, folders or .zip archives) or sample (the
    speeches and documents that come with the software; no PATH). Importing the same again
    reports it as unchanged. --session 75 places pages of norden.org that are known to be of session
    75; a day that a page prints goes before it. Exits with 1 where records were rejected, and where
    many documents say less than the same source did before: then nothing is stored. It is 1 as
    well where there was nothing to import, or far less than in the run before; not of WARC files,
    which hold what changed.
    """
    source = _source(source_name, paths, settings)
    documents = documents_at_paths(source, paths, follow_links=follow_links)
    if session_number is not None:
        documents = _of_session(source, session_number, documents)
    run_import(
        settings,
        source,
        documents,
        report_file=report_file,
        dry_run=dry_run,
        accept_drift=accept_drift,
        allow_empty=allow_empty or hold_only_captures(paths),
    )


def run_import(  # noqa: PLR0913  (keywords that have a default)
    settings: Settings,
    source: Source,
    documents: Iterable[Document | UnreadableSource],
    *,
    report_file: Path | None,
    dry_run: bool,
    accept_drift: bool = True,
    allow_empty: bool = False,
) -> None:
    """Import the documents and tell what was done; exit with 1 where not all of it could be."""
    if report_file is not None:
        _make_folder(report_file.parent)
    threshold = Threshold(settings.drift_percent / 100, settings.drift_documents)
    engine = connect(settings.database_url)
    try:
        require_current(engine)
        with documents_counted() as progress:
            report = load(
                engine,
                source,
                documents,
                dry_run=dry_run,
                threshold=None if accept_drift else threshold,
                least_share=None if allow_empty else settings.least_percent / 100,
                progress=progress,
                clock=settings.clock,
            )
    except DBAPIError as error:
        if describe_machine_error(error) is not None:
            raise
        raise ArchiveError(
            f"The database failed ({error.orig}); what was committed before stays,"
            " run the command again"
        ) from error
    finally:
        engine.dispose()
    (_print_alarms if report.alarms else _print)(report)
    if report_file is not None:
        _write(report, report_file)
    if report.is_amiss:
        click.get_current_context().exit(EXIT_REJECTED)


def _make_folder(folder: Path) -> None:
    """Make the report's folder; where it cannot be made, nothing is imported yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = f"the folder {str(folder)!r} cannot be made ({error.strerror}); name another file."
        raise click.BadParameter(told, param_hint="--report") from error


@dataclass(frozen=True, slots=True)
class _OfSession:
    """Documents as of one session, as often as they are asked for."""

    number: int
    documents: Iterable[Document | UnreadableSource]

    def __iter__(self) -> Iterator[Document | UnreadableSource]:
        for document in self.documents:
            if isinstance(document, Document):
                yield replace(document, session=self.number)
            else:
                yield document


def _of_session(
    source: Source, number: int, documents: Iterable[Document | UnreadableSource]
) -> _OfSession:
    """Return the documents as of a session that the source knows; click's error for another."""
    facts = {fact.number: fact for fact in find_sessions(source.name) if fact.number is not None}
    if number in facts and facts[number].cancelled:
        message = f"session {number} was cancelled; give the one that met."
        raise click.BadParameter(message, param_hint="--session")
    known = sorted(facts)
    if number not in facts:
        remedy = (
            f"the sessions of {source.name} are {known[0]} to {known[-1]}"
            if known
            else f"documents of {source.name} state their session themselves; leave it out"
        )
        raise click.BadParameter(f"{number} is no session: {remedy}.", param_hint="--session")
    return _OfSession(number, documents)


def _source(name: str, paths: tuple[Path, ...], settings: Settings) -> Source:
    try:
        source = source_at(name, settings.fetch.url)
    except KeyError as error:
        known = ", ".join(source_names())
        raise click.BadParameter(f"{name!r} is none of {known}.", param_hint="SOURCE") from error
    needs_paths = getattr(source, "needs_paths", True)
    if needs_paths and not paths:
        raise click.UsageError(f"Nothing to read: give the PATH of at least one {name} document.")
    if not needs_paths and paths:
        raise click.UsageError(f"The source {name} brings its own documents: give no PATH.")
    for path in paths:
        if not path.exists():
            raise click.BadParameter(f"{str(path)!r} does not exist.", param_hint="PATH")
    return source


def _print_alarms(report: Report) -> None:
    for alarm in report.alarms:
        click.echo(f"drift: {alarm.message}", err=True)
    shown = report.alarms[0]
    click.echo(f"For example {shown.example}:", err=True)
    for line in shown.shown:
        click.echo(f"  {line}", err=True)
    click.echo(
        f"{report.source}: stopped, and nothing was stored: the documents say less than those"
        " before. Look at the example; where its source renamed something, a rule is missing. To"
        " import them all the same, add --accept-drift: what is no longer stated is kept and the"
        " record flagged (field_lost)"
    )


def _print(report: Report) -> None:
    # What was rejected first: it is what the exit code speaks of.
    issues = sorted(report.issues, key=lambda issue: issue.severity is not Severity.REJECTED)
    for issue in issues[:SHOWN_ISSUES]:
        click.echo(_line(issue), err=True)
    if (more := len(issues) - SHOWN_ISSUES) > 0:
        click.echo(f"... and {more} more issues; --report FILE writes them all", err=True)
    withdrawn = f", {report.withdrawn} withdrawn" if report.withdrawn else ""
    click.echo(
        f"{report.source}: {report.inserted} inserted, {report.updated} updated,"
        f" {report.unchanged} unchanged, {report.rejected} rejected{withdrawn}"
    )
    if report.quarantined:
        click.echo(
            f"{report.quarantined} in quarantine with the reason: `tingtale quarantine list`",
            err=True,
        )
    if report.shortfall is not None:
        click.echo(f"{report.source}: {report.shortfall.message}", err=True)
    if report.dry_run:
        click.echo("This was a dry run: nothing was changed.")


def _write(report: Report, file: Path) -> None:
    try:
        file.write_text(report.as_json(), encoding="utf-8")
    except OSError as error:
        raise ArchiveError(
            f"The import is done, but {file} cannot be written ({error.strerror});"
            " name another file, and look at the counts above"
        ) from error


def _line(issue: LocatedIssue) -> str:
    place = f"{issue.place}: " if issue.place else ""
    return f"{issue.severity.value}: {place}{issue.message} [{issue.code}]"
