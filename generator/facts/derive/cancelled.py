"""Inputs of a formula that do nothing in it: `a - a + 12` is 12, whatever `a` is, and says that it rests on `a`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.derive.expression import Between, Binary, Change, Conversion, Literal, Named, Node

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator


def cancelled(node: Node) -> Node | None:
    """Give the first part of a formula that another one takes away again; None where every part counts.

    The terms of a sum are compared as they are written, in whatever order, and so are the two sides of a division:
    `a + b - a`, `x * 2 + 1 - x * 2`, `a / a`. A difference of the same two alone is zero for all to see, and numbers
    alone hide nothing. Nothing is multiplied out.
    """
    if isinstance(node, Binary) and node.operator in "+-":
        terms = tuple(_terms(node, 1))
        return _lost(terms) or _first(tuple(term for term, _ in terms))
    if isinstance(node, Binary) and node.operator == "/" and _holds_name(node) and _key(node.left) == _key(node.right):
        return node
    return _first(_children(node))


def _first(nodes: tuple[Node, ...]) -> Node | None:
    return next((found for found in map(cancelled, nodes) if found is not None), None)


def _lost(terms: tuple[tuple[Node, int], ...]) -> Node | None:
    """Give the first term of a sum that others take away, where something is left beside it."""
    total: dict[Hashable, int] = {}
    for term, sign in terms:
        total[_key(term)] = total.get(_key(term), 0) + sign
    if not any(total.values()):
        return None
    return next((term for term, _ in terms if not total[_key(term)] and _holds_name(term)), None)


def _terms(node: Node, sign: int) -> Iterator[tuple[Node, int]]:
    """Give the terms of a sum with their signs, in the order of the text."""
    if isinstance(node, Binary) and node.operator in "+-":
        yield from _terms(node.left, sign)
        yield from _terms(node.right, sign if node.operator == "+" else -sign)
    else:
        yield node, sign


def _children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Binary):
        return node.left, node.right
    if isinstance(node, Conversion):
        return (node.operand,)
    return (node.before, node.after) if isinstance(node, Change) else ()


def _holds_name(node: Node) -> bool:
    return isinstance(node, Named | Between) or any(map(_holds_name, _children(node)))


def _key(node: Node) -> Hashable:
    """Give what makes two parts the same: all but where they stand."""
    if isinstance(node, Named):
        return ("named", node.address)
    if isinstance(node, Literal):
        return ("literal", node.quantity)
    if isinstance(node, Between):
        ends = (one.address if isinstance(one, Named) else one.date for one in (node.first, node.last))
        return ("between", node.word, *ends)
    if isinstance(node, Conversion):
        return ("in", node.unit, _key(node.operand))
    if isinstance(node, Change):
        return ("change", _key(node.before), _key(node.after))
    return (node.operator, _key(node.left), _key(node.right))
