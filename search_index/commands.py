"""Commands that this package adds to `tingtale`."""

import click

COMMANDS: tuple[click.Command, ...] = ()
