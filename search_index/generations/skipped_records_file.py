"""The records that a generation skips, with reasons, in its file left_out.json."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from archive.errors import IndexUnavailable
from search_index.generations.skipped_records import SkipReasons

FILE: Final = "left_out.json"
"""Only a generation that leaves something out has it."""


def write_skip_reasons(
    folder: Path, left_out: SkipReasons, fingerprints: Mapping[int, int]
) -> None:
    """Write what the generation leaves out, with the records' fingerprints."""
    if left_out:
        told = [[key, fingerprints[key], left_out[key]] for key in sorted(left_out)]
        (folder / FILE).write_text(json.dumps(told, indent=1), encoding="utf-8")


def read_skip_reasons(folder: Path, fingerprints: Mapping[int, int]) -> SkipReasons:
    """Return why records are skipped, of those unchanged since. Raises IndexUnavailable.

    One that has changed since is not left out but stale. Raises IndexUnavailable.
    """
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
        told = [(int(key), int(before), str(why)) for key, before, why in json.loads(text)]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError) as error:
        raise IndexUnavailable(
            f"{folder / FILE} cannot be read ({error}); run `tingtale index build`"
        ) from error
    return {key: why for key, before, why in told if fingerprints.get(key) == before}
