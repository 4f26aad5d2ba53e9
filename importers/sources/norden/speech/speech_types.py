"""Speech types as titles and Type fields of norden.org write them, in any language."""

from typing import Final

from archive.vocabulary import SpeechType

WORDS: Final[dict[SpeechType, str]] = {
    SpeechType.MAIN: (
        "Hovedindlæg; Hovedinnlegg; Hovudinnlegg; Huvudinlägg; Huvudanförande;"
        " Varsinainen puheenvuoro; Pääpuheenvuoro; Framsöguræða; Framsaga; Main speech;"
        " Main address"
    ),
    SpeechType.CONTRIBUTION: (
        "Indlæg; Innlegg; Inlägg; Anförande; Puheenvuoro; Erindi; Ræða; Presentation;"
        " Contribution; Speech; Intervention"
    ),
    SpeechType.REPLY: (
        "Replik; Replikk; Vastauspuheenvuoro; Repliikki; Andsvar; Athugasemd; Reply; Rejoinder;"
        " Kort bemærkning; Kort replikk; Comment"
    ),
    SpeechType.ANSWER_TO_REPLY: (
        "Svar på replik; Svar på replikk; Svar til replik; Svar til replikk; Replik på replik;"
        " Vastauspuheenvuoroon annettu vastaus; Vastaus vastauspuheenvuoroon; Vastaus repliikkiin;"
        " Svar við athugasemd; Svar við andsvari; Response to reply; Answer to reply;"
        " Reply to reply; Reply to comment"
    ),
    SpeechType.QUESTION: (
        "Spørgsmål; Spørsmål; Fråga; Kysymys; Fyrirspurn; Spurning; Question; Mundtligt spørgsmål;"
        " Muntlig spørsmål; Muntlig fråga; Spontan fråga"
    ),
    SpeechType.ANSWER_TO_QUESTION: (
        "Svar på spørgsmål; Svar på spørsmål; Svar på fråga; Vastaus kysymykseen;"
        " Kysymykseen annettu vastaus; Svar við fyrirspurn; Svar við spurningu;"
        " Answer to question; Response to question; Reply to question; Svar"
    ),
}
"""The words for each type; a word in a title need not be of the page's language."""


def speech_type(word: str) -> SpeechType | None:
    """Return the type that the word names, or None where no table knows it."""
    return _TYPES.get(_fold(word))


def _fold(word: str) -> str:
    folded = " ".join(word.casefold().strip(" .:()").split())
    return folded.replace("paa ", "på ").replace("svar pa ", "svar på ")


_TYPES: Final = {_fold(word): kind for kind, words in WORDS.items() for word in words.split(";")}
