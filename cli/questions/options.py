"""Options of a command: the parameters of the same question over HTTP, under their names."""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, Final, TypeVar

import click
from marshmallow import Schema, fields, missing

from api.http.parsing import OneOfNearest, parameter_names
from api.schemas.common.values import Choice
from services.criteria import Pair

QUERY: Final = "q"
"""The parameter that stands on the command line without a name."""

SHORT_NAMES: Final = {"language": "--lang"}
"""Second names of options."""

EXTRA_HELP: Final = {"speaker": "A name, or a part of it, stands for the one speaker whom it fits."}
"""What the command line takes beyond HTTP."""

Command = TypeVar("Command", bound=Callable[..., Any])


def question_options(schema: type[Schema]) -> Callable[[Command], Command]:
    """Give a command an option for each parameter of the schema, `q` as its argument, and --json.

    The command gets what was typed by parameter, texts alone: the schema reads and checks them.
    """

    def decorate(command: Command) -> Command:
        command = json_option(command)
        for name, field in reversed(_by_parameter(schema())):
            command = _option(name, field)(command)
        return click.argument("query", default="")(command)

    return decorate


json_option: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print what the HTTP API answers."
)
"""For commands whose answer HTTP gives, too."""


def typed_parameters(query: str, options: dict[str, Any]) -> Iterator[Pair]:
    """Yield the parameters that were typed; a flag says "true" or "false"."""
    yield QUERY, query
    for name, value in options.items():
        for single in value if isinstance(value, tuple) else (value,):
            if single is not None:
                yield name, str(single).lower() if isinstance(single, bool) else single


def _by_parameter(schema: Schema) -> list[tuple[str, fields.Field[Any]]]:
    named = zip(parameter_names(schema), schema.fields.values(), strict=True)
    return [(name, field) for name, field in named if name != QUERY]


def _option(name: str, field: fields.Field[Any]) -> Callable[[Command], Command]:
    written = f"--{name.replace('_', '-')}"
    if isinstance(field, fields.Boolean):
        flag = f"{written}/--no-{written[2:]}" if field.load_default else written
        return click.option(flag, name, is_flag=True, default=None, help=_help(field))
    several = isinstance(field, fields.List)
    names = (written, SHORT_NAMES[name]) if name in SHORT_NAMES else (written,)
    said = " ".join(filter(None, (_help(field), EXTRA_HELP.get(name))))
    return click.option(*names, name, multiple=several, metavar=_metavar(name, field), help=said)


def _help(field: fields.Field[Any]) -> str:
    said, default = str(field.metadata["description"]), field.load_default
    if isinstance(field, fields.Boolean) or default in (None, "", missing):
        return said
    return f"{said} [default: {default.value if isinstance(default, Enum) else default}]"


def _metavar(name: str, field: fields.Field[Any]) -> str:
    """Return the values that there are, or what kind of value is meant."""
    single = field.inner if isinstance(field, fields.List) else field
    if isinstance(single, Choice):
        return "|".join(member.value for member in single.enum)
    among = [known for known in single.validators if isinstance(known, OneOfNearest)]
    if among:
        return "|".join(str(choice) for choice in among[0].choices)
    return "NUMBER" if isinstance(single, fields.Integer) else name.upper()
