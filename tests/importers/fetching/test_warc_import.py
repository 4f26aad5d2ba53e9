"""Pages of norden.org in WARC files: our own, and those of other web archives."""

import gzip
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from operator import add
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import codes, counts, only_speech, rows
from norden_pages import PROSE
from scripted_site import NIGHT
from sqlalchemy import select
from sqlalchemy.orm import Session
from warc_files import SPEECH, answer_of, http, packed, read, record, speech

from archive import models
from archive.configuration.fetching import FetchSettings
from archive.errors import SkippedEntry
from archive.schema import upgrade
from archive.settings import Settings
from cli.sources.import_documents import import_command
from cli.sources.parse import parse
from importers.fetching.warc import records
from importers.fetching.warc.writer import WarcWriter
from importers.files.documents import documents_in
from importers.loading.load import load
from importers.sources.norden import SOURCE

pytestmark = pytest.mark.no_cover


@pytest.fixture
def write(tmp_path):
    def written(*parts, name="old.warc.gz"):
        path = tmp_path / name
        path.write_bytes(b"".join(parts))
        return path

    return written


PACKED = gzip.compress(speech(60_312), mtime=0)
PAGE = record(http(speech(60_312)), SPEECH.format(60_312))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc.gz", packed(PAGE)),
        ("a.warc", PAGE),
        ("a.WARC.GZ", packed(PAGE)),
        ("a.warc", PAGE.replace(b"WARC/1.0", b"WARC/1.1")),
        (
            "a.warc",
            PAGE.replace(
                b"https://www.norden.org/da/node/60312", b"<https://www.norden.org/da/node/60312>"
            ),
        ),
    ],
)
def test_a_page_has_its_address_and_its_time(write, name, content):
    (document,), told = read(write(content, name=name))
    assert told == []
    assert document.content == speech(60_312)
    assert document.url == SPEECH.format(60_312)
    assert document.fetched_at == datetime(2022, 5, 1, 10, tzinfo=UTC).replace(tzinfo=None)
    assert document.media_type == "text/html"
    assert document.name == f"{name}: {SPEECH.format(60_312)}" or "<" in str(content)


@pytest.mark.parametrize(
    "block",
    [
        http(gzip.compress(speech(60_312)), Content_Encoding="gzip"),
        http(brotli.compress(speech(60_312)), Content_Encoding="br"),
        http(
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(speech(60_312)), speech(60_312)),
            Transfer_Encoding="chunked",
        ),
        http(
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(PACKED), PACKED),
            Transfer_Encoding="chunked",
            Content_Encoding="gzip",
        ),
        # As programs keep it that unpacked the body and left the head as it was.
        http(speech(60_312), Transfer_Encoding="chunked", Content_Encoding="gzip"),
        http(speech(60_312), kind=None),
    ],
    ids=["gzip", "brotli", "chunked", "both", "neither", "no_type"],
)
def test_bodies_are_read_without_their_encodings(write, block):
    (document,), told = read(write(packed(record(block, SPEECH.format(60_312)))))
    assert told == []
    assert document.content == speech(60_312)


def test_the_charset_of_the_head_is_that_of_the_page(write):
    body = speech(60_312).decode().replace("Kari", "Käri").encode("iso-8859-15")
    path = write(
        packed(record(http(body, kind="text/html; charset=ISO-8859-15"), SPEECH.format(60_312)))
    )
    (document,), _ = read(path)
    assert document.media_type == "text/html; charset=iso-8859-15"
    result = CliRunner().invoke(parse, ["norden", str(path)], obj=Settings())
    assert json.loads(result.stdout)["speaker"] == "Käri Ås"


