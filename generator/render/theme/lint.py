"""What is wrong with a template before anything is rendered with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from jinja2 import nodes
from jinja2.tests import TESTS

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.diagnostics.nearest import nearest
from generator.render.theme.context import Offence, offences
from generator.render.theme.contract import DATA, DIRECTIVES, PAGES, SHARED, names_of
from generator.render.theme.guards import FILTERS_OFFERED
from generator.render.theme.names import unknown_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rule = Callable[["Template"], Iterator[tuple[str, Offence]]]

_UNSAFE: Final = {
    "safe": ("E-TPL-SAFE", "|safe would let a text of the content act as HTML"),
    "attr": ("E-TPL-SANDBOX", "|attr would reach parts of values that are closed to templates"),
    "tojson": ("E-TPL-SAFE", "|tojson would put a text of the content into HTML without escaping it"),
    "urlize": ("E-TPL-SAFE", "|urlize would make HTML of a text"),
    "xmlattr": ("E-TPL-SAFE", "|xmlattr would make attributes of a text"),
    "random": ("E-TPL", "|random would make another page of the same content"),
}


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, the file it stands in, its text and its tree. `elsewhere` are names that others set."""

    name: str
    path: str
    source: str
    tree: nodes.Template
    elsewhere: frozenset[str]


def lint(template: Template) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong with a template by itself, in the order of its text."""
    found: list[Diagnostic] = []
    met: Counter[Offence] = Counter()
    for code, offence in (item for rule in RULES for item in rule(template)):
        found.append(diagnose(code, located(template, offence, met[offence]), offence.message))
        met[offence] += 1
    return tuple(sorted(found, key=lambda problem: (problem.span, problem.code)))


def located(template: Template, offence: Offence, earlier: int = 0) -> Span:
    """Give the span of an offence: its words in its line, past as many as there were `earlier` equal offences.

    Jinja knows the lines of its nodes only. Words inside `{{ }}` and `{% %}` come before equal ones outside.
    """
    lines = template.source.split("\n")
    line = lines[offence.line - 1] if offence.line <= len(lines) else ""
    starts = [match.start() for match in re.finditer(_pattern(offence.words), line, re.IGNORECASE)]
    inside = [start for start in starts if _is_inside(line, start)]
    start = [*(inside or starts), *([0] if not starts else [])]
    return Span(
        template.path,
        offence.line,
        start[min(offence.ordinal + earlier, len(start) - 1)] + 1,
        max(len(offence.words), 1),
    )


def _pattern(words: str) -> str:
    before, after = (r"\b" if character.isalnum() or character == "_" else "" for character in (words[0], words[-1]))
    return before + re.escape(words) + after


def _is_inside(line: str, start: int) -> bool:
    before = line[:start]
    return len(re.findall("{[{%]", before)) > len(re.findall("[}%]}", before))


def _filters(template: Template) -> Iterator[tuple[str, Offence]]:
    for node in template.tree.find_all(nodes.Filter):
        if node.name in FILTERS_OFFERED:
            continue
        if node.name in _UNSAFE:
            code, message = _UNSAFE[node.name]
            yield code, Offence(node.lineno, node.name, message)
        else:
            near = nearest(node.name, FILTERS_OFFERED)
            meant = f"; did you mean {near!r}?" if near else ""
            yield "E-TPL", Offence(node.lineno, node.name, f"there is no filter {node.name!r}{meant}")


def _tests(template: Template) -> Iterator[tuple[str, Offence]]:
    for node in template.tree.find_all(nodes.Test):
        if node.name not in TESTS:
            near = nearest(node.name, TESTS)
            meant = f"; did you mean {near!r}?" if near else ""
            yield "E-TPL", Offence(node.lineno, node.name, f"there is no test {node.name!r}{meant}")


def _escaping(template: Template) -> Iterator[tuple[str, Offence]]:
    for node in template.tree.find_all(nodes.ScopedEvalContextModifier):
        yield (
            "E-TPL-SAFE",
            Offence(node.lineno, "autoescape", "templates cannot turn escaping off or on: it is always on"),
        )
    for name in template.tree.find_all(nodes.Name):
        if name.name == "Markup" and name.ctx == "load":
            yield "E-TPL-SAFE", Offence(name.lineno, "Markup", "templates cannot make HTML of a text")


def _hidden_parts(template: Template) -> Iterator[tuple[str, Offence]]:
    named = [(node, node.attr) for node in template.tree.find_all(nodes.Getattr)]
    keyed = [(node, _constant(node.arg)) for node in template.tree.find_all(nodes.Getitem)]
    for node, name in (*named, *keyed):
        if isinstance(name, str) and name.startswith("_"):
            yield "E-TPL-SANDBOX", Offence(node.lineno, name, f"{name!r} is closed to templates")


def _constant(node: nodes.Node) -> object:
    return node.value if isinstance(node, nodes.Const) else None


def _references(template: Template) -> Iterator[tuple[str, Offence]]:
    for node in template.tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        if not reference_names(node):
            message = "the name of another template must be written out in quotation marks here"
            yield "E-TPL", Offence(node.lineno, "{%", message)


def reference_names(node: nodes.Node) -> tuple[str, ...]:
    """Give the names of the templates that an include, import or extends mentions, () where they are worked out."""
    template = getattr(node, "template", None)
    options = template.items if isinstance(template, (nodes.List, nodes.Tuple)) else [template]
    names = [option.value for option in options if isinstance(option, nodes.Const)]
    return tuple(map(str, names)) if len(names) == len(options) else ()


def _positions(template: Template) -> Iterator[tuple[str, Offence]]:
    if template.name.endswith(".html"):
        for offence in offences(template.tree.body):
            yield "E-TPL-CONTEXT", offence


def _names(template: Template) -> Iterator[tuple[str, Offence]]:
    given = names_of(template.name)
    elsewhere = template.elsewhere
    if given is None:  # a part, or a layout, which sees the names of whoever uses it
        given = SHARED
        elsewhere |= {name for names in (*PAGES.values(), *DIRECTIVES.values(), *DATA.values()) for name in names}
    for offence in unknown_names(template.tree, given, elsewhere):
        yield "E-TPL-UNDEF", offence


RULES: Final[tuple[Rule, ...]] = (_filters, _tests, _escaping, _hidden_parts, _references, _positions, _names)
"""The rules, in the order in which offences of the same line are told."""
