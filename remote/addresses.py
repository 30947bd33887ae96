"""The laptop's network addresses, and the address shown to people."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

Reach = Literal["private", "vpn", "inside", "public"]
_INSIDE = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "vethernet")
_VPN = ("tun", "tap", "utun", "wg", "ppp", "tailscale", "zt", "nordlynx", "ipsec")
_SHARED = ipaddress.ip_network("100.64.0.0/10")
"""Shared addresses (RFC 6598): a provider's, or those of a VPN such as Tailscale."""


class Address(Struct, frozen=True):
    """An address of the laptop on one of its networks; ``network`` is the adapter's name."""

    ip: str
    network: str = ""


class Public(Struct, frozen=True):
    """An external address that leads here, such as a tunnel's."""

    url: str
    host: str
    origin: str


def usable(found: Iterable[tuple[str, str]]) -> tuple[Address, ...]:
    """Return the (network, ip) pairs that a phone could reach, likeliest first.

    Private IPv4 networks come first, as a hall's router assigns them (RFC 1918); loopback and link-local
    addresses are excluded, and so are virtual networks that only this laptop has.
    """
    kept: dict[str, Address] = {}
    for network, text in found:
        try:
            ip = ipaddress.ip_address(text.split("%", 1)[0])
        except ValueError:
            continue
        if ip.version == 4 and not (ip.is_loopback or ip.is_link_local or ip.is_multicast):
            kept.setdefault(str(ip), Address(str(ip), network))
    return tuple(sorted(kept.values(), key=_likelihood))


def reach(address: Address) -> Reach:
    """Return who can reach an address: phones in the hall, a VPN, this laptop alone, or the whole internet."""
    name, ip = address.network.casefold(), ipaddress.ip_address(address.ip)
    if name.startswith(_VPN) or "vpn" in name or ip in _SHARED:
        return "vpn"
    if name.startswith(_INSIDE) or "virtual" in name:
        return "inside"
    return "private" if ip.is_private else "public"


def _likelihood(address: Address) -> tuple[bool, bool, str]:
    found = reach(address)
    return found in {"vpn", "inside"}, found == "public", address.ip


def addresses() -> tuple[Address, ...]:
    """Return the laptop's addresses. May be slow: not on the event loop."""
    import ifaddr

    found = (
        (adapter.nice_name, ip.ip)
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    )
    return usable(found)


def public(url: str) -> Public:
    """Parse a ``--public-url``. Raises ``ValueError`` when it is not a valid address."""
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(url)
    if parts.path not in {"", "/"} or parts.username or parts.password:
        raise ValueError(url)
    host = parts.netloc.lower().removesuffix(":443" if parts.scheme == "https" else ":80")
    origin = f"{parts.scheme}://{host}"
    return Public(origin, host, origin)


def link(host: str, port: int, code: str) -> str:
    """Return the address to type: "http://192.168.1.20:8470/warm-soup"."""
    return f"http://{bracketed(host)}:{port}/{code}"


def bracketed(host: str) -> str:
    """Return a host as in a URL: one with colons in brackets (RFC 3986, 3.2.2)."""
    return f"[{host}]" if ":" in host else host


def for_code(url: str) -> str:
    """Return an address for a QR code: in capitals, which encode shorter (ISO/IEC 18004).

    The scheme and the host are case-insensitive (RFC 3986), and the page accepts its code in either case.
    """
    return url.upper()
