"""The report as two files a night, JSON and text; those of old nights go."""

from pathlib import Path
from typing import Final

from archive.configuration.night import NightSettings
from archive.folders import make_folder
from services.nightly.phases import PhaseResult
from services.nightly.report import NightReport
from services.nightly.report_text import as_text

_SUFFIXES: Final = (".json", ".txt")


def write_report_files(settings: NightSettings, report: NightReport) -> PhaseResult:
    """Write the report; raises SettingsError where its folder cannot be made, and OSError."""
    make_folder(settings.reports, "TINGTALE_NIGHT_REPORTS")
    for suffix, text in zip(_SUFFIXES, (report.as_json(), as_text(report)), strict=True):
        path = settings.reports / f"{report.name}{suffix}"
        pending = path.with_name(f"{path.name}.new")
        pending.write_text(text, encoding="utf-8")
        pending.replace(path)
    _remove_old(settings.reports, settings.keep)
    return PhaseResult((str(settings.reports / f"{report.name}.txt"),))


def _remove_old(folder: Path, kept: int) -> None:
    for suffix in _SUFFIXES:
        for path in sorted(folder.glob(f"night-*{suffix}"))[:-kept]:
            path.unlink(missing_ok=True)
