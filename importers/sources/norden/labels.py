"""What stands around the text of a norden.org page: labels, headings, banners and noise lines."""

import re
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """A field of the information block."""

    TYPE = "type"
    NUMBER = "number"
    PERSON = "person"
    EXTERNAL_SPEAKER = "external_speaker"
    ROLE = "role"
    STATUS = "status"
    DATE = "date"
    AGENDA_ITEM = "agenda_item"


LABELS: Final[dict[Field, str]] = {
    # Those of the facts file first, then what the site might write in its other languages.
    Field.TYPE: "Type; Typ; Laji; Gerð; Speech type; Taletype; Taltyp; Puheen laji; Tyyppi; Tegund",
    Field.NUMBER: (
        "Talenummer; Tale nummer; Tal nummer; Puheen numero; Ræðunúmer; Speech number;"
        " Talnummer; Númer ræðu; Number"
    ),
    Field.PERSON: (
        "Person; Henkilö; Notandi; Taler; Talare; Talar; Puhuja; Ræðumaður; Speaker; Einstaklingur"
    ),
    Field.EXTERNAL_SPEAKER: (
        "Externa tal; External speaker; Ekstern taler; Eksterne taler; Ekstern tale; Extern talare;"
        " Ekstern talar; Ulkopuolinen puhuja; Ulkoinen puhuja; Utanaðkomandi ræðumaður;"
        " Ytri ræðumaður"
    ),
    Field.ROLE: (
        "Talerrolle; Speaker role; Talerens rolle; Talarroll; Talarens roll; Puhujan rooli;"
        " Hlutverk ræðumanns; Hlutverk; Role"
    ),
    Field.STATUS: "Status; Tila; Speech statuses; Speech status; Staða; Talestatus; Puheen tila",
    Field.DATE: (
        "Dato; Datum; Päivämäärä; Dagsetning; Date; Pvm; Dag; Dato og tid; Datum och tid;"
        " Date and time"
    ),
    Field.AGENDA_ITEM: (
        "Dagsordenspunkt; Dagsordenpunkt; Dagsordningspunkt; Dagordningspunkt; Saksliste; Sak;"
        " Esityslistan kohta; Asiakohta; Dagskrárliður; Agenda item"
    ),
}
"""The information block's labels: any set may stand under any of the site's languages."""

HEADINGS: Final = "Information; Informasjon; Informationer; Tietoja; Tiedot; Upplýsingar"
"""Headings of the information block."""

NOISE: Final = (
    "Document Actions; Dokumentåtgärder; Dokumenthandlinger; Side-alternativer; Dokumentvalg;"
    " Sideværktøjer; Asiakirjan toiminnot; Aðgerðir skjals; Print; Print this; Skriv ut; Udskriv;"
    " Tulosta; Prenta; Send this; Send to a friend; Share; Share this page; Share on Facebook;"
    " Del; Del siden; Dela; Dela sidan; Jaa; Deila; Skip to main content; Gå til hovedindhold;"
    " Hopp til hovedinnhold; Hoppa till huvudinnehåll; Hyppää pääsisältöön; Fara í aðalefni;"
    " Nordic cooperation; Norden.org; PDF; Accept; Accept all cookies; Accept cookies; Breadcrumb"
)
"""Lines that belong to the site and not to the page, ignored by name."""

UI_OF_LABEL: Final = {
    "tietoja": "fi",
    "upplýsingar": "is",
    "informasjon": "no",
    "laji": "fi",
    "puheen numero": "fi",
    "päivämäärä": "fi",
    "gerð": "is",
    "ræðunúmer": "is",
    "dagsetning": "is",
    "notandi": "is",
    "staða": "is",
    "typ": "sv",
    "tal nummer": "sv",
    "datum": "sv",
    "tale nummer": "no",
    "talenummer": "da",
    "talerrolle": "da",
}
"""Labels and headings that only one of the site's languages has."""


def field_of(line: str) -> Field | None:
    """Return the field whose label the line is, with or without a colon."""
    return _FIELDS.get(_fold(line))


def labelled(line: str) -> tuple[Field, str] | None:
    """Return field and value of a line that holds both: "Dato 03.11.2010", "Typ: Replik"."""
    for label, field in _FIELDS_BY_LENGTH:
        if _fold(line[: len(label)]) != label:
            continue
        rest = line[len(label) :]
        if rest[:1] in {" ", ":"} and (value := rest.lstrip(" :")):
            return field, value
    return None


def is_heading(line: str) -> bool:
    """Tell whether the line is the heading of an information block."""
    return _fold(line) in _HEADINGS


def is_noise(line: str) -> bool:
    """Tell whether the line belongs to the site's frame."""
    return line.casefold() in _NOISE


def is_banner(line: str) -> bool:
    """Tell whether the line says that the page is not to be had in the reader's language."""
    return len(line) <= _LONGEST_BANNER and bool(
        (_NOT_AVAILABLE.search(line) and _OF_LANGUAGE.search(line)) or _SHOWN_INSTEAD.match(line)
    )


def ui_language_of(lines: list[str]) -> str | None:
    """Return the site's language by the first line that only one language has, or None."""
    return next((UI_OF_LABEL[_fold(line)] for line in lines if _fold(line) in UI_OF_LABEL), None)


def _fold(line: str) -> str:
    return line.strip(" :").casefold()


_FIELDS: Final = {
    _fold(label): field for field, labels in LABELS.items() for label in labels.split(";")
}
_FIELDS_BY_LENGTH: Final = sorted(_FIELDS.items(), key=lambda pair: -len(pair[0]))
_HEADINGS: Final = frozenset(map(_fold, HEADINGS.split(";")))
_NOISE: Final = frozenset(noise.strip().casefold() for noise in NOISE.split(";"))
_LONGEST_BANNER: Final = 300
_NOT_AVAILABLE: Final = re.compile(
    r"(?:is not|isn't|not) available|ikke tilg[jæe]|ikkje tilg|inte tillg"
    r"|finn?s (?:ikke|ikkje|inte)"
    r"|findes (?:desværre )?ikke|ei ole (?:saatavilla|käytettävissä|saatavana)|ekki (?:til\b|tiltæk"
    r"|fáanleg|í boði|aðgengileg)|fæst ekki|er ikke oversat|ej tillgänglig",
    re.IGNORECASE,
)
_OF_LANGUAGE: Final = re.compile(r"language|sprog|språk|kiel|tungumál", re.IGNORECASE)
_SHOWN_INSTEAD: Final = re.compile(
    r"(?:so |derfor |därför |siksi )?(?:we are (?:displaying|showing) it in|it is shown in"
    r"|vi (?:viser|visar|syner) (?:det|den|sid[ae]n|inneh[åo]llet|in[nd]holdet)(?: derfor| istället"
    r"| i stedet)? på|(?:näytämme|se näytetään|sisältö näytetään)|við (?:sýnum|birtum))\b",
    re.IGNORECASE,
)
