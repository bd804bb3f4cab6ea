"""A store as a host: what changed goes up out of sight, is proved to be there, and is then put in its place.

A page goes first to `.factbox/objects/`, under its sha256. Only when all that is new has arrived whole do pages change,
each by a copy within the store. So a line that breaks early breaks nothing, and an earlier release can be put back from
what is kept there.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NoReturn, TypeVar

from generator.base import dataclass
from generator.deploy.crowd import each
from generator.deploy.dress import STAGES, is_hashed
from generator.deploy.lease import Held, Seen, Timing, begun, free, leased, look, owner_of
from generator.deploy.live import DEPLOY, HIDDEN, Live, read_files, release_file, write_files
from generator.deploy.plan import Standing, Upload, staged
from generator.deploy.retry import PATIENT, Patience, patiently
from generator.deploy.store import PRIVATE, Raced, Trouble, dressed
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.deploy.host import Tell
    from generator.deploy.plan import Plan
    from generator.deploy.store import Dress, Found, Store
    from generator.deploy.tree import File, Tree

_T = TypeVar("_T")
_OBJECTS = f"{HIDDEN}/objects/"
_TIMES = Timing()


def object_of(path: str, digest: str) -> str:
    """Give the key under which a store keeps the bytes of a file."""
    ending = path.rpartition("/")[2].rpartition(".")[2]
    return f"{_OBJECTS}{digest}" + (f".{ending}" if ending.isalnum() else "")


def objects_of(files: Mapping[str, str]) -> frozenset[str]:
    """Give the objects of a build. Files with a hash in their name have none: they stay where they are."""
    return frozenset(object_of(path, digest) for path, digest in files.items() if not is_hashed(path, digest))


@dataclass(frozen=True, slots=True)
class ObjectHost:
    """A store as a host. `desk` is a folder of this machine in which it is remembered who deploys from here."""

    store: Store
    desk: Path
    patience: Patience = PATIENT
    timing: Timing = _TIMES

    @property
    def place(self) -> str:
        """Give what messages call the host."""
        return self.store.place

    @contextmanager
    def opened(self, tree: Tree | None, *, change: bool) -> Iterator[ObjectSession]:
        """Look at the store; with `change`, when no other deploy is under way. Nothing there changes before it must."""
        with self._told(), self.store.opened():
            if not change:
                yield self._session(look(self.store, self.patience), tree, "")
                return
            with owner_of(self.desk) as owner:
                yield self._session(free(self.store, owner, self.patience, self.timing), tree, owner)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (Trouble, Raced) as trouble:
            words = trouble.words if isinstance(trouble, Trouble) else "another deploy changed it"
            _refuse(f"{self.place}: {words}; no page there lacks anything; once that is mended, deploy again to go on")

    def _session(self, seen: Seen, tree: Tree | None, owner: str) -> ObjectSession:
        broken = seen.live.lease is not None
        lost = broken or seen.token is None
        known = seen.live.files.keys() | seen.live.assets.keys()
        found: Mapping[str, Found] | None = None
        if lost or (tree is not None and not tree.files.keys() <= known):
            found = patiently(lambda: self.store.listed(md5=lost), self.patience)
        pending = self._pending(seen.live) if broken else {}
        live = replace(seen.live, strays=tuple(sorted({*seen.live.strays, *pending} - seen.live.files.keys())))
        standing = _standing(live, found, tree) if lost else _trusted(live, found or {})
        return ObjectSession(self, standing, Seen(live, seen.token), owner)

    def _pending(self, live: Live) -> Mapping[str, str]:
        """Give the files of a release that was broken off: those of them that are there are ours."""
        if live.lease is None:
            return {}
        name = release_file(live.lease.release)
        data = patiently(lambda: self.store.read(name), self.patience)
        return {} if data is None else read_files(data[0], self.place, live.lease.release)


def _trusted(live: Live, found: Mapping[str, Found]) -> Standing:
    """Give what a store holds by its manifest, and of what was found there besides only that it is there."""
    ours = {**live.files, **{path: one.digest for path, one in live.assets.items()}}
    theirs = {path: "" for path in found if path not in ours and not path.startswith(f"{HIDDEN}/")}
    return Standing(live, {**theirs, **ours}, frozenset(ours), objects_of(live.files) | live.objects.keys())


def _standing(live: Live, found: Mapping[str, Found] | None, tree: Tree | None) -> Standing:
    """Give what a store holds by its own list, where there is no manifest or a deploy was broken off."""
    found = found or {}
    past = {path: one.digest for path, one in live.assets.items()}
    ours = frozenset({*live.files, *past, *live.strays})
    files = tree.files if tree is not None else {}
    at = {path: _known(path, one, files, past) for path, one in found.items() if not path.startswith(f"{HIDDEN}/")}
    by_object = {object_of(path, file.digest): file for path, file in files.items()}
    whole = {key for key, one in found.items() if key not in by_object or _same(one, by_object[key])}
    kept = frozenset(key for key in whole if key.startswith(_OBJECTS))
    return Standing(live, at, ours, kept, broken=live.lease is not None)


def _known(path: str, found: Found, files: Mapping[str, File], past: Mapping[str, str]) -> str:
    file = files.get(path)
    if file is not None and _same(found, file):
        return file.digest
    return past.get(path, "")


def _same(found: Found, file: File) -> bool:
    return found.md5 == file.md5 and found.size == file.size


@dataclass(frozen=True, slots=True)
class ObjectSession:
    """A look at a store, and what changes it."""

    host: ObjectHost
    standing: Standing
    seen: Seen
    owner: str

    def carry_out(self, plan: Plan, tree: Tree, live: Live, tell: Tell) -> None:
        """Send what changed, prove that it arrived, put it in its place, remove what went."""
        wanted = {path: file.digest for path, file in tree.files.items()}
        live = replace(live, objects=self._objects(live))
        mark = replace(begun(self.seen.live, self.owner, plan.release), newest=live.newest)
        with leased(self.host.store, self.seen, mark, self.host.patience, self.host.timing) as held:
            self._put(release_file(plan.release), write_files(wanted), PRIVATE)
            stages = dict(plan.stages)
            self._each(held, "assets", stages["assets"], tell, lambda one: self._send(one, tree))
            self._each(held, "sending", self._unsent(plan), tell, lambda one: self._stage(one, tree))
            for name in STAGES[1:]:
                self._each(held, name, stages[name], tell, lambda one: self._place(one, tree))
            self._each(held, "removals", plan.deletions, tell, self._delete)
            self._finish(held, live, tell)

    def _unsent(self, plan: Plan) -> list[tuple[str, str]]:
        """Give the objects that are not there yet, each with a path that has its bytes."""
        wanted = {object_of(one.path, one.digest): one.path for one in plan.uploads if not _is_asset(one)}
        return [(key, path) for key, path in wanted.items() if key not in self.standing.objects]

    def _send(self, upload: Upload, tree: Tree) -> None:
        self._put(upload.path, tree.read(upload.path), dressed(upload.path, upload.digest))

    def _stage(self, one: tuple[str, str], tree: Tree) -> None:
        key, path = one
        self._put(key, tree.read(path), dressed(path, tree.files[path].digest))

    def _place(self, upload: Upload, tree: Tree) -> None:
        """Put a file in its place, by a copy of what was proved to have arrived where the store can copy."""
        store, file = self.host.store, tree.files[upload.path]
        if not store.copies:
            self._send(upload, tree)
            return
        dress = dressed(upload.path, upload.digest)
        source = object_of(upload.path, upload.digest)

        def act() -> None:
            landed = store.copy(source, upload.path, dress)
            self._prove(upload.path, landed, file.md5, file.digest)

        try:
            patiently(act, self.host.patience)
        except Trouble as trouble:
            if not trouble.gone:
                raise
            self._send(upload, tree)

    def _put(self, key: str, data: bytes, dress: Dress) -> None:
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        digest = hashlib.sha256(data).hexdigest()

        def act() -> None:
            self._prove(key, self.host.store.put(key, data, dress), md5, digest)

        patiently(act, self.host.patience)

    def _prove(self, key: str, landed: str, md5: str, digest: str) -> None:
        """Prove that an object is what it must be: by its MD5 as the store tells it, else by reading it back."""
        if landed == md5:
            return
        found = self.host.store.read(key)
        if found is None or hashlib.sha256(found[0]).hexdigest() != digest:
            words = f"{key} is not there as it was sent"
            raise Trouble(words, again=True)

    def _delete(self, key: str) -> None:
        patiently(lambda: self.host.store.delete(key), self.host.patience)

    def _each(self, held: Held, name: str, items: Iterable[_T], tell: Tell, act: Callable[[_T], object]) -> None:
        todo = list(items)
        held.beat()
        for done in each(todo, act):
            tell(name, done, len(todo))
            held.beat()

    def _objects(self, live: Live) -> dict[str, int]:
        """Give the objects that are kept though no live file has them, each with the last release that had it."""
        before = self.seen.live
        oldest = min((one.number for one in live.releases), default=0)
        now = objects_of(live.files)
        past = {**before.objects, **dict.fromkeys(sorted(objects_of(before.files)), before.last)}
        return {key: release for key, release in past.items() if key not in now and release >= oldest}

    def _finish(self, held: Held, live: Live, tell: Tell) -> None:
        """Leave the manifest, and then remove what no release needs that one can go back to."""
        before = self.seen.live
        numbers = {one.number for one in before.releases} | (
            {before.lease.release} if before.lease is not None else set()
        )
        gone = [release_file(number) for number in sorted(numbers - {one.number for one in live.releases})]
        spare = sorted(self.standing.objects - objects_of(live.files) - live.objects.keys())
        self._each(held, "tidying", [*spare, *gone], tell, self._delete)
        held.write(live)

    def files_of(self, release: int) -> Mapping[str, str]:
        """Give the files of a release, path and sha256."""
        name = release_file(release)
        found = patiently(lambda: self.host.store.read(name), self.host.patience)
        return read_files(found[0] if found is not None else None, self.host.place, release)

    def go_back(self, release: int, live: Live, tell: Tell) -> None:
        """Put the files of an earlier release in their places, after a proof that all of them are kept."""
        files = self.files_of(release)
        uploads = [
            Upload(path, digest, 0, new=path not in self.standing.at)
            for path, digest in files.items()
            if self.standing.at.get(path) != digest
        ]
        gone = sorted((self.standing.ours & self.standing.at.keys()) - files.keys() - live.assets.keys())
        live = replace(live, objects=self._objects(live))
        mark = begun(self.seen.live, self.owner, release)
        with leased(self.host.store, self.seen, mark, self.host.patience, self.host.timing) as held:
            self._each(held, "looking", uploads, tell, self._kept)
            for name, some in staged(uploads):
                self._each(held, name, some, tell, self._restore)
            self._each(held, "removals", gone, tell, self._delete)
            held.write(live)

    def _kept(self, upload: Upload) -> bytes:
        """Give the bytes of a file of an earlier release. Aborts with 4 where they are gone."""
        for key in (object_of(upload.path, upload.digest), upload.path):
            found = patiently(partial(self.host.store.read, key), self.host.patience)
            if found is not None and hashlib.sha256(found[0]).hexdigest() == upload.digest:
                return found[0]
        return _refuse(f"{self.host.place}: {upload.path} of that release is not kept any more; nothing was changed")

    def _restore(self, upload: Upload) -> None:
        self._put(upload.path, self._kept(upload), dressed(upload.path, upload.digest))


def _is_asset(upload: Upload) -> bool:
    return is_hashed(upload.path, upload.digest)


def _refuse(reason: str) -> NoReturn:
    message = f"error: {reason}"
    raise Abort(message, exit_code=DEPLOY)
