"""What a line of a protocol or agenda-item page is by its words: heading, decision, document."""

import re
from typing import Final

from importers.sources.norden.agenda.case_numbers import CASE, case_numbers_in
from importers.sources.norden.agenda.teasers import is_cut
from importers.sources.norden.forms_of_address import begins_a_speech


def documents_after_heading(text: str) -> str | None:
    """Return what follows "Dokumentation:" on its line, or None for another line."""
    found = _DOCUMENTATION.match(text)
    return text[found.end() :] if found else None


def decision_after_heading(text: str) -> str | None:
    """Return what follows "Beslutning:" on its line, or None for another line."""
    found = _DECISION_HEADING.match(text)
    return text[found.end() :] if found else None


def is_decision(text: str) -> bool:
    """Tell whether the line says what the Council decided: "Rådet besluttede at ..."."""
    return not is_cut(text) and bool(_DECIDED.match(text))


def was_decided(text: str) -> bool:
    """Tell whether the line says what became of a document, or what it was decided to do.

    "Forslaget blev vedtaget", "Det blev besluttet at ...": with nobody named who decided.
    """
    return not is_cut(text) and bool(_WAS_DECIDED.match(text))


def continues_decision(text: str) -> bool:
    """Tell whether the line is what was decided, in words that go on: "at vedtage forslaget"."""
    return not is_cut(text) and bool(_CONTINUED.match(text))


def is_document(text: str) -> bool:
    """Tell whether the line names a document: by its number, its kind, or as an oral one."""
    return bool(case_numbers_in([text]) or is_clearly_document(text))


def is_clearly_document(text: str) -> bool:
    """Tell whether the line is a document's title, rather than a sentence that names one.

    It begins with the document's kind, or its number stands apart: first, or after a comma.
    After a number that is first no verb goes on, as in "Dokument 17/2016 noteres".
    """
    number = CASE.search(text)
    before = "" if number is None else text[: number.start()]
    if number is not None and not before and _GOES_ON.match(text, number.end()):
        return False
    stands_apart = number is not None and bool(_APART.search(before))
    return stands_apart or bool(_DOCUMENT.match(text) or _ORAL.search(text))


def is_heading(text: str) -> bool:
    """Tell a heading from a sentence: it is short and nothing in it ends a sentence.

    The beginning of a speech is none, though it may end in a comma or in nothing at all.
    """
    if len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]", text) or begins_a_speech(text):
        return False
    return not re.search(r"[.!?…,;][”»\"')]*$|[!?…]|[^\W\d_]{2}\.\s", text)


def announces_debate(text: str) -> bool:
    """Tell whether the line announces a debate or a vote: "Åben debat om fiskeri"."""
    return len(text) <= _LONGEST_HEADING and bool(_DEBATE.match(text)) and is_heading(text)


