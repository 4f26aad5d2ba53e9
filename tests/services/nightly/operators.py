"""An operator of nights over an empty archive, with pages of the sample."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import importers.sources.sample
from archive.configuration.night import NightSettings, NightSource
from archive.settings import Settings
from services.nightly.night import run_night

NOW = datetime(2026, 11, 28, 2, 15)  # noqa: DTZ001  (UTC, as clocks tell it)
PAGES = Path(next(iter(importers.sources.sample.__path__))) / "norden"


@dataclass(frozen=True)
class Fetched:
    """What came of fetching, as the site would have it."""

    warc_files: tuple = ()
    is_amiss: bool = False

    def lines(self):
        return [f"{len(self.warc_files)} files"]


class Operator:
    """An archive with its settings, and folders of pages that are imported."""

    def __init__(self, folder, url):
        self.folder = folder
        self.pages = folder / "pages"
        self.pages.mkdir()
        self.bring("no_node_18131.html", "da_node_18031.html")
        source = NightSource("norden", paths=(self.pages,))
        night = NightSettings(sources=(source,), reports=folder / "nights")
        self.settings = Settings(
            database_url=url,
            index_dir=folder / "index",
            public_url="https://archive.example",
            night=night,
            clock=lambda: NOW,
        )

    def set(self, **night):
        self.settings = replace(self.settings, night=replace(self.settings.night, **night))

    def bring(self, *names):
        for name in names:
            shutil.copy(PAGES / name, self.pages)

    def night(self, *sources, **arguments):
        return run_night(self.settings, sources or self.settings.night.sources, **arguments)


def states(report):
    """Return how each phase ended, by its name and what it was about."""
    return {
        " ".join(filter(None, (phase.name.value, phase.subject))): phase.state.value
        for phase in report.phases
    }
