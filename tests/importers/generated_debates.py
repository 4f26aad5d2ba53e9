"""Generated records of debates that share names, numbers and ids, for tests of their order."""

import json
from dataclasses import dataclass
from datetime import date

from builders import (
    RecordSource,
    a_corpus_line,
    a_speech_record,
    an_agenda_item_record,
)
from hypothesis import strategies as st

from importers.records import Document, ListedSpeech

FIRST, LAST = (
    ("Åse", "Ase", "Kari", "Kari Anne", "Jan‑Erik", "Jan-Erik"),
    ("Ek", "O’Lund", "O'Lund"),
)
names = st.builds("{} {}".format, st.sampled_from(FIRST), st.sampled_from(LAST))
ids = st.sampled_from([None, None, "17", "18", "AE", "jan‑erik_ek", "jan-erik_ek"])

SEPARATORS = ("/", "~", " ", "_")
"""Signs of ids which a public id writes alike, two and two."""
WORDS = (
    "Fisk og hav er viktig",
    "Barna trenger trygge skoler",
    "Vi bygger jernbane mot nord",
    "Energi koster altfor mye",
)
"""No two of these share half their words."""


@dataclass(frozen=True)
class Line:
    """A speech of a corpus, told by its number; two numbers give ids that differ in one sign."""

    number: int
    assembly: str
    name: str
    person: str | None
    gender: str | None
    day: date

    def document(self, source: RecordSource) -> Document:
        stem, sign = divmod(self.number, len(SEPARATORS))
        told = a_corpus_line(
            id=f"x:{stem}{SEPARATORS[sign]}1",
            parliament=self.assembly,
            speaker=self.name,
            speaker_id=self.person,
            gender=self.gender,
            date=self.day.isoformat(),
            number=str(self.number),
            text=f"Fisk og hav, nummer {self.number}.",
        )
        return Document("lines.jsonl", json.dumps(told).encode(), place=f"line {self.number}")


@dataclass(frozen=True)
class Page:
    """An address of a speech of the Nordic Council, which may claim the number of another."""

    speech: int
    address: str
    name: str
    number: int

    def document(self, source: RecordSource) -> Document:
        is_node, is_slug = "node" in self.address, "slug" in self.address
        record = a_speech_record(
            node=17940 + self.speech if is_node else None,
            slug=f"{self.address}-{self.speech}" if is_slug else None,
            number=self.number,
            speaker=self.name,
            text=f"{WORDS[self.speech]}.",
            type_raw=self.address,
        )
        part = f"no/speech/{self.address}-{self.speech}" if is_slug else self.address
        return source.page(record, url=f"https://www.norden.org/{part}/{17940 + self.speech}")


@dataclass(frozen=True)
class ItemPage:
    """An address of an agenda item, which may contradict another one."""

    item: int
    language: str
    number: str | None
    title: str | None
    chair: str | None
    day: date | None
    cases: tuple[str, ...]
    remarks: tuple[str, ...]
    listed: tuple[int, ...]
    """Speeches: by their number where it is even, by a teaser where it is odd."""

    def document(self, source: RecordSource) -> Document:
        record = an_agenda_item_record(
            protocol=21399 + self.item,
            item_number=self.number,
            item_title=self.title,
            chair=self.chair,
            day=self.day,
            case_numbers=self.cases,
            remarks=self.remarks,
            speeches=tuple(
                ListedSpeech(number, None, None)
                if number % 2 == 0
                else ListedSpeech(None, None, None, (WORDS[number],))
                for number in self.listed
            ),
        )
        place = f"{self.language}/protocol/{21399 + self.item}"
        return source.page(record, url=f"https://www.norden.org/{place}")


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    """Draw lines of a corpus."""
    return [
        Line(
            number,
            draw(st.sampled_from(["stortinget", "nordic-council"])),
            draw(names),
            draw(ids),
            draw(st.sampled_from([None, "F", "M"])),
            date(2012, 1, draw(st.integers(1, 5))),
        )
        for number in range(draw(st.integers(1, 9)))
    ]


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    """Draw pages: several addresses of a speech, and speeches that claim one number."""
    addresses = st.sampled_from(["da/node", "is/node", "slug", "other-slug", "by-number"])
    return [
        Page(speech, address, name, number)
        for speech in range(draw(st.integers(0, len(WORDS))))
        for name in [draw(names)]
        for number in [draw(st.integers(1, 2))]
        for address in draw(st.lists(addresses, min_size=1, max_size=3, unique=True))
    ]


@st.composite
def items(draw: st.DrawFn) -> list[Page | ItemPage]:
    """Draw pages of agenda items, some of which contradict others, and speeches that they list."""
    places = [
        (item, language)
        for item in range(draw(st.integers(1, 3)))
        for language in draw(
            st.lists(st.sampled_from(["da", "is", "sv"]), min_size=1, max_size=2, unique=True)
        )
    ]
    told = [
        ItemPage(
            item=item,
            language=language,
            number=draw(st.sampled_from(["6", "6", "6.1", None])),
            title=draw(st.sampled_from(["Fisk", "Fiskur"])),
            chair=draw(st.sampled_from([None, "Karin Eld", "Olof Ek"])),
            day=draw(st.sampled_from([None, date(2012, 10, 31), date(2012, 11, 1)])),
            cases=draw(st.sampled_from([(), ("A 1/x",), ("A 2/x",)])),
            remarks=draw(st.sampled_from([(), ("Ordet er frit.",), ("Mötet är öppnat.", "Ja.")])),
            listed=tuple(draw(st.lists(st.integers(0, 3), max_size=2, unique=True))),
        )
        for item, language in places
    ]
    return [*told, *draw(pages())]
