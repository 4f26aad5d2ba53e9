import click
import pytest

from archive.errors import NotFound
from cli.main import run, tingtale


@pytest.fixture
def command():
    """Adds a command to the group for one test."""
    added = []

    def add(name, callback):
        tingtale.add_command(click.Command(name, callback=callback))
        added.append(name)

    yield add
    for name in added:
        del tingtale.commands[name]


def failing(error):
    def callback():
        raise error

    return callback


def test_every_package_adds_its_commands():
    names = ("db", "stats", "check", "import", "parse", "index", "search", "timeline", "serve")
    with click.Context(tingtale) as context:
        assert set(names) <= set(tingtale.list_commands(context))
        assert all(tingtale.get_command(context, name) for name in names)


def test_help_and_version_are_done(capsys):
    assert run(["--help"]) == 0
    assert run(["--version"]) == 0
    assert "tingtale, version" in capsys.readouterr().out


def test_a_command_that_returns_nothing_is_done(command):
    command("quiet", lambda: None)
    assert run(["quiet"]) == 0


def test_a_command_s_own_exit_code_is_kept(command):
    command("rejecting", lambda: click.get_current_context().exit(1))
    assert run(["rejecting"]) == 1


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("serch", "'search'"),
        ("improt", "'import'"),
        ("index biuld", "'build'"),
        ("db upgarde", "'upgrade'"),
        ("topics shwo", "'show'"),
        ("--verison", "'--version'"),
        ("search --limti 3 fisk", "'--limit'"),
        ("import --dryrun sample", "'--dry-run'"),
    ],
)
def test_a_mistyped_command_or_option_is_answered_with_the_nearest(typed, nearest, capsys):
    assert run(typed.split()) == 2
    told = capsys.readouterr().err
    assert "Did you mean" in told
    assert nearest in told


def test_a_command_that_is_like_no_other_is_answered_with_the_way_to_the_list(capsys):
    assert run(["zzzzz"]) == 2
    told = capsys.readouterr().err
    assert "No such command 'zzzzz'." in told
    assert "Try 'tingtale --help'" in told


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (NotFound("No speech has the id nc-1"), 3, "Error: No speech has the id nc-1"),
        (click.ClickException("The disk is full"), 3, "Error: The disk is full"),
        (KeyboardInterrupt(), 130, "Interrupted."),
        (ZeroDivisionError("division by zero"), 3, "nobody foresaw"),
    ],
)
def test_an_error_becomes_a_message_and_a_code(command, capsys, error, code, message):
    command("failing", failing(error))
    assert run(["failing"]) == code
    assert message in capsys.readouterr().err
