"""What stands around every page of the twin: head, navigation, foot."""

from collections.abc import Sequence
from html import escape

from site_twin.words import COUNCIL, HTML_LANGUAGE, LANGUAGES, SESSIONS, SKIP


def framed(
    ui: str, title: str, main: str, *, head: Sequence[str] = (), body_class: str = "page"
) -> str:
    """Return a whole page with the site's navigation around what is its own."""
    languages = "".join(
        f'<li><a hreflang="{HTML_LANGUAGE[code]}" href="/{code}">{code.upper()}</a></li>'
        for code in LANGUAGES
    )
    own = f'<li><a href="/{ui}/nordic-council">{COUNCIL[ui]}</a></li>'
    own += f'<li><a href="/{ui}/sessions">{SESSIONS[ui]}</a></li>'
    foot = f'<li><a href="/{ui}/contact">Contact</a></li>'
    foot += f'<li><a href="/{ui}/cookies">Cookies</a></li>'
    feed = f'<link rel="alternate" type="application/rss+xml" href="/{ui}/rss.xml">'
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{HTML_LANGUAGE[ui]}" dir="ltr">',
            '<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)} | norden.org</title>",
            *head,
            feed,
            f'</head>\n<body class="{body_class}">',
            f'<a class="skip" href="#main-content">{SKIP[ui]}</a>',
            f'<header role="banner">\n<a href="/{ui}" title="norden.org">norden.org</a>',
            f'<nav aria-label="Language"><ul>{languages}</ul></nav>',
            f'<nav aria-label="Main"><ul>{own}</ul></nav>',
            f'</header>\n<main id="main-content">\n{main}\n</main>',
            f"<footer>\n<p>norden.org</p>\n<ul>{foot}</ul>\n</footer>\n</body>\n</html>\n",
        )
    )


def bare(ui: str, title: str, main: str, head: Sequence[str] = ()) -> str:
    """Return a page for printing: no navigation, no foot."""
    lines = "\n".join(head)
    return (
        f'<!doctype html>\n<html lang="{HTML_LANGUAGE[ui]}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(title)}</title>\n<meta name="robots" content="noindex">\n{lines}\n'
        f'</head>\n<body class="print">\n<main>\n{main}\n</main>\n</body>\n</html>\n'
    )
