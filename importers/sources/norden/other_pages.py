"""Pages of norden.org that hold no speeches: what marks news, events, cases, persons and the like.

They stand at node ids between those of speeches, so that an address alone proves nothing.
"""

import re
from collections.abc import Sequence
from typing import Final

from importers.markup.blocks import Block, BlockKind, PageText
from importers.sources.norden.agenda.protocol_lines import is_heading as is_short_heading
from importers.sources.norden.forms_of_address import begins_a_speech
from importers.sources.norden.labels import is_banner, is_noise
from importers.sources.norden.labels import is_heading as is_information_heading
from importers.sources.norden.speech.titles import read_loose_title


def mark_of_another_page(lines: Sequence[Block]) -> str | None:
    """Return what shows near the top that the page is news, an event or the like, else None.

    "29.10.21 | News" under a title: the day of publication and the kind of page, in whatever
    language, on one line or on two or three.
    """
    shown = [
        block.text
        for block in lines
        if block.text and not is_banner(block.text) and not is_noise(block.text)
    ][:_HEAD_LINES]
    for index, line in enumerate(shown):
        if _MARK.fullmatch(line):
            return line
        following = shown[index + 1 : index + 3]
        if not _DAY_LINE.fullmatch(line) or not following:
            continue
        if line.endswith("|") and _KIND.fullmatch(following[0]):
            return f"{line} {following[0]}"
        if following[0] == "|" and len(following) > 1 and _KIND.fullmatch(following[1]):
            return f"{line} | {following[1]}"
        if following[0].casefold() in _KINDS and not is_information_heading(following[0]):
            return f"{line} | {following[0]}"
    return None


def mark_near_title(page: PageText) -> str | None:
    """Return the same of a page whose menus stand before its title."""
    at = next(
        (
            place
            for place, block in enumerate(page.blocks)
            if block.kind is BlockKind.HEADING and block.text == page.title
        ),
        0,
    )
    return mark_of_another_page(page.blocks) or mark_of_another_page(page.blocks[at:])


def label_of_another_page(lines: Sequence[Block]) -> str | None:
    """Return the first line that is a label of news, persons, cases or publications, else None."""
    return next((block.text for block in lines if _fold(block.text) in _LABELS), None)


def title_of_another_page(lines: Sequence[Block]) -> str | None:
    """Return the page's first line where it is a heading, and no speech's title, else None.

    A speech page without a title begins with what was said. A name alone is the title of a
    person's page, a body's, or of one on work in some country, unless a speech begins after it.
    """
    shown = [block for block in lines if block.text and not is_noise(block.text)]
    shown = [block for block in shown if not is_banner(block.text)]
    if not shown or is_information_heading(shown[0].text) or begins_a_speech(shown[0].text):
        return None
    first, *others = shown
    if title := read_loose_title(first.text):
        is_of_speech = title.number is not None or title.type_raw is not None
        has_speech = any(begins_a_speech(block.text) for block in others[:_MOST_BEFORE_SPEECH])
        return None if is_of_speech or has_speech else first.text
    is_title = first.kind is BlockKind.HEADING or is_short_heading(first.text)
    return first.text if is_title else None


_HEAD_LINES: Final = 8
_MOST_BEFORE_SPEECH: Final = 3
_DAY: Final = (
    r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s\d{4})(?:[ ,]+(?:kl\.?\s)?\d{1,2}[.:]\d{2})?"
)
_KIND_WORDS: Final = r"[^\W\d_][^\W\d_/ -]*(?:[ /-]+[^\W\d_]+){0,3}"
_KIND: Final = re.compile(_KIND_WORDS)
_MARK: Final = re.compile(rf"{_DAY}\s*\|\s*{_KIND_WORDS}|{_KIND_WORDS}\s*\|\s*{_DAY}")
_DAY_LINE: Final = re.compile(rf"{_DAY}\s*\|?")


def _fold(line: str) -> str:
    return line.strip(" :").casefold()


def _folded(words: str) -> frozenset[str]:
    return frozenset(_fold(word) for word in words.split(";"))


_KINDS: Final = _folded(
    "News; Nyhed; Nyheder; Nyhet; Nyheter; Uutinen; Uutiset; Uutisia; Frétt; Fréttir; Event; Events"
    "; Begivenhed; Arrangement; Evenemang; Tapahtuma; Viðburður; Viðburðir; Declaration"
    "; Deklaration; Erklæring; Deklarasjon; Uttalande; Julistus; Julkilausuma; Yfirlýsing"
    "; Information; Informasjon; Tietoa; Tietoja; Upplýsingar; Article; Artikel; Artikkel"
    "; Artikkeli; Grein; Press release; Pressemeddelelse; Pressemelding; Pressmeddelande"
    "; Lehdistötiedote; Tiedote; Fréttatilkynning; Statement; Udtalelse; Uttalelse; Lausunto"
    "; Publication; Publikation; Publikasjon; Julkaisu; Útgáfa; Rit; Blog; Blogg; Blogi; Opinion"
)
_LABELS: Final = _folded(
    "Photographer; Fotograf; Valokuvaaja; Kuvaaja; Ljósmyndari; Contact information; Contact"
    "; Contact person; Kontakt; Kontaktoplysninger; Kontaktinformation; Kontaktinformasjon"
    "; Kontaktuppgifter; Kontaktperson; Yhteystiedot; Yhteyshenkilö; Tengiliður"
    "; Samskiptaupplýsingar; Tengiliðaupplýsingar; Email; E-mail; E-post; Sähköposti; Netfang"
    "; Tölvupóstur; Phone; Telephone; Telefon; Tlf; Puhelin; Sími; ISBN; ISSN; DOI"
    "; Publication number; Publikationsnummer; Publikasjonsnummer; Julkaisunumero; Útgáfunúmer"
    "; Published; Publiceret; Udgivet; Publisert; Utgitt; Publicerad; Utgiven; Julkaistu"
    "; Útgefið; Publication date; Udgivelsesdato; Utgivelsesdato; Utgivningsdatum"
    "; Julkaisupäivä; Útgáfudagur; Case number; Sagsnummer; Saksnummer; Ärendenummer; Asianumero"
    "; Málsnúmer; Entry into force; Ikrafttrædelse; Ikrafttreden; Ikraftträdande; Voimaantulo"
    "; Gildistaka; Signed; Undertegnet; Underskrevet; Undertecknad; Allekirjoitettu; Undirritað"
    "; Venue; Location; Mødested; Lokalitet; Plats; Tapahtumapaikka; Paikka; Staðsetning"
    "; Organiser; Organizer; Arrangør; Arrangör; Järjestäjä; Skipuleggjandi"
)
"""Labels that stand on no speech page, in the site's languages."""
