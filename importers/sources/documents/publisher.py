"""A background document's publisher: the organisation that the text names as its own, or none.

Who is quoted ("ifølge ..."), whose picture is shown ("Foto: ...", "... © ...") or whose report a
text tells of has not published the text: an issue names them where nobody else is named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from importers.issues import suspicious
from importers.records import RecordIssue
from importers.sources.documents.layout import Layout, is_addressee, is_heading
from importers.sources.documents.phrases import begins_with, contains, phrases_of_kind
from importers.sources.documents.text import Paragraph


@dataclass(frozen=True, slots=True)
class Publisher:
    """An organisation and the rule that read it; None where no rule speaks."""

    name: str | None
    rule: str | None
    """"label", "letterhead", "signature", "copyright" or "own_words"."""
    issues: tuple[RecordIssue, ...] = ()


def read_publisher(layout: Layout) -> Publisher:
    """Return the publisher by the first rule that speaks.

    label: "Utgiver: ..." on a line. letterhead: "Pressemelding fra ..." or an organisation over
    the addressees' label. signature: the last line under a letter's closing. copyright: a line that
    begins with ©. own_words: a name of several words that the text has three times or more and
    that is the subject of a sentence with "our"; an issue says that it was concluded.
    """
    for rule, read in _RULES.items():
        if name := read(layout):
            return Publisher(name, rule)
    if name := _in_own_words(layout):
        issue = suspicious(
            "publisher_concluded",
            f"{name!r} is concluded from a sentence in which it speaks of what is its own;"
            " state `publisher` in the file's front matter where that is wrong",
        )
        return Publisher(name, "own_words", (issue,))
    return Publisher(None, None, (_not_stated(layout),))


_OFTEN: Final = 3
_LONGEST_NAME: Final = 120
_COPYRIGHT: Final = re.compile(r"(?:©|\([Cc]\)|[Cc]opyright\b)[\s©]*(?:(?:19|20)\d\d[\s,–-]*)*")
_CREDIT: Final = re.compile(r"©\s*([^©.,;]{2,60})")
_CAPITALISED: Final = r"[^\W\d_a-zæøåäöðþüé][\w’'-]{0,60}"
_NAME: Final = re.compile(rf"(?<!\w){_CAPITALISED}(?: {_CAPITALISED})+")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+|\n")


def _labelled(layout: Layout) -> str | None:
    for line in _lines(layout):
        rest = begins_with("publisher_label", line)
        if rest and (name := _organisation_name(rest.removeprefix(":"))):
            return name
    return None


def _letterhead(layout: Layout) -> str | None:
    lines = list(layout.opening_lines)
    for line in lines:
        kind = begins_with("kicker", line)
        sender = kind and begins_with("sender", kind)
        if sender and (name := _organisation_name(sender)):
            return name
    is_over_addressees = any(
        begins_with("addressee", line) is not None and not is_addressee(lines[0])
        for line in lines[1:]
    )
    return lines[0] if is_over_addressees and _is_organisation(lines[0]) else None


def _signature(layout: Layout) -> str | None:
    text = "\n".join(paragraph.joined for paragraph in layout.paragraphs)
    for line in reversed(layout.closing[1:]):
        if is_heading(Paragraph((line,))) and (_is_organisation(line) or text.count(line) > 1):
            return line
    return None


def _copyright(layout: Layout) -> str | None:
    for line in _lines(layout):
        found = _COPYRIGHT.match(line)
        if found and (name := _organisation_name(line[found.end() :].partition(".")[0])):
            return name
    return None


_RULES: Final = {
    "label": _labelled,
    "letterhead": _letterhead,
    "signature": _signature,
    "copyright": _copyright,
}


def _in_own_words(layout: Layout) -> str | None:
    text = "\n".join(paragraph.joined for paragraph in layout.paragraphs)
    for sentence in _SENTENCE_END.split(text):
        if not contains("own", sentence):
            continue
        for found in _NAME.finditer(sentence):
            before = sentence[: found.start()].casefold().split()
            is_subject = sentence[found.end() :].lstrip()[:1].islower()
            if before and before[-1] in phrases_of_kind("preposition"):
                continue
            if is_subject and text.count(found[0]) >= _OFTEN:
                return found[0]
    return None


def _lines(layout: Layout) -> Iterator[str]:
    return (line for paragraph in layout.paragraphs for line in paragraph.lines)


def _organisation_name(text: str) -> str | None:
    name = text.strip(" :.,|–-")
    return name if name[:1].isupper() and len(name) <= _LONGEST_NAME else None


def _is_organisation(line: str) -> bool:
    endings = tuple(phrases_of_kind("organisation"))
    return any(word.endswith(endings) for word in line.casefold().strip(" .,").split())


def _not_stated(layout: Layout) -> RecordIssue:
    text = "\n".join(paragraph.joined for paragraph in layout.paragraphs)
    credited = dict.fromkeys(name.strip() for name in _CREDIT.findall(text))
    credits_only = f" (© {', '.join(credited)} is of a picture or quotation)" if credited else ""
    return suspicious(
        "publisher_not_stated",
        "no letterhead, signature, imprint or © of its own names who published the text"
        f"{credits_only}; state `publisher` in the file's front matter",
    )
