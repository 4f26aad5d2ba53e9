"""The sample archive, served on loopback as `make demo` serves it, for pages that run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.cli import run


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The variables that name an archive with the sample and its index."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TINGTALE_DATABASE_URL", f"sqlite:///{folder}/tingtale.sqlite")
        patch.setenv("TINGTALE_INDEX_DIR", f"{folder}/index")
        for command in ("db upgrade", "import sample", "index build"):
            assert run(command.split()) == 0
        yield


@pytest.fixture(scope="session")
def sample_address(sample_settings: None) -> Iterator[str]:
    """The address of a server over the sample: `http://127.0.0.1:` and a free port."""
    with _serving() as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
        process.kill()
        process.communicate()


def _serving() -> subprocess.Popen[str]:
    code = "from archive.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", "0"],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
