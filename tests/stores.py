"""Real servers for tests of deploys: an S3 server, and before it a proxy that can let any request fail."""

from __future__ import annotations

import hashlib
import http.client
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import boto3
from moto.server import ThreadedMotoServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUCKET = "the-site"
SECRET = "c4n4ry/S3cretKeyThatNobodyMayEverSee000000"  # noqa: S105 - it opens nothing
HOPS = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})
CHANGING = frozenset({"PUT", "POST", "DELETE"})


@dataclass(frozen=True)
class Asked:
    """A request as the proxy saw it: its number from 1, its method, and the key that it is about."""

    number: int
    method: str
    key: str
    query: str


@dataclass(frozen=True)
class Fault:
    """What becomes of a request.

    `status` is answered without asking the server, `drop` closes the line, before the server hears of it or (`late`)
    after. `cut` sends only a part of the body on, with the length that it has then. `etag` puts another one into the
    answer.
    """

    status: int = 0
    code: str = "Fault"
    headers: tuple[tuple[str, str], ...] = ()
    drop: bool = False
    late: bool = False
    cut: bool = False
    etag: str = ""


@dataclass
class Proxy:
    """A way to the server that counts requests and lets some fail."""

    server: tuple[str, int]
    fault: Callable[[Asked], Fault | None] = lambda _: None
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    dropped: frozenset[str] = frozenset()
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def changing(self) -> list[Asked]:
        """Give the requests that could change something."""
        return [one for one in self.asked if one.method in CHANGING]

    def count(self, method: str, target: str) -> Asked:
        """Note a request."""
        path, _, query = target.partition("?")
        with self.lock:
            one = Asked(len(self.asked) + 1, method, path.removeprefix(f"/{BUCKET}").removeprefix("/"), query)
            self.asked.append(one)
        return one


class Way(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        one = self.proxy.count(self.command, self.path)
        fault = self.proxy.fault(one) or Fault()
        if fault.drop and not fault.late:
            self.close_connection = True
            return
        if fault.status:
            secret = f"<Error><Code>{fault.code}</Code><Message>{SECRET}</Message></Error>".encode()
            self._answer(fault.status, [("Content-Type", "application/xml"), *fault.headers], secret)
            return
        status, headers, data = self._asked(body[: len(body) // 2] if fault.cut else body)
        if fault.drop:
            self.close_connection = True
            return
        if fault.etag:
            headers = [(name, value) for name, value in headers if name.lower() != "etag"] + [("ETag", fault.etag)]
        self._answer(status, headers, data)

    def _asked(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        line = http.client.HTTPConnection(*self.proxy.server, timeout=30)
        unsent = HOPS | {"content-md5"} | self.proxy.dropped
        kept = {name: value for name, value in self.headers.items() if name.lower() not in unsent}
        line.request(self.command, self.path, body, {**kept, "Content-Length": str(len(body))})
        answer = line.getresponse()
        data = answer.read()
        line.close()
        return answer.status, [pair for pair in answer.getheaders() if pair[0].lower() not in HOPS], data

    def _answer(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _pass  # noqa: N815 - the names of the base class


@contextmanager
def s3_server() -> Iterator[tuple[str, int]]:
    """Run an S3 server."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield host, int(port)
    finally:
        server.stop()


@contextmanager
def proxied(server: tuple[str, int]) -> Iterator[Proxy]:
    """Run a proxy before a server."""
    proxy = Proxy(server)
    way = type("ThisWay", (Way,), {"proxy": proxy})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), way)
    listening.daemon_threads = True
    proxy.port = listening.server_address[1]
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


@dataclass(frozen=True)
class Bucket:
    """A look at what the server holds, not through the proxy."""

    client: Any

    def shown(self) -> dict[str, Any]:
        """Give all objects that are no deploy's own, by key."""
        return {one["Key"]: one for one in self._listed() if not one["Key"].startswith(".factbox/")}

    def snapshot(self) -> dict[str, bytes]:
        """Give the bytes of all objects, a deploy's own too."""
        return {one["Key"]: self.read(one["Key"]) for one in self._listed()}

    def restore(self, held: dict[str, bytes]) -> None:
        """Let the server hold the objects of a snapshot and no others."""
        tags = {one["Key"]: one["ETag"] for one in self._listed()}
        for key in tags.keys() - held.keys():
            self.client.delete_object(Bucket=BUCKET, Key=key)
        for key, data in held.items():
            if tags.get(key) != f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"':
                self.client.put_object(Bucket=BUCKET, Key=key, Body=data)

    def _listed(self) -> list[Any]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return [one for page in pages for one in page.get("Contents", ())]

    def files(self) -> dict[str, bytes]:
        """Give the bytes of all objects that are no deploy's own."""
        return {key: self.read(key) for key in self.shown()}

    def read(self, key: str) -> bytes:
        """Give the bytes of an object."""
        data: bytes = self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return data

    def head(self, key: str) -> Any:
        """Give the headers of an object."""
        return self.client.head_object(Bucket=BUCKET, Key=key)


def empty_bucket(server: tuple[str, int]) -> Bucket:
    """Make the bucket new."""
    line = http.client.HTTPConnection(*server, timeout=30)
    line.request("POST", "/moto-api/reset")
    line.getresponse().read()
    line.close()
    client = boto3.client(
        "s3", endpoint_url=f"http://{server[0]}:{server[1]}", region_name="us-east-1",
        aws_access_key_id="test", aws_secret_access_key="test",  # noqa: S106 - it opens nothing
    )  # fmt: skip
    client.create_bucket(Bucket=BUCKET)
    return Bucket(client)
