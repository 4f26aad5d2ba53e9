"""The recorder: its scripts, the names of its answers, what it replaces, how it compares."""

import sys
from datetime import datetime, timedelta
from hashlib import sha1
from pathlib import Path

import pytest

from benchmarks import recorder
from benchmarks.recording.answers import Answer, Recording, readable
from benchmarks.recording.archives import FILES, SCRIPTS
from benchmarks.recording.comparing import Difference, compare
from benchmarks.recording.reproducible import reproducible
from benchmarks.recording.script import (
    Command,
    Files,
    Help,
    Request,
    ScriptError,
    expanded,
    read_line,
    read_script,
)
from benchmarks.recording.web import encoded, header, next_address


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("help", Help()),
        ("keep dump/*", Files("dump/*")),
        ('$ search "a b" --json', Command(("search", "a b", "--json"))),
        (
            "$ TINGTALE_PORT=1 TINGTALE_HOST= stats a=b",
            Command(("stats", "a=b"), {"TINGTALE_PORT": "1", "TINGTALE_HOST": ""}),
        ),
        ("GET /search?q=a b", Request("GET", "/search?q=a b")),
        (
            "GET /a | Accept: text/csv | X-B: c: d",
            Request("GET", "/a", (("Accept", "text/csv"), ("X-B", "c: d"))),
        ),
        (
            'POST /a | Origin: b << {"q": "a | b"}',
            Request("POST", "/a", (("Origin", "b"),), '{"q": "a | b"}'),
        ),
        (
            'let every 9 "id":"(a+)" walk GET /a?b=c',
            Request("GET", "/a?b=c", follows=True, name="every", count=9, pattern='"id":"(a+)"'),
        ),
        ("save a/{b}.html GET /{b}", Request("GET", "/{b}", saved_as="a/{b}.html")),
    ],
)
def test_a_line_is_read(line, question):
    assert read_line(line) == question


@pytest.mark.parametrize("line", ["FETCH /a", "GET a", "nonsense", "walk $ search"])
def test_a_line_that_asks_nothing_is_an_error(line):
    with pytest.raises(ScriptError, match="no line of a script"):
        read_line(line)


def test_steps_have_their_folder_and_moment(tmp_path):
    (tmp_path / "other.txt").write_text("== b\nGET /b\n$ c\n")
    script = tmp_path / "script.txt"
    script.write_text("# no question\nat 2026-01-05T12:00\n== a\n$ a\n$ b\n\ninclude other\n")
    steps = [(step.section, step.moment, step.line) for step in read_script(script)]
    first = datetime.fromisoformat("2026-01-05T12:00")
    second, third = first + timedelta(minutes=1), first + timedelta(minutes=2)
    assert steps == [
        ("a", first, "$ a"),
        ("a", second, "$ b"),
        ("b", second, "GET /b"),
        ("b", third, "$ c"),
    ]


def test_a_script_sets_the_clock_first(tmp_path):
    (tmp_path / "script.txt").write_text("GET /a\n")
    with pytest.raises(ScriptError, match="before the clock is set"):
        read_script(tmp_path / "script.txt")


def test_a_line_is_a_question_for_each_value():
    known = {"a": ("1", "2"), "b": ("3",), "none": ()}
    assert list(expanded("walk GET /{a}/{b}/{a}", known)) == [
        (Request("GET", "/1/3/1", follows=True), "GET /1/b/1"),
        (Request("GET", "/2/3/2", follows=True), "GET /2/b/2"),
    ]
    assert list(expanded("GET /{none}", known)) == []
    assert list(expanded('$ TINGTALE_PORT=1 show "a {b}"', known)) == [
        (Command(("show", "a 3"), {"TINGTALE_PORT": "1"}), 'TINGTALE_PORT=1 tingtale show "a b"')
    ]
    ((_, title),) = expanded('POST /a | X: y << {"a": {}}', known)
    assert title == 'POST /a X: y {"a": {}}'
    with pytest.raises(ScriptError, match="what c is"):
        list(expanded("GET /{c}", known))


@pytest.mark.parametrize("name", ["sample", "corpus"])
def test_the_scripts_can_be_read(name):
    assert len(read_script(SCRIPTS / f"{name}.txt")) > 400


def test_commands_are_given_every_file():
    lines = " ".join(step.line for step in read_script(SCRIPTS / "sample.txt"))
    named_in_files = (FILES / "night.toml").read_text()
    assert [path for path in FILES.iterdir() if path.name not in lines + named_in_files] == []


def test_a_plain_address_is_encoded_and_an_encoded_one_is_left():
    assert encoded('/a ö?q="a b"~5&b=[1 TO 2]') == "/a%20%C3%B6?q=%22a%20b%22~5&b=%5B1%20TO%202%5D"
    assert encoded("/a?q=%ff b") == "/a?q=%ff b"


def test_the_next_page_is_found_by_cursor_or_link():
    request = Request("GET", "/a?limit=2&cursor=old")
    assert next_address(request, '{"next_cursor":"new"}') == "/a?limit=2&cursor=new"
    assert next_address(request, '{"next_cursor":null}') is None
    assert next_address(request, '<a href="?b=1&amp;c=2" rel="next">') == "/?b=1&c=2"
    link = '<link rel="next" href="http://localhost/a?b=1" type="x"/>'
    assert next_address(request, link) == "/a?b=1"


def test_an_etag_of_the_body_says_so_and_methods_are_sorted():
    tag = sha1(b"text", usedforsecurity=False).hexdigest()
    assert header("ETag", f'W/"{tag}"', b"text") == 'ETag: W/"of the body"'
    assert header("ETag", f'W/"{tag}"', b"other") == f'ETag: W/"{tag}"'
    assert header("Allow", "HEAD, GET", b"") == "Allow: GET, HEAD"


