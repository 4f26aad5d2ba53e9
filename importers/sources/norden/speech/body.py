"""The body of a speech page: paragraphs rejoined, split into original and translation."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from archive.vocabulary import SegmentKind
from importers.languages.identification import identify_paragraphs, languages_in
from importers.markup.blocks import Block, BlockKind
from importers.markup.line_breaks import rejoin_lines
from importers.records import SegmentRecord


def paragraphs_of(body: Iterable[Block]) -> list[str]:
    """Return the body's paragraphs, those rejoined that a page break mark cuts in two."""
    paragraphs: list[str] = []
    is_cut = False
    for block in body:
        if block.kind is BlockKind.RULE:
            is_cut = bool(paragraphs)
            continue
        if not block.text:
            continue
        if is_cut and _continues(paragraphs[-1], block.text):
            whole = rejoin_lines(paragraphs[-1], block.text)
            paragraphs[-1] = whole or f"{paragraphs[-1]} {block.text}"
        else:
            paragraphs.append(block.text)
        is_cut = False
    return paragraphs


def segments_of(
    paragraphs: Sequence[str],
) -> tuple[tuple[SegmentRecord, ...], tuple[str, ...]]:
    """Return the segments in order and the languages of the original.

    What stands after the first marker line is translation; a marker is part of neither.
    """
    original, translation = _split_at_marker(paragraphs)
    languages = identify_paragraphs(original)
    segments = [
        *_runs(SegmentKind.ORIGINAL, original, languages),
        *_runs(SegmentKind.TRANSLATION, translation, identify_paragraphs(translation)),
    ]
    return tuple(segments), languages_in(original, languages)


def translation_marker(paragraphs: Sequence[str]) -> str | None:
    """Return what announces the translation, as printed, or None where nothing does."""
    for paragraph in paragraphs:
        if is_translation_marker(paragraph):
            return paragraph
        if found := _MARKER_AND_TEXT.match(paragraph) or _TEXT_AND_MARKER.search(paragraph):
            return found[0].strip()
    return None


def is_translation_marker(line: str) -> bool:
    """Tell whether the line announces a translation and says nothing else."""
    return bool(_MARKER.fullmatch(line.strip(" *_()[]–-—")))


_ENDING: Final = r"[^\W_]{0,20}"
_LANGUAGE: Final = (
    rf"(?:skandinavi(?:sk|ska|ske|skt|an|en)?|skandinaavi(?:nen|sk{_ENDING})|skandinavísk{_ENDING}"
    rf"|scandinavian|nordisk[ae]?|dansk[ae]?|dönsk|danish|tanskan{_ENDING}|norsk[ae]?|norwegian"
    rf"|norjan{_ENDING}"
    rf"|svensk[ae]?|sænsk{_ENDING}|swedish|ruotsin{_ENDING}|english|engelsk[ae]?|ensk"
    rf"|englannin{_ENDING}|finsk[ae]?|finnish|suomen{_ENDING}|islandsk[ae]?|isländska?|íslensk{_ENDING}"
    rf"|icelandic|uofficiel{_ENDING}|uoffisiell{_ENDING}|inofficiell|óopinber|unofficial"
    rf"|epäviral{_ENDING})"
)
_TRANSLATION: Final = (
    r"(?:overs[æeäå]t+else[nr]?|oversettels?e[nr]?|översättning(?:en|ar)?|översättelse|översatt"
    r"|oversat|oversatt|omsetjing[a]?|omsetting[a]?|umseting[in]*|týðing[in]*|þýðing(?:in|u)?"
    r"|þýtt|käännös|käännökset|käännöksenä|ruotsinnos|suomennos|tanskannos|norjannos"
    r"|translations?|translated|tolkning(?:en)?|tulkkaus)"
)
_TARGET: Final = (
    rf"(?: (?:til|till|to|into|på|yfir á|á|av|af|from|fra|från)(?: the)? {_LANGUAGE}"
    r"| (?:ruotsiksi|tanskaksi|norjaksi|englanniksi|suomeksi|skandinaviskaksi)"
    r"| á (?:skandinavísku|dönsku|sænsku|norsku|ensku))?"
)
_MARKER_TEXT: Final = rf"(?:{_LANGUAGE}[ -]?(?:kielinen )?){{0,3}}{_TRANSLATION}{_TARGET}"
_MARKER: Final = re.compile(rf"{_MARKER_TEXT}\s*[:.;]*", re.IGNORECASE)
_MARKER_AND_TEXT: Final = re.compile(
    rf"[(\[*_]*{_LANGUAGE}[ -]?{_TRANSLATION}{_TARGET}[)\]*_]*\s*:[)\]*_]*\s*(?=\S)", re.IGNORECASE
)
_TEXT_AND_MARKER: Final = re.compile(
    rf"(?<=[.!?…”»\"])\s*[(\[*_]*(?:S|s)kandinavis[kt]a?\s{_TRANSLATION}\s*[:.]?[)\]*_]*$"
)
_SENTENCE_END: Final = re.compile(r"[.!?…:][”»\"')\]]*$")


def _continues(before: str, after: str) -> bool:
    """Tell whether a page break cut a paragraph: no sentence ended, or none begins."""
    return not _SENTENCE_END.search(before) or after[:1].islower()


def _split_at_marker(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    original: list[str] = []
    translation: list[str] = []
    target = original
    for paragraph in paragraphs:
        if is_translation_marker(paragraph):
            target = translation
            continue
        if glued := _MARKER_AND_TEXT.match(paragraph):
            target = translation
            target.append(paragraph[glued.end() :])
            continue
        if (ending := _TEXT_AND_MARKER.search(paragraph)) and target is original:
            original.append(paragraph[: ending.start()])
            target = translation
            continue
        target.append(paragraph)
    return original, translation


def _runs(
    kind: SegmentKind, paragraphs: Sequence[str], languages: Sequence[str]
) -> Iterable[SegmentRecord]:
    """Yield one segment for each run of paragraphs in one language."""
    start = 0
    for index in range(1, len(paragraphs) + 1):
        if index == len(paragraphs) or languages[index] != languages[start]:
            yield SegmentRecord(kind, languages[start], tuple(paragraphs[start:index]))
            start = index
