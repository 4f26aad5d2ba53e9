"""Identify the language of real texts and print a table of what was told, and what was not.

    python -m benchmarks.languages ../shared/corpora [--texts 2000] [--list N]

The corpora's labels are guesses for Norwegian and for Finnish against Swedish, and speeches quote.
Where a label and the identification differ, a referee that neither of them has asked decides: the
words of the dictionaries of base forms. The label is held to be wrong where more of the text's
words are known to the identified language alone than to the labelled one alone.
"""

import json
import lzma
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.table import Table

from importers.languages.identification import identify
from search_index.analysis.base_forms.dictionary import dictionary

LONG: Final = 200
"""Characters from which on a text must be told."""
SHORT: Final = 25
READ: Final = 12_000
"""Speeches read of a language's file."""
LANGUAGES: Final = ("da", "nb", "nn", "sv", "fi", "is", "fo", "en")
DICTIONARIES: Final = frozenset({"da", "nb", "nn", "sv", "fi", "is", "en"})

console = Console(width=150, highlight=False)


@dataclass
class Tally:
    """What became of a language's texts."""

    found: Counter[str] = field(default_factory=Counter)
    """By the language that was told, those of which it was certain."""
    uncertain: list[str] = field(default_factory=list)
    mislabelled: Counter[str] = field(default_factory=Counter)
    """By the language that was told, those whose label the referee contradicts."""
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def share(self, *right: str) -> float:
        """Return the share of the texts told, wrong labels aside, that was told as one of these."""
        told = self.found - Counter({c: n for c, n in self.mislabelled.items() if c not in right})
        return sum(told[code] for code in right) / told.total() if told else 0.0


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--texts", default=2000, help="Texts of each language and length.")
@click.option("--list", "listed", default=0, help="Print so many uncertain and wrong ones.")
def main(corpora: Path, texts: int, listed: int) -> None:
    """Print tables for long paragraphs, for short ones, and for texts of two languages."""
    draw = random.Random(20121031)
    paragraphs = {language: list(read(corpora, language)) for language in LANGUAGES}
    for title, least, most in (
        (f"Paragraphs of {LONG} characters or more", LONG, 10**9),
        (f"Paragraphs of {SHORT}-{LONG - 1} characters", SHORT, LONG),
    ):
        sampled = {
            language: _sample(draw, [p for p in of if least <= len(p) < most], texts)
            for language, of in paragraphs.items()
        }
        begin = time.perf_counter()
        tallies = {language: tally(language, of) for language, of in sampled.items()}
        count = sum(map(len, sampled.values()))
        console.print(confusion(title, tallies))
        console.print(f"{count / (time.perf_counter() - begin):,.0f} texts/s, referee included")
        console.print(f"nb and nn together: {norwegian(tallies).share('nb', 'nn'):.4f}\n")
        show(tallies, listed)
    mixed(draw, paragraphs, texts)


def read(corpora: Path, language: str, speeches: int = READ) -> Iterator[str]:
    """Yield the paragraphs of a language's first speeches."""
    path = corpora / f"speeches-{language}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, speeches):
            yield from filter(None, map(str.strip, json.loads(line)["text"].split("\n")))


def tally(language: str, texts: Sequence[str]) -> Tally:
    """Identify the texts and hold the answers against the label."""
    counted = Tally()
    for text in texts:
        told = identify(text)
        if not told.certain:
            counted.uncertain.append(f"{told.language}? {text}")
            continue
        counted.found[told.language] += 1
        if told.language == language:
            continue
        if _refuted(text, language, told.language):
            counted.mislabelled[told.language] += 1
        else:
            counted.wrong.append((told.language, text))
    return counted


def norwegian(tallies: Mapping[str, Tally]) -> Tally:
    """Return the tallies of both written forms of Norwegian as one."""
    together = Tally()
    for code in ("nb", "nn"):
        together.found += tallies[code].found
        together.mislabelled += tallies[code].mislabelled
    return together


def confusion(title: str, tallies: Mapping[str, Tally]) -> Table:
    """Return the table of labels against answers; in brackets those whose label is refuted."""
    columns = list(LANGUAGES)
    table = Table(title=title)
    for column in ("label", "texts", *columns, "other", "uncertain", "right of those told"):
        table.add_column(column, justify="left" if column == "label" else "right")
    for language, counted in tallies.items():
        cells = [_cell(counted, code) for code in columns]
        other = sum(count for code, count in counted.found.items() if code not in columns)
        total = sum(counted.found.values()) + len(counted.uncertain)
        table.add_row(
            language,
            f"{total:,}",
            *cells,
            str(other or ""),
            str(len(counted.uncertain)),
            f"{counted.share(language):.4f}",
        )
    return table


def show(tallies: Mapping[str, Tally], listed: int) -> None:
    """Print some of the uncertain and the wrong."""
    for language, counted in tallies.items():
        for told, text in counted.wrong[:listed]:
            console.print(f"  wrong     {language} told as {told}: {text[:110]}", markup=False)
        for text in counted.uncertain[:listed]:
            console.print(f"  uncertain {language}: {text[:110]}", markup=False)


def mixed(draw: random.Random, paragraphs: Mapping[str, Sequence[str]], texts: int) -> None:
    """Print how many texts, half of one language and half of another, are held uncertain."""
    table = Table(title="Texts of two languages, half and half: share held uncertain")
    table.add_column("")
    for language in LANGUAGES:
        table.add_column(language, justify="right")
    pools = {
        code: _sample(draw, [p for p in of if LONG <= len(p) < 2 * LONG], 300)
        for code, of in paragraphs.items()
    }
    pairs = max(1, texts // 20)
    for first in LANGUAGES:
        row = []
        for second in LANGUAGES:
            if first == second:
                row.append("")
                continue
            made = [
                f"{draw.choice(pools[first])} {draw.choice(pools[second])}" for _ in range(pairs)
            ]
            row.append(f"{sum(not identify(text).certain for text in made) / pairs:.2f}")
        table.add_row(first, *row)
    console.print(table)


def _sample(draw: random.Random, texts: Sequence[str], size: int) -> list[str]:
    return draw.sample(texts, min(size, len(texts)))


def _cell(counted: Tally, code: str) -> str:
    count, refuted = counted.found[code], counted.mislabelled[code]
    return f"{count} ({refuted})" if refuted else str(count or "")


def _refuted(text: str, label: str, told: str) -> bool:
    """Tell whether the dictionaries know the text rather as the told language than the label's."""
    if label not in DICTIONARIES or told not in DICTIONARIES:
        return False
    words = set(re.findall(r"[^\W\d_]{2,}", text.casefold()))
    as_label, as_told = dictionary(label), dictionary(told)
    for_told = sum(as_told.knows(word) and not as_label.knows(word) for word in words)
    for_label = sum(as_label.knows(word) and not as_told.knows(word) for word in words)
    return for_told > for_label


if __name__ == "__main__":
    main()
