"""What a host must be able to do, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from generator.deploy.live import Live
    from generator.deploy.plan import Plan, Standing
    from generator.deploy.tree import Tree

Tell: TypeAlias = Callable[[str, int, int], None]
"""What is told how far a deploy is: the stage, how many of its files are done, and how many there are."""


class Session(Protocol):
    """A look at a host, or the right to change it: nobody else changes it while this lasts."""

    @property
    def standing(self) -> Standing:
        """Give what the host holds."""

    def carry_out(self, plan: Plan, tree: Tree, live: Live, tell: Tell) -> None:
        """Do what a plan says, check what landed, and leave `live` as the host's manifest. Aborts with 4."""

    def files_of(self, release: int) -> Mapping[str, str]:
        """Give the files of a release that can be gone back to, path and sha256. Aborts with 4."""

    def go_back(self, release: int, live: Live, tell: Tell) -> None:
        """Put an earlier release in the place of the live one, and leave `live` as the manifest. Aborts with 4."""


class Host(Protocol):
    """A place that a site can be deployed to. `place` is what messages call it; there is no secret in it."""

    @property
    def place(self) -> str:
        """Give what messages call the host."""

    def opened(self, tree: Tree | None, *, change: bool) -> AbstractContextManager[Session]:
        """Look at the host, and with `change` take the right to change it. Aborts with 4.

        Without `change` nothing is asked of the host that could change anything. `tree` is what is to be deployed, None
        for a return to an earlier release.
        """
