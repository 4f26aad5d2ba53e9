"""The title of a speech page: number, speaker, suffix and type word."""

import re
from dataclasses import dataclass
from typing import Final

from archive.vocabulary import SpeechType
from importers.sources.norden.speech.speech_types import speech_type


@dataclass(frozen=True, slots=True)
class SpeechTitle:
    """A title's parts; any of them may be missing ("132. (Indlæg)", "Anna Ljunggren")."""

    raw: str
    number: int | None = None
    number_label: str | None = None
    """The number as printed where it is not a plain integer ("12a")."""
    speaker: str | None = None
    suffix: str | None = None
    type_raw: str | None = None
    type: SpeechType | None = None


def read_title(line: str) -> SpeechTitle | None:
    """Return the line's parts where its last parenthesis is a known type word, else None."""
    title = read_loose_title(line)
    # A bare "Main speech" is a line of an agenda item's list, not a title.
    is_bare = title is not None and title.speaker is None and "(" not in line
    return title if title is not None and title.type is not None and not is_bare else None


def read_loose_title(line: str) -> SpeechTitle | None:
    """Return the line's parts where it has the shape of a title, even with an unknown type.

    The caller must know from elsewhere that a title stands here: many lines have this shape.
    """
    if len(line) > _LONGEST_TITLE:
        return None
    # The site may put its own name after a bar, and a bold line stand for a heading.
    number, label, rest = _split_number(line.split(" | ", maxsplit=1)[0].strip(" *#"))
    rest, type_raw = _split_type(rest)
    rest, suffix = _split_parenthesis(rest)
    if suffix is None and type_raw is not None and _is_party(type_raw):
        type_raw, suffix = None, type_raw
    speaker = rest.strip(" ,;–-") or None
    if speaker is not None and type_raw is None and speech_type(speaker):
        speaker, type_raw = None, speaker
    if speaker is not None and not is_name(speaker):
        return None
    if speaker is None and type_raw is None:
        return None
    found = speech_type(type_raw) if type_raw else None
    return SpeechTitle(line, number, label, speaker, suffix, type_raw, found)


def is_name(text: str) -> bool:
    """Tell whether the text looks like one person's name."""
    words = text.split()
    if not words or len(words) > _MOST_NAME_WORDS or len(text) > _LONGEST_NAME:
        return False
    if re.search(r"[\d:!?;…]", text) or (
        text.endswith(".") and (len(words) == 1 or len(words[-1]) > _LONGEST_INITIAL)
    ):
        return False
    return all(word[0].isupper() or word.casefold() in NAME_PARTICLES for word in words) and any(
        word[0].isupper() for word in words
    )


_LONGEST_TITLE: Final = 160
_LONGEST_NAME: Final = 80
_MOST_NAME_WORDS: Final = 8
_LONGEST_INITIAL: Final = 3
_LONGEST_PARTY: Final = 5
NAME_PARTICLES: Final = frozenset(
    (
        *("af", "al", "and", "av", "bin", "d'", "da", "de", "den", "der", "dos", "du", "el", "frá"),
        *("i", "ibn", "ja", "la", "le", "och", "of", "og", "van", "von", "y", "zu", "á", "úr"),
    )
)
"""Words of a name that are written small."""
_NUMBER: Final = re.compile(r"(\d{1,4})\s?([a-zA-Z]?)\s?[.)]\s*(?=[^\d\s]|$)")
_PARENTHESIS: Final = re.compile(r"(?<!\s)\s*+\(([^()]*+)\)?+\s*+$")


def _split_number(line: str) -> tuple[int | None, str | None, str]:
    found = _NUMBER.match(line)
    if not found:
        return None, None, line
    label = found[1] + found[2] if found[2] else None
    return int(found[1]), label, line[found.end() :]


def _split_type(text: str) -> tuple[str, str | None]:
    """Split the type word off: in the last parenthesis, or after a comma or a dash."""
    rest, found = _split_parenthesis(text)
    if found is not None:
        return rest, found
    for mark in (", ", " – ", " - ", ": "):
        name, separator, word = text.rpartition(mark)
        if separator and speech_type(word):
            return name, word
    return text, None


def _split_parenthesis(text: str) -> tuple[str, str | None]:
    if "(" not in text:
        return text, None
    found = _PARENTHESIS.search(text)
    return (text[: found.start()], found[1].strip() or None) if found else (text, None)


def _is_party(word: str) -> bool:
    """Tell a party's letters ("VG", "S", "Sf") from a type word."""
    return (
        speech_type(word) is None
        and len(word) <= _LONGEST_PARTY
        and word[:1].isupper()
        and " " not in word
    )
