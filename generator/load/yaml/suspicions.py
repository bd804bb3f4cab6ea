"""YAML that libyaml reads without a word and that says something else than its author meant."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Diagnostic, Related, Span, diagnose
from generator.load.limits import MARKS
from generator.load.node import Mapping, Node, Scalar
from generator.load.yaml.characters import FORBIDDEN, character_name, moved
from generator.load.yaml.places import source_map

if TYPE_CHECKING:
    from collections.abc import Sequence as Listed

    from generator.load.tree import TextFile

# One space, a hash, and at once a word: `guide #1`. A comment begins with "# ", or after two or more spaces.
_SWALLOWED: Final = re.compile(r" (#[^\s#][^\n]*)")
_THOUSANDS: Final = re.compile(r"[0-9]{3}(?:\.[0-9]+)?(?:\s.*)?")
_TAG: Final = re.compile(r"!<[^>\n]*>|![^\s,\[\]{}]*")
_MORE: Final = re.compile(r"(?:,[0-9]{3}(?![0-9]))*[^,\[\]{}\n]*")
_LEADING: Final = re.compile(r"(?:.*\s)?[-~+]?[0-9]{1,3}")


def comment(file: TextFile, scalar: Scalar) -> tuple[Diagnostic, ...]:
    """Report (W-YAML-COMMENT) the words after a plain text that YAML takes for a comment, at their `#`."""
    match = _SWALLOWED.match(file.text, scalar.end)
    if match is None:
        return ()
    lost = match.group(1).rstrip()
    at = moved(scalar.span, file.text[scalar.start : scalar.end + 1], scalar.end + 1 - scalar.start)
    message = f'"{lost}" is taken for a comment and is lost'
    hint = "put the value in quotes; if it is a comment, write `# `"
    return (diagnose("W-YAML-COMMENT", Span(at.path, at.line, at.column, len(lost)), message, hint=hint),)


def inside(file: TextFile, scalar: Scalar) -> tuple[Diagnostic, ...]:
    """Report what a quoted or block text hides: an escape for a forbidden character, a bound taken for a block."""
    if scalar.style == '"':
        return _escapes(file, scalar) if FORBIDDEN.search(scalar.text) else ()
    if scalar.text or scalar.style == "'":
        return ()
    return _bare_header(file, scalar)


def _escapes(file: TextFile, scalar: Scalar) -> tuple[Diagnostic, ...]:
    places = source_map(file, scalar)
    return tuple(
        diagnose(
            "E-YAML-CHAR",
            places.span(match.start(), match.end()),
            f"this escape stands for {character_name(match.group())}",
            hint="delete it; to write a backslash, double it or use single quotes",
        )
        for match in islice(FORBIDDEN.finditer(scalar.text), MARKS)
    )


def _bare_header(file: TextFile, scalar: Scalar) -> tuple[Diagnostic, ...]:
    """Report (E-YAML) an empty text whose `>5` or `|2` is mostly words: a bound such as "more than 5"."""
    header = file.text[scalar.start : scalar.start + 2]
    if not header[1:].isdecimal():
        return ()
    message = f"{header} begins a text of several lines, and none follow"
    return (diagnose("E-YAML", scalar.span, message, hint="put the value in quotes; a bound is written `over 5`"),)


def bare_key(file: TextFile, key: Scalar, before: Node | None) -> Diagnostic:
    """Give the diagnostic (E-YAML) of a key without a colon, mostly what a comma cut off the value before it."""
    message = f"{key.text} stands here as a key without a value"
    return diagnose("E-YAML", key.span, message, hint=_bare_key_hint(file, key, before))


def _bare_key_hint(file: TextFile, key: Scalar, before: Node | None) -> str:
    if re.search(r":\S", key.text):
        return "put a space after the colon"
    if not isinstance(before, Scalar) or before.style or not before.text:
        return "write a colon and a value after it, or put the text in quotes"
    gap = file.text[before.end : key.start]
    if _is_split(file, before, key):
        number = _whole_number(file, before, key)
        return f"the comma ends the value before it: put {number} in quotes, or write it without the comma"
    return f'the comma ends the value before it: if it belongs to the text, use quotes: "{before.text}{gap}{key.text}"'


def _whole_number(file: TextFile, first: Scalar, second: Scalar) -> str:
    """Give a number that commas have cut into pieces, as it was written."""
    more = _MORE.match(file.text, second.end)
    return file.text[first.start : more.end() if more else second.end]


def question_key(key: Scalar) -> tuple[Diagnostic, ...]:
    """Report (E-YAML) a key in brackets that loses the question mark with which it begins."""
    if key.style or not key.text:
        return ()
    return (diagnose("E-YAML", key.span, f"the question mark before {key.text} is lost", hint="put the key in quotes"),)


def split_numbers(file: TextFile, items: Listed[Node]) -> list[Diagnostic]:
    """Report (E-YAML) a number such as 1,234 that a list in brackets takes for two values."""
    found: list[Diagnostic] = []
    reached = 0
    for first, second in pairwise(item for item in items if isinstance(item, Scalar) and not item.style):
        if second.start > reached and _is_split(file, first, second):
            number = _whole_number(file, first, second)
            reached = first.start + len(number)
            message = f"the comma makes two values of {number}"
            hint = "write the number without the comma; if they are two values, put a space after the comma"
            found.append(diagnose("E-YAML", second.span, message, hint=hint))
    return found


def _is_split(file: TextFile, first: Scalar, second: Scalar) -> bool:
    """Say whether a comma alone stands between the first digits of a number and its next three."""
    glued = file.text[first.end : second.start] == ","
    return glued and bool(_LEADING.fullmatch(first.text) and _THOUSANDS.fullmatch(second.text))


def complex_key(node: Node) -> Diagnostic:
    """Give the diagnostic (E-YAML) of a list or mapping that stands where a key belongs."""
    kind = "mapping" if isinstance(node, Mapping) else "list"
    message = f"a {kind} stands here as a key"
    return diagnose("E-YAML", node.span, message, hint="write a word as the key; put text with brackets in quotes")


def unknown_alias(span: Span, name: str) -> Diagnostic:
    """Give the diagnostic (E-YAML) of `*name` where no `&name` stands before it."""
    message = f"*{name} repeats a value that is named &{name}, and there is none above"
    return diagnose("E-YAML", span, message, hint=f'if the asterisk belongs to the text, use quotes: "*{name}"')


def unused_anchor(name: str, span: Span) -> Diagnostic:
    """Give the diagnostic (E-YAML) of `&name` that no `*name` repeats: mostly words that begin with an ampersand."""
    where = Span(span.path, span.line, span.column, len(name) + 1)
    message = f"&{name} names a value so that *{name} can repeat it, and nothing does"
    return diagnose("E-YAML", where, message, hint="if it belongs to the text, put the whole text in quotes")


def tag(at: Span, properties: str) -> Diagnostic:
    """Give the diagnostic (E-YAML-TAG) of the tag among the properties of a node, which begin at a place."""
    match = _TAG.search(properties)
    start, word = (match.start(), match.group()) if match else (0, "!")
    where = moved(at, properties, start)
    message = f"{word} is a YAML tag"
    hint = "remove it; if the exclamation mark belongs to the text, put the whole text in quotes"
    return diagnose("E-YAML-TAG", Span(where.path, where.line, where.column, len(word)), message, hint=hint)


def twice(key: Scalar, first: Scalar) -> Diagnostic:
    """Report a key that stands in its mapping already."""
    if key.text == first.text:
        message = f"the key {key.text} stands here for a second time"
    else:
        message = f"the key {key.text} is the same as {first.text} to programs that read YAML"
    related = (Related(first.span, f"first on line {first.span.line}"),)
    return diagnose("E-YAML-DUP", key.span, f"{message}; the first is on line {first.span.line}", related=related)


def endless_alias(span: Span, name: str, begins: Span) -> Diagnostic:
    """Report an alias inside of what it repeats."""
    related = (Related(begins, f"&{name} begins here"),)
    return diagnose("E-YAML-ALIAS", span, f"*{name} stands inside what it repeats, without an end", related=related)
