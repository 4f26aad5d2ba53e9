"""The query language: Lucene's syntax, read by luqum, as a tree of search_index.query.tree.

menneskehandel handel        both words, in any inflection
"border obstacles"           words in this order;  "near words"~5  at most 5 words apart
a AND (b OR c) NOT d         also -d
menneske*  *handel  w?rd     forms with wildcards
handel~1                     forms at most 1 edit away
=handel                      exactly this form
speaker:anna-ljunggren       a field has the value
year:[2010 TO 2012]          or a value within a range; also number, date, and year:>=2010
"""

import re
from typing import Final

from luqum.exceptions import ParseError

from archive.errors import InvalidQuery
from search_index import limits
from search_index.analysis.words import PRINTED_WORD
from search_index.query.field_values import FIELDS
from search_index.query.from_luqum import from_luqum
from search_index.query.lucene import read_lucene
from search_index.query.parse_errors import explain_parse_error, no_word_error, plain_words
from search_index.query.parse_terms import ESCAPED_COLON, INNER_SPACE
from search_index.query.tree import Everything, Query


def parse(q: str) -> Query:
    """Return the tree that the query means.

    Raises InvalidQuery with the position in `q`, and with a suggestion where one is at hand:
    always a whole query that can be asked.
    """
    try:
        return _parse(q)
    except InvalidQuery as error:
        suggestion = _valid_suggestion(error.suggestion)
        error.suggestion = suggestion and suggestion.strip()
        raise


def _parse(q: str) -> Query:
    if len(q) > limits.QUERY_LENGTH:
        raise InvalidQuery(
            f"a query may have {limits.QUERY_LENGTH} characters, not {len(q)}: leave words out, or"
            " ask in several queries",
            position=limits.QUERY_LENGTH,
        )
    text = _as_lucene(q)
    if not text.strip():
        if q.replace("\0", " ").strip():
            raise no_word_error()
        return Everything()
    bare = blank_quoted_text(text)
    _check_depth(bare)
    _check_exact(q, bare)
    try:
        node = read_lucene(text)
    except ParseError as error:
        raise explain_parse_error(q, bare, str(error)) from error
    except (ArithmeticError, ValueError) as error:  # luqum's own reading of "~1.2.3" or "^."
        sign = re.search(r"[~^][\d.]+", bare)
        raise InvalidQuery(
            "the number after ~ or ^ is none",
            position=sign.start() if sign else 0,
            suggestion=q[: sign.start()] + q[sign.end() :] if sign else plain_words(q),
        ) from error
    return from_luqum(node, q)


_MAX_CORRECTIONS: Final = 5
"""Mistakes of a suggestion that are mended in turn."""


def _valid_suggestion(suggestion: str | None) -> str | None:
    """Return the suggestion if it parses, else what its own error suggests, five times at most."""
    for _ in range(_MAX_CORRECTIONS):
        if suggestion is None:
            return None
        try:
            _parse(suggestion)
        except InvalidQuery as error:
            suggestion = error.suggestion
        else:
            return suggestion
    return None


_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»‟", '"') | {"\0": " "})
_TEXTS: Final = re.compile(r'\\.|"(?:\\.|[^"\\])*"', re.DOTALL)
_QUOTED: Final = re.compile(r'("(?:\\.|[^"\\])*")', re.DOTALL)
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
    """Return the query with signs in plain text replaced, which luqum would read as syntax.

    A dash between spaces, a slash or apostrophe before a word, the colon of "EU:n" and "18:58",
    the space of "10 000", typographic quotation marks.
    """
    pieces = _QUOTED.split(q.translate(_QUOTES))
    pieces[::2] = [
        _PLAIN.sub(_hide_plain_signs, PRINTED_WORD.sub(_join_spaced_word, piece))
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def _join_spaced_word(match: re.Match[str]) -> str:
    """Return a word with its spaces (10 000, CO 2) made signs that luqum takes in.

    After the colon of a field, the space ends the value.
    """
    if match.string[: match.start()].endswith(":"):
        return match.group()
    return re.sub(r"\s", INNER_SPACE, match.group())


def _hide_plain_signs(match: re.Match[str]) -> str:
    found = match.group()
    if match["colon"]:
        is_field = found[:-1].lower() in FIELDS
        return found if is_field else found.replace(":", ESCAPED_COLON)
    if match["not"]:
        return "-"
    return " " * len(found)


def blank_quoted_text(text: str) -> str:
    """Return the query's syntax: quoted and escaped text is replaced by blanks, positions stay.

    Quotation marks stay.
    """
    return _TEXTS.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    found = match.group()
    if found.startswith("\\"):
        return "  "
    return '"' + " " * (len(found) - 2) + '"'


def _check_depth(bare: str) -> None:
    """Raise InvalidQuery where brackets nest too deep to be read."""
    depth = 0
    for position, letter in enumerate(bare):
        depth += (letter == "(") - (letter == ")")
        if depth > limits.DEPTH:
            raise InvalidQuery(
                f"brackets may nest {limits.DEPTH} deep; those at position {position} are deeper:"
                " leave out some that say nothing",
                position=position,
            )


def _check_exact(q: str, bare: str) -> None:
    """Raise InvalidQuery where = stands before a phrase, which luqum would read as a word."""
    found = re.search(r'(?<![^\s(])="', bare)
    if found:
        at = found.start()
        raise InvalidQuery(
            "= goes with a single word, not with a phrase",
            position=at,
            suggestion=q[:at] + q[at + 1 :],
        )
