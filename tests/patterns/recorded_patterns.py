"""A script that runs the code and prints, as JSON lines, each pattern that it compiles and where.

Importing all modules compiles most of them. Those within functions are compiled by what a user
does: the sample is imported, indexed, searched and served, and some things are asked for that the
sample does not hold.
"""

import functools
import importlib
import json
import pkgutil
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("archive", "importers", "search_index", "api", "cli")
FUNCTIONS = (
    *("compile", "match", "fullmatch", "search"),
    *("findall", "finditer", "split", "sub", "subn"),
)


def record() -> dict[tuple[str, int, str, bool, int], None]:
    """Let the functions of `re` tell where they are called from and with which pattern."""
    told: dict[tuple[str, int, str, bool, int], None] = {}

    def note(pattern: Any, flags: int) -> None:
        place = sys._getframe(2)
        file = Path(place.f_code.co_filename)
        if isinstance(pattern, re.Pattern) or not file.is_relative_to(ROOT):
            return
        if file.relative_to(ROOT).parts[0] not in PACKAGES:  # installed libraries may lie below
            return
        is_bytes = isinstance(pattern, bytes)
        text = pattern.decode("latin-1") if is_bytes else pattern
        path = file.relative_to(ROOT).as_posix()
        told[(path, place.f_lineno, text, is_bytes, int(flags))] = None

    for name in FUNCTIONS:
        setattr(re, name, _noted(getattr(re, name), note))
    return told


def _noted(function: Any, note: Any) -> Any:
    @functools.wraps(function)
    def run(pattern: Any, *arguments: Any, **named: Any) -> Any:
        flags = named.get("flags", 0)
        if function.__name__ == "compile" and arguments:
            flags = arguments[0]
        note(pattern, flags)
        return function(pattern, *arguments, **named)

    return run


def import_everything() -> None:
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if ".migrations." not in module.name:
                importlib.import_module(module.name)


if __name__ == "__main__":
    told = record()
    import_everything()
    importlib.import_module("exercised_code").run()
    for file, line, pattern, is_bytes, flags in told:
        one = {"file": file, "line": line, "pattern": pattern, "is_bytes": is_bytes}
        sys.stdout.write(json.dumps(one | {"flags": flags}) + "\n")
