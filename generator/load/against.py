"""The lock of what is deployed, to compare with: in a folder, or at an address on the web."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Abort, Diagnostic, Span, diagnose
from generator.load.limits import LOCK_BYTES
from generator.load.lock import read_lock
from generator.load.tree import TextFile
from generator.load.tree.encoding import decode
from generator.load.tree.opening import open_root
from generator.load.tree.walk import read_lock_file
from generator.model.lock import LOCK_NAME

if TYPE_CHECKING:
    from generator.load.site import Loaded
    from generator.model.config import Config
    from generator.model.lock import Release

_TIMEOUT: Final = 20
"""Seconds without a word from the host after which it is taken for unreachable."""

_WEB: Final = ("https://", "http://")
_USAGE: Final = 2


def against(loaded: Loaded, root: Path, target: str) -> Loaded:
    """Give a site whose history is that of its own lock and of the deployed one.

    `target` is a folder, an address on the web, or the name of a deploy target. Reports E-LOCK for lines that the own
    lock does not have any more. Aborts with 2 where there is no lock, with 3 where it cannot be reached.
    """
    if loaded.site is None:
        return loaded
    site, place = loaded.site, Span(LOCK_NAME)
    deployed = _deployed(site.config, root, target)
    damage = read_lock(deployed)[1]
    if damage:
        message = f"the lock at {target} is damaged in line {damage[0].span.line}: {damage[0].message}"
        problem = diagnose("E-LOCK", place, message, hint="deploy the site again from a sound lock")
        return replace(loaded, problems=(*loaded.problems, problem))
    both = read_lock(TextFile(LOCK_NAME, f"{site.lock.text}\n{deployed.text}"))[0]
    known = {release.key for release in site.lock.releases}
    lost = [release for release in both.releases if release.key not in known]
    joined = replace(site, lock=replace(both, text=site.lock.text))
    return replace(loaded, site=joined, problems=(*loaded.problems, *_lost(lost, target)))


def _lost(releases: list[Release], target: str) -> tuple[Diagnostic, ...]:
    if not releases:
        return ()
    days = ", ".join(release.moment.date().isoformat() for release in releases[:3])
    more = f" and {len(releases) - 3} more" if len(releases) > 3 else ""  # noqa: PLR2004 - as many as are shown
    message = f"the lock lacks releases that are published at {target}: {days}{more}"
    hint = "take over the newest state of the site (`git pull`), or put factbox.lock back as it was"
    return (diagnose("E-LOCK", Span(LOCK_NAME), message, hint=hint),)


# --- where it is


def _deployed(config: Config, root: Path, target: str) -> TextFile:
    named = next((one for one in config.deploy if one.name.text == target), None)
    if named is None:
        return _at_address(target) if target.startswith(_WEB) else _in_folder(Path(target), target)
    if named.url:
        return _at_address(named.url)
    if named.path:
        return _in_folder(root / named.path, target)
    message = f"the deploy target `{target}` says neither `url` nor `path`: nobody knows where its lock is"
    raise Abort(message, exit_code=_USAGE)


def _in_folder(path: Path, target: str) -> TextFile:
    folder = path.parent if path.name == LOCK_NAME else path
    if not folder.is_dir():
        message = f"--against {target}: there is no such folder, and no deploy target of that name in config.yaml"
        raise Abort(message, exit_code=_USAGE)
    with open_root(folder) as opened:
        found = read_lock_file(opened)
    if isinstance(found, TextFile):
        return found
    why = found.message if found is not None else "there is none"
    message = f"--against {target}: no {LOCK_NAME} can be read there: {why}"
    raise Abort(message, exit_code=_USAGE)


def _at_address(address: str) -> TextFile:
    # Only a comparison with a site on the web needs the network's modules, which take a while to start.
    from http.client import HTTPException  # noqa: PLC0415
    from urllib.error import HTTPError  # noqa: PLC0415

    url = address if address.endswith(f"/{LOCK_NAME}") else f"{address.rstrip('/')}/{LOCK_NAME}"
    try:
        data = _fetched(url)
    except HTTPError as error:
        message = f"{url}: the host answers {error.code} {error.reason}"
        raise Abort(message, exit_code=_USAGE if error.code in {404, 410} else 3) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        message = f"{url} cannot be reached: {reason}"
        raise Abort(message) from None
    if len(data) > LOCK_BYTES:
        message = f"{url} is larger than any lock: more than {LOCK_BYTES // 1024 // 1024} MiB"
        raise Abort(message)
    found = decode(LOCK_NAME, data)
    if isinstance(found, Diagnostic):
        message = f"{url}: {found.message}"
        raise Abort(message)
    return found


def _fetched(url: str) -> bytes:
    """Give what stands at an address of the web, and at most a byte more than a lock may have."""
    from urllib.request import (  # noqa: PLC0415 - as above
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
        HTTPHandler,
        HTTPRedirectHandler,
        HTTPSHandler,
        OpenerDirector,
        ProxyHandler,
        Request,
    )

    opener = OpenerDirector()  # without the handlers of ftp:, file: and data:, to which a host could redirect
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPRedirectHandler,
                    HTTPErrorProcessor):  # fmt: skip
        opener.add_handler(handler())
    request = Request(url, headers={"User-Agent": "factbox"})  # noqa: S310 - begins with http:// or https://
    answer = opener.open(request, timeout=_TIMEOUT)
    if answer is None:
        message = "it leads to something that is not on the web"
        raise OSError(message)
    with answer:
        data: bytes = answer.read(LOCK_BYTES + 1)
    return data
