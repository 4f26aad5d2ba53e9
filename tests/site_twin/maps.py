"""robots.txt, sitemaps and feeds of the twin."""

from collections.abc import Sequence
from html import escape

from site_twin.answers import Answer, compressed, page
from site_twin.records import Site, Speech, Way
from site_twin.speech_pages import address

XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots(base: str, crawl_delay: float | None, *, printable: bool) -> Answer:
    """Return robots.txt: what may not be asked, the delay, the sitemap."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /user/", "Disallow: /*/search/"]
    if not printable:
        lines.append("Disallow: /*/printable/print")
    if crawl_delay is not None:
        lines.append(f"Crawl-delay: {crawl_delay:g}")
    lines += ["", f"Sitemap: {base}/sitemap.xml", ""]
    return page("\n".join(lines), kind="map", media_type="text/plain; charset=utf-8")


def sitemap_index(base: str) -> Answer:
    """Return the index: a plain member and one that is compressed."""
    members = "".join(
        f"<sitemap><loc>{base}{path}</loc></sitemap>" for path in ("/sitemap-1.xml", GZIPPED)
    )
    return page(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_NAMESPACE}">{members}'
        "</sitemapindex>\n",
        kind="map",
        media_type=XML,
    )


GZIPPED = "/sitemap-2.xml.gz"


def sitemap(site: Site, base: str, member: int) -> Answer:
    """Return a member: the first has the speeches of even numbers and other pages."""
    rows = [
        _url(f"{base}{address(speech, 'en')}", (speech.changed_at or site.now).date().isoformat())
        for speech in _led_by(site, Way.SITEMAP)
        if speech.number % 2 == member
    ]
    if member == 0:
        rows += [
            _url(f"{base}/en/node/{other.node}", other.day.isoformat())
            for other in site.others.values()
            if other.node % 7 == 0
        ]
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">\n'
        + "\n".join(rows)
        + "\n</urlset>\n"
    )
    if member == 0:
        return page(text, kind="map", media_type=XML)
    return Answer(200, compressed(text.encode()), {"Content-Type": "application/gzip"}, kind="map")


def feed(site: Site, base: str, ui: str) -> Answer:
    """Return the feed: news, and now and then a speech."""
    speeches: Sequence[Speech] = _led_by(site, Way.FEED)
    links = [(speech.title, f"{base}{address(speech, ui)}") for speech in speeches]
    links += [
        (other.title, f"{base}/{ui}/node/{other.node}")
        for other in list(site.others.values())[-5:]
        if other.kind == "news"
    ]
    items = "".join(
        f'<item><title>{escape(title)}</title><link>{link}</link><guid isPermaLink="true">{link}'
        "</guid></item>"
        for title, link in links
    )
    return page(
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>norden.org'
        f"</title><link>{base}/{ui}</link><description>News</description>{items}</channel></rss>\n",
        kind="map",
        media_type=RSS,
    )


def _led_by(site: Site, way: Way) -> list[Speech]:
    return [s for s in site.speeches.values() if way in s.ways and s.deleted is None]


def _url(location: str, day: str) -> str:
    return f"<url><loc>{location}</loc><lastmod>{day}</lastmod></url>"
