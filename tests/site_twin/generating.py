"""A site made from a seed: sessions, speeches, agenda items, and what lies between them."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from site_twin.records import AgendaItem, OtherPage, Site, SiteSession, Speech, Way
from site_twin.sample_texts import Text, sample_texts
from site_twin.sessions import MOST_ITEMS, SESSIONS
from site_twin.words import OPENINGS

BEGUN: Final = datetime(2026, 10, 1, 3, 0)  # noqa: DTZ001  (the site's own time)

APART: Final = {
    "sitemap": {Way.SITEMAP},
    "listing": {Way.LISTING},
    "link": {Way.LINK},
    "none": set(),
}
"""What leads to speeches whose nodes lie far from all others."""


def generate(speeches: int, seed: int, now: datetime = BEGUN) -> Site:
    """Return a site of so many speeches; the same one for the same numbers."""
    dice = Random(f"site {seed}")
    site = Site(seed, SESSIONS, {}, [], {}, {}, now)
    weights = sum(session.weight for session in SESSIONS)
    apart = Random(f"apart {seed}")
    for session in SESSIONS:
        share = max(3, round(speeches * session.weight / weights))
        if session is SESSIONS[-1]:
            share = max(3, speeches - len(site.speeches))
        add_speeches(site, session, share, dice)
    _set_apart(site, apart, max(1, speeches // 300))
    for session in SESSIONS:
        add_items(site, session)
    refresh(site)
    return site


def add_speeches(site: Site, session: SiteSession, count: int, dice: Random) -> list[Speech]:
    """Add speeches to a session, with the numbers after its last, and return them."""
    present = [speech for speech in site.speeches.values() if speech.session is session]
    number = max((speech.number for speech in present), default=0)
    nodes = [speech.node for speech in present if speech.node and speech.node < _FAR]
    node = max(nodes, default=session.base)
    made = []
    for _ in range(count):
        number += 1
        node += 1
        if dice.random() < session.others and number > 1:
            for _ in range(dice.randint(1, 2)):
                _add_other(site, session, node, dice)
                node += 1
        speech = _speech(session, number, node, dice)
        while speech.slug in site.by_slug:
            # As the site does where two have the same title.
            speech = replace(speech, slug=f"{speech.slug}-0")
        site.by_slug[speech.slug] = speech.key
        site.speeches[speech.key] = speech
        made.append(speech)
    return made


def add_items(site: Site, session: SiteSession) -> None:
    """Give the speeches of a session that no agenda item has yet to new ones."""
    if session.listed_by == "session":
        return
    mine = [item for item in site.items if item.session is session]
    given = {number for item in mine for number in item.numbers}
    numbers = sorted(s.number for s in site.speeches.values() if s.session is session)
    left = [number for number in numbers if number not in given]
    room = max(1, MOST_ITEMS - len(mine))
    size = max(8, -(-len(left) // room))
    for begin in range(0, len(left), size):
        order = len(mine) + begin // size
        label = f"{order + 2}." if session.listed_by == "protocol" else f"{order // 3 + 2}."
        label += "" if session.listed_by == "protocol" else f"{order % 3 + 1}."
        title = f"{_SUBJECTS[order % len(_SUBJECTS)]} {session.year}"
        day = session.days[min(order // 6, len(session.days) - 1)]
        item = AgendaItem(
            session, session.items + order, label, title, day, tuple(left[begin : begin + size])
        )
        site.items.append(item)


def refresh(site: Site) -> None:
    """Find all speeches by node and slug again, after the site has changed."""
    site.by_node = {s.node: key for key, s in site.speeches.items() if s.node is not None}
    site.by_slug = {s.slug: key for key, s in site.speeches.items()}
    site.generation += 1


def said(text: Text, case: str) -> tuple[str, ...]:
    """Return a sample's text made another one by a sentence after the form of address."""
    first, *others = text.paragraphs
    begin = _ADDRESS.match(first)
    end = begin.end() if begin else 0
    told = OPENINGS[text.language].format(case)
    return (f"{first[:end]} {told} {first[end:]}".strip().replace("  ", " "), *others)


