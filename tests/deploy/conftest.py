"""Servers and sites that several tests of deploys use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
import pytest
from deploying import build, few_site, site_with
from stores import BUCKET, SECRET, Bucket, Proxy, empty_bucket, proxied, s3_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server() -> Iterator[tuple[str, int]]:
    """Give the address of an S3 server."""
    with s3_server() as address:
        yield address


@pytest.fixture
def bucket(server: tuple[str, int]) -> Bucket:
    """Give an empty bucket, to look at what is in it."""
    return empty_bucket(server)


@pytest.fixture
def proxy(server: tuple[str, int], bucket: Bucket) -> Iterator[Proxy]:  # noqa: ARG001 - the bucket must be there
    """Give a way to the server on which requests can fail."""
    with proxied(server) as way:
        yield way


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let no deploy wait, and give what it would have waited."""
    waits: list[float] = []
    for module in ("retry", "lease"):
        monkeypatch.setattr(f"generator.deploy.{module}.sleep", waits.append)
    return waits


@pytest.fixture(scope="session")
def described() -> object:
    """Give one session of boto3 for all deploys of a run, since each reads the description of S3 anew (0.2 s)."""
    return boto3.session.Session()


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, described: object) -> None:
    """Give the credentials of tests, and nobody else's."""
    monkeypatch.setattr("boto3.session.Session", lambda: described)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def target(proxy: Proxy, slept: list[float], keys: None) -> str:  # noqa: ARG001 - they change the world
    """Give a target in YAML: the bucket, through the proxy."""
    endpoint = f"http://127.0.0.1:{proxy.port}"
    where = f'bucket: {BUCKET}, endpoint: "{endpoint}", region: us-east-1, path_style: yes'
    return f"live: {{kind: s3, {where}, max_deletes: 90}}"


@pytest.fixture
def s3_site(site: Path, target: str) -> Path:
    """Give a built site whose target is the bucket."""
    return build(site_with(site, target))


@pytest.fixture
def few_files(tmp_path: Path, target: str) -> Path:
    """Give the folder of a tiny site whose target is the bucket."""
    return few_site(tmp_path / "few", target)
