"""Proof that what readers get is what a build made: every file is asked for and compared by its sha256."""

from __future__ import annotations

import gzip
import hashlib
import re
from http.client import HTTPException
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from generator import __version__
from generator.base import dataclass
from generator.deploy.crowd import each
from generator.deploy.dress import content_type
from generator.deploy.live import DEPLOY
from generator.deploy.retry import PATIENT, Patience, patiently
from generator.deploy.store import Trouble
from generator.diagnostics import Abort
from generator.publish.record import RECORD, files_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message
    from http.client import HTTPMessage

    from generator.deploy.host import Tell

_AT_ONCE = 4
_TIMEOUT = 30
_LARGEST = 512 * 1024 * 1024
_GONE, _TOO_MANY, _SERVER = 404, 429, 500
_WEB = re.compile(r"https?://", re.IGNORECASE)
# What hosts read and do not show, and what many of them hide.
_FOR_HOSTS: Final = frozenset({"_headers", "_redirects", "CNAME"})
_TYPED: Final = frozenset({"html", "css", "js", "svg", "json", "xml"})


@dataclass(frozen=True, slots=True)
class Got:
    """What a place gives for a file; `kind` is the content type, "" of a folder."""

    data: bytes
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: how many files were compared, how each other one differs, and what the host keeps for itself."""

    compared: int
    differences: tuple[tuple[str, str], ...]
    unseen: tuple[str, ...]


def expected(folder: Path, place: str) -> dict[str, str]:
    """Give what must stand at a place: the files of the build in a folder, else of the build.json at the place.

    Aborts with 4 where there is neither.
    """
    try:
        record = (folder / RECORD).read_bytes()
    except OSError:
        found = patiently(lambda: _fetch_from(place)(RECORD))
        if found is None:
            _refuse(f"there is no build in {folder}, and no {RECORD} at {place}: nothing to compare with")
        record = found.data
    files = files_in(record)
    if files is None:
        _refuse(f"the {RECORD} to compare with is damaged; build anew")
    return {**files, RECORD: hashlib.sha256(record).hexdigest()}


def verify(place: str, files: Mapping[str, str], tell: Tell, patience: Patience = PATIENT) -> Verified:
    """Compare every file at an address or in a folder. Aborts with 4 where a host does not answer."""
    fetch = _fetch_from(place)
    told: dict[str, str] = {}

    def compare(path: str) -> None:
        got = patiently(lambda: fetch(path), patience)
        words = _difference(path, files[path], got)
        if words:
            told[path] = words

    try:
        for done in each(sorted(files), compare, _AT_ONCE):
            tell("files", done, len(files))
    except Trouble as trouble:
        _refuse(f"{place}: {trouble.words}")
    unseen = tuple(sorted(path for path, words in told.items() if words == _MISSING and _is_for_hosts(path)))
    differences = tuple(sorted((path, words) for path, words in told.items() if path not in unseen))
    return Verified(len(files) - len(unseen), differences, unseen)


_MISSING: Final = "is missing"


def _is_for_hosts(path: str) -> bool:
    return path in _FOR_HOSTS or path.startswith(".") or "/." in path


def _difference(path: str, digest: str, got: Got | None) -> str:
    """Tell how what a place gives differs; "" where it does not."""
    if got is None:
        return _MISSING
    wanted = content_type(path).partition(";")[0]
    if got.kind and got.kind != wanted and path.rpartition(".")[2] in _TYPED and not _alike(got.kind, wanted):
        return f"is sent as {got.kind}, not {wanted}"
    if hashlib.sha256(got.data).hexdigest() == digest:
        return ""
    if hashlib.sha256(got.data.replace(b"\r\n", b"\n")).hexdigest() == digest:
        return "differs in its line ends only: something on the way rewrites text"
    if not got.data:
        return "is empty"
    return "is another: an earlier build, or the host changes pages (look for switches such as minify or analytics)"


def _alike(kind: str, wanted: str) -> bool:
    """Tell whether two content types are two names of one thing."""
    return (
        kind.removeprefix("application/").removeprefix("text/").rpartition("+")[2]
        == (wanted.removeprefix("application/").removeprefix("text/").rpartition("+")[2])
    )


def _fetch_from(place: str) -> Callable[[str], Got | None]:
    if not _WEB.match(place):
        return lambda path: _from_folder(Path(place), path)
    base = place.rstrip("/") + "/"
    return lambda path: _from_web(base, path)


def _from_folder(folder: Path, path: str) -> Got | None:
    try:
        return Got((folder / path).read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        words = f"cannot read {folder / path}: {error.strerror}"
        raise Trouble(words) from error


def _from_web(base: str, path: str) -> Got | None:
    """Ask for a file at the address that readers use: of a folder's page that of the folder."""
    shown = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
    request = Request(  # noqa: S310 - the address begins with http
        base + quote(shown),
        headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": f"factbox/{__version__}"},
    )
    try:
        with _OPENER.open(request, timeout=_TIMEOUT) as answer:
            return _got(answer, answer.headers)
    except HTTPError as error:
        with error:
            if error.code == _GONE:
                # The page for addresses that are not there may well say so of itself.
                return _got(error, error.headers) if path == "404.html" else None
            again = error.code == _TOO_MANY or error.code >= _SERVER
            after = str(error.headers.get("Retry-After", ""))
            words = f"/{shown} answered {error.code}"
            raise Trouble(words, again=again, after=float(after) if after.isdecimal() else 0.0) from None
    except (URLError, HTTPException, OSError) as error:
        words = f"/{shown}: the line broke ({type(error).__name__})"
        raise Trouble(words, again=True) from None


def _got(answer: IO[bytes], headers: Message) -> Got:
    data = answer.read(_LARGEST)
    length = headers.get("Content-Length", "")
    if length.isdecimal() and len(data) < min(int(length), _LARGEST):
        words = "an answer was cut off"
        raise Trouble(words, again=True)
    if headers.get("Content-Encoding", "") == "gzip":
        data = gzip.decompress(data)
    return Got(data, headers.get_content_type() if "Content-Type" in headers else "")


class _SameHost(HTTPRedirectHandler):
    """Redirects within a host, such as those that take `.html` off an address, and no others."""

    def redirect_request(  # noqa: PLR0917 - the signature of the base class
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Give the request that follows; None where it would leave the host, which then counts as an answer."""
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = build_opener(_SameHost)


def _refuse(reason: str) -> NoReturn:
    message = f"error: {reason}"
    raise Abort(message, exit_code=DEPLOY)
