"""The theme of a site as one value: the default's templates, and over them the site's own."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from jinja2.exceptions import TemplateSyntaxError

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.diagnostics.nearest import nearest
from generator.render.theme.contract import DATA, DIRECTIVES, PAGES
from generator.render.theme.environment import TemplateEnvironment
from generator.render.theme.faults import CAUGHT, fault
from generator.render.theme.files import FOLDER, SUFFIXES
from generator.render.theme.lint import Template, lint, located
from generator.render.theme.names import names_set
from generator.render.theme.references import Graph, circle, missing, references_of, useless_blocks, users_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import nodes

ASSETS: Final = "assets/"
DEFAULT: Final = "theme/"
"""What a site puts before a name to mean the default theme's own template of that name."""

_CLOSE: Final = "look for a `{{`, a `{%` or a quotation mark without its end, here or above"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: templates to render pages with, and assets to publish (name without `assets/` -> bytes).

    `digest` is of every template and asset: pages must be rendered anew when it changes.
    """

    environment: TemplateEnvironment
    files: Mapping[str, str]
    assets: Mapping[str, bytes]
    digest: str

    def has(self, template: str) -> bool:
        """Tell whether there is a template of this name."""
        return template in self.files

    def render(self, template: str, context: Mapping[str, object], page: str) -> str | Diagnostic:
        """Give a template filled in, or what went wrong in it. `page` names in messages what is being made.

        Reports E-TPL, E-TPL-UNDEF, E-TPL-CONTEXT, E-TPL-SANDBOX and E-TPL-LIMIT.
        """
        try:
            return self.environment.filled(template, context)
        except CAUGHT as error:
            problem = fault(error, self.files.get(template, template), frozenset(self.files.values()), page)
            if problem is None:
                raise
            return problem

    def compile(self) -> bytes:
        """Make the code of all templates now, and give it for a later `load_theme`; b"" where all of it was given.

        Processes that are forked after it share the code. Templates that cannot be compiled are left to `render`.
        """
        for name in self.files:
            if not name.startswith(DEFAULT):
                with suppress(*CAUGHT):
                    self.environment.get_template(name)
        return self.environment.compiled.data()


def load_theme(
    default: Mapping[str, bytes], own: Mapping[str, bytes], code: bytes = b"", *, known: bool = False
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Give the theme of a site, and everything that is wrong with its own templates.

    `default` and `own` are files by their names in their folders. A template of the site's own stands in for the
    default's of the same name, which it can still extend as `theme/NAME`. `code` is what `Theme.compile` gave in an
    earlier process of the same program; it is run, and so must come from where nobody else can write.
    What is wrong with templates is not looked for where it is `known`.
    Reports E-ENCODING, E-TPL, E-TPL-UNDEF, E-TPL-SAFE, E-TPL-CONTEXT, E-TPL-SANDBOX, E-TPL-LIMIT
    and W-TPL-UNUSED.
    """
    problems: list[Diagnostic] = []
    inherited = _texts(default, DEFAULT, problems)
    replaced = _texts(own, f"{FOLDER}/", problems)
    texts = {**inherited, **{f"{DEFAULT}{name}": text for name, text in inherited.items()}, **replaced}
    paths = {
        name: f"{FOLDER}/{name}" if name in replaced else f"{DEFAULT}{name.removeprefix(DEFAULT)}" for name in texts
    }
    environment = _environment(texts, paths, code)
    theme = Theme(environment, paths, _assets(default, own), _digest(default, own))
    problems += _reserved(replaced)
    if not known:
        problems += _checked(environment, texts, paths, tuple(replaced))
    return theme, tuple(problems)


def _environment(texts: Mapping[str, str], paths: Mapping[str, str], code: bytes) -> TemplateEnvironment:
    return TemplateEnvironment(lambda name: (texts[name], paths[name], lambda: True) if name in texts else None, code)


