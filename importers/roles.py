"""Role strings of the Nordic Council's records: role kind, party group and country by rule."""

import difflib
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from archive.vocabulary import PartyGroupKey, RoleKind
from importers.countries import country_in, country_of
from importers.records import RoleReading


def read_role(role: str | None) -> RoleReading:
    """Return what a printed role says; an empty reading where no rule knows it.

    The rules stand in the order in which they are tried: guests and ministers before groups,
    since a guest may be "Præsident" of another body and a minister may lead a group.
    """
    if role is None or not role.strip():
        return RoleReading()
    folded = fold(role)
    for rule in _RULES:
        if reading := rule(folded, role):
            return reading
    return RoleReading()


def fold(text: str) -> str:
    """Return the text in lower case with single spaces and plain hyphens and quotes."""
    plain = text.casefold().translate(_PLAIN)
    return " ".join(plain.split()).strip(" .;:")


_PLAIN: Final = str.maketrans({"‐": "-", "‑": "-", "–": "-", "’": "'", "\u00ad": None})

_SPOKESPERSON: Final = re.compile(
    r"\b(?:tale?s?person\w*|talesperson\w*|tals(?:man|mann|mand|maður|maðr|kvinna|kvinde|kona)\w*"
    r"|tales(?:mand|mann|kvinde)\w*|ordførere?n?|ordførar|spokes\w+|puhuja|ryhmäpuhuja|edustaja"
    r"|föredragande|framsögumaður|rapporteur)\b"
)
_OUTSIDE_GROUPS: Final = re.compile(
    r"\b(?:uden ?for|uten ?for|utan ?för|utanfor|uden|utan|uten|outside|without|utan flokka\w*|non)\b"
    r".*(?:gruppe?|grupp|flokk|group)|ryhmi(?:in|en).*(?:kuulumaton|ulkopuol)|ulkopuol\w*.*ryhm"
    r"|^(?:løsgænger\w*|uafhængig|uavhengig|oberoende|sitoutumaton|óháð\w*|independent|partiløs\w*"
    r"|non-attached|utan flokks|partipolitiskt obunden)$"
)
_REPRESENTATIVE: Final = re.compile(
    r"\brepr[æeä]sent[ae]nte?[rn]?\w* (?:for|från|fra|för|af|av|of|from)\b|\brepresenting\b"
    r"|\b(?:full)?trúi\b|\bfulltrúi\b|\bedustaja\b|\brepr[æeä]senterar?\b|\bon behalf of\b"
    r"|\bnational\w* (?:talsperson|repr\w+)"
)
_GUEST_BODIES: Final = re.compile(
    r"\bunr\b|\bunr's\b|ungdommens? nordiske? r|ungdomm?ens? nordiska r|nordisk\w* ungdom"
    r"|nuorten neuvosto|ráð\w* æskunnar|nordic youth|youth council"
    r"|v[eä]stnordisk|vestnor[rð]?[æe]n|west nordic|länsipohjoisma"
    r"|balti\w* (?:forsamling|församling|assembly|yleiskokous|parlament\w*|ministerr\w*|þing\w*)"
    r"|baltic assembly|eystrasalts(?:þing|ráð)|balttian|baltian"
    r"|benelux|\bsam[ei]ting|sámediggi|sametinget|sami parliament|sámi parliament|saamelaiskäräj"
    r"|\bnato\b|forenede nationer|förenta nationerna|sameinuðu þj|yhdistyneiden kans"
    r"|\bfn\b|\bfn's\b|\bfns\b|\bun\b|europar[åa]d|evrópuráð|euroopan neuvosto|council of europe"
    r"|europaparlament|europa-parlament|european|\beu\b|\beu-|\bosce\b|\bosse\b|\boecd\b"
    r"|arktisk\w* r[åa]d|arctic|norðurskaut\w*|\bbspc\b|østersø|östersjö|itämer|baltic sea"
    r"|barents|parlamentarisk\w* (?:forsamling|församling)|parliamentary assembly"
)
_GUEST_TITLES: Final = re.compile(
    r"\b(?:generalsekret\w+|secretary[- ]general|pääsihteeri\w*|framkvæmdastjóri\w*|direkt[øö]r\w*"
    r"|director\w*|johtaja|ambassad[øö]r\w*|ambassador|borgmester\w*|borgmästare\w*|ordfører i|"
    r"borgarstjóri|professor\w*|gæst\w*|gjest\w*|gäst\w*|guest\w*|vieras\w*|gestur|observat[øö]r\w*"
    r"|observer|kong|konge|kung|kuningas|dronning|drottning|statsoverhoved|h\.?k\.?h\.?|ombudsmand\w*"
    r"|ombud\w*|chair of the board|styreleder)\b"
)
_PRESIDENT_WORD: Final = (
    r"(?:vice)?(?:-|\s)?(?:præsident|president)(?:en|ens|s|et|t|in)?|(?:vara)?(?:presidentti|"
    r"presidentin)|(?:vara)?(?:puhemies|puhemiehen|puheenjohtaja)|(?:vara)?forseti|vicetalman\w*"
    r"|talman(?:nen)?|formand(?:en)?|formann(?:en)?|ordförande\w*|leder(?:en)?|ledare|speaker|chair"
    r"(?:man|woman|person)?|formaður|lagtingsformand\w*|stortingspresident\w*|mødeleder\w*|møteleder\w*"
    r"|dirigent\w*|mötesordförande\w*|fundarstjóri"
)
_PRESIDENT: Final = re.compile(rf"\b(?:{_PRESIDENT_WORD})\b")
_CHAIR: Final = re.compile(
    r"(?:(?:den|fungerende|fungerande|tjänstgörande|konstituert|midlertidig|acting|deputy|the"
    r"|første|anden|andre|første|andra|förste|1\.|2\.) )*"
    r"(?:vice[- ]?|vara)?(?:præsident|president|presidentti|puhemies|forseti|puheenjohtaja|dirigent"
    r"|mødeleder|møteleder|mötesordförande|chair|fundarstjóri)(?:en|s|ens|inn)?"
    r"(?: (?:for|af|av|för|of(?: the)?|i) nordisk[ae]? r[åa]de?t?s?)?"
)
_NORDIC_COUNCIL: Final = re.compile(
    r"\bnordiska? r[åa]de?t?s?\b|\bnordisk råds?\b|pohjoismaiden neuvoston?|norðurlandaráðs?"
    r"|\b(?:of )?(?:the )?nordic council(?:'s)?\b"
)
_MINISTER: Final = re.compile(
    r"minist(?:er|re|ar|ern|erin|eri|erit|erns|ers|erens|eren)\b|\bminist(?:er|eri)"
    r"(?!r[åa]d|ineuvosto|ial|ens? r[åa]d|erei)\w*|ministr(?:ene|arna|arnas|enes)\w*|ráðherra\w*|landsstyre(?:mand|kvinde|medlem|leder"
    r"|formand|mann|koma)\w*|landsstýrismaður|landsstýriskona|løgmaður|lögmaður|lagman\w*"
    r"|lantråd\w*|landråd\w*|maaneuvos|naalakkersuisoq|naalakkersuisut|statsr[åa]d\b|statssekret\w+"
    r"|valtiosihteeri|landskapsregering\w*|vicelantråd|regeringschef\w*|premierløytnant"
)
_MINISTER_COUNCIL: Final = re.compile(
    r"minister ?r[åa]d\w*|ministerineuvosto\w*|ráðherranefnd\w*|council of ministers"
)
_PRESIDIUM: Final = re.compile(
    r"pr[æe]sidi(?:et|ets|um|ums|emedlem\w*|e)\b|presidi|puheenjohtajisto|puhemiehistö|forsætisnefnd"
)
_COMMITTEE: Final = re.compile(
    r"udvalg|utvalg|utval(?:et)?\b|utskott|valiokun|nefnd|committee|komit[eé]|kommitt|komité"
    r"|arbejdsgruppe|arbeidsgruppe|arbetsgrupp|working group|työryhmä|vinnuhóp"
)


