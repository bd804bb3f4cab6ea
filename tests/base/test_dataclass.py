"""Our `dataclass` makes what the library's makes, and the library's functions know it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from generator import base

if TYPE_CHECKING:
    from collections.abc import Callable


def classes(make: Callable[..., Any]) -> dict[str, Any]:
    """Give classes of values of all kinds, made by a decorator; the two sets have the same names."""

    @make(frozen=True, slots=True)
    class Plain:
        """Two fields."""

        one: int
        other: str = "x"

        @property
        def both(self) -> str:
            return f"{self.one}{self.other}"

    @make(frozen=True, slots=True)
    class Odd:
        """Fields that are made, hidden, left out of comparisons and of hashes."""

        made: tuple[int, ...] = field(default_factory=tuple)
        hidden: int = field(default=1, repr=False)
        ignored: int = field(default=2, compare=False)
        heavy: int = field(default=3, hash=False)

    @make(frozen=True, slots=True)
    class Empty:
        """No fields."""

    @make(frozen=True, slots=True)
    class Single:
        """One field."""

        one: float

    @make(slots=True)
    class Changing:
        """Can be changed, and checks itself."""

        one: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            self.one.append(1)

    @make(frozen=True, slots=True)
    class Own:  # noqa: PLW1641 - it gets one
        """Has methods of its own for what is made otherwise."""

        one: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.one.lower() == other.one.lower()

        def __repr__(self) -> str:
            return "own"

    @make(frozen=True, slots=True)
    class Shared:
        """Something of the class."""

        kinds: ClassVar[tuple[str, ...]] = ("a", "b")
        one: int = 1

    @make(frozen=True, slots=True)
    class Heir(Plain):
        """Inherits fields."""

        more: int = 4

    @make(frozen=True, slots=True, order=True)
    class Ordered:
        """Can be put in order."""

        one: int

    held = dict(locals())
    return {name: held[name] for name in held if name != "make"}


OURS, LIBRARY = classes(base.dataclass), classes(dataclasses.dataclass)
MADE: tuple[tuple[str, tuple[Any, ...], dict[str, Any]], ...] = (
    ("Plain", (1,), {}),
    ("Plain", (2, "y"), {}),
    ("Plain", (), {"other": "z", "one": 3}),
    ("Odd", (), {}),
    ("Odd", ((1, 2), 5, 6, 7), {}),
    ("Odd", (), {"ignored": 9}),
    ("Odd", (), {"heavy": 9}),
    ("Empty", (), {}),
    ("Single", (1.5,), {}),
    ("Changing", (), {}),
    ("Changing", ([3],), {}),
    ("Own", ("A",), {}),
    ("Own", ("a",), {}),
    ("Shared", (), {}),
    ("Heir", (1, "p", 2), {}),
    ("Ordered", (1,), {}),
)


def _values(kinds: dict[str, Any]) -> list[Any]:
    return [kinds[name](*copy.deepcopy(given), **named) for name, given, named in MADE]


def _hash(value: object) -> object:
    try:
        return hash(value)
    except TypeError as error:
        return str(error)


@pytest.mark.parametrize("index", range(len(MADE)))
def test_values_are_those_of_the_library(index: int) -> None:
    ours, theirs = _values(OURS)[index], _values(LIBRARY)[index]
    assert repr(ours) == repr(theirs)
    assert _hash(ours) == _hash(theirs)
    assert [getattr(ours, one.name) for one in fields(ours)] == [getattr(theirs, one.name) for one in fields(theirs)]
    assert [(one.name, one.type, one.default, one.compare, one.repr, one.hash) for one in fields(ours)] == [
        (one.name, one.type, one.default, one.compare, one.repr, one.hash) for one in fields(theirs)
    ]
    assert ours.__match_args__ == theirs.__match_args__
    assert not hasattr(ours, "__dict__")
    assert ours == copy.copy(ours) == copy.deepcopy(ours)
    assert ours != theirs


def test_equality_is_that_of_the_library() -> None:
    ours, theirs = _values(OURS), _values(LIBRARY)
    assert [[one == other for other in ours] for one in ours] == [[one == other for other in theirs] for one in theirs]


@pytest.mark.parametrize("name", sorted(OURS))
def test_classes_are_those_of_the_library(name: str) -> None:
    ours: Any = OURS[name]
    theirs: Any = LIBRARY[name]
    assert is_dataclass(OURS[name])
    assert (ours.__name__, ours.__qualname__, ours.__module__) == (name, f"classes.<locals>.{name}", __name__)
    assert ours.__doc__ == theirs.__doc__
    frozen, expected = ours.__dataclass_params__, theirs.__dataclass_params__
    assert (frozen.frozen, frozen.eq, frozen.order) == (expected.frozen, expected.eq, expected.order)
    assert [one.name for one in fields(ours)] == [one.name for one in fields(theirs)]


@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"one": 1}), ((1,), {"third": 1})])
def test_wrong_arguments_are_refused_in_the_words_of_the_library(given: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError) as theirs:
        classes(dataclasses.dataclass)["Plain"](*given, **named)
    fresh = classes(base.dataclass)["Plain"]
    for _ in range(2):
        with pytest.raises(TypeError) as ours:
            fresh(*given, **named)
        assert str(ours.value) == str(theirs.value)


@pytest.mark.parametrize("kinds", [OURS, LIBRARY], ids=["ours", "library"])
def test_a_frozen_value_cannot_be_changed(kinds: dict[str, Any]) -> None:
    value = kinds["Plain"](1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'one'"):
        value.one = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'one'"):
        del value.one
    changing = kinds["Changing"]()
    changing.one = [5]
    assert changing.one == [5]


def test_replace_gives_another_value() -> None:
    value = OURS["Plain"](1)
    assert replace(value, other="y") == OURS["Plain"](1, "y")
    assert replace(value) == value
    assert value.both == "1x"
    match value:
        case OURS_PLAIN(one, other):
            assert (one, other) == (1, "x")


OURS_PLAIN = OURS["Plain"]


@base.dataclass(frozen=True, slots=True)
class Pickled:
    """Can be found by its name."""

    one: int
    other: tuple[Pickled, ...] = ()


def test_values_are_pickled() -> None:
    value = Pickled(1, (Pickled(2), Pickled(3)))
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own


def test_fields_that_are_made_are_made_for_each_value() -> None:
    kind = OURS["Changing"]
    assert kind().one == [1]
    assert kind().one is not kind().one