_FAR: Final = 100_000
"""From here on lie the nodes of speeches that no other lies beside."""
_STEP: Final = 997
_ADDRESS: Final = re.compile(
    r"(?:[^\W\d_]+\.?\s){0,2}(?:pr[eæ]sident\w*|puhemies|forseti)[^.!]{0,40}[.!]",
    re.IGNORECASE,
)
_SUBJECTS: Final = (
    "Menneskehandel i Norden",
    "Klimaet og havet",
    "Grænsehindringer",
    "Sprog og kultur",
    "Fiskeri i Arktis",
    "Sikkerhed og beredskab",
    "Redegørelse om samarbejdet",
)
_TYPES: Final = ("main", "contribution", "contribution", "reply", "answer_to_reply", "reply")
_SYLLABLES: Final = ("ka", "vo", "mi", "ru", "te", "sal", "nor", "pi", "du", "len", "gro", "fe")
_KINDS: Final = ("news", "event", "person", "case", "publication")


def _speech(session: SiteSession, number: int, node: int, dice: Random) -> Speech:
    text, style = dice.choice(sample_texts()), dice.randrange(1_000_000)
    kind = dice.choice(_TYPES)
    if style % 23 == 0:
        kind = "question"
    day = session.days[min(number // 130, len(session.days) - 1)]
    at = datetime.combine(day, time(9)) + timedelta(minutes=3 * (number % 130))
    return Speech(
        session=session,
        number=number,
        node=node,
        speaker=text.speaker,
        role=text.role,
        type=kind,
        at=at,
        language=text.language,
        paragraphs=said(text, _case(session.base, number)),
        translation=text.translation,
        translation_language=text.translation_language,
        ways=frozenset(_ways(dice)),
        slug=_slug(session, number, text.speaker),
        style=style,
        waiting=style % 17 == 0,
    )


def _case(base: int, number: int) -> str:
    """Return a case's name, whose letters tell speeches apart where digits are not compared."""
    order, name = base * 1_000 + number, ""
    while order:
        order, rest = divmod(order, len(_SYLLABLES))
        name += _SYLLABLES[rest]
    return f"{name.title()} {number}"


def _ways(dice: Random) -> set[Way]:
    """Return what leads to a speech that lies among its session's: mostly several ways."""
    chance = dice.random()
    if chance < 0.1:
        return {Way.NEIGHBOUR}
    return {Way.NEIGHBOUR, Way.LISTING} | ({Way.SITEMAP} if chance > 0.9 else set())


def _set_apart(site: Site, dice: Random, each: int) -> None:
    """Lay some speeches where one way alone leads to them, or none."""
    inner = [s for s in site.speeches.values() if s.session.number and Way.LISTING in s.ways]
    chosen = dice.sample(inner, each * (len(APART) + 2))
    node = _FAR
    for index, speech in enumerate(chosen):
        kind = (*APART, "slug", "feed")[index % (len(APART) + 2)]
        node += _STEP
        fields = {"node": node, "ways": frozenset(APART.get(kind, ()))}
        if kind == "slug":
            # Its pages tell neither node nor date: its listing alone places it.
            fields = {"node": None, "ways": frozenset({Way.LISTING}), "at": None}
        elif kind == "feed":
            fields["ways"] = frozenset({Way.FEED})
        site.speeches[speech.key] = replace(speech, **fields)
        if kind == "link":
            known = dice.choice([s for s in inner if s not in chosen])
            site.links.setdefault(known.key, []).append(speech.key)


def _add_other(site: Site, session: SiteSession, node: int, dice: Random) -> None:
    text = dice.choice(sample_texts())
    day = session.days[0] + timedelta(days=dice.randint(-30, 30))
    title = f"{dice.choice(_SUBJECTS)}: {text.speaker}"
    site.others[node] = OtherPage(node, dice.choice(_KINDS), title, text.paragraphs[-1], day)


def _slug(session: SiteSession, number: int, speaker: str) -> str:
    """Return the slug; older ones hold no number, but suffixes where they would be the same."""
    name = plain(speaker)
    if session.year >= _NUMBERED_SLUGS:
        return f"{number}-{name}-{{}}"
    return f"{name}-{{}}-{session.year % 100}{number}"


_NUMBERED_SLUGS: Final = 2018


def plain(text: str) -> str:
    """Return a text as an address writes it: "svar-pa-replik"."""
    spelled = text.lower().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "å": "a", "ð": "d", "þ": "th", "ö": "o"})
