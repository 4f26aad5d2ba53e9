"""Files that lie, never end or are none: each is rejected by name, and the run goes on.

Each command runs in a process of its own, whose memory and processor time are measured.
"""

import gzip
import lzma
import os
import shutil
import socket
import struct
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from builders import a_corpus_file, a_corpus_line
from measured_commands import Measured, measured
from sqlalchemy import Engine

from importers.files import opening, zip_archives
from importers.files.documents import documents_in
from importers.files.lines import Line, lines_in
from importers.records import Document

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="measured by /proc of Linux"),
]

MOST_MEMORY = 300_000_000
MOST_SECONDS = 60
PAGE = next(
    path
    for path in sorted((Path(__file__).parents[2] / "importers/sources/sample/norden").rglob("*"))
    if path.is_file() and "speech" in path.name
)


def within_bounds(run: Measured) -> None:
    assert run.peak_bytes < MOST_MEMORY
    assert run.seconds < MOST_SECONDS


def a_zip_that_lies(path: Path, *, says: int, holds: int) -> None:
    """Write an archive of one page which says another size than it unpacks to."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("page.html", "w") as member,
    ):
        _write(member, bytes(1_000_000), holds // 1_000_000)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\1\2") + 24
    assert content[at : at + 4] == struct.pack("<I", holds)
    content[at : at + 4] = struct.pack("<I", says)
    path.write_bytes(bytes(content))


def _write(stream: IO[bytes], piece: bytes, times: int) -> None:
    for _ in range(times):
        stream.write(piece)


def a_zip(path: Path, method: int = zipfile.ZIP_DEFLATED, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def with_an_odd_member(path: Path, change: Callable[[bytearray, int], None]) -> Path:
    """Write an archive of three pages, and let the change meet what its list says of the second."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.html", "b.html", "c.html"):
            member = zipfile.ZipInfo(name)
            member.extra = struct.pack("<HHq", 1, 8, 0)
            archive.writestr(member, PAGE.read_bytes())
    content = bytearray(path.read_bytes())
    change(content, content.find(b"PK\1\2", content.find(b"PK\1\2") + 1))
    path.write_bytes(bytes(content))
    return path


def _no_utf_8(content: bytearray, at: int) -> None:
    content[at + 9] |= 0x08
    content[at + 46] = 0xFF


def _new_version(content: bytearray, at: int) -> None:
    content[at + 6] = 99


def _no_sizes(content: bytearray, at: int) -> None:
    content[at + 20 : at + 28] = b"\xff" * 8


def _cut_extra(content: bytearray, at: int) -> None:
    content[at + 46 + 6 + 2] = 200


def _odd_header(content: bytearray, _: int) -> None:
    at = content.find(b"PK\3\4", 1)
    content[at + 7] |= 0x08
    content[at + 30] = 0xFF


@pytest.mark.parametrize(
    "change",
    [_no_utf_8, _new_version, _no_sizes, _cut_extra, _odd_header],
    ids=lambda change: change.__name__.strip("_"),
)
def test_an_odd_member_costs_itself_alone(
    tmp_path: Path, change: Callable[[bytearray, int], None]
) -> None:
    path = with_an_odd_member(tmp_path / "odd.zip", change)
    found = list(documents_in([path], frozenset({".html"})))
    pages = [each.name for each in found if isinstance(each, Document)]
    assert {"a.html", "c.html"} <= {*pages}
    assert len(found) == 3


def a_sparse_file(path: Path, size: int = 3_000_000_000) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    shutil.copy(PAGE, made / f"zz_{PAGE.name}")
    return made


def test_odd_files_in_a_folder_are_rejected_by_name(
    engine: Engine, database_url: str, folder: Path, tmp_path: Path
) -> None:
    a_zip_that_lies(folder / "lies.zip", says=1000, holds=400_000_000)
    a_zip(folder / "large.zip", page_html=bytes(50_000_000))
    a_zip(folder / "bzip2.zip", zipfile.ZIP_BZIP2, page_html=bytes(9_000_000))
    inner = a_zip(tmp_path / "inner.zip", page_html=b"x").read_bytes()
    a_zip(folder / "outer.zip", inner_zip=inner)
    os.mkfifo(folder / "pipe.html")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "socket.html"))
    (folder / "device.html").symlink_to("/dev/zero")
    (folder / "link.html").symlink_to(PAGE)
    (folder / "round").symlink_to(folder)
    a_sparse_file(folder / "sparse.html")
    a_sparse_file(folder / "sparse.zip")
    (folder / "line.txt").write_text("ord " * 1_000_000)
    (folder / "word.txt").write_text("# Titel\n\n" + "a" * 20_000)
    attributes = " ".join(f"a{number}" for number in range(100_000))
    (folder / "attributes.html").write_text(f"<html><body><p {attributes}>x</p></body></html>")
    (folder / "tags.html").write_text("<html><body>" + "<p>a" * 500_000)

    run = measured(database_url, "import", "norden", folder)

    assert run.exit_code == 1
    assert "1 inserted" in run.output
    within_bounds(run)
    rejected = {
        "lies.zip": "cannot be read",
        "large.zip": "50,000,000 bytes are more than the 10,000,000",
        "bzip2.zip": "packed by a method that is not read",
        "outer.zip": "inner.zip is an archive within an archive",
        "pipe.html": "is a pipe and no file",
        "socket.html": "is a socket and no file",
        "device.html": "is a symbolic link, which is not followed",
        "link.html": "is a symbolic link, which is not followed",
        "round": "is a symbolic link, which is not followed",
        "sparse.html": "3,000,000,000 bytes are more than",
        "sparse.zip": "not a readable zip archive",
        "line.txt": "a line of ",
        "word.txt": "a word of 20,000 bytes is longer than the 10,000",
        "attributes.html": "a tag has more than the 256 attributes",
        "tags.html": "tags are more than the 200,000",
    }
    for name, why in rejected.items():
        told = [line for line in run.errors.splitlines() if name in line]
        assert told, f"{name} is not named"
        assert any(why in line for line in told), told


