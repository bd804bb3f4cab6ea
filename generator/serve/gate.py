"""Who may see the preview: it holds drafts, and every page on the web can send a browser here."""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
from dataclasses import field

from generator.base import dataclass

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_DEFAULT_PORT = 80
_CHANNEL = re.compile("t[0-9a-f]{32}")


def _channel() -> str:
    """Give a new secret. It begins with a letter: livereload's script takes what it can for a number."""
    return f"t{secrets.token_hex(16)}"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a request must show: one of `hosts` as the name it asked for, or a secret `token` where the doors are open.

    A name bound to this machine by somebody else (DNS rebinding) is in neither. `channel` is the secret of this run
    that every page carries, and shows before it hears of changes.
    """

    hosts: frozenset[str]
    token: str = ""
    channel: str = field(default_factory=_channel)

    def allows_host(self, host: str) -> bool:
        """Tell whether a request names this server as one of its own names."""
        return bool(self.token) or host.lower() in self.hosts

    def allows_token(self, given: str) -> bool:
        """Tell whether a secret is the right one, in a time that tells nothing of it."""
        return not self.token or _is_same(given, self.token)

    def allows_channel(self, given: object) -> bool:
        """Tell whether this is the secret of this run."""
        return isinstance(given, str) and _is_same(given, self.channel)


def is_of_another_run(given: object) -> bool:
    """Tell whether this has the form of a secret of a run: a page that stayed open may know no newer one."""
    return isinstance(given, str) and _CHANNEL.fullmatch(given) is not None


def _is_same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


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
