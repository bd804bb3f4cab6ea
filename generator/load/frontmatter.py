"""Markdown files with YAML front matter -> the same mapping that an article written in YAML gives."""

from __future__ import annotations

import re
from typing import Final

from generator.diagnostics import Diagnostic, Related, Span, diagnose
from generator.load.node import Mapping, Node, Scalar
from generator.load.tree import TextFile
from generator.load.yaml import read_mapping
from generator.load.yaml.characters import check_characters, mend

_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
_BODY: Final = "body"


def read_markdown(file: TextFile) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Give the front matter of a Markdown file, with the text after it as the value of `body` (style "body").

    A text of white space alone is no body. Reports what `read_yaml` reports for the front matter, E-SHAPE where it is
    missing or has no end, E-YAML-DUP where it has a `body` as well, and E-CHAR for characters in the text.
    """
    opening = _FENCE.match(file.text)
    if opening is None:
        return None, (_missing(file),)
    closing = _FENCE.search(file.text, opening.end())
    if closing is None:
        message = "the front matter that begins here has no end"
        hint = "write a line of three hyphens (---) after its last key"
        return None, (diagnose("E-SHAPE", Span(file.path, length=3), message, hint=hint),)
    front, diagnostics = read_mapping(TextFile(file.path, file.text[: closing.start()]), "the front matter")
    start = min(closing.end() + 1, len(file.text))
    diagnostics += check_characters(file, "E-CHAR", start)
    if front is None or not file.text[start:].strip():
        return front, diagnostics
    line = file.text.count("\n", 0, start) + 1
    key = Scalar(_BODY, Span(file.path, line - 1, 1, 3), "", closing.start(), closing.start() + 3)
    body, twice = _body(file, start, line), front.get(_BODY)
    if twice is not None:
        diagnostics += (_twice(front, body),)
    return _with_body(front, key, body), diagnostics


def _body(file: TextFile, start: int, line: int) -> Scalar:
    text = mend(file.text[start:])
    return Scalar(text, Span(file.path, line, 1, len(text.rstrip())), "body", start, len(file.text))


def _with_body(front: Mapping, key: Scalar, body: Node) -> Mapping:
    entries = tuple(entry for entry in front.entries if entry[0].text != _BODY)
    return Mapping((*entries, (key, body)), front.span, front.cut)


def _twice(front: Mapping, body: Scalar) -> Diagnostic:
    key = next(key for key, _ in front.entries if key.text == _BODY)
    message = f"the body stands here and again after the front matter, from line {body.span.line}"
    related = (Related(body.span, "the text after the front matter"),)
    return diagnose("E-YAML-DUP", key.span, message, related=related)


def _missing(file: TextFile) -> Diagnostic:
    if file.text.startswith("+++"):
        message, hint = "this front matter is TOML", "write it as YAML, between two lines of three hyphens (---)"
    elif file.text.lstrip().startswith("---"):
        message, hint = "something stands before the front matter", "begin the file with the line of three hyphens"
    else:
        message = "this file has no front matter"
        hint = "begin it with ---, the keys such as `title: ...`, and --- again, each --- on a line of its own"
    return diagnose("E-SHAPE", Span(file.path), message, hint=hint)
