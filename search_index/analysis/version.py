"""The version of the analysis: an index that was made by another one is stale."""

import hashlib
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from simplemma import __version__ as simplemma_version

from search_index.analysis.base_forms.corrections import DATA_FOLDER

RULES_VERSION: Final = 9
"""Changes whenever the code would analyse a text differently with the same data."""


def analysis_version(data: Traversable = DATA_FOLDER) -> str:
    """Return a version that changes whenever a text would be analysed differently."""
    digest = hashlib.sha256(simplemma_version.encode())
    for path, content in sorted(_contents(data, "")):
        digest.update(f"\0{path}\0".encode())
        digest.update(content)
    return f"{RULES_VERSION}-{digest.hexdigest()[:12]}"


def code_digest() -> str:
    """Return a digest of this package's code: what the word cache is named by."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the data with its path."""
    for entry in folder.iterdir():
        inner = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _contents(entry, inner)
        elif entry.name.endswith(".yaml"):
            yield inner, entry.read_bytes().replace(b"\r\n", b"\n")
