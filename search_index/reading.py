"""From luqum's tree to ours: each node of Lucene's syntax is read, or refused by name."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any, Final

from luqum import tree

from archive.errors import InvalidQuery
from archive.vocabulary import LANGUAGES, UNDETERMINED, PartyGroupKey, RoleKind, SpeechType
from search_index import limits
from search_index.leaves import ESCAPED_COLON, read_fuzzy, read_phrase, read_word
from search_index.query import And, Everything, FieldIs, Not, Or, Query

FIELDS: Final = (
    "speaker",
    "party_group",
    "language",
    "session",
    "number",
    "role",
    "country",
    "speech_type",
    "year",
    "topic",
    "concept",
)

_CLOSED: Final[dict[str, Sequence[str]]] = {
    "party_group": tuple(PartyGroupKey),
    "language": (*LANGUAGES, UNDETERMINED),
    "role": tuple(RoleKind),
    "speech_type": tuple(SpeechType),
}


def read_node(node: tree.Item) -> Query:
    """Return the tree that luqum's means. Raises InvalidQuery with position and suggestion."""
    query = _Reader().read(node)
    if query is None:
        raise InvalidQuery("the query holds no word: no letter and no digit", position=0)
    return query


class _Reader:
    """Reads one query, counting what it holds. A part without any word is read as None."""

    def __init__(self) -> None:
        self._clauses = 0

    def read(self, node: tree.Item, field: str | None = None, depth: int = 0) -> Query | None:
        """Return the tree of a node, within a field where one is given."""
        if depth > limits.DEPTH:
            raise InvalidQuery(f"more than {limits.DEPTH} levels of NOT", position=node.pos)
        if isinstance(node, tree.Group | tree.FieldGroup | tree.Plus):
            return self.read(node.children[0], field, depth + 1)
        if isinstance(node, tree.AndOperation | tree.UnknownOperation):
            return self._joined(And, node, field, depth)
        if isinstance(node, tree.OrOperation):
            return self._joined(Or, node, field, depth)
        if isinstance(node, tree.Not | tree.Prohibit):
            part = self.read(node.children[0], field, depth + 1)
            return None if part is None else Not(part)
        if isinstance(node, tree.SearchField):
            return self._in_field(node, field, depth)
        self._count(node)
        return _value(field, node) if field else _leaf(node)

    def _joined(
        self,
        operation: Callable[[tuple[Query, ...]], Query],
        node: tree.Item,
        field: str | None,
        depth: int,
    ) -> Query | None:
        read = (self.read(child, field, depth + 1) for child in node.children)
        parts: list[Query] = []
        for part in read:
            if isinstance(part, And | Or) and isinstance(part, operation):  # type: ignore[arg-type]
                parts.extend(part.parts)
            elif part is not None:
                parts.append(part)
        if len(parts) < 2:  # noqa: PLR2004  (an operation joins at least two)
            return parts[0] if parts else None
        return operation(tuple(parts))

    def _in_field(self, node: tree.SearchField, outer: str | None, depth: int) -> Query | None:
        name = node.name.lower()
        if name == "*" and str(node.expr).strip() == "*":
            return Everything()
        if outer is not None:
            raise InvalidQuery(
                f"the field {name!r} stands within the field {outer!r}", position=node.pos
            )
        if name not in FIELDS:
            raise _unknown_field(node)
        return self.read(node.expr, name, depth + 1)

    def _count(self, node: tree.Item) -> None:
        self._clauses += 1
        if self._clauses > limits.CLAUSES:
            raise InvalidQuery(
                f"the query has more than {limits.CLAUSES} words and phrases", position=node.pos
            )


def _leaf(node: tree.Item) -> Query | None:
    if isinstance(node, tree.Word):
        return read_word(node.value, node.pos)
    if isinstance(node, tree.Phrase):
        return read_phrase(node.value, 0, node.pos)
    if isinstance(node, tree.Proximity):
        return read_phrase(node.term.value, int(node.degree), node.pos)
    if isinstance(node, tree.Fuzzy):
        return read_fuzzy(node.term.value, float(node.degree), node.pos)
    raise _not_offered(node)


_REFUSED: Final[dict[type[Any], str]] = {
    tree.Boost: "words have no weights here: leave out ^ and the number",
    tree.Range: "ranges are set by the parameters from, to and session, not in the query",
    tree.From: "comparisons are set by the parameters from, to and session, not in the query",
    tree.To: "comparisons are set by the parameters from, to and session, not in the query",
    tree.Regex: "regular expressions are not offered: use * and ? for unknown letters",
}


def _not_offered(node: tree.Item) -> InvalidQuery:
    message = _REFUSED.get(type(node), f"{type(node).__name__} is not offered")
    return InvalidQuery(message, position=node.pos)


def _value(field: str, node: tree.Item) -> Query:
    """Return a field's condition. Raises InvalidQuery where the field cannot have the value."""
    if isinstance(node, tree.Phrase):
        value = node.value[1:-1].strip()
    elif isinstance(node, tree.Word):
        value = node.value.replace(ESCAPED_COLON, ":")
    else:
        raise InvalidQuery(
            f'after {field}: a value is expected, such as {field}:"..."', position=node.pos
        )
    if field in {"number", "year"} and not (value.isdecimal() and value.isascii()):
        raise InvalidQuery(f"{field}: {value!r} is no number", position=node.pos)
    allowed = _CLOSED.get(field)
    if allowed is not None and value not in allowed:
        near = get_close_matches(value, allowed, 1, 0)
        raise InvalidQuery(
            f"{field}: there is no {value!r}; there are {', '.join(allowed)}",
            position=node.pos,
            suggestion=f"{field}:{near[0]}" if near else None,
        )
    return FieldIs(field, value)


def _unknown_field(node: tree.SearchField) -> InvalidQuery:
    near = get_close_matches(node.name.lower(), FIELDS, 1, 0.5)
    rest = str(node.expr).strip()
    return InvalidQuery(
        f"there is no field {node.name!r}; there are {', '.join(FIELDS)}",
        position=node.pos,
        suggestion=f"{near[0]}:{rest}" if near else f'"{node.name} {rest}"',
    )
