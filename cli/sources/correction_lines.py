"""Reports and corrections as the operator sees them: lines of text, and members of JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from archive.corrections.correction_list import CorrectionDetail
from archive.corrections.report_queue import ReportRow
from archive.vocabulary import ReportState


def report_line(row: ReportRow) -> str:
    """Return the report in a line: number, state, speech, field, from what to what."""
    says = row.says if row.shown is None else row.shown
    often = f", {row.times} times" if row.times > 1 else ""
    return (
        f"{row.number} {row.state} {row.received_at:%Y-%m-%d}{often}: {row.speech} {row.field}:"
        f" {_quoted(says)} -> {_quoted(row.right)}"
    )


def report_lines(row: ReportRow) -> Iterator[str]:
    """Yield all that is known of the report, and what can be done with it."""
    yield report_line(row)
    told = (
        ("the reader says that it says", row.says),
        ("source", row.source),
        ("contact", row.contact),
    )
    yield from (f"  {name}: {value}" for name, value in told if value is not None)
    if row.state != ReportState.WAITING:
        yield f"  {row.state} on {row.decided_at:%Y-%m-%d} by {row.decided_by}: {row.answer}"
        if row.correction is not None:
            yield f"  correction: c{row.correction}"
        return
    yield f"  page: /speeches/{row.speech}"
    yield f"  tingtale corrections accept {row.number} --reason WHY"
    yield f"  tingtale corrections refuse {row.number} --reason WHY"


def correction_line(made: CorrectionDetail) -> str:
    """Return the correction in a line: number, whether it applies, speech, field, from and to."""
    standing = "applied" if made.outdated_at is None else "OUTDATED"
    return (
        f"c{made.number} {standing} {made.made_at:%Y-%m-%d}: {made.speech} {made.field}:"
        f" {_quoted(made.before)} -> {_quoted(made.after)}"
    )


def correction_lines(made: CorrectionDetail) -> Iterator[str]:
    """Yield all that is known of the correction."""
    yield correction_line(made)
    yield f"  {made.reason} ({made.made_by or 'nobody is named'})"
    if made.outdated_at is not None:
        yield f"  since {made.outdated_at:%Y-%m-%d}: {made.outdated}"


def report_members(row: ReportRow) -> dict[str, object]:
    """Return the report as a JSON object."""
    return _members(asdict(row))


def correction_members(made: CorrectionDetail) -> dict[str, object]:
    """Return the correction as a JSON object."""
    told = _members(asdict(made))
    return told | {"number": f"c{made.number}", "applies": made.outdated_at is None}


def _members(told: Mapping[str, object]) -> dict[str, object]:
    return {
        name: f"{value.isoformat()}Z" if isinstance(value, datetime) else value
        for name, value in told.items()
    }


def _quoted(value: str | None) -> str:
    return "nothing" if value is None else f'"{value}"'
