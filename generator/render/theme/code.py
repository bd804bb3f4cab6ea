"""The code that a template becomes: Jinja's, in which parts of views and printed values are reached without detours.

A page holds some hundreds of each. The sandbox judges a part of a view once for each kind of view; after that its code
reads the part itself, and asks the sandbox only about kinds of values that have no such part.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING

from jinja2.compiler import CodeGenerator

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.compiler import Frame


class Code(CodeGenerator):
    """Write the code of one template."""

    _parts: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write the whole code, and behind it the names that it uses for what the environment knows."""
        super().visit_Template(node, frame)
        self.writeline("shown = environment.shown")
        for part in sorted(self._parts):
            self.writeline(f"kinds_with_{part} = environment.kinds_with[{part!r}]")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write how a part of a value is read."""
        part = node.attr
        if not part.isascii() or not part.isidentifier() or iskeyword(part) or part.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self._parts |= {part}
        self.write(f"(_.{part} if type(_ := ")
        self.visit(node.node, frame)
        self.write(f") in kinds_with_{part} else environment.getattr(_, {part!r}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("shown(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")")
