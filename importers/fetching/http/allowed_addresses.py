"""Which addresses may be asked: those of the source's hosts, and public ones only."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final, Self

import httpx

from archive.configuration.fetching import FetchSettings
from importers.fetching.http.errors import NoResponse, RequestRefused
from importers.fetching.outcomes import FailureReason, RefusalReason

LONGEST_ADDRESS: Final = 2_000
"""Letters; what is longer is a trap."""
_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class AllowedAddresses:
    """The addresses below a site's root: of its host, with and without "www." before it."""

    scheme: str
    hosts: frozenset[str]
    port: int | None
    """None: the scheme's own."""
    root: str
    """The host as the settings name it."""

    @classmethod
    def of(cls, settings: FetchSettings) -> Self:
        """Return those of the site that the settings name."""
        root = httpx.URL(settings.url)
        bare = root.host.removeprefix("www.")
        named = frozenset({bare, f"www.{bare}"}) if _is_name(bare) else frozenset({bare})
        return cls(root.scheme, named, root.port, root.host)

    def checked(self, address: str) -> httpx.URL:
        """Return the address as it is asked: without its fragment, over TLS where the site has it.

        Those of norden.org are read as those of the copy of it that the settings name, which writes
        them in its pages and redirects. Raises NotAsked for any that is not the source's.
        """
        shown = address[:_SHOWN]
        if len(address) > LONGEST_ADDRESS:
            raise RequestRefused(
                RefusalReason.BAD_ADDRESS,
                f"{shown}...: more than {LONGEST_ADDRESS:,} letters are no address",
            )
        try:
            url = httpx.URL(address).copy_with(fragment=None)
        except (httpx.InvalidURL, ValueError, TypeError) as error:
            raise RequestRefused(RefusalReason.BAD_ADDRESS, f"{shown!r}: {error}") from error
        if url.scheme not in {"http", "https"}:
            raise RequestRefused(RefusalReason.SCHEME, f"{shown}: neither http nor https")
        if url.userinfo:
            raise RequestRefused(RefusalReason.BAD_ADDRESS, f"{shown}: it names a user")
        if url.scheme == "http" and self.scheme == "https" and url.port is None:
            url = url.copy_with(scheme="https")
        if url.host in _NORDEN and url.port is None and url.host not in self.hosts:
            url = url.copy_with(scheme=self.scheme, host=self.root, port=self.port)
        if url.host not in self.hosts or url.port != self.port or url.scheme != self.scheme:
            hosts = ", ".join(sorted(self.hosts))
            raise RequestRefused(RefusalReason.OTHER_HOST, f"{shown}: none of {hosts}")
        return url


_NORDEN: Final = frozenset({"norden.org", "www.norden.org"})


def _is_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host
    return False


def addresses_of(host: str, port: int, *, private: bool) -> list[str]:
    """Return the network addresses of a host, to one of which its connection is then made.

    Raises NotAsked where one of them is not public, unless private ones may be asked: who can
    answer for a name could else lead us to what only this machine can reach. Raises NotAnswered
    where there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoResponse(FailureReason.UNREACHABLE, f"{host}: {error}") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not private and (refused := [one for one in addresses if not is_public(one)]):
        raise RequestRefused(
            RefusalReason.PRIVATE_ADDRESS,
            f"{host} is {refused[0]}, which is no public address; TINGTALE_FETCH_PRIVATE=1 allows"
            " it, for tests",
        )
    return addresses


_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""Addresses by which networks of IPv6 alone reach those of IPv4 (RFC 6052)."""


def is_public(address: str) -> bool:
    """Tell whether a network address is one of the public internet, whatever it is wrapped in."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _TRANSLATED:
            within = IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
    return found.is_global and not found.is_multicast
