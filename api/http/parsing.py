"""Reading a request's parameters: strictly, and with an answer that helps to mend it."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError, fields, validate
from webargs.flaskparser import FlaskParser
from webargs.multidictproxy import MultiDictProxy
from werkzeug.datastructures import MultiDict

from api.http.bodies import read_parameters
from archive.database import is_storable
from archive.errors import InvalidParameters, InvalidQuery

UNKNOWN_FIELD: Final = "Unknown field."
"""What marshmallow says of a field that its schema does not have."""


class ParameterParser(FlaskParser):
    """webargs, with errors of ours.

    Empty values, which an HTML form sends for its empty fields, say nothing. A parameter that
    takes one value may not be given twice: one of them would be ignored.
    """

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012  (webargs declares it so)
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
    }
    DEFAULT_VALIDATION_STATUS = 400

    def load_querystring(self, req: Request, schema: Schema) -> Any:  # noqa: ANN401  (webargs' own)
        """Return the query string's parameters."""
        return _parameters_with_values(req.args.items(multi=True), schema)

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ANN401  (webargs' own)
        """Return the body's parameters."""
        return read_parameters(req, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Raise InvalidParameters with every message by parameter."""
        del req, error_status_code, error_headers
        assert isinstance(error.messages, dict)
        (messages,) = error.messages.values()
        raise InvalidParameters(_by_parameter(messages, schema)) from error


def load_parameters(schema: Schema, pairs: Iterable[tuple[str, str]]) -> Any:  # noqa: ANN401  (what the schema makes)
    """Return what parameters ask that no request brings, read as those of a query string.

    Raises InvalidParameters and InvalidQuery.
    """
    try:
        return schema.load(_parameters_with_values(pairs, schema), unknown=RAISE)
    except ValidationError as error:
        raise InvalidParameters(_by_parameter(dict(error.messages_dict), schema)) from error


class OneOfNearest(validate.OneOf):
    """A value of a closed vocabulary; a wrong one is answered with the nearest."""

    def _format_error(self, value: object) -> str:
        near = get_close_matches(str(value), [str(choice) for choice in self.choices], 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        return f"{value!r} is none of: {self.choices_text}.{hint}"


def parameter_names(schema: Schema) -> tuple[str, ...]:
    """Return the parameters that the schema knows, as they are written."""
    return tuple(field.data_key or name for name, field in schema.fields.items())


def messages_of(messages: object) -> Iterator[str]:
    """Yield the messages of a parameter, and of its values where it has several."""
    if isinstance(messages, dict):
        for part in messages.values():
            yield from messages_of(part)
    elif isinstance(messages, list):
        for part in messages:
            yield from messages_of(part)
    else:
        yield str(messages)


def _parameters_with_values(pairs: Iterable[tuple[str, str]], schema: Schema) -> MultiDictProxy:
    """Return the parameters that say something. Raises InvalidParameters and InvalidQuery."""
    given = MultiDict([(name, value) for name, value in pairs if value.strip()])
    _refuse_unstorable_text(given)
    _refuse_repeated(given, schema)
    return MultiDictProxy(given, schema)


def _by_parameter(messages: Mapping[str, object], schema: Schema) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(_explained(name, message, schema) for message in messages_of(of_name))
        for name, of_name in messages.items()
    }


def _refuse_unstorable_text(given: MultiDict[str, str]) -> None:
    """Raise InvalidQuery for what no database can be asked for, as bodies refuse it."""
    for name, value in given.items(multi=True):
        if not is_storable(value):
            raise InvalidQuery(
                f"{name} holds a NUL; take it out",
                parameter=name,
                position=max(0, value.find("\0")),
            )


def _refuse_repeated(given: MultiDict[str, str], schema: Schema) -> None:
    single = {
        field.data_key or name
        for name, field in schema.fields.items()
        if not isinstance(field, fields.List)
    }
    repeated = {
        name: (f"{name} takes one value; {len(values)} are given.",)
        for name, values in given.lists()
        if name in single and len(values) > 1
    }
    if repeated:
        raise InvalidParameters(repeated)


def _explained(name: str, message: str, schema: Schema) -> str:
    if message != UNKNOWN_FIELD:
        return message
    names = parameter_names(schema)
    if not names:
        return f"There is no parameter {name!r} here; this address takes none."
    near = get_close_matches(name, names, 1, 0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"There is no parameter {name!r}.{hint} The parameters are: {', '.join(names)}."
