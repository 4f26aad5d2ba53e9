"""Record what the software answers to several hundred questions, and compare two recordings.

    python -m benchmarks.recorder record FOLDER [--corpus CORPUS.jsonl.xz]
    python -m benchmarks.recorder compare OLD NEW [--mask REGEX ...]

For a change that should change no answer: record before it, record after it, compare. The sample
and, where a corpus is given, 2,000 speeches of it are imported into temporary archives. Both are
asked what benchmarks/recording/scripts say: requests over HTTP (in process) and commands; the files
that commands write are answers, too. Each answer is a file of FOLDER: status, headers and body, or
exit code and output. Two recordings of the same software are the same to the byte; how that is
brought about stands in benchmarks/recording/reproducible.py.

`record` ends with 1 where the software has a route or a command that was never asked, `compare`
where an answer differs, is missing or is new. FOLDER must be empty, and belongs outside of the
repository: it holds texts of the corpus. A difference that is meant is declared by a mask, such as
`--mask '^ETag: .*'`: what it matches may be anything that it matches.
"""

import argparse
import sys
from pathlib import Path

from benchmarks.recording.archives import Tally, record
from benchmarks.recording.comparing import compare, names_in


def main() -> int:
    """Run as the arguments say; return the exit code."""
    parser = _parser()
    chosen = parser.parse_args()
    if chosen.task == "record":
        folder, corpus = chosen.folder.resolve(), chosen.corpus and chosen.corpus.resolve()
        if folder.exists() and any(folder.iterdir()):
            parser.error(f"{folder} is not empty")
        return _print_tally(record(folder, corpus))
    for folder in (chosen.old, chosen.new):
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    return _print_differences(chosen.old, chosen.new, chosen.mask)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recorder")
    tasks = parser.add_subparsers(dest="task", required=True)
    recording = tasks.add_parser("record", help="record the answers of this software")
    recording.add_argument("folder", type=Path)
    recording.add_argument("--corpus", type=Path, help="JSON lines, packed by xz")
    comparing = tasks.add_parser("compare", help="tell where two recordings differ")
    comparing.add_argument("old", type=Path)
    comparing.add_argument("new", type=Path)
    comparing.add_argument(
        "--mask", action="append", default=[], metavar="REGEX", help="what may differ; repeatable"
    )
    return parser


def _print_tally(tally: Tally) -> int:
    """Print what was recorded; return the exit code."""
    outcomes = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(tally.outcomes.items()))
    print(f"{tally.outcomes.total():,} answers in {tally.seconds:.0f} s ({outcomes})")
    for name in sorted(tally.never_asked):
        print(f"never asked: {name}")
    return 1 if tally.never_asked else 0


def _print_differences(old: Path, new: Path, masks: list[str]) -> int:
    """Print each difference, and how many there are; return the exit code."""
    differences = list(compare(old, new, masks))
    for difference in differences:
        print(difference)
    kinds = [difference.kind for difference in differences]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("differs", "missing", "new"))
    print(f"{len(names_in(old)):,} answers before: {counts}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
