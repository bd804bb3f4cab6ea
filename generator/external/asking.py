"""Whether an address is still there: a few polite requests, each to a machine that may be asked."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from generator import __version__
from generator.base import dataclass
from generator.external.hosts import is_public, resolve
from generator.external.request import Reply, ascii_host, request

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.external.hosts import Turns

_GONE = frozenset({404, 410})
_PERMANENT = frozenset({301, 308})
_ELSEWHERE = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
_FIRST_ERROR = 400


_DROPPED = "the connection was dropped"
_FAILURES: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((ssl.SSLError,), "its certificate is not valid, or TLS fails"),
    ((TimeoutError,), "it does not answer in time"),
    ((ConnectionRefusedError,), "its host refuses the connection"),
    ((ConnectionError, http.client.HTTPException), _DROPPED),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of an address: `kind` is ok, gone, moved, unknown, nameless (no such host) or offline.

    `said` is why, in words; `to` is where it moved for good.
    """

    kind: str
    said: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked: seconds of each request and of the longest wait, redirects, and whether privates too."""

    agent: str = f"Factbox/{__version__} (link check)"
    timeout: float = 15
    longest_wait: float = 60
    redirects: int = 5
    private: bool = False
    sleep: Callable[[float], None] = time.sleep


def ask(url: str, manners: Manners, turns: Turns) -> Answer:
    """Ask for an address, follow where it leads, and say what became of it. Nothing is raised."""
    here, settled, to = url, True, ""
    for _ in range(manners.redirects + 1):
        reply = _reply(here, manners, turns)
        if isinstance(reply, Answer):
            return reply
        if reply.status not in _ELSEWHERE or not reply.location:
            return _judged(reply.status, to)
        here = urljoin(here, reply.location)
        settled = settled and reply.status in _PERMANENT
        to = here if settled else to
    return Answer("unknown", f"it leads on more than {manners.redirects} times")


def _judged(status: int, to: str) -> Answer:
    if status in _GONE:
        return Answer("gone", f"the server answers {status}")
    if status >= _FIRST_ERROR:
        return Answer("unknown", f"the server answers {status}")
    return Answer("moved", "", to) if to else Answer("ok")


def _reply(url: str, manners: Manners, turns: Turns) -> Reply | Answer:
    """Give the head of the reply to HEAD, or to GET where a server does not like HEAD; after one wait if it is busy."""
    found = _sent(url, "HEAD", manners, turns)
    if isinstance(found, Reply) and found.status in _BUSY and (found.wait or 0) <= manners.longest_wait:
        manners.sleep(found.wait if found.wait is not None else 1)
        found = _sent(url, "HEAD", manners, turns)
    refused = found.status >= _FIRST_ERROR and found.status not in _BUSY if isinstance(found, Reply) else False
    dropped = isinstance(found, Answer) and found.said == _DROPPED
    return _sent(url, "GET", manners, turns) if refused or dropped else found


def _sent(url: str, method: str, manners: Manners, turns: Turns) -> Reply | Answer:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return Answer("unknown", f"it leads to `{url[:80]}`, which is no page of the web")
    try:
        host = ascii_host(parts.hostname)
        addresses = resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
        if not manners.private and not all(map(is_public, addresses)):
            return Answer("unknown", "it stands in a private network, which is not asked")
        with turns.turn(host):
            return request(url, method, addresses[0], manners.agent, manners.timeout)
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        return _failed(error)


def _failed(error: Exception) -> Answer:
    if isinstance(error, socket.gaierror):
        nameless = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
        return Answer("nameless", "there is no such host") if nameless else Answer("offline", "its host is not found")
    if isinstance(error, OSError) and error.errno in _NO_NETWORK:
        return Answer("offline", "the network is not reached")
    said = next((words for kinds, words in _FAILURES if isinstance(error, kinds)), "it cannot be asked for")
    return Answer("unknown", said)
