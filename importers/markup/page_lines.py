"""The lines of a page's mark-up: what a break or the edge of a block ends, words put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.markup.blocks import BlockKind
from importers.markup.footnote_marks import LOOKED_AT
from importers.markup.line_breaks import rejoin_lines


@dataclass(slots=True)
class PageLine:
    """One line while it is read."""

    kind: BlockKind
    pieces: list[str] = field(default_factory=list)
    near: int = 0
    """As of the block that it becomes."""
    after_break: bool = False
    """Whether a <br> parts it from the line before, and not a block's edge."""

    @property
    def text(self) -> str:
        """The pieces as one, white space as it stands."""
        return "".join(self.pieces)

    @property
    def ending(self) -> str:
        """The end of the text, as far as a footnote's mark needs it, without reading it all."""
        ending = ""
        for piece in reversed(self.pieces):
            ending = piece[-LOOKED_AT:] + ending
            if len(ending) >= LOOKED_AT:
                break
        return ending


def without_parted_lines(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines, two as one where a break or the end of a paragraph parts a word."""
    found: list[PageLine] = []
    for line in lines:
        is_edge = not line.text.strip() and line.kind is not BlockKind.RULE
        if is_edge and not line.after_break:
            continue
        whole = _rejoined(found[-1], line) if found else None
        if whole is None:
            found.append(line)
        else:
            found[-1].pieces = [whole]
    return found


def _rejoined(before: PageLine, line: PageLine) -> str | None:
    """Return the two lines as one where a word goes on, within a block or a plain paragraph."""
    if not (line.after_break or before.kind is line.kind is BlockKind.LINE):
        return None
    return rejoin_lines(before.text, line.text, within_paragraph=line.after_break)
