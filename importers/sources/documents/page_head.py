"""What an HTML page's head says of the page: its title, its site and when it was published."""

from dataclasses import dataclass

from importers.markup.blocks import collapse_whitespace


@dataclass(frozen=True, slots=True)
class PageHead:
    """What is stated outside of the text; None where nothing is."""

    title: str | None = None
    """By <h1>, og:title or <title>."""
    publisher: str | None = None
    """The site's name (og:site_name)."""
    published: str | None = None
    """ISO 8601 as a rule (article:published_time), or the first <time>."""


def page_head(text: str, title: str | None) -> PageHead:
    """Return what the page of this HTML text and title says of itself."""
    # Imported here since lxml takes a moment to load and plain text does not need it.
    from lxml import html  # noqa: PLC0415

    root = html.document_fromstring(
        text.encode(errors="replace"), html.HTMLParser(encoding="utf-8")
    )
    stated = {
        (meta.get("property") or meta.get("name") or "").casefold(): collapse_whitespace(
            meta.get("content") or ""
        )
        for meta in root.iter("meta")
    }
    times = [time.get("datetime") for time in root.iter("time") if time.get("datetime")]
    return PageHead(
        title=title,
        publisher=stated.get("og:site_name") or None,
        published=stated.get("article:published_time") or (times[0] if times else None),
    )
