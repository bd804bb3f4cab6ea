"""Any store that speaks the S3 protocol: AWS, Cloudflare R2, Backblaze B2, MinIO and many more.

Credentials come from the environment, from ~/.aws, or from the machine's role, in the order that boto3 documents.
They are never in config.yaml, and of what a store answers only its code is told: its words may hold a key.
"""

from __future__ import annotations

import base64
import hashlib
import re
from contextlib import contextmanager
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from generator.base import dataclass
from generator.deploy.store import PRIVATE, Found, Raced, Trouble
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.deploy.store import Dress
    from generator.model.target import Target

T = TypeVar("T")

_USAGE = 2
_AT_ONCE = 16
_CODE = re.compile(r"[A-Za-z0-9.]{1,60}")
_MD5 = re.compile(r'"?([0-9a-f]{32})"?')
_QUOTE = '"'
_TOO_MANY, _FORBIDDEN, _GONE, _CONFLICT, _CHANGED, _SERVER, _UNKNOWN = 429, (401, 403), 404, 409, 412, 500, 501
_OURS: Final = frozenset({"ParamValidationError", "InvalidEndpointConfigurationError", "UnknownEndpointError"})
_AGAIN: Final = frozenset({"SlowDown", "Throttling", "ThrottlingException", "RequestTimeout", "InternalError"})
_MEANS: Final = {
    "RequestTimeTooSkewed": "the clock of this machine is wrong",
    "ExpiredToken": "the credentials have expired",
    "ExpiredTokenException": "the credentials have expired",
    "TokenRefreshRequired": "the credentials have expired",
    "InvalidAccessKeyId": "it does not know the access key",
    "SignatureDoesNotMatch": "the secret key is not the right one",
    "AccessDenied": "these credentials may not do that",
    "NoSuchBucket": "there is no such bucket",
}


def s3_store(target: Target) -> S3Store:
    """Give the store of a target. Aborts with 2 where the part that speaks S3 is not installed."""
    try:
        import boto3  # noqa: F401, PLC0415 - an extra that only this kind of host needs
    except ImportError as error:
        message = "error: for S3 stores Factbox needs boto3, which is not installed: pip install 'factbox[s3]'"
        raise Abort(message, exit_code=_USAGE) from error
    prefix = f"{target.prefix}/" if target.prefix else ""
    return S3Store(target.bucket, prefix, target.endpoint, target.region, target.path_style)


class _Client(Protocol):
    """boto3's client, whose methods it makes while it runs."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Give the method for a request."""


@dataclass(slots=True)
class _Line:
    """The connection of a store while it is open, and whether the store minds conditions."""

    client: _Client | None = None
    swaps: bool = True
    unproven: bool = True


