"""Generated records of debates that share names, numbers and ids, for tests of their order."""

import json
from dataclasses import dataclass
from datetime import date

from builders import RecordSource, a_corpus_line, a_speech_record
from hypothesis import strategies as st

from importers.records import Document

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
