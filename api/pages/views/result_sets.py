"""A result set as its page shows it: named, linked, and compared with what is found today."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from api.pages.parts import labels
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.document_cards import DocumentCard
from api.pages.parts.names import ValueNames
from api.pages.parts.record import Fact
from api.pages.parts.speech_cards import SpeechCard
from archive.export.citations.speeches import Citation
from archive.result_sets.stored_sets import StoredSet
from archive.vocabulary import RecordKind
from services.result_sets.answers import ResultSetLinks
from services.result_sets.differences import ResultSetDifference

SHOWN: Final = 100
"""Records of one kind of change that the page lists."""


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record of a list of changes."""

    id: str
    href: str | None
    """None where the archive does not know it any more."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The records of which the same has become."""

    name: str
    count: int
    records: tuple[ChangedRecord, ...]

    @property
    def more(self) -> int:
        """How many records are not listed."""
        return self.count - len(self.records)


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """What has become of a result set."""

    problem: str | None = None
    """Why it cannot be told now."""
    summary: str = ""
    changes: tuple[Changes, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultSetView:
    """The page of a result set."""

    id: str
    summary: str
    citation: Citation
    links: ResultSetLinks
    search_href: str
    asked: tuple[Fact, ...]
    state: tuple[Fact, ...]
    cards: tuple[SpeechCard, ...]
    documents: tuple[DocumentCard, ...]
    more: int
    """How many records the page does not show."""
    comparison: ComparisonView


def summary(stored: StoredSet) -> str:
    """Return how many records were found, and when."""
    found = stored.found
    return f"{_counted(found.total, found.kind)}, found on {labels.day(stored.created_at)}"


def asked(address: SearchAddress, names: ValueNames) -> Iterator[Fact]:
    """Yield what the search asked for."""
    for name, value in address.pairs:
        match name:
            case "q":
                yield Fact("Words", value)
            case "sort":
                yield Fact("Order", labels.name_of_value(labels.SORTS, value))
            case "kind":
                yield Fact("Searched in", labels.name_of_value(labels.RECORD_KINDS, value))
            case "expand":
                yield Fact("Words stand for", "their concepts, in all languages")
            case _:
                yield Fact(labels.name_of_value(labels.PARAMETERS, name), names.of(name, value))


def state(stored: StoredSet) -> Iterator[Fact]:
    """Yield what the set was found in, and what proves its ids."""
    found = stored.found
    changed = found.archive.changed_at
    yield Fact("Understood as", found.understood)
    yield Fact(
        "Archive version", found.archive.name, f"of {labels.day(changed)}" if changed else None
    )
    yield Fact("Topics", found.lexicon)
    yield Fact("Analysis of words", found.analysis)
    yield Fact("SHA-256 of the ids", found.ids_sha256)


def comparison(found: ResultSetDifference, href: Callable[[str], str]) -> ComparisonView:
    """Return the difference as lists; `href` gives the page of a record."""
    lists = (
        _changes("Added", [(each.id, href(each.id), None) for each in found.added]),
        _changes(
            "Changed",
            (
                (each.id, href(each.id), None if each.found else "found no more")
                for each in found.changed
            ),
        ),
        _changes(
            "Withdrawn",
            (
                (each.id, None, "not known any more")
                if each.withdrawn_at is None
                else (each.id, href(each.id), labels.day(each.withdrawn_at))
                for each in found.withdrawn
            ),
        ),
        _changes(
            "Unchanged, but found no more",
            ((key, href(key), None) for key in found.no_longer_found),
        ),
    )
    changes = tuple(each for each in lists if each.count)
    now = f"The same search finds {_counted(found.now.total, found.kind)} today"
    same = f"{found.unchanged:,} of the set are as they were."
    return ComparisonView(
        summary=f"{now}; {same}" if changes else f"{now}: the very same.",
        changes=changes,
        notes=tuple(_notes(found)),
    )


def _changes(name: str, rows: Iterable[tuple[str, str | None, str | None]]) -> Changes:
    every = tuple(ChangedRecord(*row) for row in rows)
    return Changes(name, len(every), every[:SHOWN])


def _notes(found: ResultSetDifference) -> Iterator[str]:
    versions = {"lexicon": "Topics", "analysis": "Analysis of words"}
    for name in found.versions_changed:
        then, now = getattr(found.then, name), getattr(found.now, name)
        yield (
            f"{versions[name]}: version {then} then, {now} now. The same question may therefore"
            " find other speeches in the same texts."
        )
    if not found.same_order:
        yield "What was and is found comes in another order today."


def _counted(number: int, kind: RecordKind) -> str:
    one = "speech" if kind is RecordKind.SPEECH else "background document"
    many = "speeches" if kind is RecordKind.SPEECH else "background documents"
    return f"{number:,} {one if number == 1 else many}"
