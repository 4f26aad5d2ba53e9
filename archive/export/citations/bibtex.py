"""BibTeX: a CSL-JSON item as an entry that LaTeX and reference managers read."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_ESCAPED: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}%&$#_"},
}
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


def bibtex(item: Mapping[str, Any]) -> str:
    """Return the CSL-JSON item as one BibTeX entry, in Unicode, ended by a line feed.

    Of the type misc, which every style knows: BibTeX has none for speeches or data.
    """
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(item))
    return f"@misc{{{_key(str(item['id']))},\n{fields}\n}}\n"


def _fields(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if authors := item.get("author"):
        yield "author", "{" + " and ".join(map(_author, authors)) + "}"
    yield "title", _braced(item["title"], "{{", "}}")
    yield from _issued(item.get("issued"))
    for name, of in (("howpublished", "event-title"), ("address", "event-place")):
        if value := item.get(of):
            yield name, _braced(value)
    for name in ("publisher", "version", "language", "note"):
        if value := item.get(name):
            yield name, _braced(value)
    yield "url", f"{{{item['URL']}}}"


def _author(author: Mapping[str, str]) -> str:
    """Return a name as "von Family, Given", or in braces, which keep it whole."""
    if "literal" in author:
        return _braced(author["literal"])
    family = " ".join(
        author[part] for part in ("non-dropping-particle", "family") if part in author
    )
    return ", ".join(_braced(part, "", "") for part in (family, author.get("given")) if part)


def _issued(issued: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    if issued is None:
        return
    year, *rest = issued["date-parts"][0]
    yield "year", f"{{{year}}}"
    if rest:
        yield "month", _MONTHS[rest[0] - 1]
    if len(rest) > 1:
        yield "day", f"{{{rest[1]}}}"


def _braced(value: object, begin: str = "{", end: str = "}") -> str:
    text = "".join(_ESCAPED.get(sign, sign) for sign in " ".join(str(value).split()))
    return begin + text + end


def _key(public_id: str) -> str:
    """Return the id without the signs that an entry's key may not have."""
    return "tingtale-" + re.sub(r"[^A-Za-z0-9:.-]+", "-", public_id)
