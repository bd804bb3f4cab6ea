"""Looks that are noted: mappings, sets and lists that write down what somebody asks them for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, TypeVar, overload

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.model.article import Article

V = TypeVar("V")
D = TypeVar("D")

Key = tuple[str, str]
"""A kind of thing and its id; the id `*` stands for all of them, and their order."""

EVERY = "*"


def packed(reads: Iterable[Key]) -> str:
    """Give keys as one text, of which many thousands can be kept."""
    return "\x1e".join(f"{kind}\x1f{id_}" for kind, id_ in sorted(reads))


def unpacked(reads: str) -> Iterator[Key]:
    """Give the keys of a text again."""
    for one in reads.split("\x1e") if reads else ():
        kind, _, id_ = one.partition("\x1f")
        yield kind, id_


class _Noting(Mapping[D, V]):
    """A mapping that notes what is looked at in it: all of it, and its order, where somebody goes through it."""

    __slots__ = ()

    kind: str
    held: Mapping[D, V]
    reads: set[Key]

    def __iter__(self) -> Iterator[D]:
        """Give all keys, and note that."""
        self.reads.add((self.kind, EVERY))
        return iter(self.held)

    def __len__(self) -> int:
        """Count the keys, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)


@dataclass(frozen=True, slots=True, eq=False)
class Traced(_Noting[str, V]):
    """A mapping that notes which of its keys are asked for."""

    kind: str
    held: Mapping[str, V]
    reads: set[Key]

    def __getitem__(self, key: str) -> V:
        """Give what stands under a key, and note it."""
        self.reads.add((self.kind, key))
        return self.held[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a key, and note it."""
        self.reads.add((self.kind, str(key)))
        return key in self.held

    @overload
    def get(self, key: str, /) -> V | None: ...

    @overload
    def get(self, key: str, default: V | D, /) -> V | D: ...

    def get(self, key: str, default: object = None, /) -> object:
        """Give what stands under a key or the default, and note the key."""
        self.reads.add((self.kind, key))
        return self.held.get(key, default)

    def values(self) -> ValuesView[V]:
        """Give all values, and note that."""
        self.reads.add((self.kind, EVERY))
        return self.held.values()


@dataclass(frozen=True, slots=True, eq=False)
class Touched(_Noting[D, V]):
    """A mapping of which any look at any key is noted as one at all."""

    kind: str
    held: Mapping[D, V]
    reads: set[Key]

    def __getitem__(self, key: D) -> V:
        """Give what stands under a key, and note that something was asked for."""
        self.reads.add((self.kind, EVERY))
        return self.held[key]


@dataclass(frozen=True, slots=True, eq=False)
class Used(_Noting[tuple[str, str], V]):
    """Who uses what, by kind and id; which of it is asked for is noted."""

    kind: str
    held: Mapping[tuple[str, str], V]
    reads: set[Key]

    def __getitem__(self, key: tuple[str, str]) -> V:
        """Give who uses something, and note it."""
        self.reads.add((self.kind, ":".join(key)))
        return self.held[key]


class TracedSet(AbstractSet[str]):
    """A set that notes which members are asked for."""

    __slots__ = ("held", "kind", "reads")

    def __init__(self, kind: str, held: AbstractSet[str], reads: set[Key]) -> None:
        """Begin with nothing noted."""
        self.kind, self.held, self.reads = kind, held, reads

    def __contains__(self, member: object) -> bool:
        """Tell whether something is a member, and note it."""
        self.reads.add((self.kind, str(member)))
        return member in self.held

    def __iter__(self) -> Iterator[str]:
        """Give all members, and note that."""
        self.reads.add((self.kind, EVERY))
        return iter(self.held)

    def __len__(self) -> int:
        """Count the members, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)


@dataclass(frozen=True, slots=True, eq=False)
class Listed(Sequence["Article"]):
    """Articles in an order that is noted, as are those that are looked at."""

    held: Sequence[Article]
    reads: set[Key]

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...

    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        """Give an article or some, and note them and the order."""
        self.reads.add(("listed", EVERY))
        if isinstance(index, slice):
            several = self.held[index]
            self.reads.update(("shown", one.slug.text) for one in several)
            return several
        found = self.held[index]
        self.reads.add(("shown", found.slug.text))
        return found

    def __len__(self) -> int:
        """Count the articles, and note the order."""
        self.reads.add(("listed", EVERY))
        return len(self.held)


@dataclass(frozen=True, slots=True, eq=False)
class Whole(Sequence[V]):
    """Things of which any look at any is noted as one at all."""

    kind: str
    held: Sequence[V]
    reads: set[Key]

    @overload
    def __getitem__(self, index: int) -> V: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...

    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        """Give one or some, and note that something was asked for."""
        self.reads.add((self.kind, EVERY))
        return self.held[index]

    def __len__(self) -> int:
        """Count them, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)
