"""Jinja, shut in: everything is escaped, nothing is silently empty, and templates reach their values and no more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, NoReturn, cast

from jinja2 import FunctionLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.utils import missing as nowhere
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from generator.diagnostics.nearest import nearest
from generator.render.theme.budget import CALL, allowance, joined, spend_steps
from generator.render.theme.code import Code
from generator.render.theme.compiled import Compiled
from generator.render.theme.context import placed
from generator.render.theme.guards import (
    DESTINATION,
    FILTERS_OFFERED,
    INTERNAL_FILTERS,
    JOINED,
    OPERATORS,
    WALKED,
    bounded_range,
    walked,
)
from generator.render.theme.words import described, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2.runtime import Context

    from generator.render.theme.words import Value

_TEXT_METHODS = frozenset({"capitalize", "endswith", "lower", "startswith", "strip", "title", "upper"})
_MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
_INNER_ARGUMENTS = ("_block_vars", "_loop_vars")
"""What the code of a template adds to every call inside a block or a loop."""


class UnprintableError(Exception):
    """An expression whose value is no text or number."""


class Missing(StrictUndefined):
    """A name or a part that does not exist, with a message for somebody who does not know Python."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        name = str(self._undefined_name)
        if self._undefined_obj is nowhere:
            return f"there is nothing named {name!r} here"
        near = nearest(name, parts_of(self._undefined_obj))
        meant = f"; did you mean {near!r}?" if near else ""
        return f"{described(self._undefined_obj)} has no {name!r}{meant}"


def printable(value: object) -> object:
    """Give a value that a page may print, or raise `UnprintableError`."""
    if isinstance(value, (str, Missing)) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    message = f"{described(value)} cannot be printed; only texts and numbers can"
    raise UnprintableError(message)


def shown(value: object) -> str:
    """Give a value as it is printed: escaped, unless it is HTML; what cannot be printed raises `UnprintableError`."""
    if type(value) is str:
        # Most texts hold nothing to escape, and need no new Markup, since all are only joined to the rest of the page.
        special = "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
        return escape(value) if special else value
    return value if type(value) is Markup else escape(printable(value))


class _Priced(NodeTransformer):
    """Put the price on loops and on `~`, which the sandbox of Jinja does not watch."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja finds visitors by the class's name
        self.generic_visit(node)
        node.iter = _filtered(cast("nodes.Expr", node.iter), WALKED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja finds visitors by the class's name
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _open_fields(kind: type) -> frozenset[str]:
    """Give the names of a view's fields; none for anything else, whose parts the sandbox judges one by one."""
    if not is_dataclass(kind):
        return frozenset()
    return frozenset(field.name for field in fields(kind) if not field.name.startswith("_"))


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox: its operators are priced, its filters and globals chosen, its attributes listed."""

    intercepted_binops = frozenset(OPERATORS)
    concat = staticmethod(joined)
    shown = staticmethod(shown)
    code_generator_class = Code

    def __init__(self, source: Callable[[str], tuple[str, str, Callable[[], bool]] | None], code: bytes = b"") -> None:
        """Make the environment of a theme; `source` gives a template's text and file by its name.

        `code` is what `compiled.data()` gave in an earlier process.
        """
        self.compiled = Compiled(code)
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            optimized=False,
            undefined=Missing,
            finalize=printable,
            autoescape=True,
            loader=FunctionLoader(source),
            cache_size=-1,
            auto_reload=False,
            bytecode_cache=self.compiled,
        )
        self.globals = {"range": bounded_range, "namespace": Namespace}
        self.filters = {**FILTERS_OFFERED, **INTERNAL_FILTERS}
        self.binop_table = {**self.binop_table, **OPERATORS}
        self._fields: dict[type, frozenset[str]] = {}
        self.kinds_with: defaultdict[str, set[type]] = defaultdict(set)

    def getattr(self, obj: Value, attribute: str) -> Value:
        """Give a part of a value. The fields of views, which most parts are, are looked up once for each kind."""
        known = self._fields.get(type(obj))
        if known is None:
            known = self._fields[type(obj)] = _open_fields(type(obj))
        if attribute not in known:
            return super().getattr(obj, attribute)
        self.kinds_with[attribute].add(type(obj))
        return getattr(obj, attribute)

    def filled(self, template: str, context: Mapping[str, object]) -> str:
        """Give a template filled in, within the allowance of one page. Raises what `faults.CAUGHT` lists."""
        with allowance():
            return self.get_template(template).render(context)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - the signature is Jinja's
    ) -> str:
        """Give the code of a template, with prices on its loops and checks on its addresses."""
        tree = _Priced().visit(source)
        if name is not None and name.endswith(".html"):
            for place in placed(tree.body):
                if place.destination:
                    place.output.nodes[place.index] = _filtered(place.expression, DESTINATION)
        tree.set_environment(self)
        return super()._generate(tree, name, filename, defer_init)

    def is_safe_attribute(self, obj: Value, attr: str, value: Value) -> bool:
        """Tell whether templates may read a part of a value: those of views all, of Python's own types a few."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, dict):
            return attr in _MAPPING_METHODS
        if isinstance(obj, (int, float, tuple, list, bytes, range)) or obj is None:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Value) -> None:
        """Give nothing in place of a text's own `format`, which then is closed like most methods."""

    def unsafe_undefined(self, obj: Value, attribute: str) -> NoReturn:
        """Refuse at once: an undefined value could still be tested or given a default, and so pass in silence."""
        message = f"{attribute!r} of {described(obj)} is closed to templates"
        raise SecurityError(message)

    def call(self, context: Context, obj: Value, /, *args: Value, **kwargs: Value) -> Value:
        """Call a macro or a function; a loop that calls itself pays for its new turns."""
        spend_steps(CALL)
        if type(obj) is Macro:
            # Jinja looks each time whether it may be called, and what it wants as its first argument: it is always so.
            for inner in _INNER_ARGUMENTS:
                kwargs.pop(inner, None)
            return obj(context.eval_ctx, *args, **kwargs)
        if isinstance(obj, LoopContext):
            args = tuple(walked(value) for value in args)
        return super().call(context, obj, *args, **kwargs)
