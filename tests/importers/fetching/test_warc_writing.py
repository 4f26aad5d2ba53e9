"""What is asked and answered, kept as WARC 1.1."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from scripted_site import NIGHT, answer, packed, page, redirect
from warc_files import answer_of, read, records_of, speech

from archive.errors import ArchiveError
from importers.fetching.outcomes import Page, StoredBody, Validators
from importers.fetching.warc.writer import WarcWriter

pytestmark = pytest.mark.no_cover


def kinds(path):
    return [record[0] for record in records_of(path)]


@pytest.fixture
def writer(tmp_path):
    with WarcWriter(tmp_path, clock=lambda: NIGHT, about={"operator": "a@example.org"}) as made:
        yield made


def test_a_night_is_one_file_that_warcio_finds_right(site, open_fetcher):
    fetcher = open_fetcher()
    site.answers["/a"] = redirect("/b")
    site.answers["/b"] = packed(page())
    read_page = fetcher.fetch(site.url + "/a")
    assert isinstance(read_page, Page)
    (path,) = fetcher._asker._kept.files
    assert path.name == "crawl-2026-11-28.warc.gz"
    records = records_of(path)  # with all digests checked
    assert [record[0] for record in records] == ["warcinfo", *["response", "request"] * 3]
    info = records[0][3].decode()
    assert "operator: archive@example.org" in info
    assert "http-header-user-agent: Tingtale/" in info
    _, fields, head, body = records[5]
    assert fields.protocol == "WARC/1.1"
    assert fields.get_header("WARC-Target-URI") == site.url + "/b"
    assert fields.get_header("WARC-Date") == "2026-11-28T02:30:00Z"
    assert fields.get_header("WARC-IP-Address") == "127.0.0.1"
    assert fields.get_header("WARC-Payload-Digest") == f"sha256:{read_page.sha256}"
    assert body == page()
    assert head.get_header("Content-Encoding") is None
    assert head.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert head.get_header("Content-Length") == str(len(page()))
    request = records[6]
    assert request[1].get_header("WARC-Concurrent-To") == fields.get_header("WARC-Record-ID")
    assert request[2].get_header("User-Agent").startswith("Tingtale/")
    assert request[2].statusline == "/b HTTP/1.1"


def test_what_came_as_it_is_kept_is_kept_with_its_head_as_it_came(writer):
    sent = answer_of("https://www.norden.org/a", b"<p>", NIGHT, Content_Length="3", X_Odd="a")
    writer.keep(sent)
    head = records_of(writer.files[0])[1][2]
    assert [name for name, _ in head.headers] == ["Content-Type", "Content-Length", "X-Odd"]


def test_a_body_that_came_before_is_a_revisit(writer):
    for number in range(3):
        writer.keep(answer_of(f"https://www.norden.org/{number}", b"<p>same", NIGHT))
    records = [record for record in records_of(writer.files[0]) if record[0] != "request"]
    assert [record[0] for record in records] == ["warcinfo", "response", "revisit", "revisit"]
    fields = records[2][1]
    assert fields.get_header("WARC-Profile").endswith("1.1/revisit/identical-payload-digest")
    assert fields.get_header("WARC-Refers-To-Target-URI") == "https://www.norden.org/0"
    assert fields.get_header("WARC-Refers-To-Date") == "2026-11-28T02:30:00Z"
    assert fields.get_header("WARC-Payload-Digest") == records[1][1].get_header(
        "WARC-Payload-Digest"
    )


def test_a_body_of_an_earlier_night_is_one_too(tmp_path):
    url = "https://www.norden.org/x"
    before = {(url, hashlib.sha256(b"<p>").hexdigest()): StoredBody(url, NIGHT)}
    with WarcWriter(
        tmp_path,
        clock=lambda: NIGHT + timedelta(days=1),
        about={},
        known=lambda *of: before.get(of),
    ) as writer:
        writer.keep(answer_of(url, b"<p>", NIGHT + timedelta(days=1)))
    assert kinds(writer.files[0]) == ["warcinfo", "revisit", "request"]


def test_a_304_is_a_revisit_of_what_it_stands_for(site, open_fetcher):
    sha256 = hashlib.sha256(page()).hexdigest()
    url = site.url + "/p"
    before = {(url, sha256): StoredBody(url, NIGHT - timedelta(days=1))}
    fetcher = open_fetcher(known=lambda *of: before.get(of))
    fetcher._conditional = 1  # the first is asked in full
    site.answers["/p"] = answer(b"", "304 Not Modified", length=False)
    assert fetcher.fetch(site.url + "/p", Validators('"a"', sha256=sha256)).by == "304"
    fields = records_of(fetcher._asker._kept.files[0])[3][1]
    assert fields.get_header("WARC-Profile").endswith("1.1/revisit/server-not-modified")
    assert fields.get_header("WARC-Refers-To-Date") == "2026-11-27T02:30:00Z"


def test_files_are_followed_by_others_beyond_a_size_and_never_written_to_again(tmp_path):
    bodies = [os.urandom(500).hex().encode() for _ in range(12)]
    for _ in range(2):
        with WarcWriter(tmp_path, clock=lambda: NIGHT, about={}, most_bytes=3_000) as writer:
            for number, body in enumerate(bodies):
                writer.keep(answer_of(f"https://www.norden.org/{number}", body, NIGHT))
        assert len(writer.files) > 2
    names = sorted(path.name for path in tmp_path.iterdir())
    assert "crawl-2026-11-28.warc.gz" in names
    assert "crawl-2026-11-28-2.warc.gz" in names
    assert sum(kinds(tmp_path / name).count("response") for name in names) == 24
    assert all((tmp_path / name).stat().st_size < 6_000 for name in names)


def test_nothing_is_made_where_nothing_is_asked(tmp_path):
    with WarcWriter(tmp_path / "warc", clock=lambda: NIGHT, about={}) as writer:
        assert writer.files == ()
    assert not (tmp_path / "warc").exists()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    writer = WarcWriter(tmp_path / "file" / "warc", clock=lambda: NIGHT, about={})
    with pytest.raises(ArchiveError, match="TINGTALE_WARC_DIR"):
        writer.keep(answer_of("https://www.norden.org/a", b"<p>", NIGHT))


WRITES = """
import sys
from pathlib import Path
sys.path[:0] = {paths!r}
from scripted_site import NIGHT
from warc_files import answer_of, speech
from importers.fetching.warc.writer import WarcWriter
writer = WarcWriter(Path({folder!r}), clock=lambda: NIGHT, about={{}})
for node in range(60_300, 70_000):
    writer.keep(answer_of(f"https://www.norden.org/da/node/{{node}}", speech(node), NIGHT))
    print(node, flush=True)
"""


@pytest.mark.parametrize("after", [0.01, 0.05, 0.2])
def test_a_kill_loses_the_record_in_flight_at_most(tmp_path, after):
    here = Path(__file__).parent
    program = WRITES.format(paths=[str(here), str(here.parent)], folder=str(tmp_path / "warc"))
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert running.stdout.readline()  # the first is kept
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    told = 1 + len(running.communicate()[0].splitlines())
    documents, errors = read(*(tmp_path / "warc").iterdir())
    assert told <= len(documents) <= told + 1
    assert documents[told - 1].content == speech(60_299 + told)
    assert all("left out" in str(error) for error in errors)
