"""Another try after a failure that may pass: exponential backoff with jitter, and what the host itself asks for."""

from __future__ import annotations

import random
from time import sleep
from typing import TYPE_CHECKING, Final, TypeVar

from generator.base import dataclass
from generator.deploy.store import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a request is tried, and how long is waited before the next try, in seconds.

    The wait is random up to a bound that doubles and ends at `longest`
    (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter, "full jitter"). A host may ask for more
    (RFC 9110, 10.2.3), up to `asked`; a deploy that must wait longer than that fails at once.
    """

    tries: int = 6
    first: float = 0.5
    longest: float = 20.0
    asked: float = 120.0


PATIENT: Final = Patience()


def patiently(act: Callable[[], T], patience: Patience = PATIENT) -> T:
    """Give what a request gives, trying again while that may help. Raises the last Trouble."""
    for tried in range(1, patience.tries):
        try:
            return act()
        except Trouble as trouble:
            if not trouble.again or trouble.after > patience.asked:
                raise
            bound = min(patience.longest, patience.first * 2**tried)
            sleep(max(trouble.after, random.uniform(0, bound)))  # noqa: S311 - it spreads load, and guards nothing
    return act()
