"""A background document's title: as it is printed, else its first sentence, which an issue says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from importers.issues import suspicious
from importers.records import RecordIssue
from importers.sources.documents.dates import dateline
from importers.sources.documents.layout import (
    LONGEST_TITLE,
    Layout,
    is_addressee,
    is_caption,
    is_heading,
)
from importers.sources.documents.phrases import begins_with
from importers.sources.documents.text import Paragraph


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the rule that read it."""

    text: str
    rule: str
    """"subject", "heading", "letter_heading" or "first_sentence"."""
    issues: tuple[RecordIssue, ...] = ()


def read_title(layout: Layout) -> Title:
    """Return the title of a text that has at least one paragraph.

    subject: the line so labelled. heading: the first heading, by its mark-up, else the first
    line of the opening that may be one. letter_heading: of a letter, the first line that may be
    a heading after the addressees, the date and a line that announces it with a colon.
    """
    for line in layout.opening_lines:
        if subject := begins_with("subject", line):
            return Title(subject, "subject")
    marked = [paragraph.joined for paragraph in layout.paragraphs if paragraph.is_heading]
    if marked:
        return Title(marked[0], "heading")
    if layout.is_letter:
        if heading := _first_heading(_after_addressees(layout.opening)):
            return Title(heading, "letter_heading")
    elif heading := _first_heading(layout.opening):
        return Title(heading, "heading")
    return _first_sentence(layout)


def _first_heading(paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs:
        if is_heading(paragraph) and not _is_list(paragraph):
            return paragraph.joined
        first = Paragraph(paragraph.lines[:1])
        if _is_list(paragraph) and is_heading(first):
            return first.joined
    return None


def _is_list(paragraph: Paragraph) -> bool:
    """Tell whether lines stand for themselves rather than go on from one to the next."""
    return any(not line[0].islower() for line in paragraph.lines[1:])


def _after_addressees(opening: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return what follows the last addressee, date and line with a colon; none where none is.

    What stands before them is the block of addressees, which no rule could tell from a title.
    """
    places = [
        at
        for at, paragraph in enumerate(opening)
        if any(is_addressee(line) or dateline(line) for line in paragraph.lines)
        or paragraph.joined.endswith(":")
    ]
    return opening[places[-1] + 1 :] if places else ()


def _first_sentence(layout: Layout) -> Title:
    running = [*layout.paragraphs[layout.body_at :], *layout.paragraphs]
    text = next(
        (one.joined for one in running if not is_caption(one.joined)), layout.paragraphs[0].joined
    )
    sentence = _SENTENCE_END.split(text, maxsplit=1)[0]
    if len(sentence) > LONGEST_TITLE:
        cut = sentence[:LONGEST_TITLE]
        sentence = (cut.rpartition(" ")[0] or cut) + "…"
    issue = suspicious(
        "title_not_printed",
        f"no line is a title; the first sentence stands for one: {sentence!r}."
        " State `title` in the file's front matter",
    )
    return Title(sentence.removesuffix("."), "first_sentence", (issue,))


_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s++(?=[\W\d_]{0,40}+[^\W\d_a-zæøåäöðþ])")
