"""HTML pages as text blocks, whatever their classes: a page's main text without its frame."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from archive.errors import UnreadableSource
from importers.bounds.markup import check_markup
from importers.markup.blocks import Block, BlockKind, PageText, collapse_whitespace
from importers.markup.footnote_marks import is_footnote_mark, without_footnote_marks
from importers.markup.page_layout import is_aside, is_page_layout
from importers.markup.page_lines import PageLine, without_parted_lines


def html_page(name: str, text: str) -> PageText:
    """Return the HTML text's blocks and what its head says.

    No entity is expanded and nothing is fetched. Raises UnreadableSource for a page that
    declares entities, has more mark-up than a page or cannot be read as HTML at all.
    """
    if "<!entity" in text[:100_000].lower():
        raise UnreadableSource(
            f"{name}: the page declares XML entities, which are refused; save it as plain HTML"
        )
    check_markup(name, text)
    root = _root(name, text)
    content = _content(root)
    blocks = tuple(_blocks(content)) if content is not None else ()
    asides = tuple(tuple(_blocks(element)) for element in root.iter() if is_aside(element))
    stated = _addresses(root)
    address = stated[0] if stated else None
    return PageText(blocks, address, stated, _title(root), root.get("lang"), asides=asides)


_BLOCK_TAGS: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADING_TAGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CONTENT_TAGS: Final = ("main", "article")
_RAISED_BY_STYLE: Final = re.compile(r"vertical-align:\s*(?:super|text-top)", re.IGNORECASE)
_MARK_OF_LINK: Final = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{2,4}|[*†‡§]{1,3})[\])]?")


def _root(name: str, text: str) -> html.HtmlElement:
    # A declared encoding inside the text would contradict the str that lxml is given.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = re.sub(r"[\x00-\x08\x0e-\x1f]", " ", text)
    parser = html.HTMLParser(
        no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSource(
            f"{name}: not readable as HTML ({error}); save the page again"
        ) from None
    return root


def _content(root: html.HtmlElement) -> html.HtmlElement | None:
    """Return the page's main element, its article with most text, or else its body."""
    for tag in _CONTENT_TAGS:
        found = [e for e in root.iter(tag) if len(collapse_whitespace(e.text_content())) > 0]
        largest = max(found, key=lambda element: len(element.text_content()), default=None)
        if largest is not None and not (len(found) > 1 and _are_teasers(root, found)):
            return largest
    body = root.find("body")
    return body if body is not None else root


def _are_teasers(root: html.HtmlElement, articles: list[html.HtmlElement]) -> bool:
    """Tell whether the page's title stands outside of all of its articles."""
    has_title = next(root.iter("h1"), None) is not None
    return has_title and all(next(article.iter("h1"), None) is None for article in articles)


def _addresses(root: html.HtmlElement) -> tuple[str, ...]:
    """Return the addresses that the head states of the page, the shortest form first."""
    stated: dict[str, str] = {}
    for link in root.iter("link"):
        stated.setdefault((link.get("rel") or "").lower(), link.get("href") or "")
    for meta in root.iter("meta"):
        stated.setdefault((meta.get("property") or "").lower(), meta.get("content") or "")
    found = (stated.get(place, "").strip() for place in ("shortlink", "canonical", "og:url"))
    return tuple(address for address in found if address)


def _title(root: html.HtmlElement) -> str | None:
    for heading in root.iter("h1"):
        if text := collapse_whitespace(heading.text_content()):
            return text
    for meta in root.iter("meta"):
        if (meta.get("property") or "").lower() == "og:title" and meta.get("content"):
            return collapse_whitespace(meta.get("content") or "")
    for title in root.iter("title"):
        if text := collapse_whitespace(title.text_content()):
            # The site puts its own name after a bar.
            return text.split(" | ")[0]
    return None


def _blocks(content: html.HtmlElement) -> Iterator[Block]:
    lines: _Lines = [PageLine(BlockKind.LINE)]
    inside_content = content.tag in _CONTENT_TAGS
    around = frozenset[html.HtmlElement]() if inside_content else _around_title(content)
    _walk(content, lines, around, inside_content=inside_content)
    for line in without_parted_lines(lines):
        text = collapse_whitespace(without_footnote_marks(line.text))
        if text or line.kind is BlockKind.RULE:
            yield Block(text, line.kind, line.near)


def _around_title(content: html.HtmlElement) -> frozenset[html.HtmlElement]:
    """Return the elements within the content that hold its title."""
    title = next((h1 for h1 in content.iter("h1") if collapse_whitespace(h1.text_content())), None)
    return frozenset() if title is None else frozenset(title.iterancestors()) - {content}


_Lines = list[PageLine]


def _walk(
    content: html.HtmlElement,
    lines: _Lines,
    around: frozenset[html.HtmlElement],
    *,
    inside_content: bool,
) -> None:
    """Append the element's lines in document order; a stack, since pages may nest deeply."""
    stack: list[tuple[html.HtmlElement, bool]] = [(content, False)]
    kinds = [BlockKind.LINE]
    near = 0
    while stack:
        element, is_left = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if is_left:
            near -= element in around
            if tag in _BLOCK_TAGS:
                kinds.pop()
                lines.append(PageLine(kinds[-1], near=near))
            _append_tail(element, content, lines)
            continue
        if element is not content and (
            is_page_layout(element, tag, inside_content=inside_content)
            or _is_footnote_mark(element, tag, lines[-1])
        ):
            _append_tail(element, content, lines)
            continue
        near += element in around
        _enter(element, tag, lines, kinds, near)
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def _enter(
    element: html.HtmlElement, tag: str, lines: _Lines, kinds: list[BlockKind], near: int
) -> None:
    if tag == "hr":
        lines.extend([PageLine(BlockKind.RULE, near=near), PageLine(kinds[-1], near=near)])
    elif tag == "br":
        lines.append(PageLine(kinds[-1], near=near, after_break=True))
    elif tag in _BLOCK_TAGS:
        kinds.append(_kind(tag, kinds[-1]))
        lines.append(PageLine(kinds[-1], near=near))
    if element.text:
        lines[-1].pieces.append(element.text)


def _kind(tag: str, outer: BlockKind) -> BlockKind:
    if tag in _HEADING_TAGS:
        return BlockKind.HEADING
    return BlockKind.BULLET if tag == "li" else outer


def _is_footnote_mark(element: html.HtmlElement, tag: str, line: PageLine) -> bool:
    """Tell whether the element is a raised mark after a word, or leads to a note of the page."""
    is_raised = tag == "sup" or _RAISED_BY_STYLE.search(element.get("style") or "") is not None
    if not is_raised and tag != "a":
        return False
    shown = element.text_content()
    leads_to_note = any((a.get("href") or "").startswith("#") for a in element.iter("a"))
    if leads_to_note and (is_raised or _MARK_OF_LINK.fullmatch(shown.strip())):
        return True
    return is_raised and is_footnote_mark(line.ending, shown)


def _append_tail(element: html.HtmlElement, content: html.HtmlElement, lines: _Lines) -> None:
    if element is not content and element.tail:
        lines[-1].pieces.append(element.tail)
