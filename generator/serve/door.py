"""The server's sockets: so many visitors at a time that none can keep the others out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tornado.httpserver import HTTPServer

if TYPE_CHECKING:
    from tornado.iostream import IOStream

MOST: Final = 256
"""Connections at a time that are not a page's socket. A browser has six; a process may open a thousand files in all."""


class Door(HTTPServer):
    """A server that lets the connection go that came first, where one too many comes."""

    def initialize(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - tornado's own signature
        """Begin with nobody inside."""
        super().initialize(*args, **kwargs)
        self._inside: dict[IOStream, None] = {}

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a connection, for another one if need be."""
        if len(self._inside) >= MOST:
            first = next(iter(self._inside))
            del self._inside[first]
            first.close()
        self._inside[stream] = None
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:  # noqa: ANN401 - tornado's own signature
        """Forget a connection that ended, or became a page's socket."""
        self._inside.pop(server_conn.stream, None)
        super().on_close(server_conn)
