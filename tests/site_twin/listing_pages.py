"""Pages that list: the front page, all sessions, one session, a protocol, an agenda item."""

from collections.abc import Iterator, Sequence
from html import escape
from random import Random

from site_twin.frame import framed
from site_twin.records import AgendaItem, OtherPage, Site, SiteSession, Speech, Way
from site_twin.speech_pages import address, type_word
from site_twin.words import COUNCIL, EVENT, NEWS, SESSIONS

PER_PAGE = 5
"""How many items of an agenda stand on one part of a session's page."""
SPEECHES_PER_PAGE = 20
TEASERS_PER_PAGE = 5


def front_page(site: Site, ui: str) -> str:
    """Return the front page: news, and the way to the sessions."""
    news = "".join(
        f'<li><a href="/{ui}/node/{other.node}">{escape(other.title)}</a></li>'
        for other in list(site.others.values())[:5]
    )
    main = f"<h1>norden.org</h1>\n<p>{COUNCIL[ui]}</p>\n<ul>{news}</ul>"
    return framed(ui, "norden.org", main, body_class="page-front")


def sessions_page(site: Site, ui: str) -> str:
    """Return the page of all sessions; those of odd years are found by their address alone."""
    rows = "".join(
        f'<li><a href="/{ui}/{session.page}">{session.days[0]:%d.%m.%Y}</a></li>'
        for session in site.sessions
        if session.number is None or session.year % 2 == 0 or session.year >= 2025
    )
    return framed(ui, SESSIONS[ui], f"<h1>{SESSIONS[ui]}</h1>\n<ul>{rows}</ul>")


def session_page(
    site: Site, session: SiteSession, ui: str, parts: Sequence[int], base: str
) -> str | None:
    """Return a part of a session's page; None beyond its last.

    Items, documents and speeches each have a pager of their own: the third part of the speeches
    is ``?page=%2C%2C2``.
    """
    items = [item for item in site.items if item.session is session]
    listed = _listed(site, session) if session.listed_by == "session" else []
    part = [*parts, 0, 0, 0]
    last = [_last(items, PER_PAGE), 2, _last(listed, SPEECHES_PER_PAGE)]
    if any(given > most for given, most in zip(part, last, strict=False)):
        return None
    path = f"/{ui}/{session.page}"
    title = f"Session {session.number or 'theme'} {session.year}"
    main = [f"<h1>{title}</h1>", "<table>"]
    main += (_item_row(item, ui, path, base) for item in _slice(items, part[0], PER_PAGE))
    main += ["</table>", _pager(path, 0, part[0], last[0])]
    main += [f"<p>Document {part[1] * 2 + 1}/{session.year}</p>", _pager(path, 1, part[1], last[1])]
    main += ["<div>"]
    main += _rows(_slice(listed, part[2], SPEECHES_PER_PAGE), ui, path, base)
    main += ["</div>", _pager(path, 2, part[2], last[2])]
    return framed(ui, title, "\n".join(main), body_class="page-session")


def protocol_page(site: Site, item: AgendaItem, ui: str, part: int, base: str) -> str | None:
    """Return a protocol: the chair's words, then teasers of the speeches without their names.

    Every fourth has two parts, of which ``?page=1`` is the second; None beyond the last.
    """
    size = TEASERS_PER_PAGE if item.id % 4 == 0 else len(item.numbers)
    last = _last(item.numbers, size)
    if part > last:
        return None
    title = f"{item.label} {item.title}"
    chair = f"{_CHAIRS[item.id % len(_CHAIRS)]}"
    main = [f"<h1>{title}</h1>", f"<p>{_day(item)} kl. 10.30</p>", f"<p>Præsident: {chair}</p>"]
    main += ["<p>Dokumentation:</p>", "<ul>"]
    main += [f"<li>Betænkning over medlemsforslag, A {1600 + item.id % 90}/kultur</li>", "</ul>"]
    main += [f"<p>Presidenten: Vi går nu over til sak {item.label} {item.title}.</p>"]
    for speech in _slice(_speeches(site, item), part, size):
        teaser = escape(_teaser(speech))
        if Way.LISTING in speech.ways:
            link = _link(speech, ui, f"/{ui}/{item.path}", base)
            main.append(f'<p>{teaser} <a href="{escape(link)}">…</a></p>')
        else:
            main.append(f"<p>{teaser}…</p>")
    main += ["<p>Presidenten: Debatten er avsluttet.</p>"]
    main += [f"<ul>\n<li>Rådet besluttede at følge udvalgets forslag {item.id}</li>\n</ul>"]
    main += [_pager(f"/{ui}/{item.path}", 0, part, last)]
    return framed(ui, title, "\n".join(main), body_class="page-protocol")


