"""The given cases of names in several spellings, and of lines in another order."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archive.settings import Settings
from cli.main import run

CASES = Path(__file__).parents[2] / ".." / "shared" / "cases"
CORPORA = CASES.parent / "corpora"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="../shared is absent"),
]


class Archive:
    """An archive that the command line fills."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.url = f"sqlite:///{folder}/archive.sqlite"
        self.run("db", "upgrade")

    def run(self, *words: str) -> None:
        assert run(words, Settings(database_url=self.url)) == 0

    def bring(self, lines: list[bytes]) -> None:
        path = self.folder / "speeches.jsonl"
        path.write_bytes(b"".join(lines))
        self.run("import", "corpus", str(path))

    def speakers(self) -> int:
        with create_engine(self.url).connect() as connection:
            return int(connection.scalar(text("SELECT count(*) FROM speaker")) or 0)

    def dump(self) -> dict[str, bytes]:
        self.run("dump", str(self.folder / "dump"))
        files = {path.name: path.read_bytes() for path in (self.folder / "dump").iterdir()}
        return {
            name: held
            for name, held in files.items()
            if not name.startswith("sources.") and name != "SHA256SUMS"
        }


def lines(name: str) -> list[bytes]:
    return (CASES / name).read_bytes().splitlines(keepends=True)


def test_spellings_of_two_names_are_two_speakers(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "names")
    archive.bring(lines("names.jsonl"))
    assert archive.speakers() == 2


def test_lines_in_another_order_give_the_same_dump(tmp_path: Path) -> None:
    dumps = []
    for name in ("order-a.jsonl", "order-b.jsonl"):
        archive = Archive(tmp_path / name)
        archive.bring(lines(name))
        assert archive.speakers() == 1
        dumps.append(archive.dump())
    assert dumps[0] == dumps[1]