def _is_spokesperson(folded: str) -> bool:
    return bool(_SPOKESPERSON.search(folded))


def _no_group(folded: str, _role: str) -> RoleReading | None:
    if _OUTSIDE_GROUPS.search(folded):
        return RoleReading(RoleKind.NO_GROUP, rule="outside_party_groups")
    return None


def _national_representative(folded: str, role: str) -> RoleReading | None:
    """Read "Taler som repræsentant for Island" and a country that stands alone."""
    if country := country_of(folded):
        return RoleReading(RoleKind.NATIONAL_REPRESENTATIVE, country=country, rule="country_alone")
    country = country_in(role)
    if country and _REPRESENTATIVE.search(folded) and not _MINISTER.search(folded):
        return RoleReading(
            RoleKind.NATIONAL_REPRESENTATIVE, country=country, rule="national_representative"
        )
    return None


def _guest_of_a_body(folded: str, role: str) -> RoleReading | None:
    is_spokesperson = _is_spokesperson(folded)
    if _MINISTER_COUNCIL.search(folded):
        rule = "council_of_ministers"
    elif _GUEST_BODIES.search(folded) and not _names_own_minister(folded):
        rule = "other_body"
    else:
        return None
    return RoleReading(
        RoleKind.GUEST, country=country_in(role), spokesperson=is_spokesperson, rule=rule
    )


