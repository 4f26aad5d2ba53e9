"""Parse errors in the user's words: position, message, and a suggested query."""

import re
from typing import Final

from archive.errors import InvalidQuery

OPERATORS: Final = frozenset({"AND", "OR", "NOT", "TO"})


def explain_parse_error(q: str, bare: str, message: str) -> InvalidQuery:
    """Return luqum's error as an InvalidQuery; `syntax` is the query without quoted text."""
    if bare.count('"') % 2:
        return InvalidQuery(
            "a quotation mark is never closed",
            position=bare.rindex('"'),
            suggestion=f'{q.strip()}"',
        )
    found = re.search(r"position (\d+)", message)
    position = int(found[1]) if found else len(q)
    missing = bare.count("(") - bare.count(")")
    if missing > 0 and not re.search(r"\(\s*\)", bare):
        return InvalidQuery(
            "a bracket is never closed",
            position=_open_bracket(bare),
            suggestion=q.strip() + ")" * missing,
        )
    if found is None:
        return _unexpected_end(q, bare, position)
    return _unexpected_token(q, bare, position)


def no_word_error() -> InvalidQuery:
    """Return the error of a query of signs alone."""
    return InvalidQuery("the query holds no word: no letter and no digit", position=0)


def plain_words(q: str) -> str | None:
    """Return the words of the query without any syntax, or None where there are none."""
    words = [word for word in re.findall(r"[^\W_]+", q) if word not in OPERATORS]
    return " ".join(words) or None


def _open_bracket(bare: str) -> int:
    """Return where the last bracket stands that is never closed."""
    opened: list[int] = []
    for position, letter in enumerate(bare):
        if letter == "(":
            opened.append(position)
        elif letter == ")" and opened:
            opened.pop()
    return opened[-1] if opened else bare.rindex("(")


def _unexpected_end(q: str, bare: str, position: int) -> InvalidQuery:
    field = re.search(r"(?<![^\s():])([^\s():]++)\s*+:\s*+$", bare)
    if field:
        return InvalidQuery(
            f'after {field[1]}: a value is expected, such as {field[1]}:"..."',
            position=position,
            suggestion=_without_trailing_operators(q[: field.start()]) or None,
        )
    begun = max(bare.rfind("["), bare.rfind("{"))
    if begun > max(bare.rfind("]"), bare.rfind("}")):
        return InvalidQuery(
            "a range is never closed; write year:[2010 TO 2012]",
            position=begun,
            suggestion=f"{q.strip()}]",
        )
    return InvalidQuery(
        "the query ends where a word is missing",
        position=position,
        suggestion=_without_trailing_operators(q) or None,
    )


def _unexpected_token(q: str, bare: str, position: int) -> InvalidQuery:
    token = re.match(r"(?:AND|OR|NOT|TO)\b|.", bare[position:], re.DOTALL)
    stray = token.group() if token else ""
    without = q[:position].rstrip() + " " + q[position + len(stray) :].lstrip()
    if stray in OPERATORS:
        message = f"{stray} stands at position {position} where a word is missing"
    elif stray == ")":
        closed = re.search(r"\(\s*$", bare[:position])
        if closed:
            without = q[: closed.start()] + q[position + 1 :]
            message = "the brackets hold no word"
        else:
            message = f"the bracket at position {position} closes none"
    else:
        unread = q[position : position + 20]
        message = f"the query cannot be understood from position {position} on: {unread!r}"
        return InvalidQuery(message, position=position, suggestion=plain_words(q))
    return InvalidQuery(message, position=position, suggestion=without.strip() or None)


def _without_trailing_operators(q: str) -> str:
    """Return the query without the operators and signs that it ends in."""
    longer = ""
    while q != longer:
        longer = q
        q = q.rstrip().rstrip("-+:~^(")
        last = next((word for word in ("AND", "OR", "NOT") if q.endswith(word)), "")
        if not re.search(r"\w\Z", q[: len(q) - len(last)][-1:]):
            q = q.removesuffix(last)
    return q.strip()
