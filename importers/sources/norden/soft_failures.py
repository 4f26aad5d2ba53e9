"""Soft failures: pages served with status 200 in place of a record, such as a login.

A site answers them with 200 under the address of a record. They hold none, and none of a record
that is held changes for them.
"""

import re
from collections.abc import Iterable
from typing import Final

from archive.errors import UnreadableSource
from importers.markup.blocks import BlockKind, PageText, read_page
from importers.records import Document
from importers.sources.norden.agenda.agenda_item import looks_like_agenda_item
from importers.sources.norden.agenda.protocol import looks_like_protocol
from importers.sources.norden.other_pages import mark_near_title
from importers.sources.norden.speech.page import looks_like_speech


class SoftFailure(UnreadableSource):
    """The page was not answered with, but another in its place, though with 200."""


def is_soft_failure(document: Document) -> bool:
    """Tell whether the page is one that was answered in the place of another."""
    try:
        return soft_failure(document.content, read_page(document)) is not None
    except UnreadableSource:
        return False


class NotFoundPage(SoftFailure):
    """The page says that there is none at its address, or lists what a search found."""


class BannerPage(SoftFailure):
    """The page says so beside a heading of its own: it may be a banner, unless a record is due."""


class ScriptOnlyPage(SoftFailure):
    """The page says next to nothing without script; its mark-up may lead somewhere all the same."""


def refuse_soft_failures(document: Document, page: PageText) -> None:
    """Raise SoftFailure where the page is one that stands in another's place."""
    if reason := soft_failure(document.content, page):
        otherwise = BannerPage if _has_own_title(page) else SoftFailure
        raise _KINDS.get(reason, otherwise)(
            f"{document.name}: no speech: {reason} stands in its place; fetch the page again"
        )


def soft_failure(content: bytes, page: PageText) -> str | None:
    """Return what stands in the page's place, in words, or None where it is a page of its own.

    A page that is made as one of a speech, a protocol or an agenda item is one, whatever words
    stand on it: what is debated may be cookies. So is one that is marked as news or the like.
    """
    lines = [block.text for block in page.blocks if block.text]
    letters = sum(map(len, lines))
    if letters > _LEAST_LETTERS and (_is_made_as_a_record(page) or mark_near_title(page)):
        return None
    heads = [head for head in (page.title, *lines[:2]) if head and len(head) <= _LONGEST_HEAD]
    if found := _first(_HEADS, heads):
        return found
    if letters <= _SHORT and (found := _first(_TEXTS, [*heads, " ".join(lines)])):
        return found
    lowered = content[:_LOOKED_AT].lower()
    if letters <= _SHORT and _PASSWORD.search(lowered):
        return "a login page"
    if letters <= _LEAST_LETTERS and _SCRIPT.search(lowered):
        return _SHELL
    return None


def _is_made_as_a_record(page: PageText) -> bool:
    return looks_like_speech(page) or looks_like_protocol(page) or looks_like_agenda_item(page)


def _has_own_title(page: PageText) -> bool:
    """Tell whether its title stands on it as a heading, and is not that of such a page."""
    titles = [page.title] if page.title else []
    is_shown = any(
        block.kind is BlockKind.HEADING and block.text == page.title for block in page.blocks
    )
    return is_shown and _first(_HEADS | _TEXTS, titles) is None


def _first(patterns: dict[str, re.Pattern[str]], texts: Iterable[str]) -> str | None:
    shown = [*texts]
    return next(
        (name for name, pattern in patterns.items() if any(map(pattern.search, shown))), None
    )