def test_what_is_no_page_of_the_site_is_counted(write):
    path = write(
        packed(
            record(b"software: x\r\n", kind="warcinfo", Content_Type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", SPEECH.format(60_312), "request"),
            record(http(speech(60_312)), "https://example.org/da/node/60312"),
            record(http(b"no", "404 Not Found"), SPEECH.format(60_313)),
            record(http(b"\x89PNG", kind="image/png"), "https://www.norden.org/a.png"),
            record(b"20150501 1.2.3.4", "dns:www.norden.org"),
            record(http(b"<h1>Sessionen</h1>"), "https://www.norden.org/en/session2019"),
            record(http(b"<h1>Norden</h1><p>About us"), "https://www.norden.org/en/about"),
            PAGE,
        )
    )
    (document,), (note,) = read(path)
    assert document.url == SPEECH.format(60_312)
    assert isinstance(note, SkippedEntry)
    for told in (
        "old.warc.gz: left out: ",
        "1 warcinfo records",
        "1 request records",
        "2 answers of other addresses",
        "1 answers of HTTP 404",
        "1 answers that are no pages",
        "1 agendas of sessions",
        "1 pages that hold no record",
    ):
        assert told in str(note)


def test_a_page_that_should_hold_a_speech_is_not_left_out(write):
    target = "https://www.norden.org/da/speech/12-kari-as-replik"
    (document,), told = read(write(packed(record(http(b"<h1>Ny side</h1><p>Tekst"), target))))
    assert document.url == target
    assert told == []


class TestRevisits:
    DIGEST = "sha1:ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    FIRST = record(http(speech(60_312)), SPEECH.format(60_312), WARC_Payload_Digest=DIGEST)
    AGAIN = record(
        http(b""), SPEECH.format(60_312), "revisit", "2023-05-01T10:00:00Z",
        WARC_Payload_Digest=DIGEST, WARC_Profile="http://netpreserve.org/warc/1.0/revisit/x",
    )  # fmt: skip
    NOT_MODIFIED = record(
        http(b"", "304 Not Modified", kind=None), SPEECH.format(60_312), "revisit",
        "2023-05-01T10:00:00Z", version="1.1", WARC_Refers_To_Date="2022-05-01T10:00:00Z",
        WARC_Refers_To_Target_URI=SPEECH.format(60_312),
    )  # fmt: skip

    @pytest.mark.parametrize("revisit", [AGAIN, NOT_MODIFIED])
    @pytest.mark.parametrize("order", [1, -1])
    def test_they_are_the_page_at_their_own_time(self, write, revisit, order):
        first = write(packed(self.FIRST), name="a.warc.gz")
        again = write(packed(revisit), name="b.warc.gz")
        documents, told = read(*[first, again][::order])
        assert told == []
        assert [document.content for document in documents] == [speech(60_312)] * 2
        assert [document.fetched_at.year for document in documents] == [2022, 2023]

    def test_files_of_a_folder_are_read_together(self, write, tmp_path):
        write(packed(self.AGAIN), name="a.warc.gz")
        write(packed(self.FIRST), name="b.warc.gz")
        documents, told = read(tmp_path)
        assert (len(documents), told) == (2, [])

    def test_those_of_what_is_elsewhere_are_counted(self, write):
        documents, (note,) = read(write(packed(self.AGAIN, self.NOT_MODIFIED)))
        assert documents == []
        assert "2 revisits of what these files do not hold" in str(note)

    def test_one_of_an_answer_that_is_no_page_is_none(self, write):
        missing = self.AGAIN.replace(b"200 OK", b"404 No")
        documents, (note,) = read(write(packed(self.FIRST, missing)))
        assert len(documents) == 1
        assert "1 answers of HTTP 404" in str(note)


class TestBrokenFiles:
    OTHERS = tuple(record(http(speech(node)), SPEECH.format(node)) for node in (60_313, 60_314))

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
    def test_what_is_cut_off_is_told_and_the_rest_read(self, write, name):
        whole = [PAGE, *self.OTHERS]
        content = b"".join(whole) if name == "a.warc" else packed(*whole)
        ends = [
            len(b"".join(whole[:count]) if name == "a.warc" else packed(*whole[:count]))
            for count in range(4)
        ]
        for length in range(1, len(content), 97):
            documents, told = read(write(content[:length], name=name))
            # The empty lines after a record may be missing.
            before = sum(end <= length + (4 if name == "a.warc" else 0) for end in ends[1:])
            assert len(documents) == before, length
            assert all(isinstance(one, SkippedEntry) for one in told if length > 10), told
            if length not in ends and length > 10:
                assert len(told) == (before < 3 and length - ends[before] > 0)

    @pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
    def test_after_a_broken_record_reading_goes_on(self, write, name):
        middle = self.OTHERS[0] if name == "a.warc" else packed(self.OTHERS[0])
        parts = [PAGE, middle[: len(middle) // 2], self.OTHERS[1]]
        if name == "a.warc.gz":
            parts[0], parts[2] = packed(parts[0]), packed(parts[2])
        documents, told = read(write(*parts, name=name))
        urls = [document.url for document in documents]
        assert urls[0] == SPEECH.format(60_312)
        assert urls[-1] == SPEECH.format(60_314)
        assert len(told) == 1
        assert not isinstance(told[0], SkippedEntry)

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "empty"),
            (b"PK\3\4 no warc", "no record begins where one should; give a WARC file"),
            (gzip.compress(b"no warc at all", mtime=0), "one should; give a WARC file"),
            (gzip.compress(PAGE + OTHERS[0], mtime=0), "warcio recompress"),
            (b"WARC/2.0\r\n\r\n", "no known version"),
            (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "no length"),
            (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "no length"),
        ],
        ids=["empty", "zip", "gzip", "whole", "version", "length", "negative"],
    )
    def test_what_is_no_warc_file_is_rejected_by_name(self, write, content, told):
        documents, errors = read(write(content, name="a.warc.gz"))
        assert documents == []
        assert told in str(errors[0])
        assert str(errors[0]).startswith("a.warc.gz: ")
        assert not isinstance(errors[0], SkippedEntry)

    @pytest.mark.skipif(sys.platform != "linux", reason="measured by /proc of Linux")
    @pytest.mark.parametrize("kind", ["line", "lines", "body", "skipped", "members", "encoded"])
    def test_bombs_are_left_packed(self, write, kind, monkeypatch):
        monkeypatch.setattr(records, "MOST_SKIPPED_BYTES", 100_000_000)
        bomb = {
            "line": lambda: gzip.compress(b"WARC/1.0\r\nA: " + ZEROS, 1),
            "lines": lambda: gzip.compress(b"WARC/1.0\r\n" + b"A: b\r\n" * 20_000_000, 1),
            "body": lambda: packed(record(http(ZEROS[:50_000_000]), SPEECH.format(1))),
            "skipped": lambda: packed(record(ZEROS, SPEECH.format(1), "metadata")),
            "members": lambda: gzip.compress(b"") * 100_000,
            "encoded": lambda: packed(
                record(http(gzip.compress(ZEROS, 1), Content_Encoding="gzip"), SPEECH.format(1))
            ),
        }[kind]()
        path = write(bomb, packed(PAGE))
        before, began = peak_of_this_process(), time.process_time()
        documents, told = read(path)
        assert [document.url for document in documents] == [SPEECH.format(60_312)]
        assert told
        assert time.process_time() - began < 20
        assert peak_of_this_process() - before < 60_000_000

    def test_a_library_that_is_missing_is_named(self, write, monkeypatch):
        for name in [*sys.modules]:
            if name.startswith(("warcio", "importers.fetching.warc")):
                monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "warcio", None)
        _, (error,) = read(write(packed(PAGE)))
        assert "pip install 'tingtale[fetch]'" in str(error)


