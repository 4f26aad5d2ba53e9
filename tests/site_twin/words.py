"""What norden.org writes around a speech in its six languages: labels, types, frame."""

from typing import Final

LANGUAGES: Final = ("da", "no", "sv", "fi", "is", "en")
"""The site's own languages, as its addresses begin."""

HTML_LANGUAGE: Final = dict(zip(LANGUAGES, ("da", "nb", "sv", "fi", "is", "en"), strict=True))

LABELS: Final = {
    "da": ("Information", "Type", "Talenummer", "Person", "Talerrolle", "Status", "Dato"),
    "no": ("Informasjon", "Type", "Tale nummer", "Person", "Speaker role", "Status", "Dato"),
    "sv": ("Information", "Typ", "Tal nummer", "Person", "Speaker role", "Status", "Datum"),
    "fi": ("Tietoja", "Laji", "Puheen numero", "Henkilö", "Speaker role", "Tila", "Päivämäärä"),
    "is": ("Upplýsingar", "Gerð", "Ræðunúmer", "Notandi", "Speaker role", "Staða", "Dagsetning"),
    "en": (
        *("Information", "Speech type", "Speech number", "Person"),
        *("Speaker role", "Speech statuses", "Date"),
    ),
}
"""Heading, type, number, person, role, status and date."""

EXTERNAL: Final = dict.fromkeys(LANGUAGES, "External speaker") | {"sv": "Externa tal"}
WAITING: Final = "Waiting for transcription"

TYPES: Final = {
    "main": {
        "da": "Hovedindlæg",
        "no": "Hovedinnlegg",
        "sv": "Huvudinlägg",
        "fi": "Varsinainen puheenvuoro",
        "is": "Framsöguræða",
        "en": "Main speech",
    },
    "contribution": {
        "da": "Indlæg",
        "no": "Innlegg",
        "sv": "Inlägg",
        "fi": "Puheenvuoro",
        "is": "Erindi",
        "en": "Presentation",
    },
    "reply": {
        "da": "Replik",
        "no": "Replikk",
        "sv": "Replik",
        "fi": "Vastauspuheenvuoro",
        "is": "Andsvar",
        "en": "Reply",
    },
    "answer_to_reply": {
        "da": "Svar på replik",
        "sv": "Svar på replik",
        "fi": "Vastauspuheenvuoroon annettu vastaus",
        "is": "Svar við athugasemd",
        "en": "Response to reply",
    },
    "question": {"da": "Spørgsmål", "no": "Spørsmål", "sv": "Fråga", "is": "Fyrirspurn"},
    "answer_to_question": {"da": "Svar på spørgsmål", "no": "Svar på spørsmål"},
}
"""Each type's word; where a language has none, the site shows the Danish one."""

BANNERS: Final = {
    "da": "Indholdet er ikke tilgængeligt på dit sprog. Vi viser det på Svensk.",
    "no": "Dette innholdet er ikke tilgjengelig på språket du har valgt. Vi viser det på Dansk.",
    "en": (
        "The content is not available in your chosen language, we are displaying it in Swedish"
        " instead."
    ),
}

MARKERS: Final = ("Skandinavisk oversættelse", "Skandinavisk oversettelse:")

SKIP: Final = {
    "da": "Gå til hovedindhold",
    "no": "Hopp til hovedinnhold",
    "sv": "Hoppa till huvudinnehåll",
    "fi": "Siirry pääsisältöön",
    "is": "Fara í aðalefni",
    "en": "Skip to main content",
}
COUNCIL: Final = {
    "da": "Nordisk Råd",
    "no": "Nordisk råd",
    "sv": "Nordiska rådet",
    "fi": "Pohjoismaiden neuvosto",
    "is": "Norðurlandaráð",
    "en": "Nordic Council",
}
SESSIONS: Final = {
    "da": "Sessioner",
    "no": "Sesjoner",
    "sv": "Sessioner",
    "fi": "Istunnot",
    "is": "Þing",
    "en": "Sessions",
}
NEWS: Final = {
    "da": "Nyhed",
    "no": "Nyhet",
    "sv": "Nyhet",
    "fi": "Uutinen",
    "is": "Fréttir",
    "en": "News",
}
EVENT: Final = {
    "da": "Begivenhed",
    "no": "Arrangement",
    "sv": "Evenemang",
    "fi": "Tapahtuma",
    "is": "Viðburður",
    "en": "Event",
}

OPENINGS: Final = {
    "da": "Sag {} har udvalget behandlet med stor omhu.",
    "nb": "Sak {} har utvalget behandlet med stor omhu.",
    "nn": "Sak {} har utvalet handsama med stor omhug.",
    "sv": "Ärende {} har utskottet behandlat med stor omsorg.",
    "fi": "Asian {} valiokunta on käsitellyt huolellisesti.",
    "is": "Mál {} hefur nefndin fjallað vandlega um.",
    "fo": "Mál {} hevur nevndin viðgjørt við stórum umhugni.",
    "en": "Case {} has been dealt with carefully by the committee.",
}
"""The sentence that makes each speech another one; near its beginning, as teasers show no more."""

CHANGES: Final = {
    "da": "Referatet er rettet efter mødet, for den {}. gang.",
    "nb": "Referatet er rettet etter møtet, for {}. gang.",
    "nn": "Referatet er retta etter møtet, for {}. gong.",
    "sv": "Protokollet har rättats efter mötet, för {}. gången.",
    "fi": "Pöytäkirjaa on korjattu kokouksen jälkeen jo {}. kerran.",
    "is": "Fundargerðin hefur verið leiðrétt eftir fundinn í {}. sinn.",
    "fo": "Gerðabókin er rættað eftir fundin {}. ferð.",
    "en": "The minutes were corrected after the meeting for the time numbered {}.",
}
