"""One request to one machine, whose address was looked at before."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from generator.base import dataclass

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_SAFE = "/%:=&?~+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Reply:
    """The head of a reply: its status, where it leads, and how many seconds to wait, as far as it says."""

    status: int
    location: str = ""
    wait: float | None = None


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was chosen before, whatever the name means by now."""

    def __init__(self, url: SplitResult, port: int, address: str, timeout: float) -> None:
        """Take the parts of the request's address, and the machine's own."""
        super().__init__(ascii_host(url.hostname or ""), port, timeout=timeout)
        self._address, self._secure = address, url.scheme == "https"
        self.default_port = 443 if self._secure else 80

    def connect(self) -> None:
        """Connect to the address, by TLS with the name where that is asked for."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._secure else plain
        )


def ascii_host(host: str) -> str:
    """Give a host's name as it travels. Raises UnicodeError where it has no such form."""
    return host if host.isascii() else host.encode("idna").decode("ascii")


def request(url: str, method: str, address: str, agent: str, timeout: float) -> Reply:
    """Send a request and read the head of the reply, in a time that includes everything.

    Raises OSError and http.client.HTTPException where that fails.
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    target = quote(parts.path or "/", _SAFE) + (f"?{quote(parts.query, _SAFE)}" if parts.query else "")
    connection = _Pinned(parts, port, address, timeout)
    late = threading.Event()
    end = threading.Timer(timeout, _cut, (connection, late))
    end.daemon = True
    end.start()
    try:
        connection.request(method, target, headers={"User-Agent": agent, "Accept": "*/*"})
        reply = connection.getresponse()
        if late.is_set():  # what was cut looks like the end of the head
            raise TimeoutError
        wait = reply.getheader("Retry-After", "")
        return Reply(reply.status, reply.getheader("Location", ""), float(wait) if wait.isdecimal() else None)
    except (OSError, http.client.HTTPException):
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        end.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection, late: threading.Event) -> None:
    """End a connection that somebody still reads: a reply may come drop by drop for ever."""
    late.set()
    with contextlib.suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