def agenda_item_page(site: Site, item: AgendaItem, ui: str, base: str) -> str:
    """Return an agenda item's page: number, name (sometimes none), type and teaser of each."""
    main = [f"<h1>{item.label}</h1>", f"<div>{escape(item.title)}</div>"]
    main += _rows(_speeches(site, item), ui, f"/{ui}/{item.path}", base)
    return framed(ui, item.label, "\n".join(main), body_class="page-item")


def other_page(other: OtherPage, ui: str) -> str:
    """Return a page that is no speech: news, an event, a person, a case, a publication."""
    day = f"{other.day:%d.%m.%y}"
    lines = {
        "news": (f"<p>{day} | {NEWS[ui]}</p>",),
        "event": (f"<p>{day} | {EVENT[ui]}</p>", "<h2>Location</h2>", "<p>Helsinki</p>"),
        "person": ("<h2>Contact information</h2>", "<p>Email</p>", "<p>nord@norden.example</p>"),
        "case": ("<h2>Case number</h2>", f"<p>A {other.node % 2000}/kultur</p>"),
        "publication": ("<h2>Publication number</h2>", f"<p>{other.day.year}:{other.node}</p>"),
    }[other.kind]
    main = "\n".join((f"<h1>{escape(other.title)}</h1>", *lines, f"<p>{escape(other.text)}</p>"))
    return framed(ui, other.title, main, body_class=f"page-{other.kind}")


_BY_NODE = 3
"""The first speeches of a session are linked by their nodes, or nothing would lead to the block."""
_CHAIRS = ("Sverre Tangvald", "Gunnel Åsbrink", "GÖRAN NÄSBACKA")
_WEEKDAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")


def _day(item: AgendaItem) -> str:
    month = {10: "oktober", 11: "november", 3: "marts"}[item.day.month]
    return f"{_WEEKDAYS[item.day.weekday()]} den {item.day.day}. {month} {item.day.year}"


def _listed(site: Site, session: SiteSession) -> list[Speech]:
    return [
        speech
        for speech in site.speeches.values()
        if speech.session is session and Way.LISTING in speech.ways
    ]


def _speeches(site: Site, item: AgendaItem) -> list[Speech]:
    return [site.speeches[f"{item.session.name}/{number}"] for number in item.numbers]


def _rows(speeches: Sequence[Speech], ui: str, page: str, base: str) -> Iterator[str]:
    """Yield the lines of a list of speeches; one that is not linked is told without a link."""
    for speech in speeches:
        number = str(speech.number)
        if Way.LISTING in speech.ways:
            number = f'<a href="{escape(_link(speech, ui, page, base))}">{number}</a>'
        yield f"<div>{number}</div>"
        if speech.style % 5:
            yield f"<div>{escape(speech.speaker)}</div>"
        yield f"<div>{type_word(speech, ui)}</div>"
        yield f"<p>{escape(_teaser(speech))}…</p>"


def _teaser(speech: Speech) -> str:
    return " ".join(speech.paragraphs[0].split()[:24]).rstrip(".,!?:;")


def _item_row(item: AgendaItem, ui: str, page: str, base: str) -> str:
    link = f"/{ui}/{item.path}" if item.id % 3 else f"{base}/{ui}/{item.path}"
    return (
        f'<tr><td>{item.label}</td><td><a href="{link}">{escape(item.title)}</a></td>'
        f"<td>Document {item.id % 30}/{item.session.year}</td><td>{item.day:%d.%m.%y}</td></tr>"
    )


def _link(speech: Speech, ui: str, page: str, base: str) -> str:
    """Return how a page links to a speech: one of the forms in which the same address is met.

    By a slug where there is no node, and now and then where its session's others show the node.
    """
    dice = Random(f"{page} {speech.key}")
    is_among_others = Way.NEIGHBOUR in speech.ways and speech.number > _BY_NODE
    by_slug = speech.node is None or (is_among_others and dice.random() < 0.25)
    path = address(speech, dice.choice((ui, ui, ui, None)), by_slug=by_slug)
    forms = (
        path,
        path,
        f"{base}{path}",
        f"{path}?utm_source=agenda&utm_medium=web",
        f"{path}#speech-{speech.number}",
        f"{path}/" if not by_slug else path,
    )
    return dice.choice(forms)


def _pager(path: str, which: int, at: int, last: int) -> str:
    """Return one pager of a page: those before it leave their commas in the address."""
    if last == 0:
        return ""
    links = "".join(
        f'<li><a href="?page={"%2C" * which}{part}">{part + 1}</a></li>'
        for part in range(last + 1)
        if part != at
    )
    return f'<nav class="pager" aria-label="{path} {which}"><ul>{links}</ul></nav>'


def _last(rows: Sequence[object], size: int) -> int:
    return max(0, (len(rows) - 1) // size)


def _slice(rows, part, size):
    return rows[part * size : (part + 1) * size]
