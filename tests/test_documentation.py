import re
from pathlib import Path

import click
import pytest

from archive.models import Speech
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


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/glossary.md", "CONTRIBUTING.md"])
def test_files_that_guides_name_are_there(page):
    named = re.findall(r"`([\w.-]+/[\w./-]*)`", (REPOSITORY / page).read_text(encoding="utf-8"))
    # NAME stands for what a newcomer would write.
    there = [path for path in named if not re.search(r"[A-Z]{4}", path)]
    assert there
    assert [path for path in there if not (REPOSITORY / path).exists()] == []


def test_the_architecture_page_names_every_folder_of_a_package():
    page = (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8")
    folders = {
        f"{package}/{folder.name}/"
        for package in ("archive", "importers", "search_index", "services", "api", "cli")
        for folder in (REPOSITORY / package).iterdir()
        if any(folder.glob("[!_]*.*")) and folder.name != "__pycache__"
    }
    assert {folder for folder in folders if f"`{folder}`" not in page} == set()


def test_tables_and_columns_that_the_glossary_names_are_in_the_database():
    page = (REPOSITORY / "docs/glossary.md").read_text(encoding="utf-8")
    tables = Speech.metadata.tables
    assert set(re.findall(r"table `(\w+)`", page)) - set(tables) == set()
    columns = re.findall(r"column `(\w+)\.(\w+)`", page)
    assert columns
    assert [pair for pair in columns if pair[1] not in tables[pair[0]].columns] == []
