"""Sites on loopback, fetchers for them, and a guard that sees every connection."""

import socket
from contextlib import ExitStack
from dataclasses import replace

import pytest
from scripted_site import NIGHT, ScriptedSite

from archive.configuration.fetching import FetchSettings
from importers.fetching.fetcher import Fetcher, warc_writer


@pytest.fixture(autouse=True)
def connected(monkeypatch):
    """Every address that is connected to."""
    seen = []
    connect = socket.socket.connect

    def watched(self, address):
        seen.append(address)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    return seen


@pytest.fixture
def other_ports():
    """Ports of this machine, beside the site's, that a test asks on purpose."""
    return set()


@pytest.fixture
def site(connected, other_ports):
    with ScriptedSite() as served:
        url = served.url
        yield served
    # The proof that nothing else was asked, whatever it was sent to.
    ports = {int(url.rpartition(":")[2]), *other_ports}
    assert {address[:2] for address in connected} <= {("127.0.0.1", port) for port in ports}


@pytest.fixture
def settings(site, tmp_path):
    return FetchSettings(
        contact="archive@example.org",
        url=site.url,
        private=True,
        delay=0,
        warc_dir=tmp_path / "warc",
        read_seconds=5,
        request_seconds=10,
    )


@pytest.fixture
def open_fetcher(settings):
    """Return what opens a fetcher with other settings than these."""
    with ExitStack() as opened:

        def fetcher_with(clock=lambda: NIGHT, known=None, pause=None, elapsed=None, **changed):
            mine = replace(settings, **changed)
            kept = opened.enter_context(
                warc_writer(mine, clock, **({"known": known} if known else {}))
            )
            timed = {"pause": pause} if pause else {}
            timed |= {"elapsed": elapsed} if elapsed else {}
            return opened.enter_context(Fetcher(mine, kept, clock, **timed))

        yield fetcher_with


@pytest.fixture
def fetcher(open_fetcher):
    return open_fetcher()
