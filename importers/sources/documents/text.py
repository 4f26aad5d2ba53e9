"""A document's text as paragraphs: plain text, Markdown or HTML, with nothing left out."""

import re
from dataclasses import dataclass, replace
from typing import Final

from importers.markup.blocks import (
    BlockKind,
    collapse_whitespace,
    looks_like_html,
    looks_like_markdown,
    split_address,
    without_markdown,
)
from importers.markup.decoding import decode
from importers.records import Document, RecordIssue
from importers.sources.documents.front_matter import FrontMatter, split_front_matter
from importers.sources.documents.page_head import PageHead, page_head


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without an empty one between them, the white space of each collapsed."""

    lines: tuple[str, ...]
    is_heading: bool = False
    """By its mark-up; plain text has none."""

    @property
    def text(self) -> str:
        """The lines with line breaks, as they are kept."""
        return "\n".join(self.lines)

    @property
    def joined(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class BackgroundText:
    """The paragraphs, and what stands around them."""

    paragraphs: tuple[Paragraph, ...]
    front_matter: FrontMatter
    head: PageHead | None = None
    """Of an HTML page."""
    address: str | None = None
    """As the file's first line ("URL: ...") or its <link> states it."""
    issues: tuple[RecordIssue, ...] = ()


def read_text(document: Document) -> BackgroundText:
    """Return the document's text. Raises UnreadableSource where it holds none."""
    decoded = decode(document)
    front_matter, text = split_front_matter(document, decoded.text.lstrip("\ufeff \n\t\f"))
    address, text = split_address(text.lstrip("\n \t\f"))
    issues = (*decoded.issues, *front_matter.issues)
    if looks_like_html(text):
        read = _html(document.name, text, front_matter)
    else:
        read = BackgroundText(tuple(_paragraphs(text)), front_matter)
    return replace(read, address=address or read.address, issues=issues)


_LINE_END: Final = re.compile(r"[\n\v\u0085\u2028\u2029]")
_PARAGRAPH_END: Final = "\f"
_RULE: Final = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:=[ \t]*){3,}")
_HEADING: Final = re.compile(r"#{1,6}[ \t]++(.*[^#\s])[ \t]*+#*+")


def _html(name: str, text: str, front_matter: FrontMatter) -> BackgroundText:
    # Imported here since lxml takes a moment to load and plain text does not need it.
    from importers.markup.html_pages import html_page  # noqa: PLC0415

    page = html_page(name, text)
    head = page_head(text, page.title)
    paragraphs = [
        Paragraph((block.text,), is_heading=block.kind is BlockKind.HEADING)
        for block in page.blocks
        if block.kind is not BlockKind.RULE
    ]
    if head.title and all(head.title != paragraph.text for paragraph in paragraphs):
        paragraphs.insert(0, Paragraph((head.title,), is_heading=True))
    return BackgroundText(tuple(paragraphs), front_matter, head, page.address)


def _paragraphs(text: str) -> list[Paragraph]:
    """Return what empty lines, rules, page breaks and headings part."""
    is_markdown = looks_like_markdown(text)
    found: list[Paragraph] = []
    lines: list[str] = []
    for printed in (*_LINE_END.split(text.replace(_PARAGRAPH_END, "\n\n")), ""):
        line = collapse_whitespace(printed)
        heading = _HEADING.fullmatch(line) if is_markdown else None
        if heading or not line or _RULE.fullmatch(line):
            found.append(Paragraph(tuple(lines)))
            lines = []
        if heading:
            found.append(Paragraph(_shown(heading[1]), is_heading=True))
        elif line and not _RULE.fullmatch(line):
            lines += _shown(line) if is_markdown else (line,)
    return [paragraph for paragraph in found if paragraph.lines]


def _shown(line: str) -> tuple[str, ...]:
    """Return what a Markdown line shows, if anything: a picture without a name shows no text."""
    text = without_markdown(line)
    return (text,) if text else ()
