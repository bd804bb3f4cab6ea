"""Who may change a store: one deploy at a time, also where its last one was broken off.

The mark of a deploy under way is a part of the manifest. A store that can exchange an object only if nobody else did
gives it to one of two at once. Whoever has it says again and again that it is alive, and whoever finds it waits until
that has stopped: no two clocks are compared.
"""

from __future__ import annotations

import json
import secrets
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import field, replace
from time import monotonic, sleep
from typing import TYPE_CHECKING, NoReturn

from generator.base import dataclass
from generator.deploy.live import DEPLOY, MANIFEST, Lease, Live, read_live, write_live
from generator.deploy.retry import patiently
from generator.deploy.store import Raced, Trouble
from generator.diagnostics import Abort
from generator.publish.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.deploy.retry import Patience
    from generator.deploy.store import Store


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: how long a silent deploy counts as alive, how often one says that it is, and between two looks at it.

    `settle` is how long is waited, where a store cannot exchange, for the mark of another that began at the same time.
    """

    silent: float = 60.0
    beat: float = 15.0
    look: float = 5.0
    settle: float = 3.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A manifest as it was read, with the token of its version; `token` is None where there is none."""

    live: Live
    token: str | None


def look(store: Store, patience: Patience) -> Seen:
    """Read the manifest of a store. Raises Trouble; aborts with 4 where it is damaged."""
    found = patiently(lambda: store.read(MANIFEST), patience)
    return Seen(Live(), None) if found is None else Seen(read_live(found[0], store.place), found[1])


def free(store: Store, owner: str, patience: Patience, timing: Timing) -> Seen:
    """Read the manifest once no other deploy is under way, or one has gone silent. Aborts with 4."""
    seen = look(store, patience)
    waited = 0.0
    while seen.live.lease is not None and seen.live.lease.owner not in {"", owner} and waited < timing.silent:
        sleep(timing.look)
        waited += timing.look
        again = look(store, patience)
        if again.token != seen.token and again.live.lease is not None:
            _refuse(f"{store.place}: another deploy is under way; wait until it is done")
        seen = again
    return seen


@dataclass(slots=True)
class Held:
    """The right to change a store. It is the one value of this room that changes: by its `token` it is known again."""

    store: Store
    patience: Patience
    timing: Timing
    live: Live
    token: str | None
    spoke: float = field(default_factory=monotonic)

    def beat(self) -> None:
        """Say that this deploy is alive, if it was silent for a while. Aborts with 4 where another took its place."""
        lease = self.live.lease
        if lease is not None and monotonic() - self.spoke >= self.timing.beat:
            self.write(replace(self.live, lease=replace(lease, beat=lease.beat + 1)))

    def write(self, live: Live) -> None:
        """Put another manifest in the place of ours. Aborts with 4 where it is not ours any more."""
        data = write_live(live)

        def act() -> str:
            try:
                return self.store.swap(MANIFEST, data, self.token)
            except Raced:
                # An answer that was lost on its way looks the same: then what stands there is what we wrote.
                found = self.store.read(MANIFEST)
                if found is None or found[0] != data:
                    raise
                return found[1]

        try:
            self.token = patiently(act, self.patience)
        except Raced:
            _refuse(f"{self.store.place} was changed by another deploy; look what is live, and deploy again")
        self.live = live
        self.spoke = monotonic()


@contextmanager
def leased(store: Store, seen: Seen, mark: Live, patience: Patience, timing: Timing) -> Iterator[Held]:
    """Take the right to change a store that looks as `seen`; `mark` is its manifest with the lease. Aborts with 4.

    After a failure the mark says that nobody is at it any more, so that the next deploy need not wait.
    """
    held = Held(store, patience, timing, seen.live, seen.token)
    held.write(mark)
    if not store.swaps:
        sleep(timing.settle)
        if look(store, patience).live.lease != mark.lease:
            _refuse(f"{store.place}: another deploy began at the same time; wait until it is done")
    try:
        yield held
    except BaseException:
        lease = held.live.lease
        with suppress(Trouble, Raced):
            if lease is not None:
                store.swap(MANIFEST, write_live(replace(held.live, lease=replace(lease, owner=""))), held.token)
        raise


@contextmanager
def owner_of(folder: Path) -> Iterator[str]:
    """Give by what a deploy from a folder is known, so that it may go on at once with what it left unfinished.

    Meanwhile no other deploy from this folder can be under way. Aborts with 4.
    """
    with ExitStack() as stack:
        owner = secrets.token_hex(8)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder / "lock", folder, 0))
            owner = _owner(folder / "owner.json", owner)
        except OSError:  # nothing can be written here: this deploy is known for itself alone
            pass
        except Abort:
            _refuse("another deploy of this site is under way; wait until it is done")
        yield owner


def _owner(file: Path, owner: str) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads(file.read_bytes())["owner"])
    file.write_text(json.dumps({"owner": owner}))
    return owner


def _refuse(reason: str) -> NoReturn:
    message = f"error: {reason}"
    raise Abort(message, exit_code=DEPLOY)


def begun(live: Live, owner: str, release: int) -> Live:
    """Give a manifest with the mark of a deploy that makes a release."""
    return replace(live, lease=Lease(owner, 0, release))
