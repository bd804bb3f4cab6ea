"""Work that forked processes share: they see all that this process holds, and send back what they make.

`concurrent.futures` would do the same with threads of its own in this process, after which no further fork is safe, and
it can neither end its processes at once nor keep them from printing a traceback each when the keyboard interrupts.
"""

from __future__ import annotations

import gc
import pickle
import signal
import traceback
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.base import dataclass
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.context import ForkProcess

P = TypeVar("P")
R = TypeVar("R")

_SHARES = 64
"""Chunks for each process: small enough that all end at about the same time, large enough to be few messages."""

_AHEAD = 2
"""Chunks that a process has at hand, so that it need not wait for the next one."""

_STOPPING = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP}) if hasattr(signal, "SIGHUP") else frozenset()


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process, and the end of the pipe by which it is told what to do."""

    process: ForkProcess
    pipe: Connection


@dataclass(frozen=True, slots=True)
class _Done(Generic[R]):
    """What came of a chunk."""

    chunk: int
    results: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a process could not go on after."""

    error: BaseException


def forked(runs: Sequence[Callable[[P], R]], parts: Sequence[P]) -> Iterator[R]:
    """Give what one of `runs` makes of each part, in the order of the parts, with a process for each of `runs`.

    All processes are ended when the iterator is. Aborts with 3 where one is killed; an exception in one is raised here,
    with its traceback as a note.
    """
    size = max(1, len(parts) // (_SHARES * len(runs)))
    chunks = [parts[start : start + size] for start in range(0, len(parts), size)]
    team: list[_Worker] = []
    try:
        with _held_back(), _frozen():
            for run in runs[: len(chunks)]:
                team.append(_begun(run, chunks, team))
        yield from _gathered(team, len(chunks))
    except BaseException:
        for worker in team:
            worker.process.kill()
        raise
    finally:
        for worker in team:
            worker.pipe.close()
            worker.process.join()


def _begun(run: Callable[[P], R], chunks: Sequence[Sequence[P]], team: Sequence[_Worker]) -> _Worker:
    context = get_context("fork")
    ours, theirs = context.Pipe()
    others = [worker.pipe for worker in team]
    # A daemon, so that Python's own end of this process waits for none of them.
    process = context.Process(target=_attend, args=(theirs, [*others, ours], run, chunks), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold signals back, so that one finds either no process or one that knows what to do."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _frozen() -> Iterator[None]:
    """Let the collector of cycles leave alone what is there: its marks would split memory that processes share."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _gathered(team: Sequence[_Worker], chunks: int) -> Iterator[R]:
    """Hand chunks out by number to whoever is done with one, and give the results in order."""
    waiting = iter(range(chunks))
    for _ in range(_AHEAD):
        for worker in team:
            _hand(worker, waiting)
    workers = {worker.pipe: worker for worker in team}
    held: dict[int, tuple[R, ...]] = {}
    number = 0
    while number < chunks:
        for pipe in wait(list(workers)):
            worker = workers[pipe]  # type: ignore[index]  # only pipes were waited for
            done: _Done[R] = _received(worker)
            held[done.chunk] = done.results
            _hand(worker, waiting)
        while number in held:
            yield from held.pop(number)
            number += 1


def _hand(worker: _Worker, waiting: Iterator[int]) -> None:
    chunk = next(waiting, None)
    if chunk is None:
        return
    try:
        worker.pipe.send(chunk)
    except OSError as error:
        raise _ended(worker) from error


def _received(worker: _Worker) -> _Done[R]:
    try:
        got: _Done[R] | _Raised = worker.pipe.recv()
    except (EOFError, OSError) as error:
        raise _ended(worker) from error
    if isinstance(got, _Raised):
        raise got.error
    return got


def _ended(worker: _Worker) -> Abort:
    """Tell that a process is no more, and what ended it."""
    worker.process.join()
    code = worker.process.exitcode or 0
    try:
        cause = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    except ValueError:
        cause = f"was ended by signal {-code}"
    hint = "; where memory runs out, systems do that: `--jobs 1` needs the least" if code == -signal.SIGKILL else ""
    message = f"a process of this build {cause}{hint}; nothing was written"
    return Abort(message)


def _attend(
    pipe: Connection, others: Sequence[Connection], run: Callable[[P], R], chunks: Sequence[Sequence[P]]
) -> None:
    """Do chunks of the work until nobody asks for more: the life of a forked process."""
    for other in others:  # or it would keep the pipes of its siblings open, and they would never end
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it ends it
    for number in _STOPPING - {signal.SIGINT}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    gc.enable()  # it looks at nothing that was there before the fork
    try:
        while True:
            pipe.send_bytes(_answer(run, chunks, pipe.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _answer(run: Callable[[P], R], chunks: Sequence[Sequence[P]], chunk: int) -> bytes:
    try:
        done = _Done(chunk, tuple(run(part) for part in chunks[chunk]))
        return pickle.dumps(done, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again in the process that asked
        return pickle.dumps(_Raised(_portable(error)), pickle.HIGHEST_PROTOCOL)


def _portable(error: Exception) -> BaseException:
    """Give an exception as it can reach another process, with the place where it happened as a note."""
    place = f"It was raised in another process:\n{traceback.format_exc().rstrip()}"
    try:
        copy: BaseException = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes, made a moment ago
    except Exception:  # noqa: BLE001 - exceptions with arguments of their own fail in many ways
        copy = RuntimeError(f"{type(error).__name__}: {error}")
    copy.add_note(place)
    return copy
