"""Texts of the invented sample, by their language: what the twin's speakers say.

They are read here by plain rules of the twin's own, so that what the twin knows of its speeches
does not come from the importer that is tested with it.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from lxml import html

SAMPLE: Final = Path(__file__).parents[2] / "importers" / "sources" / "sample" / "norden"


@dataclass(frozen=True, slots=True)
class Text:
    """What one speech of the sample says, and who says it there."""

    language: str
    paragraphs: tuple[str, ...]
    translation: tuple[str, ...]
    translation_language: str | None
    speaker: str
    role: str | None


@cache
def sample_texts() -> tuple[Text, ...]:
    """Return the texts of the sample's speech pages in HTML, each in one language."""
    pages = sorted(SAMPLE.glob("*.html"))
    return tuple(text for text in map(_text, pages) if text)


def language_of(paragraphs: tuple[str, ...]) -> str | None:
    """Return the language whose commonest words stand oftenest, None where two come close."""
    words = re.findall(r"\w+", " ".join(paragraphs).casefold())
    counts = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    ranked = sorted(counts, key=lambda language: -counts[language])
    first, second = counts[ranked[0]], counts[ranked[1]]
    return ranked[0] if first >= second + 2 else None


def _counts(paragraphs: tuple[str, ...]) -> dict[str, int]:
    words = re.findall(r"\w+", " ".join(paragraphs).casefold())
    return {language: sum(word in known for word in words) for language, known in _WORDS.items()}


def _is_all(language: str, paragraphs: tuple[str, ...]) -> bool:
    """Tell whether no paragraph has more words of another language."""
    counts = [_counts((paragraph,)) for paragraph in paragraphs]
    return all(count[language] == max(count.values()) for count in counts)


_COMMON: Final = {
    "da": "jeg af hvad mig mellem efter nogen gør blev ud nu mere uden også ikke og kun hvem",
    "nb": "jeg av hva meg mellom etter noen gjør ble ut nå mer uten også ikke og bare hvem",
    "nn": "eg av kva meg mellom etter nokon gjer vart ut no meir utan også ikkje og berre kven",
    "sv": "jag av vad mig mellan efter någon gör blev ut nu mer utan också inte och bara vem",
    "fi": "on ja ei että minä me se mitä nyt myös ovat kun jos joka kuin mutta hän oli",
    "is": "ég af hvað mér milli eftir við það eru þá að þegar sem einnig ekki og bara í á",
    "fo": "eg av hvat mær millum eftir við tað eru tá at tá sum eisini ikki og bara í á",
    "en": "i of what me between after we it are then to when that also not and only who the",
}
_WORDS: Final = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def _text(path: Path) -> Text | None:
    page = html.fromstring(path.read_bytes().decode("utf-8"))
    title = re.sub(r"^\d+\. ", "", " ".join(page.xpath("string(//h1)").split()))
    name = title.partition("(")[0].strip()
    # A page that is no speech, or whose title names nobody, has nobody who says its text.
    if "protocol" in path.name or not title.endswith(")") or not name:
        return None
    shown = [" ".join(p.text_content().split()) for p in page.xpath("//main//p | //main//li")]
    marker = next((i for i, line in enumerate(shown) if "kandinavisk over" in line), len(shown))
    paragraphs = tuple(line for line in shown[:marker] if len(line) > _LEAST)
    translation = tuple(line for line in shown[marker + 1 :] if len(line) > _LEAST)
    language = language_of(paragraphs)
    if len(paragraphs) < _PARAGRAPHS or language is None or not _is_all(language, paragraphs):
        return None
    if translation and language_of(translation) is None:
        return None
    labels = page.xpath("//main//*[not(*)][normalize-space(.)='Speaker role']")
    role = labels[0].xpath("string(following::*[normalize-space(.)][1])") if labels else None
    return Text(
        language,
        paragraphs,
        translation,
        language_of(translation) if translation else None,
        name,
        " ".join(role.split()) if role else None,
    )


_LEAST: Final = 60
_PARAGRAPHS: Final = 2
