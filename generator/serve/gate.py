"""Who may see the preview: it holds drafts, and every page on the web can send a browser here."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORT = 80


@dataclass(frozen=True, slots=True)
class Gate:
    """What a request must show: one of `hosts` as the name it asked for, or a secret `token` where the doors are open.

    A name bound to this machine by somebody else (DNS rebinding) is in neither.
    """

    hosts: frozenset[str]
    token: str = ""

    def allows_host(self, host: str) -> bool:
        """Tell whether a request names this server as one of its own names."""
        return bool(self.token) or host.lower() in self.hosts

    def allows_token(self, given: str) -> bool:
        """Tell whether a secret is the right one, in a time that tells nothing of it."""
        return not self.token or hmac.compare_digest(given.encode(), self.token.encode())


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def loopback_gate(port: int) -> Gate:
    """Give the gate of a server that only this machine can reach."""
    names = {f"{name}:{port}" for name in _LOOPBACK}
    return Gate(frozenset(names | set(_LOOPBACK) if port == _DEFAULT_PORT else names))