@dataclass(frozen=True, slots=True)
class S3Store:
    """A bucket, or a folder in it."""

    bucket: str
    prefix: str
    endpoint: str | None
    region: str | None
    path_style: bool
    line: _Line = field(default_factory=_Line)

    @property
    def place(self) -> str:
        """Give what messages call it."""
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @property
    def swaps(self) -> bool:
        """Tell whether the store minds conditions; it is true until it was seen that it does not."""
        return self.line.swaps

    @property
    def copies(self) -> bool:
        """Tell that the store copies objects itself."""
        return True

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Make a client, which tries nothing twice by itself: how often that is done is decided in one place."""
        import boto3  # noqa: PLC0415 - an extra that only this kind of host needs, and that takes 0.3 s
        from botocore.config import Config  # noqa: PLC0415 - the same
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - the same

        config = Config(
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path" if self.path_style else "auto"},
            request_checksum_calculation="when_required",  # other makers' stores do not know the newer checksums
            response_checksum_validation="when_required",
            connect_timeout=10,
            read_timeout=60,
            max_pool_connections=_AT_ONCE,
        )
        try:
            self.line.client = boto3.session.Session().client(
                "s3", endpoint_url=self.endpoint, region_name=self.region, config=config
            )
        except (BotoCoreError, ValueError) as error:
            raise _unanswered(error) from None
        yield

    def read(self, key: str) -> tuple[bytes, str] | None:
        """Give an object and its ETag; None where there is none."""

        def act(client: _Client) -> tuple[bytes, str]:
            answer = client.get_object(Bucket=self.bucket, Key=self.prefix + key)
            return answer["Body"].read(), answer["ETag"]

        try:
            return self._ask(act)
        except Trouble as trouble:
            if trouble.gone:
                return None
            raise

    def put(self, key: str, data: bytes, dress: Dress) -> str:
        """Store an object; give its ETag where that is an MD5."""
        asked = self._object(key, data, dress)
        return _md5(self._ask(lambda client: client.put_object(**asked)))

    def _object(self, key: str, data: bytes, dress: Dress) -> dict[str, Any]:
        # A store that looks at this refuses what did not arrive whole (RFC 1864).
        md5 = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
        return {"Bucket": self.bucket, "Key": self.prefix + key, "Body": data, "ContentMD5": md5, **_headers(dress)}

    def swap(self, key: str, data: bytes, token: str | None) -> str:
        """Store an object if its ETag is still the same (RFC 9110, 13.1). Raises Raced."""
        asked = self._object(key, data, PRIVATE)
        condition = {"IfNoneMatch": "*"} if token is None else {"IfMatch": token}
        try:
            answer = self._ask(lambda client: client.put_object(**asked, **condition))
        except Trouble as trouble:
            if trouble.gone and token is not None:
                raise Raced from None
            if not trouble.unknown:
                raise
            self.line.swaps = False
            answer = self._ask(lambda client: client.put_object(**asked))
        etag: str = answer["ETag"]
        if self.line.unproven:
            self._prove_conditions(asked, etag)
        return etag

    def _prove_conditions(self, asked: Mapping[str, Any], etag: str) -> None:
        """See whether the store minds conditions: one that cannot hold, for the very same bytes, must be refused."""
        self.line.unproven = False
        try:
            self._ask(lambda client: client.put_object(**asked, IfMatch=f'"{"0" * len(etag.strip(_QUOTE))}"'))
        except Raced:
            return
        except Trouble as trouble:
            if not trouble.unknown:
                raise
        self.line.swaps = False

    def copy(self, source: str, key: str, dress: Dress) -> str:
        """Copy an object within the bucket; give the copy's ETag where that is an MD5."""
        asked = {
            "Bucket": self.bucket,
            "Key": self.prefix + key,
            "CopySource": {"Bucket": self.bucket, "Key": self.prefix + source},
            "MetadataDirective": "REPLACE",
            **_headers(dress),
        }
        return _md5(self._ask(lambda client: client.copy_object(**asked)["CopyObjectResult"]))

    def delete(self, key: str) -> None:
        """Remove an object."""
        self._ask(lambda client: client.delete_object(Bucket=self.bucket, Key=self.prefix + key))

    def listed(self, *, md5: bool) -> Mapping[str, Found]:  # noqa: ARG002 - here it costs nothing
        """Give all objects under the prefix."""

        def act(client: _Client) -> dict[str, Found]:
            pages = client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
            some = (one for page in pages for one in page.get("Contents", ()))
            return {one["Key"].removeprefix(self.prefix): Found(one["Size"], _md5(one)) for one in some}

        return self._ask(act)

    def _ask(self, act: Callable[[_Client], T]) -> T:
        """Make a request; what goes wrong becomes Trouble."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - an extra

        assert self.line.client is not None, "the store is not open"  # noqa: S101 - a mistake of ours
        try:
            return act(self.line.client)
        except ClientError as error:
            raise _answered(error.response) from None
        except (BotoCoreError, OSError) as error:
            raise _unanswered(error) from None


def _headers(dress: Dress) -> dict[str, str]:
    return {"ContentType": dress.content_type, "CacheControl": dress.cache_control}


def _md5(answer: Mapping[str, Any]) -> str:
    """Give an ETag that is an MD5; of objects in parts, or under a key of the store's, it is something else."""
    found = _MD5.fullmatch(answer.get("ETag", ""))
    return found[1] if found is not None else ""


def _answered(answer: Mapping[str, Any]) -> Trouble | Raced:
    """Give what an answer that is no success means."""
    about = answer.get("ResponseMetadata", {})
    status = int(about.get("HTTPStatusCode", 0))
    code = str(answer.get("Error", {}).get("Code", ""))
    code = code if _CODE.fullmatch(code) and code != str(status) else ""
    if status in {_CHANGED, _CONFLICT}:
        return Raced()
    words = f"it answered {status}" + (f" {code}" if code else "")
    if code in _MEANS:
        words += f": {_MEANS[code]}"
    elif status in _FORBIDDEN:
        words += ": these credentials may not do that"
    again = status == _TOO_MANY or (status >= _SERVER and status != _UNKNOWN) or code in _AGAIN
    gone = status == _GONE and code != "NoSuchBucket"
    return Trouble(words, again=again, after=_seconds(about), gone=gone, unknown=status == _UNKNOWN)


def _seconds(about: Mapping[str, Any]) -> float:
    """Give how long an answer asks to wait; a date instead of seconds is left to our own patience."""
    asked = str(about.get("HTTPHeaders", {}).get("retry-after", ""))
    return float(asked) if asked.isdecimal() else 0.0


def _unanswered(error: Exception) -> Trouble:
    """Give what a request without a sound answer means. Only names of errors are told, never their words."""
    name = type(error).__name__
    if "Credential" in name or "Profile" in name or "Token" in name or "SSO" in name:
        return Trouble(
            "no usable credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
        )
    if name in {"NoRegionError", "InvalidRegionError"}:
        return Trouble("it needs a region: add `region:` to the target")
    if name in _OURS:
        return Trouble(f"the target cannot be right ({name}): look at its bucket, endpoint and region")
    return Trouble(f"the line broke ({name})", again=True)