_SHELL: Final = "an empty shell that needs script"
_KINDS: Final[dict[str, type[SoftFailure]]] = {
    "a page that says that there is none": NotFoundPage,
    "a search page": NotFoundPage,
    _SHELL: ScriptOnlyPage,
}
_LONGEST_HEAD: Final = 120
_SHORT: Final = 1_500
"""Letters: a page that stands in another's place says little."""
_LEAST_LETTERS: Final = 40
_LOOKED_AT: Final = 200_000
_PASSWORD: Final = re.compile(rb"""<input[^>]{1,300}type\s*=\s*["']?password""")
_SCRIPT: Final = re.compile(rb"<script[\s>]")


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_HEADS: Final = {
    "a maintenance page": _any(
        r"^(?:site |website )?(?:is )?(?:under|down for|undergoing) (?:scheduled |planned )?maint",
        r"^(?:site|scheduled|planned) maintenance|^maintenance(?: mode)?$",
        r"^(?:service|temporarily|site|website|page) (?:temporarily )?(?:un|not )available",
        r"^vedligeholdelse|^vedlikehold|^underhåll|^huoltokatko|^huolto$|^viðhald",
        r"(?:under|lukket for|stengt for|stängd för) (?:vedligehold|vedlikehold|underhåll)",
        r"^(?:midlertidigt|midlertidig|tillfälligt) (?:utilgængelig|utilgjengelig|otillgänglig)",
    ),
    "a login page": _any(
        r"^(?:log ?in|log on|sign in|log ind|logg inn|logga in|kirjaudu(?: sisään)?|innskráning"
        r"|skrá(?:ðu þig)? inn)(?:\s*[|–-].*|$)",
        r"^(?:please )?(?:log|sign) in to (?:continue|view|see)|^access denied|^adgang n[æe]gtet",
        r"^ingen (?:tilgang|adgang)|^åtkomst nekad|^pääsy (?:estetty|kielletty)"
        r"|^aðgangur bannaður|^you are not authori[sz]ed|^du har ikke (?:adgang|tilgang)",
    ),
    "a consent wall": _any(
        r"^(?:before you continue|we (?:use|value|need) (?:cookies|your (?:privacy|consent)))",
        r"^(?:cookie|privacy|your) ?(?:consent|settings|choices|preferences)",
        r"^(?:vi bruger|vi bruker|vi använder) (?:informasjonskapsler|cookies|kakor)",
        r"^(?:samtykke|samtycke|evästeasetukset|evästeet|vafrakökur)\b",
    ),
    "a search page": _any(
        r"^(?:search|search results?|results? of (?:your )?search|søg|søgeresultat(?:er)?|søk"
        r"|søkeresultat(?:er)?|sök|sökresultat|haku|hakutulokset|haun tulokset|leit"
        r"|leitarniðurstöður)(?:\s*[|:–-].*|\s+(?:for|efter|etter|after|for:)\s.*|$)",
    ),
    "a page that says that there is none": _any(
        r"^(?:error )?404\b|^(?:page|content|sorry.{0,40}page).{0,20} (?:not|could not be) found",
        r"^siden (?:blev ikke|ble ikke|er ikke|kunne ikke|finnes ikke|findes ikke|eksisterer ikke)",
        r"^sidan (?:kunde inte|hittades inte|finns inte|existerar inte)|^sivua ei (?:löydy|löyty)",
        r"^síða(?:n)? (?:fannst|finnst) ekki|^not found$",
    ),
    "an error page": _any(
        r"^the website encountered an unexpected error|^internal server error|^bad gateway",
        r"^gateway time-?out|^(?:error )?50[0234]\b|^an error (?:has )?occurred",
        r"^(?:der|det) (?:er )?(?:opstod|opstået|oppstod|oppstått|uppstod) (?:en|et|ett) fe",
    ),
    "a check of the reader": _any(
        r"^just a moment|^checking your browser|^attention required",
        r"^are you (?:a )?(?:human|robot)",
        r"^(?:please )?verify (?:that )?you are|^security check|captcha",
    ),
}
"""What only the title or the first lines of such a page say."""
_TEXTS: Final = {
    "a maintenance page": _any(
        r"(?:currently|is|are) (?:down for|under|undergoing|performing|carrying out)"
        r" (?:scheduled |planned |routine )?maintenance",
        r"temporarily (?:unavailable|down|closed|offline)|(?:will|should) be back (?:shortly|soon)",
        r"(?:er|är) (?:midlertidigt|midlertidig|tillfälligt) (?:ude af drift|nede|utilgjengelig"
        r"|utilgængelig|lukket|otillgänglig|stängd|stengt)",
        r"(?:vedligehold|vedlikehold|underhåll)(?:e[rs]|es|elsesarbejde|sarbeid|sarbete)?\b.{0,80}"
        r"(?:senere|senare|snart|tilbage|tilbake|tillbaka)",
        r"huollossa|huoltotöi|huoltokatko|tilapäisesti (?:poissa|suljettu)|(?:vegna|í) viðhalds?",
    ),
    "a consent wall": _any(
        r"(?:accept|agree to|consent to|allow)(?: \w{1,30}){0,3} (?:cookies|terms|continue)",
        r"(?:accepter|godta|godkänn|acceptera|hyväksy|samþykk\w*)\b.{0,60}"
        r"\b(?:cookies|informasjonskapsler|kakor|evästeet|vafrakök|(?:alle|alla|kaikki)\b|fort?s[æä]t)",
        r"cookies?\b.{0,80}(?:samtykk|samtyck|required|nødvendig|enable|slå til|aktiver)",
    ),
    "a login page": _any(
        r"(?:you (?:must|need to|have to)|please|du (?:skal|må|måste)|sinun (?:on|täytyy)"
        r"|þú (?:verður|þarft)).{0,30}(?:log ?in|sign in|logge|logga|logg|kirjaut|skrá)",
        r"forgot (?:your )?password|glemt (?:din )?(?:adgangskode|passord)|glömt (?:ditt )?lösenord"
        r"|unohditko salasana",
    ),
    _SHELL: _any(
        r"(?:enable|requires?|need|turn on|activate|without) (?:\w{1,30} ){0,3}java ?script",
        r"java ?script (?:is|must be|needs to be|er|är|on|þarf|skal|må|måste)",
        r"(?:aktiver|slå til|slå på|salli|ota käyttöön|virkja)\w{0,20} (?:\w{1,30} ){0,2}"
        r"java ?script",
        r"^(?:loading|indlæser|laster|laddar|ladataan|hleð)\b.{0,20}$",
    ),
    "a check of the reader": _any(r"captcha|cloudflare|unusual traffic|ddos protection"),
    "an error page": _any(
        r"please try again (?:later|in a few)|prøv ig(?:en|jen) senere|försök igen senare",
        r"yritä (?:myöhemmin )?uudelleen|reyndu aftur (?:síðar|seinna)",
    ),
    "a page that says that there is none": _any(
        r"the (?:requested )?page (?:you (?:are looking for|requested) )?(?:could not|cannot"
        r"|does not|was not|is not|has been (?:moved|removed))",
        r"siden,? (?:som )?du (?:leder|leter|søger|søker) efter|sidan du (?:söker|letar)",
    ),
    "a search page": _any(
        r"^(?:search )?(?:no|0) (?:results|hits|matches)|your search (?:yielded|returned|gave) no",
        r"ingen (?:resultater|treff|resultat|träffar|hits)\b.{0,40}$|ei (?:hakutuloksia|tuloksia)"
        r"|engar niðurstöður",
    ),
}
"""What a page says that says little else."""