def _names_own_minister(folded: str) -> bool:
    """Tell a minister for Europe or the Arctic from a guest of a European or Arctic body."""
    return bool(_MINISTER.search(folded)) and not re.search(r"\bunr\b|forsamling|assembly", folded)


def _president_of_a_parliament(folded: str, role: str) -> RoleReading | None:
    country = _parliament_country(folded)
    if country is None:
        return None
    if not _PRESIDENT.search(folded) and not re.search(r"president|talman|forseti|medlem", folded):
        return None
    return RoleReading(
        RoleKind.GUEST,
        country=country_in(role) or country or None,
        spokesperson=_is_spokesperson(folded),
        rule="president_of_a_parliament",
    )


def _parliament_country(folded: str) -> str | None:
    """Return the code of the parliament that is named, "" for a lagting of either islands."""
    for name, code in _parliaments():
        if re.search(rf"\b{re.escape(name)}(?:et|ets|en|ens|s|in|n|i|inu|sins|ið)?s?\b", folded):
            return code
        if re.search(rf"\b{re.escape(name)}s?(?:præsident|president|formand|talman)", folded):
            return code
    return "" if re.search(r"\b(?:lagting|løgting|parlament|parliament|ting)", folded) else None


def _minister(folded: str, role: str) -> RoleReading | None:
    if not _MINISTER.search(folded):
        return None
    return RoleReading(
        RoleKind.MINISTER,
        country=country_in(role),
        spokesperson=_is_spokesperson(folded),
        rule="minister",
    )


def _presidium(folded: str, _role: str) -> RoleReading | None:
    if not _PRESIDIUM.search(folded):
        return None
    groups = [_group(part)[0] for part in folded.split(",") if not _PRESIDIUM.search(part)]
    return RoleReading(
        RoleKind.PRESIDIUM,
        party_group=next((group for group in groups if group), None),
        spokesperson=_is_spokesperson(folded),
        rule="presidium",
    )


def _chair(folded: str, _role: str) -> RoleReading | None:
    bare = " ".join(_NORDIC_COUNCIL.sub(" ", folded).split())
    bare = re.sub(r" (?:for|af|av|för|of|of the|i)$", "", bare)
    if _CHAIR.fullmatch(bare) or _CHAIR.fullmatch(folded):
        return RoleReading(RoleKind.PRESIDENT, rule="chair")
    parts = [part.strip() for part in bare.split(",")]
    if len(parts) > 1 and _CHAIR.fullmatch(parts[0]):
        groups = [_group(part)[0] for part in parts[1:]]
        if all(groups):
            return RoleReading(RoleKind.PRESIDENT, groups[0], rule="chair")
    return None


def _committee(folded: str, _role: str) -> RoleReading | None:
    if not _COMMITTEE.search(folded):
        return None
    groups = [_group(part)[0] for part in folded.split(",") if not _COMMITTEE.search(part)]
    is_spokesperson = _is_spokesperson(folded)
    return RoleReading(
        RoleKind.COMMITTEE_SPOKESPERSON if is_spokesperson else RoleKind.COMMITTEE,
        party_group=next((group for group in groups if group), None),
        spokesperson=is_spokesperson,
        rule="committee",
    )


