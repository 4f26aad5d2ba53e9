"""What a crawl did, in numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from importers.fetching.frontier.page_updates import UpdateOutcome
from importers.fetching.outcomes import EndReason


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """Counts of one crawl; `pages` and `speeches` are of the frontier as it stands after it."""

    source: str
    requests: int
    """That were sent: robots.txt, redirects and repetitions counted."""
    bodies: int
    """Answers that brought a page, whether it said something new or not."""
    new: int
    """Records that were read for the first time."""
    changed: int
    """Records that say something else than before."""
    unchanged: int
    other: int
    """Pages that are no records: listings, sitemaps, news."""
    soft_failures: int
    """Pages in whose place something else was answered with 200."""
    missing: int
    gone: int
    """Pages that were missing on a third day."""
    refused: int
    failed: int
    found: int
    """Pages that were not known before, whether they were asked already or not."""
    left: int
    """Pages that are due and were not asked."""
    pages: Mapping[str, int]
    """By state: archive.vocabulary.PageState."""
    speeches: Mapping[str, int]
    """Speech pages that were read, by the strategy that led to them first."""
    failed_strategies: tuple[str, ...]
    """Strategies that failed in a way that nobody foresaw, with the reason."""
    warc_files: tuple[Path, ...]
    """What is to be imported: the run's files, and those of runs that ended before an import."""
    ended_by: str
    """"done", or why it ended before all that is due was asked: outcomes.EndReason."""
    detail: str | None = None
    """The same in words."""

    @property
    def is_amiss(self) -> bool:
        """Whether pages or strategies failed, or the site ended it: what an operator looks at.

        A budget that is spent and hours that are over are no faults: the next run goes on.
        """
        is_ended_by_site = self.ended_by not in {"done", EndReason.REQUESTS, EndReason.HOURS}
        return is_ended_by_site or bool(self.failed or self.failed_strategies)

    def as_json(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return asdict(self) | {"warc_files": [str(path) for path in self.warc_files]}

    def lines(self) -> Iterator[str]:
        """Yield it as a person reads it."""
        yield (
            f"{self.source}: {self.new:,} new, {self.changed:,} changed, {self.unchanged:,}"
            f" unchanged, {self.missing:,} missing, {self.gone:,} gone, {self.refused:,} refused,"
            f" {self.failed:,} failed"
        )
        yield (
            f"{self.requests:,} requests, {self.bodies:,} pages; {self.other:,} of them no record,"
            f" {self.soft_failures:,} with something else in the page's place"
        )
        states = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in self.pages.items() if n)
        yield f"frontier: {self.found:,} pages found in this run; {states or 'empty'}"
        if self.speeches:
            ways = ", ".join(f"{n:,} by {name}" for name, n in self.speeches.items())
            yield f"speeches: {sum(self.speeches.values()):,} read in all: {ways}"
        yield from (f"strategy failed: {told}" for told in self.failed_strategies)
        if self.ended_by != "done":
            yield f"ended by {self.ended_by} ({self.detail}); {self.left:,} pages are left"
        for path in self.warc_files:
            yield f"to import: {path}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a crawl would ask, and does not."""

    source: str
    due: Mapping[str, int]
    """Known pages that are due, by the strategy that led to them."""
    begun: Mapping[str, int]
    """Pages that are not known yet, by the strategy that would begin with them."""
    first: tuple[str, ...]
    """The first of them."""
    requests: int
    """The budget."""

    def as_json(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """Yield it as a person reads it."""
        for heading, counts in (("due", self.due), ("to begin with", self.begun)):
            ways = ", ".join(f"{n:,} by {name}" for name, n in sorted(counts.items()))
            yield f"{heading}: {sum(counts.values()):,} pages{f' ({ways})' if ways else ''}"
        yield from (f"  {url}" for url in self.first)
        yield f"at most {self.requests:,} requests; nothing was asked (--dry-run)"


@dataclass(slots=True)
class Counts:
    """What is counted while a crawl goes on."""

    news: Counter[UpdateOutcome] = field(default_factory=Counter)
    bodies: int = 0
    found: int = 0
    failed_strategies: list[str] = field(default_factory=list)