ZEROS = bytes(150_000_000)


def peak_of_this_process():
    """Return the most memory that was taken, in bytes, and begin to measure anew."""
    with Path("/proc/self/status").open() as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    Path("/proc/self/clear_refs").write_text("5")
    return peak * 1_000


def test_a_source_that_knows_no_site_reads_no_warc(write):
    (found,) = documents_in([write(packed(PAGE))], frozenset({".txt"}))
    assert found.url is None


@st.composite
def nights(draw):
    """Pages with few different bodies, at a few addresses, on a few nights."""
    bodies = st.text("aåæ<>\r\n ", max_size=60).map(
        lambda text: b"<p>" + text.encode() + speech(60_312)
    )
    pool = draw(st.lists(bodies, min_size=1, max_size=4))
    asked = st.tuples(st.integers(60_500, 60_506), st.sampled_from(pool))
    return draw(st.lists(st.lists(asked, max_size=8), min_size=1, max_size=3))


@given(nights=nights(), size=st.sampled_from([1, 3_000, 10**9]))
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_what_is_read(tmp_path_factory, nights, size):
    folder = tmp_path_factory.mktemp("warc")
    known, kept = {}, []

    def known_before(_, sha256):
        return known.get(sha256)

    for number, night in enumerate(nights):
        moment = NIGHT + timedelta(days=number)
        clock = partial(add, NIGHT, timedelta(days=number))
        with WarcWriter(
            folder,
            clock=clock,
            about={},
            most_bytes=size,
            known=known_before,
        ) as writer:
            for second, (node, body) in enumerate(night):
                at = moment + timedelta(seconds=second, microseconds=second)
                writer.keep(answer_of(SPEECH.format(node), body, at))
                kept.append((SPEECH.format(node), at, body))
            known |= writer._here
    documents, told = read(folder)
    assert [(one.url, one.fetched_at, one.content) for one in documents] == kept
    assert all(isinstance(one, SkippedEntry) or not kept for one in told)


