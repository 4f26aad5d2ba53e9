"""Every regular expression of the code: where it stands, what it is and how it is used.

The call sites are found in the source, the patterns by running it (`recorded_patterns.py`), since
many are put together from words. A site whose pattern neither is written out nor was told by a run
is an error of the test.
"""

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("archive", "importers", "search_index", "api", "cli")
_OPERATIONS = {
    "match": "match",
    "fullmatch": "fullmatch",
    "search": "search",
    **dict.fromkeys(("findall", "finditer", "split", "sub", "subn"), "finditer"),
}
_ANY_USE = frozenset({"finditer", "fullmatch"})
"""How a pattern is measured that is handed on: by what looks everywhere, and to the last end."""
_ATTRIBUTES = frozenset({"pattern", "flags", "groups", "groupindex"})


@dataclass(frozen=True)
class CallSite:
    """A call of `re` in the source: `re.compile(...)`, `re.sub(...)`."""

    file: str
    first_line: int
    last_line: int
    operations: frozenset[str]
    literal: tuple[str | bytes, int] | None
    """The pattern and its flags where they are written out."""

    def holds(self, file: str, line: int) -> bool:
        return file == self.file and self.first_line <= line <= self.last_line

    def __str__(self) -> str:
        return f"{self.file}:{self.first_line}"


@dataclass(frozen=True)
class FoundPattern:
    """A pattern as it was compiled, with the operations that it is used for."""

    place: str
    pattern: str | bytes
    flags: int
    operations: frozenset[str]


def source_files() -> list[Path]:
    return sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@cache
def call_sites() -> tuple[CallSite, ...]:
    """Return the sites in the order of the files."""
    return tuple(site for file in source_files() for site in _sites(file))


def _sites(file: Path) -> Iterator[CallSite]:
    at_once = _used_at_once(_tree(file))
    names = {id(call): name for call, name in _assigned(_tree(file))}
    for node in ast.walk(_tree(file)):
        if (called := _called_of_re(node)) is None:
            continue
        assert isinstance(node, ast.Call)
        method = at_once.get(id(node), called)
        if method in _OPERATIONS:
            operations = frozenset({_OPERATIONS[method]})
        else:
            operations = _uses(file, names.get(id(node)))
        path = file.relative_to(ROOT).as_posix()
        last_line = node.end_lineno or node.lineno
        yield CallSite(path, node.lineno, last_line, operations, _literal(node, called))


def _called_of_re(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=name)):
            return name if name in _OPERATIONS or name == "compile" else None
        case ast.Call(func=ast.Attribute(attr="Regexp")):
            return "match"
    return None


def _literal(call: ast.Call, called: str) -> tuple[str | bytes, int] | None:
    match call.args[0]:
        case ast.Constant(value=str() | bytes() as pattern):
            flags = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
            if called == "compile":
                flags += call.args[1:2]
            return pattern, sum(_flag(flag) for flag in flags)
    return None


def _flag(expression: ast.expr) -> int:
    match expression:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _flag(left) | _flag(right)
        case ast.Attribute(value=ast.Name(id="re"), attr=name):
            return int(getattr(re, name))
    raise AssertionError(ast.unparse(expression))


def _used_at_once(tree: ast.Module) -> dict[int, str]:
    """Return by call which method of its value is taken: re.compile(...).match."""
    return {
        id(node.value): node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in _OPERATIONS
    }


def _assigned(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls whose value is a name of the module."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call):
                yield call, name
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.Call() as call):
                yield call, name


def _uses(file: Path, name: str | None) -> frozenset[str]:
    """Return what the name's pattern is used for in all modules that know it."""
    if name is None:
        return _ANY_USE
    found: set[str] = set()
    for other in source_files():
        if other == file or _imports(other, name):
            found |= _operations_in(other)[name]
    return frozenset(found) or _ANY_USE


@cache
def _imported_names(file: Path) -> frozenset[str]:
    return frozenset(
        alias.name
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )


def _imports(file: Path, name: str) -> bool:
    return name in _imported_names(file)


@cache
def _operations_in(file: Path) -> defaultdict[str, set[str]]:
    """Return by name what is done with it; what is handed on is used in any way."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    methods = {
        id(node.value): node.attr
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Attribute)
    }
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            method = methods.get(id(node))
            if method in _OPERATIONS:
                found[node.id].add(_OPERATIONS[method])
            elif method not in _ATTRIBUTES:
                found[node.id] |= _ANY_USE
    return found


@cache
def found_patterns() -> tuple[FoundPattern, ...]:
    """Return each pattern that is written out or that a run of the code compiled."""
    script = Path(__file__).with_name("recorded_patterns.py")
    run = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    found = dict.fromkeys(_written(site, *site.literal) for site in call_sites() if site.literal)
    for line in run.stdout.splitlines():
        told = json.loads(line)
        site = next(one for one in call_sites() if one.holds(told["file"], told["line"]))
        if site.literal is None:
            pattern = told["pattern"]
            found[
                _written(
                    site, pattern.encode("latin-1") if told["is_bytes"] else pattern, told["flags"]
                )
            ] = None
    return tuple(found)


def _written(site: CallSite, pattern: str | bytes, flags: int) -> FoundPattern:
    return FoundPattern(str(site), pattern, flags, site.operations)
