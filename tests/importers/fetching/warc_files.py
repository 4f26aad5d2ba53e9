"""WARC files as other programs write them, byte by byte."""

import gzip
import hashlib
import io

import httpx
from norden_pages import PROSE, Page
from warcio.archiveiterator import ArchiveIterator

from importers.fetching.http.connection import HttpResponse
from importers.records import Document
from importers.sources.norden import SOURCE

SPEECH = "https://www.norden.org/da/node/{}"


def speech(node, body=None):
    """Return the HTML of a speech page, other bytes for each node."""
    page = Page(url=None, date="03.11.2021", body=[body or f"{PROSE['da']} Det var {node}."])
    return page.html().encode()


def http(body, status="200 OK", kind="text/html; charset=utf-8", **fields):
    head = [f"HTTP/1.1 {status}"]
    head += [f"Content-Type: {kind}"] if kind else []
    head += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def record(block, target="", kind="response", date="2022-05-01T10:00:00Z", version="1.0", **fields):
    """Return a record's bytes; a field of "" is left out."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(block + target.encode()).hexdigest()}>",
        "WARC-Date": date,
        "WARC-Target-URI": target,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    lines = [f"WARC/{version}", *(f"{name}: {value}" for name, value in head.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(*records):
    """Return the records as members of their own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def answer_of(url, body, asked_at, status=200, **fields):
    """Return an answer as the network layer gives it."""
    head = {"Content-Type": "text/html; charset=utf-8"}
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    return HttpResponse(
        request=httpx.Request("GET", url, headers={"User-Agent": "Tingtale/0"}),
        status=status,
        phrase="OK" if status == 200 else "",
        headers=httpx.Headers(head),
        body=body,
        asked_at=asked_at,
        seconds=0.1,
        network_address="127.0.0.1",
    )


def records_of(path):
    """Return a file's records as warcio reads them, with their bodies."""
    content = path.read_bytes()
    return [
        (each.rec_type, each.rec_headers, each.http_headers, each.raw_stream.read())
        for each in ArchiveIterator(io.BytesIO(content), check_digests="raise")
    ]


def read(*paths, source=SOURCE):
    """Return what the norden source finds: its documents, and what it says of the rest."""
    found = list(source.documents(paths))
    documents = [one for one in found if isinstance(one, Document)]
    return documents, [one for one in found if not isinstance(one, Document)]
