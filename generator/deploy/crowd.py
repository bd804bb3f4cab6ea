"""Many requests at once, with a barrier at their end."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")

AT_ONCE: Final = 8


def each(items: Sequence[T], act: Callable[[T], object], at_once: int = AT_ONCE) -> Iterator[int]:
    """Do something for every item, some at once and begun in order, and give after some how many are done.

    It ends when all are done. At the first failure none is begun any more; those under way end first, and it is raised.
    """
    if not items:
        return
    rest = iter(items)
    with ThreadPoolExecutor(min(at_once, len(items))) as pool:
        running = {pool.submit(act, item) for item in islice(rest, at_once)}
        done = 0
        while running:
            ready, running = wait(running, timeout=1, return_when=FIRST_COMPLETED)
            for one in ready:
                one.result()
            done += len(ready)
            running |= {pool.submit(act, item) for item in islice(rest, len(ready))}
            yield done
