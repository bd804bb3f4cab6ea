"""A store of objects by key: what every one can do, and what a failed request tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from generator.base import dataclass
from generator.deploy.dress import cache_control, content_type

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager


class Trouble(Exception):  # noqa: N818 - a word of this room: it ends in an Abort, or in another try
    """A request that failed, in words without any secret.

    `again` tells whether another try may help, `after` how many seconds the host asks to wait before it, `gone` that
    there is no such object, `unknown` that the host does not know such a request.
    """

    def __init__(
        self, words: str, *, again: bool = False, after: float = 0, gone: bool = False, unknown: bool = False
    ) -> None:
        """Keep what the request told."""
        super().__init__(words)
        self.words = words
        self.again = again
        self.after = after
        self.gone = gone
        self.unknown = unknown


class Raced(Exception):  # noqa: N818 - as above
    """Somebody else changed an object between a look at it and its change."""


@dataclass(frozen=True, slots=True)
class Found:
    """An object as a list of the store tells of it. `md5` is "" where the store does not say it."""

    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class Dress:
    """The headers with which an object is shown."""

    content_type: str
    cache_control: str


PRIVATE: Final = Dress("application/json; charset=utf-8", "no-store")
"""The headers of what deploys keep for themselves."""


def dressed(path: str, digest: str) -> Dress:
    """Give the headers of a file of a site."""
    return Dress(content_type(path), cache_control(path, digest))


class Store(Protocol):
    """Objects by key, under one place. Each method is one request, safe in threads, and raises Trouble.

    `swaps` tells whether `swap` is sure; `copies` whether `copy` is done by the store itself.
    """

    @property
    def place(self) -> str:
        """Give what messages call it."""

    @property
    def swaps(self) -> bool:
        """Tell whether the store itself sees to it that of two changes at once one fails."""

    @property
    def copies(self) -> bool:
        """Tell whether the store can copy an object without sending it through this machine."""

    def opened(self) -> AbstractContextManager[None]:
        """Make ready what the requests need, such as a connection."""

    def read(self, key: str) -> tuple[bytes, str] | None:
        """Give an object and the token of its version; None where there is none."""

    def put(self, key: str, data: bytes, dress: Dress) -> str:
        """Store an object; give the MD5 of what landed as the store tells it, "" where it does not."""

    def swap(self, key: str, data: bytes, token: str | None) -> str:
        """Store an object that nobody keeps in a cache, if its version is still `token` (None: if there is none).

        Gives the new token. Raises Raced.
        """

    def copy(self, source: str, key: str, dress: Dress) -> str:
        """Copy an object within the store; gives what `put` gives."""

    def delete(self, key: str) -> None:
        """Remove an object; it is no trouble if there is none."""

    def listed(self, *, md5: bool) -> Mapping[str, Found]:
        """Give all objects; their MD5, which may cost a remote dearly, only where it is asked for."""
