"""The parts of a documentation page that can be run or compared: its code blocks, in order."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

DOCS = Path(__file__).parents[2] / "docs"
DEMO = "http://127.0.0.1:8000"
"""The address at which the pages say that the server answers."""


@dataclass(frozen=True)
class Block:
    """A code block: its language and what follows that, its text, its line in the page."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int


def blocks_of(page: str) -> list[Block]:
    """Return the code blocks of a page, by its path below docs/, fenced and indented as `sh`."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [
        Block(*_info(token.info), token.content, (token.map or [0])[0] + 1)
        for token in MarkdownIt().parse(text)
        if token.type in {"fence", "code_block"}
    ]


def rows_of(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    text = (DOCS / page).read_text(encoding="utf-8")
    section = re.split(r"^#+ ", text.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)
    rows = [line for line in section[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def _info(info: str) -> tuple[str, tuple[str, ...]]:
    language, *words = info.split() or ["sh"]
    return language, tuple(words)
