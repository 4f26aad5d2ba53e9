"""When a background document was published: as it says of itself, not of what it tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from importers.issues import suspicious
from importers.records import RecordIssue
from importers.sources.documents.dates import (
    StatedDate,
    byline,
    dateline,
    stated_date,
    years_mentioned,
)
from importers.sources.documents.layout import Layout
from importers.sources.documents.phrases import begins_with


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A date and the rule that read it; None where no rule speaks."""

    date: StatedDate | None
    rule: str | None
    """"label", "dateline" or "byline"."""
    issues: tuple[RecordIssue, ...] = ()


def read_publication_date(layout: Layout) -> PublicationDate:
    """Return the date by the first rule that speaks.

    label: "Publisert: 3.4.2019" on a line. dateline: a line that holds a date and at most a place
    before it, in the opening or the signature. byline: a date after "Av ..." in the opening. Dates
    in running text are of what the text tells, and so are "Vedtatt ...", "Oppdatert ...".
    """
    for rule, found in (
        ("label", list(_labelled(layout))),
        ("dateline", list(_datelines(layout))),
        ("byline", list(_bylines(layout))),
    ):
        if found:
            return PublicationDate(found[0], rule, _contradictions(found))
    return PublicationDate(None, None, (_not_stated(layout),))


def _labelled(layout: Layout) -> Iterator[StatedDate]:
    for paragraph in layout.paragraphs:
        for line in paragraph.lines:
            rest = begins_with("date_label", line)
            told = rest and stated_date(rest.removeprefix(":"))
            if told:
                yield StatedDate(told.year, told.day, line)


def _datelines(layout: Layout) -> Iterator[StatedDate]:
    for line in (*layout.opening_lines, *layout.closing):
        kind = begins_with("kicker", line)
        if told := dateline(line if kind is None else kind.strip(" .,|:–-")):
            yield StatedDate(told.year, told.day, line)


def _bylines(layout: Layout) -> Iterator[StatedDate]:
    for line in layout.opening_lines:
        if told := byline(line):
            yield told


def _contradictions(found: list[StatedDate]) -> tuple[RecordIssue, ...]:
    others = [
        other for other in found[1:] if (other.year, other.day) != (found[0].year, found[0].day)
    ]
    return tuple(
        suspicious(
            "date_ambiguous",
            f"{other.printed!r} stands as a date of the text beside {found[0].printed!r}; the"
            " latter is taken. State `date` in the file's front matter where that is wrong",
        )
        for other in others
    )


def _not_stated(layout: Layout) -> RecordIssue:
    text = "\n".join(paragraph.joined for paragraph in layout.paragraphs)
    years = ", ".join(years_mentioned(text))
    told = f"; the years in it ({years}) are of what it tells" if years else ""
    return suspicious(
        "date_not_stated",
        f"no dateline, byline or label says when the text was published{told}."
        " State `date` in the file's front matter",
    )
