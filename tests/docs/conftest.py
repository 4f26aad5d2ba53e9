"""The sample archive, served on loopback as `make demo` serves it, for pages that run."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sample_archive import example_clock, settings_in

from archive.settings import Settings

SERVER = """
from dataclasses import replace

from sample_archive import example_clock

from cli.main import run
from archive.settings import Settings

run(["serve", "--port", "0"], replace(Settings.from_env(), clock=example_clock))
"""
"""Freezes results at the examples' moment, too."""


@pytest.fixture(scope="session")
def sample_settings(sample_copy: Callable[[], Path]) -> Iterator[Settings]:
    """An archive with the sample, made at the examples' moment; the variables name it, too."""
    settings = settings_in(sample_copy(), example_clock)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINGTALE_DATABASE_URL", settings.database_url)
        patch.setenv("TINGTALE_INDEX_DIR", str(settings.index_dir))
        yield settings


@pytest.fixture(scope="session")
def sample_address(sample_settings: Settings) -> Iterator[str]:
    """The address of a server over the sample: `http://127.0.0.1:` and a free port."""
    with _serving() as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
        process.kill()
        process.communicate()


def _serving() -> subprocess.Popen[str]:
    here = Path(__file__)
    return subprocess.Popen(
        [sys.executable, "-c", SERVER],
        env=os.environ | {"PYTHONPATH": f"{here.parents[2]}{os.pathsep}{here.parents[1]}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
