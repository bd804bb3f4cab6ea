"""The machines behind names: which may be asked, and one at a time."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
import time
from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Addresses of IPv6 that carry one of IPv4, which may be private: NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380).
_CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


def is_public(address: str) -> bool:
    """Tell whether an address of a machine is one of the open network: not private, of this machine, or of a link."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        if any(found in network for network in _CARRIERS):
            return False
    return found.is_global and not found.is_multicast


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Give the addresses of a machine. Raises OSError where the name has none, or cannot be looked up."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(slots=True)
class Turns:
    """Lets one request at a time go to a host, with a pause between two. It lives as long as a check."""

    pause: float
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _door: threading.Lock = field(default_factory=threading.Lock)
    _hosts: dict[str, threading.Lock] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    @contextlib.contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked, and keep others from it meanwhile."""
        with self._door:
            lock = self._hosts.setdefault(host, threading.Lock())
        with lock:
            left = self._last.get(host, -self.pause) + self.pause - self.clock()
            if left > 0:
                self.sleep(left)
            try:
                yield
            finally:
                self._last[host] = self.clock()
