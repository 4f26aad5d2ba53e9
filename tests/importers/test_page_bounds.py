"""What one page may ask of a run: more is rejected by name, with the bound, and soon."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_corpus_line

from archive.errors import UnreadableSource
from importers.bounds import parsing
from importers.bounds.markup import MOST_ATTRIBUTES, check_markup
from importers.bounds.parsing import parse_within_bounds
from importers.bounds.work import bounded_work
from importers.languages.identification import identify
from importers.markup.blocks import read_page
from importers.markup.footnote_marks import without_footnote_marks
from importers.markup.whole_words import mend_words
from importers.records import Document, Record
from importers.sources.corpus import SOURCE as CORPUS
from importers.sources.norden import SOURCE
from importers.sources.norden.dates import find_date


class Endless:
    """A source whose parser never ends."""

    name = "endless"
    parser_version = "1"

    def documents(self, paths: list[Path]) -> Iterator[Document]:
        raise NotImplementedError

    def parse(self, document: Document) -> Iterator[Record]:
        while True:
            try:
                sum(range(1000))
            except Exception:  # noqa: BLE001 (which must not keep it from being stopped)
                continue
        yield  # type: ignore[unreachable]

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        raise NotImplementedError


def test_a_parser_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_SECONDS", 0.2)
    with pytest.raises(UnreadableSource, match=r"^f, line 3: .*more than 0.2 seconds of processor"):
        parse_within_bounds(Endless(), Document("f", b"", place="line 3"))


def test_time_that_others_take_does_not_count() -> None:
    with bounded_work("f", 0.2):
        time.sleep(0.5)


def test_a_bound_within_a_bound_is_the_outer_one() -> None:
    endless = Endless().parse(Document("f", b""))
    bounds = bounded_work("outer", 0.2), bounded_work("inner", 1000)
    with pytest.raises(UnreadableSource, match="outer"), bounds[0], bounds[1]:
        next(endless)


def test_after_a_bound_nothing_is_stopped() -> None:
    with bounded_work("f", 0.1):
        pass
    until = time.thread_time() + 0.3
    while time.thread_time() < until:
        pass


@pytest.mark.parametrize(
    "work",
    [
        lambda: find_date("a" * 200_000),
        lambda: find_date("Onsdag den " * 20_000),
        lambda: identify("q" + "a" * 200_000),
        lambda: identify("aaq" * 50_000),
        lambda: mend_words("menneske-\n" * 5_000),
        lambda: without_footnote_marks("a¹b²" * 50_000),
        lambda: read_page(Document("f", b"<p>" + b"ord<sup>2</sup> " * 20_000)),
    ],
)
def test_long_words_and_rows_take_little(work) -> None:
    # Thirty times what it takes; as it was, each took minutes.
    with bounded_work("f", 6):
        work()


@pytest.mark.parametrize(
    "tag",
    [
        "<p {}>",
        "<p a='>' {}>",
        '<p a="<b>" {}>',
        '<p $="> <p {}>">',
        "<p/{}/>",
        "<P\n{}",
    ],
)
def test_a_tag_of_many_attributes_is_found_wherever_it_begins(tag: str) -> None:
    for attribute in ("a{}", "a{}=1", "a{} = '>'", 'a{}="<"', "a{}/"):
        many = " ".join(attribute.format(number) for number in range(MOST_ATTRIBUTES + 40))
        with pytest.raises(UnreadableSource, match="a tag has more than the 256 attributes"):
            check_markup("f", tag.format(many))
        few = " ".join(attribute.format(number) for number in range(200))
        check_markup("f", tag.format(few) + "x" * 2000)


def test_text_is_no_attribute() -> None:
    check_markup("f", "<p class=x>" + "ord og ord, 1 < 2 " * 5_000 + "</p>")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("# 1. Anna (Replik)\n\n" + "a" * 20_000, "a word of 20,000 bytes is longer"),
        ("# 1. Anna (Replik)\n\n" + "å" * 6_000, "a word of 12,000 bytes is longer"),
        ("# 1. Anna (Replik)\n\n" + "ord " * 300_000, "a line of 1,199,999 letters is longer"),
        ("<html><body>" + "<p>a" * 250_000, "250,002 tags are more than the 200,000"),
    ],
)
def test_what_no_page_holds_is_named(content: str, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told):
        parse_within_bounds(SOURCE, Document("f.html", content.encode()))


def test_a_value_of_a_line_has_a_bound_too() -> None:
    for field in ("text", "speaker", "debate_title"):
        line = json.dumps(a_corpus_line(**{field: "a" * 20_000})).encode()
        with pytest.raises(UnreadableSource, match=r"^c, line 1: a word of 20,000 bytes"):
            parse_within_bounds(CORPUS, Document("c", line, place="line 1"))
