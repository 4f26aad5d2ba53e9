"""The command `tingtale fetch`: pages of a source's site, asked politely, into WARC files."""

import json
from dataclasses import replace

import click
from sqlalchemy.exc import DBAPIError

from archive.database import open_engine
from archive.errors import ArchiveError
from archive.machine_errors import describe_machine_error
from archive.schema_version import require_current
from archive.settings import Settings
from cli.main import EXIT_REJECTED
from cli.sources.progress import documents_counted
from importers.fetching.crawl import crawl
from importers.fetching.crawl_report import CrawlReport
from importers.fetching.plan import plan
from importers.sources.norden.site import Site


@click.command("fetch")
@click.argument("source", metavar="SOURCE", type=click.Choice(["norden"]))
@click.option("--dry-run", is_flag=True, help="Tell what would be asked, and ask nothing.")
@click.option(
    "--now",
    "urls",
    metavar="URL...",
    multiple=True,
    help="Ask for these pages alone, whenever they are due and whatever the hour.",
)
@click.argument("more_urls", metavar="[URL...]", nargs=-1)
@click.option(
    "--requests",
    type=click.IntRange(1),
    metavar="N",
    help="Send at most so many requests instead of TINGTALE_FETCH_REQUESTS.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def fetch(  # noqa: PLR0913  (one parameter for each option)
    settings: Settings,
    source: str,
    urls: tuple[str, ...],
    more_urls: tuple[str, ...],
    requests: int | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Fetch what is due of SOURCE's site into WARC files, which `tingtale import` reads.

    SOURCE is norden. The frontier in the database knows every page, and when it is due: the first
    run begins at the site's root, the pages of sessions and the node ids of known sessions. It may
    be stopped at any moment; the next one goes on. TINGTALE_CONTACT is needed. Exits with 1 where
    pages or strategies failed, or the site ended it; not where budget or hours did.
    """
    if more_urls and not urls:
        raise click.UsageError("Addresses are given to --now: tingtale fetch norden --now URL ...")
    ordered = _ordered(Site(settings.fetch.url), (*urls, *more_urls))
    if requests is not None:
        settings = replace(settings, fetch=replace(settings.fetch, requests=requests))
    if dry_run:
        _tell_plan(settings, source, ordered, as_json=as_json)
        return
    report = _crawl(settings, source, ordered)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(report.lines()))
    if report.is_amiss:
        click.get_current_context().exit(EXIT_REJECTED)


def _ordered(site: Site, urls: tuple[str, ...]) -> tuple[str, ...]:
    found = []
    for url in urls:
        normal = site.normalise(url)
        if normal is None:
            raise click.BadParameter(
                f"{url!r} is no page of {site.base}; give an address such as {site.at_node(60706)}",
                param_hint="--now",
            )
        found.append(normal)
    return tuple(found)


def _crawl(settings: Settings, source: str, ordered: tuple[str, ...]) -> CrawlReport:
    with open_engine(settings.database_url) as engine:
        require_current(engine)
        try:
            with documents_counted() as progress:
                return crawl(engine, settings, source, only=ordered, progress=progress)
        except DBAPIError as error:
            if describe_machine_error(error) is not None:
                raise
            raise ArchiveError(
                f"The database failed ({error.orig}); what was fetched before stays, run the"
                " command again"
            ) from error


def _tell_plan(settings: Settings, source: str, ordered: tuple[str, ...], *, as_json: bool) -> None:
    with open_engine(settings.database_url) as engine:
        require_current(engine)
        planned = plan(engine, settings, source, only=ordered)
    if as_json:
        click.echo(json.dumps(planned.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(planned.lines()))
