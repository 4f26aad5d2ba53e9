"""`tingtale config`: what is set, from where, and what it means."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from archive.configuration.origins import ConfiguredVariables, read_variables
from archive.settings import Settings
from cli.main import EXIT_REJECTED
from services.configuration import (
    ExplainedSetting,
    explain_settings,
    explain_sources,
    problems,
    schedule,
)


@click.group()
def config() -> None:
    """Tell how everything is configured."""


@config.command("check")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> None:
    """Explain every setting: its value, where that comes from, what it means.

    Settings are TINGTALE_* variables, or stand in the file that TINGTALE_CONFIG names, by default
    ./tingtale.toml; the variables win. Passwords and addresses that may hold keys are not shown.
    Exits with 1 where something that is set cannot work.
    """
    settings: Settings = context.obj
    told = read_variables()
    found = list(problems(told, settings))
    rows = list(explain_settings(told))
    if as_json:
        click.echo(json.dumps(_members(told, settings, rows, found), indent=2, ensure_ascii=False))
    else:
        _print(told, settings, rows, found)
    if found:
        context.exit(EXIT_REJECTED)


def _members(
    told: ConfiguredVariables,
    settings: Settings,
    rows: Sequence[ExplainedSetting],
    found: Sequence[str],
) -> dict[str, object]:
    sources = [] if found else [asdict(source) for source in explain_sources(told, settings)]
    return {
        "file": None if told.file is None else str(told.file),
        "settings": list(map(asdict, rows)),
        "sources": sources,
        "schedule": schedule(settings),
        "problems": list(found),
    }


def _print(
    told: ConfiguredVariables,
    settings: Settings,
    rows: Sequence[ExplainedSetting],
    found: Sequence[str],
) -> None:
    click.echo(f"settings file: {told.file or 'none (./tingtale.toml is read where it is there)'}")
    group = None
    for row in rows:
        if row.group != group:
            group = row.group
            click.echo(f"\n{group}")
        value = row.value or "-"
        click.echo(f"  {row.name} = {value}  [{row.origin}]")
        click.echo(f"      {row.meaning}")
    if not found:
        _print_night(told, settings)
    for problem in found:
        click.echo(f"problem: {problem}", err=True)


def _print_night(told: ConfiguredVariables, settings: Settings) -> None:
    click.echo("\nSources of the night")
    for source in explain_sources(told, settings):
        does = [*(["fetched"] if source.fetched else []), *source.paths]
        click.echo(f"  {source.name}: {', '.join(does)}  [{source.origin}]")
    cron, timer = schedule(settings)
    click.echo(f"\nTo begin it at {settings.night.at}\n  cron:    {cron}\n  systemd: {timer}")
