"""Files that describe the project: they agree with pyproject.toml and with the Makefile."""

import re
import tomllib
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_citation_names_the_version_and_the_licence_of_the_package():
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]


def test_a_commit_is_checked_by_the_commands_of_the_makefile():
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    run = re.findall(r"^\t\$\(BIN\)/((?:ruff|lint-imports|mypy).*)$", makefile, re.MULTILINE)
    made = {f".venv/bin/{command.removesuffix(' .')}" for command in run}
    hooks = {
        hook["entry"].replace(" --force-exclude", "")
        for repository in repositories()
        for hook in repository["hooks"]
    }
    assert hooks == {*made, ".ci/subject"}


def test_no_check_of_a_commit_has_a_version_of_its_own():
    assert [repository["repo"] for repository in repositories()] == ["local"]


def repositories():
    text = (REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["repos"]
