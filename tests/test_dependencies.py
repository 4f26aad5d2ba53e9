"""Dependencies: what is imported is declared, and what is installed has an exact version."""

import ast
import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = ("archive", "importers", "search_index", "services", "api", "cli")


def declared(*extras):
    """Return the names of the distributions that are declared, the extras' among them."""
    told = [*PROJECT["dependencies"]]
    for extra in extras:
        told += PROJECT["optional-dependencies"][extra]
    return set(map(name_of, told))


def name_of(requirement):
    return normalised(re.match(r"[\w.-]+", requirement)[0])


def normalised(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder):
    """Return the modules that the folder's files import, each with a file that does."""
    found = {}
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for module in modules_of(node):
                found.setdefault(module.partition(".")[0], path.relative_to(REPOSITORY))
    return found


def modules_of(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "backports":
        return [f"backports-{alias.name}" for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        *((package, ("fetch",) if package == "importers" else ()) for package in PACKAGES),
        ("tests", ("dev", "fetch", "research", "postgres")),
    ],
)
def test_what_is_imported_is_declared(folder, extras):
    distributions = packages_distributions()
    known = declared(*extras)
    strangers = {
        module: str(path)
        for module, path in imported(folder).items()
        if module not in sys.stdlib_module_names
        and not known & {normalised(name) for name in distributions.get(module, [module])}
        and not is_ours(module)
    }
    assert strangers == {}


def is_ours(module):
    """Return whether a module is one of our packages, or a file or package beside the tests."""
    tests = REPOSITORY / "tests"
    packages = REPOSITORY / module, tests / module
    return any(map(Path.is_dir, packages)) or any(tests.rglob(f"{module}.py"))


def test_what_is_installed_has_an_exact_version():
    known, waiting = set(), declared(*PROJECT["optional-dependencies"]) - {PROJECT["name"]}
    while waiting:
        known |= waiting
        waiting = {needed for name in waiting for needed in brought_by(name)} - known
    assert known - exact_versions().keys() == set()


def exact_versions():
    """Return the versions of constraints.txt, of which each line states one."""
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    stated = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in lines if line[:1] != "#"]
    return {normalised(line[1]): line[2] for line in stated}


def brought_by(name):
    """Return what an installed distribution always needs: not its extras, nor other systems'."""
    try:
        needed = requires(name) or []
    except PackageNotFoundError:  # what only another Python needs
        return set()
    return {name_of(each) for each in needed if ";" not in each}