def test_links_are_followed_when_asked_for(
    engine: Engine, database_url: str, folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / f"zz_{PAGE.name}").rename(elsewhere / PAGE.name)
    (folder / "linked").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(folder)  # without end
    (folder / "device.html").symlink_to("/dev/zero")
    run = measured(database_url, "import", "norden", folder, "--follow-links")
    assert "1 inserted" in run.output
    assert "device.html: is a device and no file" in run.errors
    within_bounds(run)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("bomb.jsonl.gz", lambda path: _packed(path, gzip.open, bytes(1_000_000), 210)),
        ("bomb.jsonl.xz", lambda path: _packed(path, lzma.open, bytes(1_000_000), 210)),
        ("empty.jsonl.gz", lambda path: _packed(path, gzip.open, b"\n" * 1_000_000, 20)),
        ("sparse.jsonl", a_sparse_file),
    ],
)
def test_a_bomb_of_lines_is_left_after_its_bound(
    engine: Engine, database_url: str, tmp_path: Path, name: str, written: Callable[[Path], object]
) -> None:
    written(tmp_path / name)
    good = tmp_path / "good.jsonl"
    a_corpus_file(good, a_corpus_line())
    run = measured(database_url, "import", "corpus", tmp_path / name, good)
    assert run.exit_code == 1
    assert "1 inserted" in run.output
    assert f"{name}, line " in run.errors
    assert "the rest of the file is not read" in run.errors
    within_bounds(run)


def _packed(path: Path, opening: Callable[..., IO[bytes]], piece: bytes, times: int) -> None:
    with opening(path, "wb") as stream:
        _write(stream, piece, times)


def test_an_xz_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    packed = bytearray(lzma.compress(b"{}\n" * 1000))
    # The block's head: its size, flags, the filter LZMA2, one byte of which is its dictionary's.
    size = (packed[12] + 1) * 4
    assert packed[14:16] == b"\x21\x01"
    packed[16] = 40  # 4 GB
    packed[12 + size - 4 : 12 + size] = struct.pack("<I", zlib.crc32(packed[12 : 12 + size - 4]))
    path = tmp_path / "head.jsonl.xz"
    path.write_bytes(bytes(packed))
    (told,) = lines_in(path)
    assert "Memory usage limit exceeded" in str(told)


def test_streams_of_xz_in_a_row_are_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl.xz"
    packed = [lzma.compress(lines) for lines in (b"1\n2", b"3\n", b"4")]
    path.write_bytes(packed[0] + packed[1] + bytes(8) + packed[2])
    assert list(lines_in(path)) == [Line(1, b"1"), Line(2, b"23"), Line(3, b"4")]
    path.write_bytes(lzma.compress(b"1\n" * 100_000)[:-30])
    *_, told = lines_in(path)
    assert "cannot be read on" in str(told)


def test_a_list_of_members_longer_than_memory_should_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_archives, "MOST_DIRECTORY_BYTES", 100)
    path = a_zip(tmp_path / "many.zip", **{f"{number}_html": b"x" for number in range(9)})
    (told,) = documents_in([path], frozenset({".html"}))
    assert "the list of its members has" in str(told)


def test_a_pipe_is_read_when_somebody_writes_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writing = threading.Thread(target=path.write_bytes, args=(b"x" * 100_000,))
    writing.start()
    (read,) = documents_in([path], frozenset())
    writing.join()
    assert read == Document("pipe", b"x" * 100_000)
    monkeypatch.setattr(opening, "WRITER_AWAITED", 0.1)
    (told,) = documents_in([path], frozenset())
    assert "is a pipe into which nobody writes" in str(told)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(path: str) -> None:
    (told,) = documents_in([Path(path)], frozenset())
    assert str(told) == f"{path}: is a device and no file; give a file"
    assert list(map(str, lines_in(Path(path)))) == [str(told)]


def test_folders_may_nest_deeper_than_calls(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("x")
    deep = tmp_path
    for _ in range(1500):
        deep /= "d"
        deep.mkdir()
    try:
        found = [one.name for one in documents_in([tmp_path], frozenset({".html"}))]
    finally:  # pytest deletes folders by calls
        os.removedirs(deep)
    assert found == ["page.html"]
