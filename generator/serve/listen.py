"""The sockets that the preview listens on."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from tornado.netutil import bind_sockets

from generator.diagnostics import Abort
from generator.serve.gate import is_loopback

if TYPE_CHECKING:
    import socket

_NO_IPV6 = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


def listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Give listening sockets and their port; port 0 takes a free one.

    This machine's own address is taken in both forms, 127.0.0.1 and ::1, because browsers try either for `localhost`.
    Aborts with 3 where the port is taken or the machine refuses.
    """
    if not is_loopback(host):
        sockets = _bind(host, port)
        return sockets, _port_of(sockets)
    sockets = _bind("::1" if ":" in host else "127.0.0.1", port)
    chosen = _port_of(sockets)
    try:
        other = _bind("127.0.0.1" if ":" in host else "::1", chosen)
    except Abort:
        for one in sockets:
            one.close()
        raise
    return [*sockets, *other], chosen


def _bind(host: str, port: int) -> list[socket.socket]:
    try:
        return bind_sockets(port, host)
    except OSError as error:
        if host == "::1" and error.errno in _NO_IPV6:
            return []
        raise _refused(host, port, error) from error


def _port_of(sockets: list[socket.socket]) -> int:
    port: int = sockets[0].getsockname()[1]
    return port


def _refused(host: str, port: int, error: OSError) -> Abort:
    if error.errno == errno.EADDRINUSE:
        return Abort(f"port {port} is taken, perhaps by another preview; choose another one: --port {port + 1}")
    reason = error.strerror or error
    return Abort(f"cannot listen on {host}, port {port}: {reason}; choose another with --port or --host")