def test_names_are_readable_and_each_is_of_one_answer(tmp_path):
    recording = Recording(tmp_path, Path("/nowhere"))
    for title in (
        "GET /api/v1/search?q=fisk*",
        "GET /search?q=fisk*",
        "GET /",
        "a" * 300,
        "a" * 301,
    ):
        recording.keep(Answer("a b", title, "200", title.encode()))
    names = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*_*/*"))
    assert names[2:] == ["a_b/root", "a_b/search_q=fisk*", "a_b/search_q=fisk*_(2)"]
    assert all(name.startswith("a_b/aaaa") for name in names[:2])
    assert recording.outcomes == {"200": 5}
    assert readable("GET /api/v1/a?b=æ ø&c=") == "a_b=æ_ø&c="


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("done (1.2 s, 1,024/s; 2026)", "done (0.0 s; 2026)"),
        ("import     12.3 s  1 inserted", "import 0.0 s  1 inserted"),
        ('{"seconds": 1.2e-05, "b": 1}', '{"seconds": 0.0, "b": 1}'),
        ("timestamp=2026-01-05T12:00:00Z seconds=1.5 a=b", "timestamp=T seconds=0.0 a=b"),
        ("in /tmp/a/b/index", "in WORKSPACE/index"),
        ("process_open_fds 57.0\ntingtale_up 1.0", "process_open_fds 0\ntingtale_up 1.0"),
        ('a_seconds_sum{b="c"} 0.4\na_count 2.0', 'a_seconds_sum{b="c"} 0\na_count 2.0'),
        ('ETag: "1796127883.963514-26641-3877702946"', 'ETag: "file"'),
        ('{"free_bytes":82782007296}', '{"free_bytes":0}'),
        ("3.5 sek, 12:00, 2026-01-05, 0.25 %", "3.5 sek, 12:00, 2026-01-05, 0.25 %"),
    ],
)
def test_what_depends_on_the_machine_or_on_durations_is_replaced(answer, kept):
    assert reproducible(answer.encode(), Path("/tmp/a/b")) == kept.encode()


@pytest.fixture
def recordings(tmp_path):
    """Writes two recordings of an archive, given as texts by name; returns their folders."""

    def write(old, new):
        for folder, answers in (("old", old), ("new", new)):
            (tmp_path / folder / "a").mkdir(parents=True)
            for name, text in answers.items():
                (tmp_path / folder / "a" / name).write_bytes(text)
        return tmp_path / "old", tmp_path / "new"

    return write


def test_differences_are_told_by_name_with_their_first_line(recordings):
    folders = recordings(
        {"same": b"1\n2", "gone": b"", "changed": b"1\n2\n3\n4", "shorter": b"1\n2"},
        {"same": b"1\n2", "changed": b"1\nzwei\n3\nvier", "shorter": b"1", "added": b""},
    )
    assert list(compare(*folders)) == [
        Difference("new", "a/added"),
        Difference("differs", "a/changed", 2, "2", "zwei"),
        Difference("missing", "a/gone"),
        Difference("differs", "a/shorter", 2, "2", "(no such line)"),
    ]


def test_a_long_line_is_shown_where_it_begins_to_differ(recordings):
    folders = recordings({"b": b"x" * 5000 + b"old"}, {"b": b"x" * 5000 + b"new"})
    (difference,) = compare(*folders)
    assert difference.old.endswith("xold")
    assert difference.new.endswith("xnew")
    assert len(difference.old) < 170


def test_any_difference_of_bytes_is_told(recordings):
    folders = recordings({"b": b"\xff\r\n", "c": b"1\n"}, {"b": b"\xfe\r\n", "c": b"1"})
    assert [difference.name for difference in compare(*folders)] == ["a/b", "a/c"]


def test_what_is_masked_may_differ_and_nothing_else(recordings):
    old = {"b": b"200 OK\nETag: 1\nVary: a\n\ntext", "c": b"200 OK\n\nan ETag: 1"}
    new = {"b": b"200 OK\nETag: 2\nVary: a\n\ntext", "c": b"200 OK\n\nan ETag: 2"}
    folders = recordings(old, new)
    assert [difference.name for difference in compare(*folders)] == ["a/b", "a/c"]
    assert [difference.name for difference in compare(*folders, ["^ETag: .*"])] == ["a/c"]
    assert list(compare(*folders, ["^ETag: .*", "ETag: [12]"])) == []
    assert len(list(compare(*folders, ["ETag: 1"]))) == 2


def test_the_exit_code_says_whether_recordings_differ(recordings, monkeypatch, capsys):
    old, new = recordings({"b": b"1"}, {"b": b"2"})
    monkeypatch.setattr(sys, "argv", ["recorder", "compare", str(old), str(new)])
    assert recorder.main() == 1
    assert capsys.readouterr().out == (
        "differs: a/b, line 1\n  - 1\n  + 2\n1 answers before: 1 differs, 0 missing, 0 new\n"
    )
    monkeypatch.setattr(sys, "argv", ["recorder", "compare", str(old), str(old)])
    assert recorder.main() == 0


def test_nothing_is_recorded_over_another_recording(recordings, monkeypatch, capsys):
    old, _ = recordings({"b": b"1"}, {})
    monkeypatch.setattr(sys, "argv", ["recorder", "record", str(old)])
    with pytest.raises(SystemExit, match="2"):
        recorder.main()
    assert "is not empty" in capsys.readouterr().err
