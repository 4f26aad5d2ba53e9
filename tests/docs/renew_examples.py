"""Writes api/examples anew from the sample: `python tests/docs/renew_examples.py`."""

import json
import tempfile
from pathlib import Path

from example_requests import FOLDER, REQUESTS, Asker, example_clock, settled

from api import create_app
from archive.cli import run
from archive.settings import Settings


def renew() -> None:
    """Import the sample into a folder of its own, ask, and write what is answered otherwise now."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/tingtale.sqlite",
            index_dir=Path(folder, "index"),
            clock=example_clock,
        )
        for command in ("db upgrade", "import sample", "index build"):
            assert run(command.split(), settings) == 0
        asker = Asker(create_app(settings))
        shown = {path: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
        for operation in filter(asker.operations.__contains__, REQUESTS):
            told, path = asker.example(operation), FOLDER / f"{operation}.json"
            if settled(told) != settled(shown.pop(path, None)):
                text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
                path.write_text(text, encoding="utf-8")
        for path in shown:
            path.unlink()


if __name__ == "__main__":
    renew()
