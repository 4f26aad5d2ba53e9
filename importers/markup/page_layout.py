"""The frame of a site's pages: what stands around their text, told by tags, roles and names.

Names of elements are those that the web has always used, and are believed where they say what a
tag would: no page's text is found by them.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from lxml import html


def is_page_layout(element: html.HtmlElement, tag: str, *, inside_content: bool) -> bool:
    """Tell whether the element belongs to the site's frame or is not shown at all."""
    if not tag or tag in _SKIPPED_TAGS or (tag == "header" and not inside_content):
        return True
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return True
    return (
        (element.get("role") or "").lower() in _FRAME_ROLES
        or _is_named_so(element, inside_content=inside_content)
        or (tag in {"ul", "ol"} and _is_switch_of_languages(element))
        or (tag == "a" and _leads_to_print(element))
    )


def is_aside(element: html.HtmlElement) -> bool:
    """Tell whether the element is marked as complementary."""
    return bool(element.tag == "aside") or element.get("role") == "complementary"


def _is_named_so(element: html.HtmlElement, *, inside_content: bool) -> bool:
    """Tell whether it is called a part of the frame, and does not hold the page's title."""
    names = f"{element.get('id') or ''} {element.get('class') or ''}".lower().split()
    found = _NAMES.intersection(names) or (not inside_content and _HEADS.intersection(names))
    return bool(found) and next(element.iter("h1"), None) is None


def _is_switch_of_languages(element: html.HtmlElement) -> bool:
    """Tell whether it is a list of nothing but links to the page in other languages."""
    links = [a for a in element.iter("a") if a.get("hreflang")]
    shown = "".join("".join(a.itertext()) for a in links)
    return len(links) > 1 and "".join(element.itertext()).split() == shown.split()


def _leads_to_print(link: html.HtmlElement) -> bool:
    """Tell whether it leads to a form for the printer, and says so."""
    try:
        path = urlsplit(link.get("href") or "").path
    except ValueError:
        return False
    shown = "".join(link.itertext())
    return _PRINT.search(path) is not None and _TO_PRINT.search(shown) is not None


_PRINT: Final = re.compile(r"/(?:print|printable/\w+)$|^/(?:\w\w/)?print/", re.IGNORECASE)
_TO_PRINT: Final = re.compile(r"print|utskrift|udskri[fv]|skriv ut|tulost|prent", re.IGNORECASE)
_NAMES: Final = frozenset(
    (
        *("footer", "site-footer", "page-footer", "region-footer"),
        *("nav", "navbar", "navigation", "main-navigation", "main-menu", "menu"),
        *("breadcrumb", "breadcrumbs", "skip-link", "skip-links", "pager", "pagination"),
        *("language-switcher", "cookie-banner", "cookie-consent", "cookiebanner", "sliding-popup"),
    )
)
_HEADS: Final = frozenset(("header", "site-header", "page-header", "region-header"))
"""Within a page's main part a head is its own."""
_SKIPPED_TAGS: Final = frozenset(
    [
        "aside",
        "audio",
        "button",
        "canvas",
        "datalist",
        "embed",
        "footer",
        "form",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "nav",
        "noscript",
        "object",
        "option",
        "picture",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_FRAME_ROLES: Final = frozenset(
    [
        "alert",
        "alertdialog",
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "menubar",
        "navigation",
        "search",
        "tooltip",
    ]
)
