"""From luqum's tree to ours: each kind of node is converted, or rejected with a reason."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

from luqum import tree

from archive.errors import InvalidQuery
from search_index import limits
from search_index.query.field_values import FIELDS, parse_value
from search_index.query.parse_errors import no_word_error
from search_index.query.parse_terms import parse_fuzzy, parse_phrase, parse_word
from search_index.query.tree import And, Everything, Fuzzy, Not, Or, Query, Wildcard


def from_luqum(node: tree.Item, typed: str) -> Query:
    """Return our tree for luqum's. Raises InvalidQuery with position and suggestion.

    Raises InvalidQuery with position and, where a part may be meant otherwise, the whole query
    with that part replaced.
    """
    query = _TreeBuilder(typed).read(node)
    if query is None:
        raise no_word_error()
    return query


class _TreeBuilder:
    """Converts one query and counts its clauses. A part without any word becomes None.

    A part without any word is read as None.
    """

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._clauses = 0
        self._patterns = 0
        self._fuzzy_words = 0

    def read(self, node: tree.Item, field: str | None = None, depth: int = 0) -> Query | None:
        """Return the tree of a node, within a field where one is given."""
        if depth > limits.DEPTH:
            raise InvalidQuery(
                f"brackets and NOTs may be {limits.DEPTH} levels deep; those from position"
                f" {node.pos} on are deeper: leave out some that say nothing",
                position=node.pos,
            )
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
        return self._clause(node, field)

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
            self._count(node)
            return Everything()
        if outer is not None:
            raise InvalidQuery(
                f"the field {name!r} stands within the field {outer!r}: it is no value of that",
                position=node.pos,
            )
        if name not in FIELDS:
            raise self._instead(node, _unknown_field(node))
        if isinstance(node.expr, tree.Prohibit | tree.Plus | tree.Not):
            sign = "+" if isinstance(node.expr, tree.Plus) else "-"
            inner = str(node.expr.children[0]).strip()
            raise self._instead(
                node,
                InvalidQuery(
                    f"{sign} stands before a field, not before its value",
                    position=node.expr.pos,
                    suggestion=f"{sign}{node.name}:{inner}",
                ),
            )
        return self.read(node.expr, name, depth + 1)

    def _clause(self, node: tree.Item, field: str | None) -> Query | None:
        """Return a word, phrase or value, counted."""
        self._count(node)
        try:
            leaf = parse_value(field, node) if field else _term(node)
        except InvalidQuery as error:
            raise self._instead(node, error) from None
        self._count_costly(leaf, node)
        return leaf

    def _count(self, node: tree.Item) -> None:
        self._clauses += 1
        if self._clauses > limits.CLAUSES:
            raise InvalidQuery(
                f"a query may have {limits.CLAUSES} words, phrases and fields; those from position"
                f" {node.pos} on are too many: leave some out, or ask in several queries",
                position=node.pos,
            )

    def _count_costly(self, leaf: Query | None, node: tree.Item) -> None:
        self._patterns += isinstance(leaf, Wildcard)
        self._fuzzy_words += isinstance(leaf, Fuzzy)
        if self._patterns > limits.PATTERNS:
            raise InvalidQuery(
                f"a query may have {limits.PATTERNS} words with * or ?: ask for the others in"
                " another query",
                position=node.pos,
            )
        if self._fuzzy_words > limits.FUZZY_WORDS:
            raise InvalidQuery(
                f"a query may have {limits.FUZZY_WORDS} words with ~: ask for the others in"
                " another query",
                position=node.pos,
            )

    def _instead(self, node: tree.Item, error: InvalidQuery) -> InvalidQuery:
        """Return the error with the whole query suggested, in place of the node alone."""
        if error.suggestion is not None:
            start, end = node.span()
            error.suggestion = self._typed[:start] + error.suggestion + self._typed[end:]
        return error


def _term(node: tree.Item) -> Query | None:
    if isinstance(node, tree.Word):
        return parse_word(node.value, node.span())
    if isinstance(node, tree.Phrase):
        return parse_phrase(node.value, 0, node.pos)
    if isinstance(node, tree.Proximity):
        return parse_phrase(node.term.value, int(node.degree), node.pos)
    if isinstance(node, tree.Fuzzy):
        return parse_fuzzy(node.term.value, float(node.degree), node.span())
    raise _unsupported_syntax(node)


_NO_FIELD: Final = (
    "a range or comparison needs a field: year:[2010 TO 2012], number:<=5, date:>=2012"
)

_UNSUPPORTED: Final[dict[type[Any], str]] = {
    tree.Boost: "words have no weights here: leave out ^ and the number",
    tree.Range: _NO_FIELD,
    tree.From: _NO_FIELD,
    tree.To: _NO_FIELD,
    tree.Regex: "regular expressions are not offered: use * and ? for unknown letters",
}


def _unsupported_syntax(node: tree.Item) -> InvalidQuery:
    message = _UNSUPPORTED.get(type(node), f"{type(node).__name__} is not offered")
    instead = None
    if isinstance(node, tree.Boost):
        instead = str(node.expr).strip()
    elif isinstance(node, tree.Range | tree.From | tree.To):
        instead = f"date:{str(node).strip()}"
    return InvalidQuery(message, position=node.pos, suggestion=instead)


def _unknown_field(node: tree.SearchField) -> InvalidQuery:
    near = get_close_matches(node.name.lower(), FIELDS, 1, 0.5)
    rest = str(node.expr).strip()
    words = rest.replace('"', "")
    return InvalidQuery(
        f"there is no field {node.name!r}; there are {', '.join(FIELDS)}",
        position=node.pos,
        suggestion=f"{near[0]}:{rest}" if near else f'"{node.name} {words}"',
    )