def _texts(files: Mapping[str, bytes], folder: str, problems: list[Diagnostic]) -> dict[str, str]:
    """Give the templates among files, as text with plain line ends."""
    texts = {}
    for name, content in sorted(files.items()):
        if name.endswith(SUFFIXES) and not name.startswith(ASSETS):
            try:
                texts[name] = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError as error:
                line = content.count(b"\n", 0, error.start) + 1
                column = len(content[: error.start].rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
                problems.append(diagnose("E-ENCODING", Span(folder + name, line, column), "the file is not UTF-8"))
    return texts


def _assets(default: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {**default, **own}
    return {name.removeprefix(ASSETS): files[name] for name in sorted(files) if name.startswith(ASSETS)}


def _digest(default: Mapping[str, bytes], own: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for files in (default, own):
        for name, content in sorted(files.items()):
            digest.update(f"{len(name)} {len(content)} {name}".encode())
            digest.update(content)
    return digest.hexdigest()


def _reserved(own: Mapping[str, str]) -> list[Diagnostic]:
    return [
        diagnose("E-TPL", Span(f"{FOLDER}/{name}"), "a folder `theme` means the default theme; give yours another name")
        for name in own
        if name.startswith(DEFAULT)
    ]


def _checked(
    environment: TemplateEnvironment, texts: Mapping[str, str], paths: Mapping[str, str], own: tuple[str, ...]
) -> list[Diagnostic]:
    """Give what is wrong with a site's own templates; nothing is parsed where there are none."""
    if not own:
        return []
    trees, broken = _trees(environment, texts, paths)
    graph = {name: references_of(tree) for name, tree in trees.items()}
    elsewhere = frozenset().union(*(names_set(tree) for tree in trees.values()))
    found = [_unreadable(name, paths[name], error, graph) for name, error in broken.items() if name in own]
    for name in own:
        if name in trees:
            template = Template(name, paths[name], texts[name], trees[name], elsewhere)
            problems = [*lint(template), *_used(template, graph, texts), *_blocks(template, trees)]
            found += problems or _compiled(environment, template)
            found += _unused(name, paths, graph)
    return found


def _unused(name: str, paths: Mapping[str, str], graph: Graph) -> list[Diagnostic]:
    """Report W-TPL-UNUSED for a template that makes nothing and that no other uses: mostly a misspelt name."""
    known = (*PAGES, *DIRECTIVES, *DATA)
    default = any(other.startswith(DEFAULT) for other in paths)
    if not default or name in known or name.startswith(DEFAULT) or users_of(name, graph):
        return []
    near = nearest(name, known)
    hint = f"did you mean {near!r}?" if near else None
    return [diagnose("W-TPL-UNUSED", Span(paths[name]), f"nothing uses the template {name!r}", hint=hint)]


def _trees(
    environment: TemplateEnvironment, texts: Mapping[str, str], paths: Mapping[str, str]
) -> tuple[dict[str, nodes.Template], dict[str, TemplateSyntaxError | None]]:
    """Give the tree of each template that can be read, and why the others cannot: None is a nesting too deep."""
    trees: dict[str, nodes.Template] = {}
    broken: dict[str, TemplateSyntaxError | None] = {}
    for name in sorted(texts):
        try:
            trees[name] = environment.parse(texts[name], name, paths[name])
        except TemplateSyntaxError as error:
            broken[name] = error
        except (RecursionError, MemoryError):
            broken[name] = None
    return trees, broken


def _unreadable(name: str, path: str, error: TemplateSyntaxError | None, graph: Graph) -> Diagnostic:
    users = [user for user in users_of(name, graph) if user in PAGES]
    used = f" (used by {', '.join(users)})" if users else ""
    if error is None:
        return diagnose("E-TPL-LIMIT", Span(path), f"its expressions or blocks are nested too deeply{used}")
    message = f"this template cannot be read: {error.message}{used}"
    return diagnose("E-TPL", Span(path, error.lineno), message, hint=_CLOSE)


def _used(template: Template, graph: Graph, texts: Mapping[str, str]) -> list[Diagnostic]:
    """Give what is wrong with the references of a template to others."""
    found = [
        diagnose("E-TPL", located(template, offence), offence.message)
        for offence in missing(graph[template.name], texts, template.name)
    ]
    round_ = circle(template.name, graph)
    if round_ is not None:
        reference, chain = round_
        message = f"templates use each other in a circle: {' -> '.join(chain)}"
        hint = (
            f'to build on the default one, extend "{DEFAULT}{template.name}"'
            if f"{DEFAULT}{template.name}" in texts
            else None
        )
        found.append(diagnose("E-TPL", Span(template.path, reference.line), message, hint=hint))
    return found


def _blocks(template: Template, trees: Mapping[str, nodes.Template]) -> list[Diagnostic]:
    offences = useless_blocks(template.name, trees)
    return [diagnose("E-TPL", located(template, offence), offence.message) for offence in offences]


def _compiled(environment: TemplateEnvironment, template: Template) -> list[Diagnostic]:
    """Give what only compiling a template shows, such as two blocks of one name."""
    try:
        environment.get_template(template.name)
    except CAUGHT as error:
        problem = fault(error, template.path, frozenset({template.path}), "")
        return [problem] if problem else []
    return []
