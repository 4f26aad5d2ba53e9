"""Files that repeat without end, change while they are read, or have odd names."""

import json
import os
import struct
import zipfile
from pathlib import Path

import pytest
from builders import a_corpus_line

from archive.errors import UnreadableSource
from importers.files import opening, zip_archives
from importers.files.documents import documents_in
from importers.sources import corpus


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_unpacks_to_no_more_than_archives_of_pages_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: int
) -> None:
    """Its list may name the same bytes again and again."""
    monkeypatch.setattr(zip_archives, "MOST_UNPACKED_BYTES", 100_000)
    path = tmp_path / "again.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("p.html", b"a " * 10_000)
    content = path.read_bytes()
    at, end = content.rindex(b"PK\1\2"), content.rindex(b"PK\5\6")
    last = bytearray(content[end:])
    times = 1_000
    last[8:16] = struct.pack("<2HL", times, times, times * (end - at))
    path.write_bytes(content[:at] + content[at:end] * times + bytes(last))
    *read, told = documents_in([path], frozenset({".html"}))
    assert "again.zip: it unpacks to more than" in str(told)
    packed = path.stat().st_size
    assert len(read) * 20_000 <= max(100_000, 100 * packed) + 20_000


def test_lines_on_end_that_are_no_speeches_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "MOST_OTHER_LINES", 100)
    path, good = tmp_path / "other.jsonl", json.dumps(a_corpus_line())
    path.write_text("x\n{}\n" * 50 + f"{good}\n" + "x\n" * 200 + f"{good}\n")
    *read, told = corpus.SOURCE.documents([path])
    assert len(read) == 201
    assert str(told).startswith("other.jsonl, line 202: more than 100 lines on end are no speeches")


def test_a_name_is_told_without_what_rules_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "new\nline\x1b[31m\x9b.html").write_text("x")
    (tmp_path / "ø\\.html").write_text("x")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in\r\x1b[0m.zip", b"x")
    told, *read = documents_in([tmp_path], frozenset({".html"}))
    assert str(told).startswith("a.zip: in\\x0d\\x1b[0m.zip is an archive")
    assert [one.name for one in read] == ["new\\x0aline\\x1b[31m\\x9b.html", "ø\\.html"]


def test_a_file_that_becomes_a_pipe_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_text("x")
    kind = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: kind)
    with pytest.raises(UnreadableSource, match="is a pipe and no file"), opening.open_file(path):
        pass


def test_a_file_from_which_nothing_comes_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As /proc/kmsg says of itself that it is a file, and lets whoever reads it wait."""
    monkeypatch.setattr(opening, "_check_kind", lambda *_, **__: None)
    path = tmp_path / "page.html"
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    monkeypatch.setattr(opening.stat, "S_ISFIFO", lambda _: False)
    (told,) = documents_in([path], frozenset())
    os.close(writer)
    assert "page.html: cannot be read (nothing comes from it)" in str(told)
