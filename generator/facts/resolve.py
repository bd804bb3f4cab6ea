"""Derived facts worked out, each after what it rests on."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Fault, Related, diagnose
from generator.facts.derive import Expression, Result, cancelled, compute, names, parse_derivation, sensible_round
from generator.facts.derive.expression import Conversion, literals
from generator.facts.ledger import Figure, Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.fact import Fact
    from generator.model.site import Site
    from generator.model.text import Text
    from generator.model.unit import Unit, Units
    from generator.model.value import Value


@dataclass(slots=True)
class _Resolving:
    """What is known while derived facts are worked out."""

    site: Site
    expressions: dict[str, Expression] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    inputs: dict[str, tuple[Figure, ...]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def ledger(self) -> Ledger:
        return Ledger(self.site.facts, self.results, self.inputs, self.expressions)


def resolve(site: Site) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """Give the ledger of a site: every fact's figure, derived ones included.

    Reports E-DERIVE and E-UNIT at their place in the formula, E-REF for inputs that do not exist, and E-REF-CYCLE.
    """
    resolving = _Resolving(site)
    for fact in site.facts.values():
        if fact.derive is not None:
            _parse(resolving, fact, fact.derive)
    state: dict[str, str] = {}
    for id_ in resolving.expressions:
        _visit(resolving, id_, state)
    ledger = resolving.ledger()
    found = {id_: ledger.find(id_) for id_ in site.facts}
    return replace(ledger, found=found), tuple(resolving.problems)


def _parse(resolving: _Resolving, fact: Fact, text: Text) -> None:
    expression = parse_derivation(text.text, resolving.site.units)
    if isinstance(expression, Fault):
        _note(resolving, text, expression)
        return
    for literal in literals(expression):
        word = next(iter(literal.quantity.unit.undeclared), "")
        if word in resolving.site.facts:
            hint = f"put an operator before it, such as `* {word}`"
            fault = Fault("E-DERIVE", f"the id “{word}” cannot follow a number", hint, literal.start, literal.length)
            _note(resolving, text, fault)
            return
    lost = cancelled(expression.root)
    if lost is not None:
        part = text.text[lost.start : lost.start + lost.length]
        message = f"“{part}” does nothing here: whatever it is, the result is the same"
        hint = "leave out what cancels itself; a number that rests on no fact is a `value:` with a source of its own"
        _note(resolving, text, Fault("E-DERIVE", message, hint, lost.start, lost.length))
        return
    unit = _unit(resolving, fact, resolving.site.units)
    if unit is not None:
        root = Conversion(expression.root, unit, 0, 0, len(text.text))
        expression = replace(expression, root=root)
    resolving.expressions[fact.id.text] = expression


def _unit(resolving: _Resolving, fact: Fact, units: Units) -> Unit | None:
    """Give the unit that a derived fact is to be told in, where it names one."""
    if fact.unit is None:
        return None
    found = units.find(fact.unit.text)
    if isinstance(found, Fault):
        _note(resolving, fact.unit, found)
        return None
    return found


def _note(resolving: _Resolving, text: Text, fault: Fault) -> None:
    place = text.at(fault.start, fault.length)
    resolving.problems.append(diagnose(fault.code, place, fault.message, hint=fault.hint or None))


def _visit(resolving: _Resolving, start: str, state: dict[str, str]) -> None:
    """Work out a fact after its inputs, without recursion; what stands in a circle is reported and left out."""
    stack = [start]
    while stack:
        id_ = stack[-1]
        if state.get(id_) == "done":
            stack.pop()
            continue
        waiting = [name for name in _needs(resolving, id_) if state.get(name) != "done"]
        circle = next((name for name in waiting if state.get(name) == "open"), None)
        if state.get(id_) == "open" and circle is None and not waiting:
            _work_out(resolving, id_)
            state[stack.pop()] = "done"
        elif circle is not None:
            _note_circle(resolving, stack[stack.index(circle) :])
            for name in stack:
                state[name] = "done"
            stack.clear()
        else:
            state[id_] = "open"
            stack.extend(waiting)


def _needs(resolving: _Resolving, id_: str) -> list[str]:
    expression = resolving.expressions.get(id_)
    if expression is None:
        return []
    found = (named.address.partition("#")[0].partition(".")[0] for named in names(expression))
    return [name for name in dict.fromkeys(found) if name in resolving.expressions]


def _note_circle(resolving: _Resolving, circle: list[str]) -> None:
    facts = resolving.site.facts
    first = facts[circle[0]]
    words = " rests on ".join(f"`{name}`" for name in (*circle, circle[0]))
    related = tuple(Related(facts[name].id.span, f"`{name}`") for name in circle[1:])
    text = first.derive or first.id
    problem = diagnose("E-REF-CYCLE", text.span, f"derived facts go in a circle: {words}", related=related)
    resolving.problems.append(problem)


def _work_out(resolving: _Resolving, id_: str) -> None:
    fact, expression = resolving.site.facts[id_], resolving.expressions[id_]
    ledger = resolving.ledger()
    used: list[Figure] = []
    lost = any(named.address.partition("#")[0].partition(".")[0] in resolving.site.lost for named in names(expression))

    def lookup(address: str) -> Value | Fault:
        found = ledger.find(address)
        if isinstance(found, Fault):
            return _split(found, address, resolving.site.facts)
        used.append(found)
        if found.value is None:
            keys = ", ".join(f"`{address}#{claim.key}`" for claim in found.fact.claims[:4])
            hint = f"name whose figure it is: {keys}" if keys else "mend that fact first"
            return Fault("E-DERIVE", f"`{address}` has no figure of its own", hint)
        return found.value

    result = compute(expression, lookup, fact.round)
    if isinstance(result, Result) and result.vanished:
        hint = f"write `round: {sensible_round(result)}` or more, or leave it out"
        result = Fault("E-DERIVE", f"`round: {fact.round}` makes zero of a result that is not", hint)
    if isinstance(result, Fault):
        broken = lost or any(f.value is None and not f.fact.claims for f in used)
        if not broken:  # an input that could not be read or worked out is reported where it stands
            _note(resolving, fact.derive or fact.id, result)
        return
    resolving.results[id_] = result
    resolving.inputs[id_] = tuple({figure.address: figure for figure in used}.values())


def _split(fault: Fault, address: str, facts: Mapping[str, Fact]) -> Fault:
    """Give the fault of an unknown id, with a better hint where it is a subtraction without its spaces: `a-b`."""
    if address.partition(".")[0] in facts:
        return fault
    for place in (index for index, character in enumerate(address) if character == "-"):
        left, right = address[:place], address[place + 1 :]
        if all(part.partition(".")[0] in facts or part.isdecimal() for part in (left, right)):
            hint = f"to subtract, write spaces around the minus: `{left} - {right}`"
            return replace(fault, hint=hint)
    return fault
