"""Writes api/examples anew from the sample: `python tests/docs/renew_examples.py`."""

import json
import os
import tempfile

from example_requests import FOLDER, REQUESTS, Asker

from api import create_app
from archive.cli import run
from archive.settings import Settings


def renew() -> None:
    """Import the sample into a folder of its own, ask, and write what was answered."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TINGTALE_DATABASE_URL"] = f"sqlite:///{folder}/tingtale.sqlite"
        os.environ["TINGTALE_INDEX_DIR"] = f"{folder}/index"
        for command in ("db upgrade", "import sample", "index build"):
            assert run(command.split()) == 0
        asker = Asker(create_app(Settings.from_env()))
        for path in FOLDER.glob("*.json"):
            path.unlink()
        for operation in filter(asker.operations.__contains__, REQUESTS):
            told = asker.example(operation)
            text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
            (FOLDER / f"{operation}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
