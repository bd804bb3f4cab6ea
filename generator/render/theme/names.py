"""Names and parts that a template uses and nobody provides, found without rendering it, in every branch."""

from __future__ import annotations

from dataclasses import field, is_dataclass
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes
from markupsafe import Markup

from generator.base import dataclass
from generator.diagnostics.nearest import nearest
from generator.render.theme.context import Offence
from generator.render.theme.words import view_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Type: TypeAlias = Any
"""The type of a value: a class, `tuple[X, ...]`, `X | None`, or `Any` where it is not known."""

Scope = dict[str, Type]
"""The names that can be used at a place, with the types of their values."""

_OFFERED = ("range", "namespace", "self")


@dataclass(slots=True)
class _Reading:
    """A walk through a template. `elsewhere` are names that some other template may have set."""

    elsewhere: frozenset[str]
    offences: list[Offence] = field(default_factory=list)


def unknown_names(tree: nodes.Template, given: Mapping[str, Type], elsewhere: frozenset[str]) -> tuple[Offence, ...]:
    """Give every use of a name that is neither given, nor set here or `elsewhere`, and of a part that no value has."""
    reading = _Reading(elsewhere)
    scope: Scope = {**dict.fromkeys(_OFFERED, Any), **given}
    scope.update({node.name: Any for node in tree.find_all(nodes.Macro)})
    _read(tree.body, scope, reading)
    return tuple(reading.offences)


def names_set(tree: nodes.Template) -> frozenset[str]:
    """Give every name that a template sets in some way, or has as a parameter."""
    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    return frozenset(stored | {node.name for node in tree.find_all(nodes.Macro)})


def _read(body: Iterable[nodes.Node], scope: Scope, reading: _Reading) -> None:
    for node in body:
        _statement(node, scope, reading)


def _statement(node: nodes.Node, scope: Scope, reading: _Reading) -> None:
    match node:
        case nodes.For():
            _loop(node, scope, reading)
        case nodes.If():
            _type(node.test, scope, reading)
            _read([*node.body, *node.elif_, *node.else_], scope, reading)
        case nodes.Assign():
            _bind(node.target, _type(node.node, scope, reading), scope)
        case nodes.AssignBlock():
            _bind(node.target, Markup, scope)
            _read(node.body, dict(scope), reading)
        case nodes.Macro() | nodes.CallBlock():
            _macro(node, scope, reading)
        case nodes.With():
            _with(node, scope, reading)
        case nodes.Block() | nodes.FilterBlock() | nodes.Scope() | nodes.ScopedEvalContextModifier():
            _read(node.body, {**scope, "super": Any}, reading)
        case nodes.Import():
            scope[node.target] = Any
        case nodes.FromImport():
            scope.update({name if isinstance(name, str) else name[1]: Any for name in node.names})
        case _:
            _expressions(node, scope, reading)


def _expressions(node: nodes.Node, scope: Scope, reading: _Reading) -> None:
    for child in node.iter_child_nodes():
        _type(child, scope, reading)


def _loop(node: nodes.For, scope: Scope, reading: _Reading) -> None:
    inner = dict(scope)
    _bind(node.target, _entry(_type(node.iter, scope, reading)), inner)
    inner["loop"] = Any
    if node.test is not None:
        _type(node.test, inner, reading)
    _read(node.body, inner, reading)
    _read(node.else_, dict(scope), reading)


def _macro(node: nodes.Macro | nodes.CallBlock, scope: Scope, reading: _Reading) -> None:
    if isinstance(node, nodes.CallBlock):
        _type(node.call, scope, reading)
    for default in node.defaults:
        _type(default, scope, reading)
    own = dict.fromkeys([*(argument.name for argument in node.args), "caller", "varargs", "kwargs"], Any)
    _read(node.body, {**scope, **own}, reading)


def _with(node: nodes.With, scope: Scope, reading: _Reading) -> None:
    inner = dict(scope)
    for target, value in zip(node.targets, node.values, strict=True):
        _bind(target, _type(value, scope, reading), inner)
    _read(node.body, inner, reading)


def _bind(target: nodes.Node, type_: Type, scope: Scope) -> None:
    """Give a target the type of what it is set to; `{% for a, b in pairs %}` has a type for each."""
    if isinstance(target, nodes.Name):
        scope[target.name] = type_
    elif isinstance(target, nodes.Tuple):
        types = _arguments(type_)
        for index, item in enumerate(target.items):
            _bind(item, types[index] if len(types) == len(target.items) else Any, scope)


def _type(node: nodes.Node, scope: Scope, reading: _Reading) -> Type:
    """Give the type of an expression, and take down what is unknown in it."""
    match node:
        case nodes.Name():
            return _named(node, scope, reading)
        case nodes.Getattr():
            return _part(node, _type(node.node, scope, reading), reading)
        case nodes.Getitem():
            _type(node.arg, scope, reading)
            return _item(node.arg, _type(node.node, scope, reading))
        case nodes.Test(name="defined" | "undefined") | nodes.Filter(name="default" | "d") if isinstance(
            node.node, nodes.Name
        ):
            return Any  # the author asks whether there is such a name
        case _:
            _expressions(node, scope, reading)
            return Any


def _named(node: nodes.Name, scope: Scope, reading: _Reading) -> Type:
    if node.name in scope:
        return scope[node.name]
    if node.name not in reading.elsewhere:
        near = nearest(node.name, scope)
        meant = f"; did you mean {near!r}?" if near else ""
        reading.offences.append(Offence(node.lineno, node.name, f"there is nothing named {node.name!r} here{meant}"))
    return Any


def _part(node: nodes.Getattr, owner: Type, reading: _Reading) -> Type:
    owner = _present(owner)
    if _arguments(owner):
        message = f"a list has no {node.attr!r}: go through its entries with for"
        reading.offences.append(Offence(node.lineno, node.attr, message))
    if not (isinstance(owner, type) and is_dataclass(owner)):
        return Any
    parts = _parts(owner)
    if node.attr not in parts and not node.attr.startswith("_"):  # those are closed, which another rule says
        near = nearest(node.attr, parts)
        meant = f"; did you mean {near!r}?" if near else ""
        message = f"{view_name(owner)} has no {node.attr!r}{meant}"
        reading.offences.append(Offence(node.lineno, node.attr, message))
    return parts.get(node.attr, Any)


@cache
def _parts(view: type) -> Mapping[str, Type]:
    """Give the fields of a view with their types."""
    return get_type_hints(view, localns={"Markup": Markup})


def _present(type_: Type) -> Type:
    """Give a type without None."""
    if get_origin(type_) in {UnionType, Union}:
        types = [option for option in get_args(type_) if option is not NoneType]
        return types[0] if len(types) == 1 else Any
    return type_


def _arguments(type_: Type) -> tuple[Type, ...]:
    """Give X and ... of `tuple[X, ...]`, () of a type that is no list."""
    return get_args(type_) if isinstance(type_, GenericAlias) else ()


def _entry(type_: Type) -> Type:
    """Give the type of the entries of a list."""
    arguments = _arguments(type_)
    return arguments[0] if len(arguments) == 2 and arguments[1] is Ellipsis else Any  # noqa: PLR2004 - tuple[X, ...]


def _item(key: nodes.Node, type_: Type) -> Type:
    arguments = _arguments(type_)
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        return arguments[0]
    index = key.value if isinstance(key, nodes.Const) else None
    return arguments[index] if isinstance(index, int) and 0 <= index < len(arguments) else Any
