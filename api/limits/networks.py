"""Clients: whose connections and requests are counted together."""

from ipaddress import ip_address, ip_network
from typing import Final

_IPV6_NETWORK_BITS: Final = 64
"""Bits of an IPv6 address that tell one network from another: a client has all that follow."""


def client_network(address: str | None) -> str | None:
    """Return the network that an address is of, an IPv4 address being one by itself.

    None for this machine, which is the operator or a proxy before us, and for what is no address.
    """
    try:
        found = ip_address(address or "")
    except ValueError:
        return None
    if found.version != 4:  # noqa: PLR2004  (IPv4)
        mapped = found.ipv4_mapped
        if mapped is None:
            if found.is_loopback:
                return None
            return str(ip_network((int(found), _IPV6_NETWORK_BITS), strict=False))
        found = mapped
    return None if found.is_loopback else str(found)


def forwarded_address(peer: str, forwarded: str, proxies: int) -> str:
    """Return whose address the trusted proxies saw, by X-Forwarded-For; else that of the peer."""
    told = [address.strip() for address in forwarded.split(",")] if forwarded else []
    return told[-proxies] if 0 < proxies <= len(told) else peer