_LONGEST_HEADING: Final = 100
_DOCUMENTATION: Final = re.compile(
    r"(?:dokumentation|dokumentasjon|dokumenter|dokument|documentation|documents|asiakirjat?"
    r"|asiakirja-aineisto|aineisto|skjöl|gögn|bilag|sagsdokumenter|saksdokumenter|handlingar)\s*(?::[\s:]*|$)",
    re.IGNORECASE,
)
_DECISION_HEADING: Final = re.compile(
    r"(?:(?:nordisk\w* )?(?:rådets|råds|neuvoston|ráðsins|norðurlandaráðs|the council's) )?"
    r"(?:beslutning(?:er|en)?|besluttet|beslut(?:et)?|beslutat|vedtak(?:et)?|vedtagelse(?:r)?"
    r"|avgjørelse(?:r)?|afgørelse(?:r)?|päätös|päätökset|ákvörðun|ákvarðanir|samþykkt(?:ir)?"
    r"|avgerð(?:ir)?|decisions?)\s*(?::[\s:]*|$)",
    re.IGNORECASE,
)
_COUNCIL: Final = (
    r"(?:(?:nordisk|nordiska|pohjoismaiden)\s)?(?:rådet|råd|neuvosto|norðurlandaráð|ráðið"
    r"|the (?:nordic )?council|nordic council|forsamlingen|församlingen|plenarforsamlingen"
    r"|plenarförsamlingen|plenum|(?:the )?(?:plenary )?(?:assembly|session)|(?:the )?plenary"
    r"|sesjonen|sessionen|(?:täys)?istunto|þingið|præsidiet|presidiet|the presidium"
    r"|puhemiehistö|puheenjohtajisto|forsætisnefnd)"
)
_DECIDED: Final = re.compile(
    rf"{_COUNCIL}\s(?:\w+\s)?"
    r"(?:beslutte(?:de|t)|besluttet|beslutta|beslutade|beslutat|beslöt|beslöts|vedtog|vedtok"
    r"|vedtaget|vedtatt|godkendte?|godkjente?|godkände?|antog|antaget|antagit|valgte?|valde"
    r"|tiltrådte|afviste|avviste|avslog|tog|tok|lade|lagde|la|noterede|noterte|noterade|bifaldt"
    r"|bifalt|biföll|udpegede|utpekte|utsåg|henviste|hänsköt|hänvisade|återremitterade|avskrev"
    r"|päätti|hyväksyi|valitsi|hylkäsi|merkitsi|antoi|nimesi|palautti|samþykkti|ákvað|kaus|hafnaði"
    r"|tók|vísaði|staðfesti|felldi|féllst á|lagði|yhtyi|kannatti|anslöt sig"
    r"|slutt?e(?:t|de) s[ei]g (?:til|bak\w*)|ställde sig bakom|bakket opp|støttede|støttet|stödde"
    r"|studdi|decided|adopted|approved|elected|rejected|resolved|took|noted"
    r"|endorsed|referred)\b",
    re.IGNORECASE,
)
_DOCUMENT_NOUN: Final = (
    r"(?:[^\W\d_]*(?:forslag|förslag)|beten?kning|betænkning|betänkande|red[eo]g[jö]?[øö]relse"
    r"|redegørelse|rekomm[ae]nda[ts]j?ion|dokument|document|indstilling|innstilling|beretning"
    r"|fremstilling|framställning|framstilling|meddelelse|meddelande|melding|rapport|budget|program"
    r"|strategi|handlingsplan|mietintö|[^\W\d_]*ehdotu|suositu|selonteko|selvity|asiakirja|skjal|skjöl|kertomu"
    r"|tiedonanto|[^\W\d_]*tillag|tillög|skýrsl|tilmæl|nefndarálit|álit|greinargerð|proposal|report"
    r"|recommendation|statement|account|communication)\w*"
)
_FEW_WORDS: Final = r"(?:[\w’'/-]+,?\s){0,3}?"
_DOCUMENT: Final = re.compile(rf"{_FEW_WORDS}{_DOCUMENT_NOUN}\b", re.IGNORECASE)
_ORAL: Final = re.compile(
    r"\((?:mundtlig|muntlig|suullinen|munnleg|oral)\w*\)|\b(?:mundtlig|muntlig)\w*$", re.IGNORECASE
)
_WAS_DECIDED: Final = re.compile(
    rf"{_FEW_WORDS}(?:{_DOCUMENT_NOUN}|[A-F]\s?\d{{1,4}}\s?/\s?\w+)\b[^.!?]{{0,120}}?\s"
    r"(?:(?:blev|bliver|ble|blir|vart|er|är|var|voru|is|was|were)\s(?:\w+\s){0,3}?(?:vedta[gt]\w*"
    r"|antag[ei][tn]|godke?n[dt]\w*|godkjent|godkän[dt]\w*|tiltrådt|tatt til|taget til|lag[dt]a?"
    r"|forkast\w+|förkast\w+|afvist|avvist|avslå\w+|avslagen|bifal\w+|samþykkt\w*|hafnað|felld\w*"
    r"|vísað|tekin\w*|lag[tðd]\w* fram|lögð fram|adopted|approved|rejected|taken|noted|referred)"
    r"|vedtoges|vedtages|antogs|godkändes|godkendtes|bifölls|avslogs|togs|toges|lades"
    r"|hyväksyttiin|hylättiin|merkittiin|palautettiin)\b"
    r"|(?:det (?:blev|ble|blei|vart)|it was)\s(?:\w+\s)?(?:beslut\w+|vedta\w+|bestemt|bestämt"
    r"|avgjort|afgjort|decided|agreed|resolved)\b|(?:beslutades|beslöts|besluttedes|päätettiin)\b"
    r"|(?:samþykkt|ákveðið)\s(?:var|er)\b|(?:var|er)\s(?:samþykkt|ákveðið)\b",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"(?:^\W*|[,;:(\[–—]\s*|\s-\s*)$")
_GOES_ON: Final = re.compile(
    r"\s(?=[a-zæøåäöþðáéíóúý])(?!(?:om|over|angående|vedrørende|vedrörande|fra|från|frá|til|till|af|av"
    r"|for|för|og|och|ja|um|on|about|from|by|for|and)\b)"
)
_CONTINUED: Final = re.compile(r"(?:at|att|å|að|että|to|that)\s", re.IGNORECASE)
_DEBATE: Final = re.compile(
    r"(?:(?:åben|åpen|öppen|avoin|opin|open|fri|vapaa|frjáls|general|yleis|tema|teema|topmøde"
    r"|toppmötes|replik)\s?-?)?"
    r"(?:debat|debatt|debate|keskustelu|umræð\w+|replikskifte|replikkskifte|replikväxling"
    r"|spørgetime|spørretime|frågestund|kyselytunti|afstemning|avstemning|votering|omröstning"
    r"|äänestys|atkvæðagreiðsla|vote)\b",
    re.IGNORECASE,
)
