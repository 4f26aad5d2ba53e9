"""A speech page taken apart: where its title, information block and body stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from importers.issues import leftover
from importers.markup.blocks import Block, BlockKind, PageText
from importers.records import RecordIssue
from importers.sources.norden.labels import Field, is_banner, is_heading, is_noise
from importers.sources.norden.speech.information import InformationBlock, find_information
from importers.sources.norden.speech.speech_types import speech_type
from importers.sources.norden.speech.titles import SpeechTitle, read_loose_title, read_title


@dataclass(slots=True)
class SpeechPage:
    """A page taken apart: where title, information block and body stand."""

    title: SpeechTitle | None
    information: InformationBlock | None
    body: list[Block]
    issues: list[RecordIssue] = field(default_factory=list)

    def value(self, name: Field) -> str | None:
        """Return the field's value as printed, or None."""
        return self.information.values.get(name) if self.information else None

    @property
    def is_certain(self) -> bool:
        """Whether a known type in the title, or the fields, show that the page is a speech."""
        if self.title is not None and self.title.type is not None:
            return True
        return self.has_fields_of_speech

    @property
    def has_fields_of_speech(self) -> bool:
        """Whether the fields are those that only speeches have.

        Each speech page with a list of fields has type and number; pages of persons, cases and
        publications share other labels with them, and a treaty has a type of its own. The older
        site had the item of the agenda.
        """
        labels = self.information.labels if self.information else {}
        if Field.AGENDA_ITEM in labels and Field.PERSON in labels:
            return True
        kind = self.value(Field.TYPE)
        is_numbered = self.title is not None and self.title.number is not None
        may_be_kind = kind is None or speech_type(kind) is not None or is_numbered
        return Field.TYPE in labels and self.value(Field.NUMBER) is not None and may_be_kind


def read_speech_page(page: PageText) -> SpeechPage:
    """Take the page apart by its labels and their order."""
    lines = page.blocks
    title, at = _find_title(lines)
    information = find_information(lines, at + 1) or find_information(lines[: at + 1], 0)
    if title is None:
        title, at = _find_loose_title(lines, information)
    issues: list[RecordIssue] = list(information.issues) if information else []
    body = _body(lines, at if title else -1, information, issues)
    if title is None and page.title:
        title = _title_outside(page.title)
    return SpeechPage(title, information, body, issues)


def looks_like_speech(page: PageText) -> bool:
    """Tell whether the page has a speech's title or its information block."""
    return read_speech_page(page).is_certain


def has_fields_of_speech(page: PageText) -> bool:
    """Tell whether the page's list of fields is one that only speeches have."""
    return read_speech_page(page).has_fields_of_speech


def _find_title(lines: Sequence[Block]) -> tuple[SpeechTitle | None, int]:
    """Return the first line that ends in a known type word, and its index."""
    for index, block in enumerate(lines):
        if title := read_title(block.text):
            return title, index
    return None, -1


def _find_loose_title(
    lines: Sequence[Block], information: InformationBlock | None
) -> tuple[SpeechTitle | None, int]:
    """Return the title that stands where titles do, whatever its type word, and its index."""
    for index, block in _candidates(lines, information):
        if title := read_loose_title(block.text):
            return title, index
    return None, -1


def _title_outside(text: str) -> SpeechTitle | None:
    """Return the title that <h1> or <title> gives, unless it is the site's own name."""
    title = read_loose_title(text)
    return title if title and (title.number is not None or title.type) else None


def _candidates(
    lines: Sequence[Block], information: InformationBlock | None
) -> Iterator[tuple[int, Block]]:
    """Yield the lines that may be a title by their place alone: headings, and the line before."""
    before = list(enumerate(lines[: information.start] if information else lines))
    for index, block in before:
        if block.kind is BlockKind.HEADING and not is_heading(block.text):
            yield index, block
    shown = [(i, b) for i, b in before if b.text and not is_banner(b.text) and not is_noise(b.text)]
    if information and information.labels and shown:
        loose = read_loose_title(shown[0][1].text)
        if len(shown) == 1 or (loose and loose.number is not None):
            yield shown[0]


def _body(
    lines: Sequence[Block],
    title_at: int,
    information: InformationBlock | None,
    issues: list[RecordIssue],
) -> list[Block]:
    """Return what is neither title nor block nor the site's own words."""
    start, end = (information.start, information.end) if information else (len(lines), len(lines))
    issues.extend(
        leftover("text_before_title", f"left out: {block.text[:80]!r}")
        for block in lines[: max(title_at, 0)]
        if block.text and not is_banner(block.text) and not is_noise(block.text)
    )
    before = list(lines[title_at + 1 : start])
    after = list(lines[max(end, title_at + 1) :]) if information else []
    return _without_frame(before) + _without_frame(after)


def _without_frame(blocks: Sequence[Block]) -> list[Block]:
    """Drop banners at the head, the site's own lines, and "Source URL" lines of printed pages."""
    kept: list[Block] = []
    has_text = False
    for block in blocks:
        if is_noise(block.text) or block.text.lower().startswith(("source url:", "url:")):
            continue
        if not has_text and is_banner(block.text):
            continue
        has_text = has_text or bool(block.text)
        kept.append(block)
    return kept
