import os
import zipfile

from archive.errors import UnreadableSource
from importers.files.documents import MEDIA_TYPES, documents_in
from importers.markup.decoding import MAX_PAGE_BYTES

SUFFIXES = frozenset({".txt", ".html"})


def names(paths):
    return [
        f"! {found}" if isinstance(found, UnreadableSource) else found.name
        for found in documents_in(paths, SUFFIXES)
    ]


def test_a_file_is_named_by_its_base_name(tmp_path):
    (tmp_path / "side.dat").write_text("x")
    assert names([tmp_path / "side.dat"]) == ["side.dat"]


def test_a_folder_is_read_through_sorted_without_hidden_and_other_files(tmp_path):
    for name in ("b.txt", "a/c.html", ".git/x.txt", "gold.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names([tmp_path]) == ["a/c.html", "b.txt"]


def test_a_name_that_is_not_utf_8_becomes_one_that_every_database_keeps(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert names([tmp_path]) == [r"caf\xe9.txt"]
    (found,) = tmp_path.iterdir()
    assert names([found]) == [r"caf\xe9.txt"]
    found.unlink()
    assert r"caf\xe9.txt: there is no such file" in names([found])[0]


def test_a_folder_without_pages_is_said(tmp_path):
    (refusal,) = names([tmp_path])
    assert "holds no pages" in refusal
    assert ".html, .txt" in refusal


def test_a_missing_path_is_said(tmp_path):
    assert "there is no such file" in names([tmp_path / "borte.txt"])[0]
    assert "there is no such file" in names([tmp_path / "borte.zip"])[0]


def test_a_file_above_the_limit_is_refused_unread(tmp_path):
    with (tmp_path / "stor.txt").open("wb") as file:
        file.truncate(MAX_PAGE_BYTES + 1)
    assert "more than the 10,000,000" in names([tmp_path / "stor.txt"])[0]


def test_an_archive_in_a_folder_yields_its_pages(tmp_path):
    with zipfile.ZipFile(tmp_path / "sider.zip", "w") as archive:
        archive.writestr("mappe/dyp/b.txt", "x")
        archive.writestr("a.html", "x")
        archive.writestr("__MACOSX/a.html", "x")
        archive.writestr("les.pdf", "x")
        archive.mkdir("tom.txt")
    assert names([tmp_path]) == ["a.html", "mappe/dyp/b.txt"]


def test_a_damaged_member_is_refused_and_the_rest_read(tmp_path):
    path = tmp_path / "sider.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "første side")
        archive.writestr("b.txt", "andre side")
        archive.writestr("c.txt", b"0" * (MAX_PAGE_BYTES + 1))
    path.write_bytes(path.read_bytes().replace("første".encode(), "FØRSTE".encode(), 1))
    first, second, third = names([path])
    assert "sider.zip: a.txt cannot be read" in first
    assert second == "b.txt"
    assert "sider.zip: c.txt: 10,000,001 bytes" in third


def test_what_is_no_archive_is_said(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"ikke zip")
    assert "not a readable zip archive" in names([tmp_path / "x.zip"])[0]


def test_a_file_that_may_not_be_read_is_said(tmp_path):
    # A name longer than the file system allows fails for every user, root too.
    assert "cannot be read" in names([tmp_path / ("x" * 300)])[0]


def test_a_document_has_the_media_type_of_its_name(tmp_path):
    (tmp_path / "a.HTML").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("d.md", "x")
    found = documents_in([tmp_path], frozenset(MEDIA_TYPES))
    assert [document.media_type for document in found] == [
        "text/html",
        "text/plain",
        "text/markdown",
    ]
