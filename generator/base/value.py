"""`dataclass` as in the standard library, whose slotted classes are finished when they are first used.

The library writes six functions for each class and has them compiled while a module is read, half a millisecond a class
and half of the time before `factbox` can begin. Here all classes share what does not differ, and the one function that
does, `__init__`, is compiled when the first value is made; `fields`, `replace` and `is_dataclass` work as ever. For a
reader and for a type checker it is the library's own decorator.
"""

from __future__ import annotations

import dataclasses
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - for a type checker it is the library's own
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, **others: bool) -> object:
        """Make a class one of values, as `dataclasses.dataclass` does."""
        if cls is not None or others or not slots:
            made = dataclasses.dataclass(frozen=frozen, slots=slots, **others)
            return made if cls is None else made(cls)
        return partial(_value, frozen=frozen)


_OWN = ("__dict__", "__weakref__")
_MISSING = dataclasses.MISSING


def _value(cls: type, *, frozen: bool) -> type:
    """Give a class again, with slots; by the library where it inherits fields or has unusual ones."""
    held = cls.__dict__
    kinds = held.get("__annotations__", {})
    given = {name: held[name] for name in kinds if name in held}
    if (
        any(map(_is_unusual, kinds.values()))
        or any(map(_is_unusual_field, given.values()))
        or any(map(dataclasses.is_dataclass, cls.__bases__))
    ):
        return dataclasses.dataclass(frozen=frozen, slots=True)(cls)
    body = {name: one for name, one in held.items() if name not in kinds and name not in _OWN}
    if body.get("__hash__", True) is None:  # written by Python for a class with `__eq__`
        del body["__hash__"]
    kept = _FROZEN if frozen else _CHANGING
    made: type = type(cls)(cls.__name__, cls.__bases__, {**_methods(tuple(kinds), given), **body, **kept})
    made.__qualname__ = cls.__qualname__
    for name in ("__dataclass_fields__", "__dataclass_params__"):
        setattr(made, name, _Noted(made, given, name, frozen=frozen))
    made.__init__ = _first_init(made, given)  # type: ignore[misc]
    return made


def _is_unusual(kind: object) -> bool:
    return not isinstance(kind, str) or "ClassVar" in kind or "InitVar" in kind or "KW_ONLY" in kind


def _is_unusual_field(given: object) -> bool:
    return isinstance(given, dataclasses.Field) and (not given.init or given.kw_only is True)


def _methods(names: tuple[str, ...], given: Mapping[str, object]) -> dict[str, object]:
    """Give what differs from class to class but for the names of the fields."""
    own = {name: one for name, one in given.items() if isinstance(one, dataclasses.Field)}
    compared = tuple(name for name in names if name not in own or own[name].compare)
    hashed = tuple(name for name in compared if name not in own or own[name].hash in {None, True})
    shown = tuple(name for name in names if name not in own or own[name].repr)
    whole, key = _taken_apart(names), _taken_apart(compared)
    hash_key = key if hashed == compared else _taken_apart(hashed)

    def is_equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hash_of(self: object) -> int:
        return hash(hash_key(self))

    def repr_of(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def state_of(self: object) -> list[object]:
        return list(whole(self))

    return {
        "__slots__": names,
        "__match_args__": names,
        "__eq__": is_equal,
        "__hash__": hash_of,
        "__repr__": repr_of,
        "__getstate__": state_of,
    }


def _taken_apart(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """Give the function that takes a value apart into a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    if not names:
        return lambda _value: ()
    one = attrgetter(names[0])
    return lambda value: (one(value),)


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    message = f"cannot assign to field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _refuse_to_delete(_self: object, name: str) -> None:
    message = f"cannot delete field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _set_state(self: Any, state: list[object]) -> None:  # noqa: ANN401 - any class of values
    for name, one in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, one)


_FROZEN = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete, "__setstate__": _set_state}
_CHANGING = {"__hash__": None, "__setstate__": _set_state}


class _Noted:
    """What the library notes at a class of its own: taken from one like it when somebody asks."""

    __slots__ = ("frozen", "given", "made", "name")

    def __init__(self, made: type, given: Mapping[str, object], name: str, *, frozen: bool) -> None:
        """Stand at a class under a name."""
        self.made, self.given, self.name, self.frozen = made, given, name, frozen

    def __get__(self, _value: object, _owner: type) -> object:
        """Give what the library would, and put it at the class in place of this."""
        kept = {"__doc__": "-", "__annotations__": self.made.__annotations__, "__module__": self.made.__module__}
        like = type(self.made.__name__, (), {**kept, **self.given})
        whole = self.name == "__dataclass_params__"
        make = dataclasses.dataclass(init=whole, repr=whole, eq=whole, match_args=False, frozen=whole and self.frozen)
        make(like)
        noted: object = getattr(like, self.name)
        setattr(self.made, self.name, noted)
        return noted


def _first_init(made: type, given: Mapping[str, object]) -> Callable[..., None]:
    """Give an `__init__` that compiles the right one and puts it in its own place."""

    def first(self: object, *values: object, **named: object) -> None:
        init = _compiled(made, given)
        made.__init__ = init  # type: ignore[misc]
        init(self, *values, **named)

    return first


def _compiled(made: Any, given: Mapping[str, object]) -> Callable[..., None]:  # noqa: ANN401 - a class of values
    """Give the `__init__` of a class. It sets slots by their own setters, in half the time of `object.__setattr__`."""
    scope: dict[str, object] = {"_missing": _MISSING}
    parameters, lines = ["self"], []
    for name in made.__slots__:
        scope[f"_set_{name}"] = made.__dict__[name].__set__
        one = given.get(name, _MISSING)
        default, maker = (one.default, one.default_factory) if isinstance(one, dataclasses.Field) else (one, _MISSING)
        if default is not _MISSING:
            scope[f"_default_{name}"] = default
            parameters.append(f"{name}=_default_{name}")
        elif maker is not _MISSING:
            scope[f"_make_{name}"] = maker
            parameters.append(f"{name}=_missing")
        else:
            parameters.append(name)
        value = name if maker is _MISSING else f"_make_{name}() if {name} is _missing else {name}"
        lines.append(f"  _set_{name}(self, {value})\n")
    if hasattr(made, "__post_init__"):
        lines.append("  self.__post_init__()\n")
    body = "".join(lines) or "  pass\n"
    text = f"def make({', '.join(scope)}):\n def __init__({', '.join(parameters)}):\n{body} return __init__"
    found: dict[str, Any] = {}
    exec(text, {"__name__": made.__module__}, found)  # noqa: S102 - names of our own classes, as in the library
    init: Callable[..., None] = found["make"](**scope)
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init
