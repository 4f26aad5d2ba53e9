"""The query language: Lucene's syntax, read by luqum, as a tree of search_index.query.

menneskehandel handel        both words, in any inflection
"border obstacles"           words in this order;  "near words"~5  at most 5 words apart
a AND (b OR c) NOT d         also -d
menneske*  *handel  w?rd     forms with wildcards
handel~1                     forms at most 1 edit away
=handel                      exactly this form
speaker:anna-ljunggren       a field has the value
"""

import re
from typing import Final

from luqum.exceptions import ParseError
from luqum.thread import parse as read_lucene

from archive.errors import InvalidQuery
from search_index import limits
from search_index.description import describe
from search_index.leaves import ESCAPED_COLON
from search_index.query import Everything, Query
from search_index.reading import read_node

__all__ = ["describe", "parse"]


def parse(q: str) -> Query:
    """Return the tree that the query means. Raises InvalidQuery with position and suggestion."""
    if len(q) > limits.QUERY_LENGTH:
        raise InvalidQuery(
            f"the query has {len(q)} characters; {limits.QUERY_LENGTH} are allowed",
            position=limits.QUERY_LENGTH,
        )
    text = _as_lucene(q)
    if not text.strip():
        return Everything()
    _check_depth(text)
    try:
        node = read_lucene(text)
    except ParseError as error:
        raise _explained(text, str(error)) from error
    except (ArithmeticError, ValueError) as error:  # luqum's own reading of "~1.2.3" or "^."
        sign = re.search(r"[~^][\d.]+", text)
        raise InvalidQuery(
            "the number after ~ or ^ is none",
            position=sign.start() if sign else None,
            suggestion=_plain_words(text),
        ) from error
    return read_node(node)


_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»‟", '"') | {"\0": " "})
_PLAIN: Final = re.compile(
    r"""
    (?P<colon> (?<![^\s(]) =? [^\W_]*[A-ZÅÄÖÆØ0-9] (?P<mark>:) (?=[a-zåäöæø0-9]) )
    | (?P<not> (?<![^\s(]) ! (?=[^\W_"(]) )
    | (?P<sign> (?<![^\s(]) [-+!/'<>]+ (?=\s|\)|$) )
    | (?P<lead> (?<![^\s(]) [/'`]+ (?=[^\s]) )
    | (?P<last> \\ $ )
    """,
    re.VERBOSE,
)


def _as_lucene(q: str) -> str:
    """Return the query with what is no syntax in plain text made harmless; lengths stay.

    A dash between spaces, a slash or apostrophe before a word, the colon of "EU:n" and "18:58",
    typographic quotation marks.
    """
    pieces = q.translate(_QUOTES).split('"')
    pieces[::2] = [_PLAIN.sub(_harmless, piece) for piece in pieces[::2]]
    return '"'.join(pieces)


def _harmless(match: re.Match[str]) -> str:
    found = match.group()
    if match["colon"]:
        return found.replace(":", ESCAPED_COLON)
    if match["not"]:
        return "-"
    return " " * len(found)


def _check_depth(text: str) -> None:
    """Raise InvalidQuery where brackets nest too deep to be read."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth > limits.DEPTH:
            raise InvalidQuery(
                f"brackets may nest {limits.DEPTH} deep; those at position {position} are deeper",
                position=position,
            )


def _explained(text: str, message: str) -> InvalidQuery:
    """Return luqum's complaint in the user's words."""
    quoted = text.count('"') % 2
    if quoted:
        return InvalidQuery(
            "a quotation mark is never closed",
            position=text.rindex('"'),
            suggestion=f'{text.strip()}"',
        )
    found = re.search(r"position (\d+)", message)
    position = int(found[1]) if found else len(text)
    missing = text.count("(") - text.count(")")
    if missing > 0:
        suggestion = text.strip() + ")" * missing
        return InvalidQuery(
            "a bracket is never closed", position=text.rindex("("), suggestion=suggestion
        )
    if found is None:
        return InvalidQuery(
            "the query ends where a word is missing",
            position=position,
            suggestion=_without_operator(text) or None,
        )
    unread = text[position : position + 20]
    return InvalidQuery(
        f"the query cannot be understood from position {position} on: {unread!r}",
        position=position,
        suggestion=_plain_words(text),
    )


def _without_operator(text: str) -> str:
    return re.sub(r"(?:\s*(?:\b(?:AND|OR|NOT)|[-+:~^]))+\s*$", "", text).strip()


def _plain_words(text: str) -> str | None:
    """Return the words of the query without any syntax, or None where there are none."""
    words = [
        word for word in re.findall(r"[^\W_]+", text) if word not in {"AND", "OR", "NOT", "TO"}
    ]
    return " ".join(words) or None
