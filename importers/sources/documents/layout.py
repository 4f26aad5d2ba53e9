"""How a text is laid out: its opening, the first paragraph of its body, a letter's markers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from importers.sources.documents.dates import byline, dateline
from importers.sources.documents.phrases import begins_with, phrases_of_kind
from importers.sources.documents.text import Paragraph


@dataclass(frozen=True)
class Layout:
    """A text's paragraphs and where its parts begin."""

    paragraphs: tuple[Paragraph, ...]

    @cached_property
    def body_at(self) -> int:
        """Index of the first paragraph that is running text; their number where none is."""
        places = (at for at, one in enumerate(self.paragraphs) if _is_running_text(one))
        return next(places, len(self.paragraphs))

    @property
    def opening(self) -> tuple[Paragraph, ...]:
        """What stands before the body: titles, addressees, a place and a date."""
        return self.paragraphs[: self.body_at]

    @property
    def opening_lines(self) -> Iterator[str]:
        """The lines of the opening."""
        return (line for paragraph in self.opening for line in paragraph.lines)

    @cached_property
    def closing(self) -> tuple[str, ...]:
        """The lines of a letter's signature: after the formula that ends it, for two paragraphs."""
        lines: list[str] | None = None
        paragraphs_left = _LONGEST_SIGNATURE
        for paragraph in self.paragraphs[self.body_at :]:
            if lines is not None:
                if not paragraphs_left or _is_running_text(paragraph):
                    break
                lines += paragraph.lines
                paragraphs_left -= 1
                continue
            at = _closing_at(paragraph.lines)
            if at is not None:
                lines = list(paragraph.lines[at + 1 :])
        return tuple(lines or ())

    @cached_property
    def is_letter(self) -> bool:
        """Whether the opening is for somebody: an e-mail address, a salutation, "To: ..."."""
        return any(is_addressee(line) or is_salutation(line) for line in self.opening_lines)


def is_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph that no mark-up makes a heading may be one, by how it reads.

    It is a few words without a full stop, and neither an address, a date nor a caption.
    """
    text = paragraph.joined
    words = text.split()
    return (
        len(text) <= LONGEST_TITLE
        and (len(words) > 1 or text[0].isupper())
        and not text.endswith((".", ",", ";", ":"))
        and any(character.isalpha() for character in text)
        and not _ADDRESS.search(text)
        and dateline(text) is None
        and byline(text) is None
        and not is_caption(text)
        and not is_salutation(text)
        and not is_addressee(text)
        and not is_document_kind_line(text)
    )


def is_caption(line: str) -> bool:
    """Tell whether the line is of a picture."""
    return begins_with("caption", line) is not None


def is_addressee(line: str) -> bool:
    """Tell whether the line names somebody to whom the text goes."""
    return _EMAIL.search(line) is not None or begins_with("addressee", line) is not None


def is_salutation(line: str) -> bool:
    """Tell whether the line greets: "Kjære statsråd,"."""
    greeted = begins_with("salutation", line)
    return greeted is not None and len(line) <= _LONGEST_SALUTATION and line[-1] in ",!:"


def is_document_kind_line(line: str) -> bool:
    """Tell whether the line only says which kind of text follows: "Pressemelding fra ..."."""
    rest = begins_with("kicker", line)
    if rest is None:
        return False
    rest = rest.strip(" .,|:–-")
    return not rest or dateline(rest) is not None or begins_with("sender", rest) is not None


LONGEST_TITLE: Final = 160
"""Characters; what is longer is a sentence."""
_RUNNING: Final = 60
"""Characters from which what ends like a sentence is running text, not a heading."""
_LONGEST_SALUTATION: Final = 60
_LONGEST_SIGNATURE: Final = 2
"""Paragraphs: the person, and the organisation."""
# From the first @ of what stands between spaces: what follows another follows that one too.
_MAIL_ADDRESS: Final = r"(?<!\S)(?>\S+?@)\S+\.\w"
_EMAIL: Final = re.compile(_MAIL_ADDRESS)
_ADDRESS: Final = re.compile(rf"https?://|www\.|{_MAIL_ADDRESS}")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”»'’)\]]*$")


def _is_running_text(paragraph: Paragraph) -> bool:
    text = paragraph.joined
    if paragraph.is_heading or is_caption(text):
        return False
    return len(text) > LONGEST_TITLE or (
        len(text) >= _RUNNING and _SENTENCE_END.search(text) is not None
    )


def _closing_at(lines: Sequence[str]) -> int | None:
    closings = phrases_of_kind("closing")
    places = (at for at, line in enumerate(lines) if line.casefold().strip(" ,.!") in closings)
    return next(places, None)
