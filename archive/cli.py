"""The `tingtale` command: a group that each package fills through its entry point."""

import sys
from collections.abc import Iterable
from importlib.metadata import entry_points, version

import click

from archive.errors import ArchiveError
from archive.logs import configure_logs
from archive.settings import Settings

EXIT_DONE = 0
EXIT_REJECTED = 1
EXIT_USAGE = 2
EXIT_FAILED = 3


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("tingtale"), prog_name="tingtale")
@click.pass_context
def tingtale(context: click.Context) -> None:
    """Open archive of Nordic parliamentary debates: import, index, search, serve.

    Where things lie is set by TINGTALE_* environment variables; see docs/operating.md.
    Exit codes: 0 done, 1 done with rejected records, 2 usage, 3 failed.
    """
    if context.obj is None:
        context.obj = Settings.from_env()


def add_commands(group: click.Group) -> click.Group:
    """Add every installed package's commands to the group and return it."""
    for entry in sorted(entry_points(group="tingtale.commands"), key=lambda entry: entry.name):
        commands: Iterable[click.Command] = entry.load()
        for command in commands:
            group.add_command(command)
    return group


def main() -> None:
    """Run the command line; a domain error becomes one line on standard error and code 3."""
    configure_logs()
    try:
        add_commands(tingtale)(prog_name="tingtale")
    except ArchiveError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(EXIT_FAILED)
