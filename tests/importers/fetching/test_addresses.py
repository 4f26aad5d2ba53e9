"""Which addresses are asked: of the source's hosts, public, and the very ones that were checked."""

import socket
import ssl
import threading
from contextlib import suppress
from pathlib import Path

import httpcore
import pytest

from archive.configuration.fetching import FetchSettings
from importers.fetching.http import allowed_addresses
from importers.fetching.http.allowed_addresses import AllowedAddresses, addresses_of, is_public
from importers.fetching.http.bounded_network import BoundedNetwork, Meter
from importers.fetching.http.errors import NoResponse, RequestRefused
from importers.fetching.outcomes import EndReason, NoMoreRequests, RefusalReason

NORDEN = AllowedAddresses.of(FetchSettings())


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://www.norden.org/en/node/1", "https://www.norden.org/en/node/1"),
        ("https://norden.org/en/node/1#top", "https://norden.org/en/node/1"),
        ("http://www.norden.org/en", "https://www.norden.org/en"),
        ("HTTPS://WWW.NORDEN.ORG:443/en", "https://www.norden.org/en"),
        ("https://www.norden.org/is/ræða", "https://www.norden.org/is/r%C3%A6%C3%B0a"),
    ],
)
def test_addresses_of_the_site(address, asked):
    assert str(NORDEN.checked(address)) == asked


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://www.norden.org.example/", RefusalReason.OTHER_HOST),
        ("https://norden.org@example.org/", RefusalReason.BAD_ADDRESS),
        ("https://example.org/?https://www.norden.org/", RefusalReason.OTHER_HOST),
        ("https://pub.norden.org/", RefusalReason.OTHER_HOST),
        ("https://www.norden.org:8443/", RefusalReason.OTHER_HOST),
        ("http://www.norden.org:8080/", RefusalReason.OTHER_HOST),
        ("https://127.0.0.1/", RefusalReason.OTHER_HOST),
        ("https:///path", RefusalReason.OTHER_HOST),
        ("/en/node/1", RefusalReason.SCHEME),
        ("gopher://www.norden.org/", RefusalReason.SCHEME),
        ("https://www.norden.org/\r\nX: y", RefusalReason.BAD_ADDRESS),
        ("https://www.norden.org/" + "a" * 2_000, RefusalReason.BAD_ADDRESS),
    ],
)
def test_other_addresses(address, reason):
    with pytest.raises(RequestRefused) as refused:
        NORDEN.checked(address)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "192.0.2.1", "224.0.0.1", "239.1.1.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address):
    assert is_public(address)


def names(monkeypatch, *answers):
    """Let the names be answered so, one after the other; return what was asked."""
    asked, left = [], list(answers)

    def resolved(host, port, **_):
        asked.append(host)
        found = left.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(allowed_addresses.socket, "getaddrinfo", resolved)
    return asked


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    names(monkeypatch, ["8.8.8.8", "10.0.0.1"], ["10.0.0.1"])
    with pytest.raises(RequestRefused) as refused:
        addresses_of("www.norden.org", 443, private=False)
    assert refused.value.reason is RefusalReason.PRIVATE_ADDRESS
    assert addresses_of("www.norden.org", 443, private=True) == ["10.0.0.1"]


def test_a_name_without_an_address_is_unreachable(monkeypatch):
    def failed(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(allowed_addresses.socket, "getaddrinfo", failed)
    with pytest.raises(NoResponse):
        addresses_of("www.norden.org", 443, private=False)


class Recorded(httpcore.SyncBackend):
    def __init__(self):
        self.connected = []

    def connect_tcp(self, host, *_):
        self.connected.append(host)
        if host == "9.9.9.9":
            raise httpcore.ConnectError("nobody there")
        return httpcore.MockStream([])


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(monkeypatch):
    # A name that leads elsewhere when it is asked a second time is not asked a second time.
    asked = names(monkeypatch, ["9.9.9.9", "8.8.8.8"], ["127.0.0.1"])
    meter = Meter()
    meter.start(10)
    network = BoundedNetwork(meter, private=False)
    network._network = Recorded()
    network.connect_tcp("www.norden.org", 443)
    assert network._network.connected == ["9.9.9.9", "8.8.8.8"]
    assert asked == ["www.norden.org"]


def test_this_machine_is_asked_only_where_the_settings_allow_it(site, open_fetcher, connected):
    fetcher = open_fetcher(private=False)
    with pytest.raises(NoMoreRequests, match="TINGTALE_FETCH_PRIVATE") as ended:
        fetcher.fetch(site.url + "/p")
    assert ended.value.reason is EndReason.ROBOTS
    assert connected == []


def test_a_certificate_that_nobody_vouches_for_is_refused(open_fetcher, connected, other_ports):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "self_signed.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            with suppress(OSError):
                connection, _ = listening.accept()
                context.wrap_socket(connection, server_side=True).close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = listening.getsockname()[1]
        other_ports.add(port)
        url = f"https://127.0.0.1:{port}"
        with pytest.raises(NoMoreRequests, match="certificate"):
            open_fetcher(url=url).fetch(url + "/p")
        thread.join(timeout=10)
    assert len(connected) == 1  # asking again would change nothing


def test_nobody_listens(open_fetcher, other_ports):
    other_ports.add(9)
    fetcher = open_fetcher(url="http://127.0.0.1:9", tries=1)
    with pytest.raises(NoMoreRequests) as ended:
        fetcher.fetch("http://127.0.0.1:9/p")
    assert ended.value.reason is EndReason.ROBOTS
