"""Pages as text blocks: HTML, Markdown and plain text become the same sequence."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from importers.bounds.text import check_lines
from importers.issues import suspicious
from importers.markup.decoding import decode
from importers.markup.footnote_marks import without_footnote_marks
from importers.markup.line_breaks import rejoin_words
from importers.markup.whole_words import mend_words
from importers.records import Document, RecordIssue


class BlockKind(StrEnum):
    """What a block is by its mark-up; plain text knows only lines, bullets and rules."""

    HEADING = "heading"
    LINE = "line"
    BULLET = "bullet"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """One non-blank line of a page, its white space collapsed; a rule's text is empty."""

    text: str
    kind: BlockKind = BlockKind.LINE
    near: int = field(default=0, compare=False)
    """How many of the elements around the page's title hold it, too, in HTML that marks no main
    part; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's blocks, and what the page says of itself outside its text."""

    blocks: tuple[Block, ...]
    address: str | None = None
    """The page's URL as its first line or its <link> states it."""
    addresses: tuple[str, ...] = ()
    """Every URL that the page states of itself: by its node, by its slug."""
    title: str | None = None
    """The title by <h1>, og:title or <title>, which may stand outside the main text."""
    language: str | None = None
    """The value of <html lang>."""
    issues: tuple[RecordIssue, ...] = ()
    asides: tuple[tuple[Block, ...], ...] = ()
    """The blocks of each part that HTML marks as complementary: the site's frame, as a rule."""


def blocks(document: Document) -> tuple[Block, ...]:
    """Return the document's text blocks. Raises UnreadableSource as ``read_page`` does."""
    return read_page(document).blocks


def read_page(document: Document) -> PageText:
    """Return the document as a page.

    Raises UnreadableSource where it holds no text, or a line or word longer than any.
    """
    decoded = decode(document)
    address, text = split_address(decoded.text.lstrip("\ufeff \n\t\f"))
    if looks_like_html(text):
        # Imported here since lxml takes a moment to load and plain text does not need it.
        from importers.markup.html_pages import html_page  # noqa: PLC0415

        page = html_page(document.name, text)
    else:
        page = PageText(tuple(_text_blocks(text)))
    check_lines(document.name, (block.text for block in page.blocks))
    issues = (*decoded.issues, *page.issues)
    if "\ufffd" in text and not decoded.issues:
        issues += (suspicious("encoding", "holds characters lost in an earlier conversion"),)
    return replace(page, address=address or page.address, issues=issues)


def collapse_whitespace(text: str) -> str:
    """Return the text with its words whole, white space as one space and none around it."""
    return " ".join(mend_words(text).split())


def split_address(text: str) -> tuple[str | None, str]:
    """Return the address that the text's first line states ("URL: ..."), and the rest."""
    if found := _ADDRESS_LINE.match(text):
        return found[1], text[found.end() :]
    return None, text


def looks_like_markdown(text: str) -> bool:
    """Tell whether the text has a heading or a link in Markdown."""
    return bool(_MARKDOWN.search(text))


def looks_like_html(text: str) -> bool:
    """Tell whether the text is a page's mark-up."""
    head = text[:2000].lower()
    return bool(_HTML_START.match(text)) or "<html" in head or "<body" in head


def without_markdown(text: str) -> str:
    """Return a Markdown line's text: links by their names, emphasis and escapes resolved."""
    # Twice: a picture may be what a link shows.
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _STRONG.sub(r"\2", text)
    return collapse_whitespace(_ESCAPE.sub(r"\1", text))


_ADDRESS_LINE: Final = re.compile(r"URL:[ \t]*(\S+)[ \t]*(?:\n|$)", re.IGNORECASE)
_HTML_START: Final = re.compile(
    r"\s*(?:<\?xml\b|<!--|<!doctype\b|<[a-z][a-z0-9]*[\s/>])", re.IGNORECASE
)
_MARKDOWN: Final = re.compile(r"^#{1,6}[ \t]+\S|\]\([^)\s]{0,2000}+\)", re.MULTILINE)
_RULE: Final = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|\f")
_HEADING: Final = re.compile(r"#{1,6}[ \t]++(.*[^#\s])[ \t]*+#*+")
_BULLET: Final = re.compile(r"[•·▪◦*][ \t\u00a0]+(?=\S)|-[ \t]+(?=\S)")
_LINK: Final = re.compile(r"!?\[([^\[\]]*+)\]\([^)\s]{0,2000}+(?:[ \t]+\"[^\"]{0,2000}+\")?\)")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_STRONG: Final = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)++)(?<=\S)\1")


def _text_blocks(text: str) -> list[Block]:
    is_markdown = looks_like_markdown(text)
    lines = rejoin_words(map(without_footnote_marks, _lines(text)))
    found = (_text_block(line, is_markdown=is_markdown) for line in lines)
    return [block for block in found if block is not None]


def _lines(text: str) -> list[str]:
    return re.split(r"[\n\v\u0085\u2028\u2029]|(?<=\f)|(?=\f)|<br\s*/?>", text)


def _text_block(line: str, *, is_markdown: bool) -> Block | None:
    if not (stripped := line if line == "\f" else collapse_whitespace(line)):
        return None
    if _RULE.fullmatch(stripped):
        return Block("", BlockKind.RULE)
    kind = BlockKind.LINE
    if is_markdown and (heading := _HEADING.fullmatch(stripped)):
        kind, stripped = BlockKind.HEADING, heading[1]
    elif bullet := _BULLET.match(stripped):
        kind, stripped = BlockKind.BULLET, stripped[bullet.end() :]
    if is_markdown:
        stripped = without_markdown(stripped)
    return Block(stripped, kind) if stripped else None
