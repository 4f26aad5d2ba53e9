"""The `tingtale` command: a group of which each command is loaded when it is called."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points, version

import click
import structlog

from archive.errors import ArchiveError
from archive.logs import configure_logs
from archive.machine_errors import describe_machine_error
from archive.settings import Settings

COMMANDS = "tingtale.commands"
"""The group of entry points under which packages install their commands."""

EXIT_DONE = 0
EXIT_REJECTED = 1
EXIT_USAGE = 2
EXIT_FAILED = 3
EXIT_INTERRUPTED = 130
"""128 + SIGINT, as shells count."""


class CommandGroup(click.Group):
    """A group of the commands that the packages install as entry points, loaded when called.

    So the archive need not import the layers above it, and `tingtale import` does not wait for
    the web framework.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *entry_points(group=COMMANDS).names})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        for entry in entry_points(group=COMMANDS, name=cmd_name):
            command: click.Command = entry.load()
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command and its arguments. Raises click.NoSuchCommand with the nearest name.

        click itself looks for that among the commands that are loaded.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            names = self.list_commands(ctx)
            raise click.NoSuchCommand(error.command_name, possibilities=names, ctx=ctx) from error


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(version("tingtale"), prog_name="tingtale")
@click.pass_context
def tingtale(context: click.Context) -> None:
    """Open archive of Nordic parliamentary debates: import, index, search, serve.

    Where things lie is set by TINGTALE_* environment variables; see docs/operating.md.
    Exit codes: 0 done, 1 done with rejected records, 2 usage, 3 failed.
    """
    if context.obj is None:
        context.obj = Settings.from_env()


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str], settings: Settings | None = None) -> int:
    """Run one command and return its exit code; an error becomes one line on standard error.

    Without settings, those of the environment hold.

    click's own handling ends a crash and an interrupt with 1, which here means "done with
    rejected records"; hence this one.
    """
    configure_logs()
    try:
        result = tingtale.main(
            list(arguments), prog_name="tingtale", standalone_mode=False, obj=settings
        )
    except click.UsageError as error:
        error.show()
        return EXIT_USAGE
    except (click.ClickException, ArchiveError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else error
        click.echo(f"Error: {message}", err=True)
        return EXIT_FAILED
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`tingtale parse ... | head`): nothing to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except Exception as error:  # noqa: BLE001  (a command's top: whatever it is, the code must be 3)
        told = describe_machine_error(error)
        if told is not None:
            click.echo(f"Error: {told}", err=True)
        else:
            structlog.get_logger().exception("The command failed in a way that nobody foresaw")
        return EXIT_FAILED
    return result if isinstance(result, int) else EXIT_DONE
