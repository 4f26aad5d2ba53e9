"""Writes api/examples anew from the sample: `python tests/docs/renew_examples.py`."""

import json
import sys
import tempfile
from pathlib import Path

from example_requests import FOLDER, REQUESTS, Asker, settled

from api.http.application import create_app

sys.path.append(str(Path(__file__).parents[1]))  # as pytest does
from sample_archive import make


def renew() -> None:
    """Import the sample into a folder of its own, ask, and write what is answered otherwise now."""
    with tempfile.TemporaryDirectory() as folder:
        asker = Asker(create_app(make(Path(folder))))
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
