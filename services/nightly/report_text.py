"""A night's report as a person reads it, at a terminal or in a mail."""

from collections.abc import Iterator

from services.nightly.phases import Phase
from services.nightly.report import Findings, NightReport

RECORDS_SHOWN = 100
"""Of those that came; the JSON has more."""


def as_text(report: NightReport) -> str:
    """Return the report in lines: how it ended, its phases, what came, what wants a look."""
    return "\n".join(_lines(report)) + "\n"


def headline(report: NightReport) -> str:
    """Return how the night ended, in one line."""
    news = report.news
    told = [f"{news.new:,} new", f"{news.changed:,} changed", f"{report.rejected:,} rejected"]
    broken = sum(found.count for found in report.broken)
    told += [f"{broken:,} broken"] if broken else []
    which = (
        f"night {report.night}"
        if report.night
        else "dry run (nothing was changed)"
        if report.dry_run
        else "night"
    )
    return f"Tingtale, {which}: {report.state.value}; {', '.join(told)}"


def _lines(report: NightReport) -> Iterator[str]:
    yield headline(report)
    seconds = (report.finished_at - report.started_at).total_seconds()
    yield f"{report.started_at:%Y-%m-%d %H:%M} UTC, {_duration(seconds)}"
    yield ""
    for phase in report.phases:
        yield from _phase(phase)
    for alarm in report.alarms:
        yield from ("", f"ALARM: {alarm}")
    yield from _found("BROKEN", report.broken)
    yield from _news(report)
    yield from _rejected(report)
    yield from _found("Open", report.missing)
    if report.totals is not None:
        totals = report.totals
        yield ""
        yield (
            f"The archive holds {totals.speeches:,} speeches ({totals.words:,} words) and"
            f" {totals.background_documents:,} background documents; {totals.quarantined:,} records"
            " wait in quarantine."
        )


def _phase(phase: Phase) -> Iterator[str]:
    name = " ".join(part for part in (phase.name.value, phase.subject) if part)
    first, *others = phase.told or ("",)
    yield f"{name:<20} {phase.state.value:<8} {_duration(phase.seconds):>9}  {first}".rstrip()
    yield from (" " * 41 + line for line in others)


def _news(report: NightReport) -> Iterator[str]:
    news = report.news
    if not (news.new or news.changed):
        return
    yield ""
    yield f"What came ({news.new:,} new, {news.changed:,} changed)"
    for record in news.records[:RECORDS_SHOWN]:
        yield f"  {record.novelty.value:<8} {record.id}  {record.title}"
        yield f"           {record.page}"
        if record.source_url:
            yield f"           {record.source_url}"
    if (more := news.new + news.changed - RECORDS_SHOWN) > 0:
        runs = ", ".join(map(str, news.runs))
        yield f"  ... and {more:,} more: `tingtale runs show RUN` lists them (run {runs})"


def _rejected(report: NightReport) -> Iterator[str]:
    if not report.rejected:
        return
    yield ""
    yield f"Rejected ({report.rejected:,}; `tingtale quarantine list` has what waits)"
    for record in report.rejected_records:
        yield f"  {record.source}: {record.place}: {record.message} [{record.code}]"
    if (more := report.rejected - len(report.rejected_records)) > 0:
        yield f"  ... and {more:,} more"


def _found(heading: str, kinds: tuple[Findings, ...]) -> Iterator[str]:
    if not kinds:
        return
    yield ""
    yield f"{heading} ({sum(found.count for found in kinds):,}; `tingtale check` has all)"
    for found in kinds:
        yield f"  {found.code} ({found.count:,})"
        yield from (f"    {each.place}: {each.message}" for each in found.examples[:_SHOWN])
        if (more := found.count - _SHOWN) > 0:
            yield f"    ... and {more:,} more"


_SHOWN = 5


def _duration(seconds: float) -> str:
    if seconds < 60:  # noqa: PLR2004  (a minute)
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
