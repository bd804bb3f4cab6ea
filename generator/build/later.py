"""Mappings that are read from the disk when somebody looks: a build that changes little wakes little of them."""

from __future__ import annotations

import pickle
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from generator.model.mappings import Joined, Keyed

if TYPE_CHECKING:
    from generator.publish.memory import Memory

K = TypeVar("K")
V = TypeVar("V")


class MissingError(Exception):
    """Something was looked at that the quick way has not at hand: the site must be laid out."""


class _Asleep(Mapping[K, V]):
    """A mapping that is read at the first look, all of it."""

    __slots__ = ()

    @abstractmethod
    def held(self) -> Mapping[K, V]:
        """Give the mapping that it is."""

    def __getitem__(self, key: K) -> V:
        """Give what stands under a key."""
        return self.held()[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a key."""
        return key in self.held()

    def __iter__(self) -> Iterator[K]:
        """Give the keys."""
        return iter(self.held())

    def __len__(self) -> int:
        """Count the keys."""
        return len(self.held())


class Later(_Asleep[K, V]):
    """A mapping whose bytes are read at the first look."""

    __slots__ = ("_data", "_held")

    def __init__(self, data: bytes) -> None:
        """Begin with the bytes of a dictionary, which came from a sealed value."""
        self._data = data
        self._held: dict[K, V] | None = None

    @classmethod
    def of(cls, held: Mapping[K, V]) -> Later[K, V]:
        """Put a mapping aside."""
        return cls(pickle.dumps(dict(held), pickle.HIGHEST_PROTOCOL))

    def __reduce__(self) -> tuple[type[Later[K, V]], tuple[bytes]]:
        """Give what it can be made from again."""
        return Later, (self._data,)

    def held(self) -> dict[K, V]:
        """Give the dictionary."""
        if self._held is None:
            self._held = pickle.loads(self._data)  # noqa: S301 - what holds it was sealed
        return self._held


class Packed(Keyed[K, V]):
    """A mapping of which each value is read at the first look at it."""

    __slots__ = ("_held", "_packed")

    def __init__(self, packed: dict[K, bytes]) -> None:
        """Begin with the bytes of the values, which came from a sealed one."""
        self._packed = packed
        self._held: dict[K, V] = {}

    @classmethod
    def of(cls, held: Mapping[K, V]) -> Packed[K, V]:
        """Put the values of a mapping aside."""
        return cls({key: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for key, value in held.items()})

    def part(self, keys: Mapping[K, Any]) -> Packed[K, V]:
        """Give those of the values that stand under some keys."""
        return self if len(keys) == len(self._packed) else Packed({key: self._packed[key] for key in keys})

    def __reduce__(self) -> tuple[type[Packed[K, V]], tuple[dict[K, bytes]]]:
        """Give what it can be made from again."""
        return Packed, (self._packed,)

    def __getitem__(self, key: K) -> V:
        """Give what stands under a key."""
        if key not in self._held:
            self._held[key] = pickle.loads(self._packed[key])  # noqa: S301 - what holds it was sealed
        return self._held[key]

    def keyed(self) -> Mapping[K, object]:
        """Give the values by their keys, packed."""
        return self._packed


class Row(_Asleep[K, V]):
    """A mapping that is one value of a memory, read at the first look."""

    __slots__ = ("_held", "_memory", "_name")

    def __init__(self, memory: Memory, name: str) -> None:
        """Begin with the name of a value."""
        self._memory, self._name = memory, name
        self._held: Mapping[K, V] | None = None

    def held(self) -> Mapping[K, V]:
        """Give the mapping. Raises MissingError where it is not there any more."""
        if self._held is None:
            found = self._memory.take((self._name,))
            if self._name not in found:
                raise MissingError(self._name)
            self._held = found[self._name]
        return self._held


class Rows(Mapping[str, V]):
    """A mapping of which each value is a value of a memory: one alone is read alone, and all are read at once."""

    __slots__ = ("_all", "_held", "_memory", "_prefix")

    def __init__(self, memory: Memory, prefix: str) -> None:
        """Begin with the prefix of the values' names."""
        self._memory, self._prefix = memory, prefix
        self._held: dict[str, V] = {}
        self._all = False

    def held(self) -> dict[str, V]:
        """Give all of it."""
        if not self._all:
            self._held = {**self._memory.take_all(self._prefix), **self._held}
            self._all = True
        return self._held

    def __getitem__(self, key: str) -> V:
        """Give what stands under a key."""
        if key not in self._held and not self._all:
            found = self._memory.take((f"{self._prefix}{key}",))
            self._held.update((key, value) for value in found.values())
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        """Give the keys."""
        return iter(self.held())

    def __len__(self) -> int:
        """Count the keys."""
        return len(self.held())


class Absent(Mapping[Any, Any]):
    """What the quick way has not: any look at it raises MissingError."""

    __slots__ = ()

    def __getitem__(self, key: object) -> Any:  # noqa: ANN401 - it stands for a mapping or a list of anything
        """Give nothing. Raises MissingError."""
        raise MissingError(key)

    def __iter__(self) -> Iterator[Any]:
        """Give nothing. Raises MissingError."""
        raise MissingError

    def __len__(self) -> int:
        """Count nothing. Raises MissingError."""
        raise MissingError


def plain(held: Mapping[K, V]) -> dict[K, V]:
    """Give a mapping as a dictionary, which is quicker to go through."""
    if isinstance(held, Joined):
        return {**plain(held.first), **held.second}
    if isinstance(held, Row | Rows | Later):
        return plain(held.held())
    return held if isinstance(held, dict) else dict(held)
