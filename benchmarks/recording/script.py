"""What is asked, read from a text file: a line a question, in the order in which it is asked.

    == search                               the folder of the answers that follow
    at 2026-01-05T12:00                     what the clock says from here on, in UTC; it stands
                                            still, but each command is a minute after the one before
    include asked                           the lines of another script
    $ search klima --json                   a command of `tingtale`
    $ TINGTALE_CONFIG=night.toml nightly    the same, with a variable set for it alone
    help                                    `--help` of every command
    keep dump/*                             files that commands wrote are answers, too
    GET /api/v1/search?q=a b | Accept: text/csv
    POST /api/v1/result-sets << {"q": "a"}  with a body: JSON if it begins with { or [, else a form
    walk GET /api/v1/search?q=a             this page and those that follow, up to a bound
    save a.html GET /api/v1/...             the body is also written to a file, for commands to read
    let speech 8 "id":"(nc-[^"]+)" GET /    from here on {speech} stands for up to 8 of the texts
                                            that the group matches, at even distances

A line with {speech} is a question for each of the values. An address is written in plain text; one
that holds a % is sent as it is. Blank lines and lines that begin with # are left out.
"""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Final, TypeAlias

BETWEEN_COMMANDS: Final = timedelta(minutes=1)
METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT"})


@dataclass(frozen=True, slots=True)
class Request:
    """A question over HTTP."""

    method: str
    address: str
    headers: tuple[tuple[str, str], ...] = ()
    body: str | None = None
    follows: bool = False
    """Whether the pages after this one are asked for, too."""
    saved_as: str | None = None
    """The file to which the body is written."""
    name: str | None = None
    """What later lines call the values that the pattern finds in the body."""
    count: int = 0
    pattern: str = ""

    @property
    def title(self) -> str:
        """Return what is sent, in one line."""
        headers = (f"{name}: {value}" for name, value in self.headers)
        return " ".join([self.method, self.address, *headers, self.body or ""]).strip()


@dataclass(frozen=True, slots=True)
class Command:
    """A command of `tingtale`."""

    words: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return the command as it is typed."""
        variables = (f"{name}={value}" for name, value in self.variables.items())
        words = (f'"{word}"' if " " in word or not word else word for word in self.words)
        return " ".join([*variables, "tingtale", *words])


@dataclass(frozen=True, slots=True)
class Help:
    """The help of every command."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files that commands wrote."""

    pattern: str


Question: TypeAlias = Request | Command | Help | Files


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a script, with the folder of its answers and the moment at which it is asked."""

    section: str
    moment: datetime
    line: str
    asks: Question


class ScriptError(ValueError):
    """A line of a script that cannot be understood."""


def read_script(path: Path) -> Sequence[Step]:
    """Return the steps of a script. Raises ScriptError."""
    section, moment, steps = "", None, []
    for line in _lines(path):
        word, _, rest = line.partition(" ")
        if word == "==":
            section = rest
        elif word == "at":
            moment = datetime.fromisoformat(rest) - BETWEEN_COMMANDS
        elif moment is None:
            raise ScriptError(f"{path.name}: {line!r} comes before the clock is set (at ...)")
        else:
            moment += BETWEEN_COMMANDS if word == "$" else timedelta(0)
            steps.append(Step(section, moment, line, read_line(line)))
    return steps


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("include "):
            yield from _lines(path.with_name(f"{line.removeprefix('include ').strip()}.txt"))
        elif line.strip() and not line.startswith("#"):
            yield line.strip()


def read_line(line: str) -> Question:
    """Return what a line asks. Raises ScriptError."""
    word, _, rest = line.partition(" ")
    match word:
        case "$":
            return _command(shlex.split(rest))
        case "help":
            return Help()
        case "keep":
            return Files(rest)
        case _:
            return _request(line)


def _command(words: Sequence[str]) -> Command:
    count = next((at for at, word in enumerate(words) if not _VARIABLE.match(word)), len(words))
    pairs = (word.partition("=") for word in words[:count])
    return Command(tuple(words[count:]), {name: value for name, _, value in pairs})


_VARIABLE: Final = re.compile(r"TINGTALE_[A-Z_]+=")


def _request(line: str) -> Request:
    word, _, rest = line.partition(" ")
    match word:
        case "walk":
            return replace(_request(rest), follows=True)
        case "save":
            place, _, request = rest.partition(" ")
            return replace(_request(request), saved_as=place)
        case "let":
            name, count, pattern, request = rest.split(" ", 3)
            return replace(_request(request), name=name, count=int(count), pattern=pattern)
    head, _, body = rest.partition(" << ")
    address, *headers = head.split(" | ")
    if word not in METHODS or not address.startswith("/"):
        raise ScriptError(f"{line!r} is no line of a script")
    named = tuple((name, value) for name, _, value in (each.partition(": ") for each in headers))
    return Request(word, address.strip(), named, body or None)


def expanded(
    line: str, known: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Request | Command, str]]:
    """Yield what the line asks for each value of the names in it, with the title of its answer.

    A name that has but one value stands itself in the title, since the value may be another one
    in another recording, as the id of a result set. Raises ScriptError.
    """
    names = list(dict.fromkeys(_NAME.findall(line)))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ScriptError(f"{line!r}: no line before says what {unknown[0]} is (let ...)")
    for values in product(*(known[name] for name in names)):
        text = titled = line
        for name, value in zip(names, values, strict=True):
            text = text.replace(f"{{{name}}}", value)
            titled = titled.replace(f"{{{name}}}", value if len(known[name]) > 1 else name)
        yield _asked(text), _asked(titled).title


def _asked(line: str) -> Request | Command:
    question = read_line(line)
    if isinstance(question, Help | Files):
        raise ScriptError(f"{line!r} is neither a request nor a command")
    return question


_NAME: Final = re.compile(r"\{([a-z_]+)\}")
