import re
from pathlib import Path

import click
import pytest

from cli.main import tingtale

REPOSITORY = Path(__file__).parents[1]
PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])


def commands():
    with click.Context(tingtale) as context:
        names = tingtale.list_commands(context)
        return {name: tingtale.get_command(context, name) for name in names}


@pytest.mark.parametrize(("name", "command"), commands().items())
def test_every_command_has_help_and_a_section(name, command):
    page = (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8")
    assert command.help
    assert f"## `tingtale {name}`\n" in page


@pytest.mark.parametrize(
    ("name", "child"),
    [
        (f"{name} {child}", command)
        for name, group in commands().items()
        if isinstance(group, click.Group)
        for child, command in group.commands.items()
    ],
)
def test_every_subcommand_has_help_and_is_described(name, child):
    assert child.help
    assert f"`tingtale {name}" in (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_documents_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_readme_names_the_two_commands_that_the_makefile_has():
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for command in ("demo", "test"):
        assert f"make {command} " in readme
        assert re.search(rf"^{command}:", makefile, re.MULTILINE)