def _party_group(folded: str, role: str) -> RoleReading | None:
    is_spokesperson = _is_spokesperson(folded)
    kind = RoleKind.PARTY_GROUP_SPOKESPERSON if is_spokesperson else RoleKind.PARTY_GROUP
    for part in (folded, *folded.split(",")):
        group, rule = _group(part)
        if group:
            return RoleReading(kind, group, country_in(role), is_spokesperson, rule)
    return None


def _other_guest(folded: str, role: str) -> RoleReading | None:
    """Read guests' titles and the presidents of whatever is not the Nordic Council."""
    country = country_in(role)
    if _GUEST_TITLES.search(folded):
        return RoleReading(RoleKind.GUEST, country=country, rule="guest_title")
    is_of_something = re.search(r"\b(?:af|av|for|för|of|i)\b", folded) or country
    if _PRESIDENT.search(folded) and is_of_something:
        return RoleReading(RoleKind.GUEST, country=country, rule="president_of_another_body")
    return None


_RULES: Final[tuple[Callable[[str, str], RoleReading | None], ...]] = (
    _no_group,
    _presidium,
    _guest_of_a_body,
    _national_representative,
    _president_of_a_parliament,
    _minister,
    _chair,
    _committee,
    _party_group,
    _other_guest,
)

_GROUP_WORDS: Final = re.compile(
    r"\b(?:den|det|de|the|parti)\b|\bparti(?=grupp)"
    r"|grupp(?:e|es|en|ens|a|as|s)?(?:form(?:and|ann)\w*|leder\w*|ledare\w*)?\b"
    r"|\bgroup(?:'s|s)?\b|ryhmä(?:n|ssä|ä)?\b|\bflokkahóp(?:ur|s|urinn|i)?\b|\bþingflokk(?:ur|s)\b"
    r"|\b(?:medlem|member|jäsen|leader|leder|chair|puheenjohtaja|formaður)\b(?: (?:af|av|of|i)\b)?"
)
_LEAST_LIKENESS: Final = 0.88
_LEAST_LETTERS: Final = 6


def _group(text: str) -> tuple[PartyGroupKey | None, str | None]:
    """Return the group that the text names and the rule: alias, or alias with a misspelling."""
    key = _group_key(text)
    aliases = _group_aliases()
    for candidate in (key, re.sub(r"s\b", "", key), re.sub(r"(?<=.)n\b", "", key)):
        if candidate in aliases:
            return aliases[candidate], "party_group"
    if len(key) < _LEAST_LETTERS:
        return None, None
    near = difflib.get_close_matches(key, aliases, n=1, cutoff=_LEAST_LIKENESS)
    return (aliases[near[0]], "party_group_misspelt") if near else (None, None)


def _group_key(text: str) -> str:
    """Return the group's name without article, "group", spokesperson, hyphens and brackets."""
    bare = _SPOKESPERSON.sub(" ", fold(text))
    bare = re.sub(r"[-/()\"']", " ", bare)
    bare = _GROUP_WORDS.sub(" ", bare)
    return " ".join(bare.replace("sosialistisk", "socialistisk").split())


@cache
def _group_aliases() -> dict[str, PartyGroupKey]:
    groups: dict[str, list[str]] = _words()["party_groups"]
    return {
        _group_key(alias): PartyGroupKey(group)
        for group, names in groups.items()
        for alias in names
    }


@cache
def _parliaments() -> tuple[tuple[str, str], ...]:
    """Return the parliaments' folded names and countries, the longest names first."""
    stored: dict[str, list[str]] = _words()["parliaments"]
    named = [(fold(name), code) for code, names in stored.items() for name in names]
    return tuple(sorted(named, key=lambda pair: -len(pair[0])))


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    stored = files("importers").joinpath("role_words.yaml").read_text("utf-8")
    words: dict[str, dict[str, list[str]]] = yaml.safe_load(stored)
    return words