OLD, NEW = f"Gamle ord. {PROSE['da']}", f"Nye ord. {PROSE['da']}"


class TestLoading:
    def test_a_copy_of_the_site_is_norden(self, write):
        source = SOURCE.at("http://127.0.0.1:8081")
        path = write(
            packed(
                record(http(speech(60_312)), "http://127.0.0.1:8081/da/node/60312"),
                record(http(speech(60_313)), "http://127.0.0.1:8082/da/node/60313"),
            )
        )
        (document,), (note,) = read(path, source=source)
        assert document.url == SPEECH.format(60_312)
        assert "1 answers of other addresses" in str(note)
        assert read(path)[0] == []
        result = CliRunner().invoke(
            parse,
            ["norden", str(path)],
            obj=Settings(fetch=FetchSettings(url="http://127.0.0.1:8081")),
        )
        assert json.loads(result.stdout)["source_id"] == "node/60312"
        assert "left out: " in result.stderr
        assert result.exit_code == 0

    def test_twice_is_unchanged_and_what_is_left_out_is_no_fault(self, write, engine):
        path = write(packed(PAGE, record(http(b"x", "404 No"), SPEECH.format(1))))
        first, again = (load(engine, SOURCE, SOURCE.documents([path])) for _ in range(2))
        assert (counts(first), counts(again)) == ((1, 0, 0, 0), (0, 0, 1, 0))
        assert codes(first) == ["left_out"]
        assert not first.is_amiss
        assert only_speech(engine).started_at.year == 2021

    def test_an_older_capture_takes_nothing_back(self, write, engine):
        an_older_capture_takes_nothing_back(write, engine)

    def test_a_night_brings_as_much_as_changed(self, write, engine, tmp_path):
        pages = [record(http(speech(60_400 + n)), SPEECH.format(60_400 + n)) for n in range(20)]
        about = record(b"software: x", kind="warcinfo", Content_Type="application/warc-fields")
        asked = Settings(database_url=f"sqlite:///{tmp_path}/archive.sqlite")
        for night in (pages, pages[:1], [about]):
            path = write(packed(*night))
            told = CliRunner().invoke(import_command, ["norden", str(path)], obj=asked)
            assert told.exit_code == 0, told.stderr
            assert "brought" not in told.stderr

    @pytest.mark.postgres
    def test_nor_does_it_on_postgresql(self, write, postgres_engine):
        upgrade(postgres_engine)
        an_older_capture_takes_nothing_back(write, postgres_engine)

    def test_captures_of_other_days_contradict_nothing(self, write, engine):
        captures = [
            record(
                http(speech(60_312, f"Udgave {year}. {PROSE['da']}")),
                SPEECH.format(60_312),
                date=f"{year}-05-01T10:00:00Z",
            )
            for year in (2024, 2022, 2023)
        ]
        path = write(packed(*captures))
        report = load(engine, SOURCE, SOURCE.documents([path]))
        assert "contradiction" not in codes(report)
        assert "Udgave 2024" in text_of(engine, only_speech(engine))
        assert rows(engine, models.SourceDocument) == 3
        again = load(engine, SOURCE, SOURCE.documents([path]))
        assert counts(again) == (0, 0, 3, 0)


def an_older_capture_takes_nothing_back(write, engine):
    paths = {}
    for text, date in ((OLD, "2022-05-01T10:00:00Z"), (NEW, "2026-05-01T10:00:00Z")):
        capture = record(http(speech(60_312, text)), SPEECH.format(60_312), date=date)
        paths[text] = write(packed(capture), name=f"{date[:4]}.warc.gz")
    for order in ([NEW], [OLD], [NEW], [OLD, NEW], [NEW, OLD]):
        load(engine, SOURCE, SOURCE.documents([paths[text] for text in order]))
        assert "Nye ord" in text_of(engine, only_speech(engine))


def text_of(engine, speech_held):
    with Session(engine) as session:
        segments = session.scalars(
            select(models.Segment).where(models.Segment.speech_id == speech_held.id)
        )
        return "\n".join(segment.text for segment in segments)
