"""What libyaml says about a mistake in the syntax -> what an editor can do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from yaml.error import MarkedYAMLError

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.load.limits import DEPTH
from generator.load.yaml.characters import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml.error import YAMLError

    from generator.load.tree import TextFile

_DIRECTIVE: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*%")
_REST: Final = re.compile(r"(?:\s+|#[^\n]*|\.{3}(?=\s|\Z))*")
# The key (and any hyphens) before the value that begins on a line; the value itself.
_VALUE: Final = re.compile(r"""\s*(?:-\s+)*(?:(?:"[^"\n]*"|'[^'\n]*'|[^\s:"'\[{][^:\n]*|[^\s"'\[{]):\s+)?(?=\S)""")
_SWALLOWED: Final = re.compile(r"\s#\S")
_TAB: Final = re.compile(r"^[ ]*\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Mistake:
    """Where libyaml gave up (`at`), where what it was reading began (`since`), both offsets, and what it says."""

    file: TextFile
    problem: str
    context: str
    at: int
    since: int

    @property
    def begin(self) -> int:
        """The offset of the line on which libyaml gave up."""
        return self.file.text.rfind("\n", 0, self.at) + 1

    @property
    def line(self) -> str:
        """The line on which libyaml gave up."""
        return _line(self.file.text, self.at)

    @property
    def before(self) -> str:
        """What stands on that line before the place."""
        return self.file.text[self.begin : self.at]

    @property
    def character(self) -> str:
        """The character there, or nothing at the end of the file."""
        return self.file.text[self.at : self.at + 1].strip()

    def error(self, message: str, hint: str, *, at: int | None = None, code: str = "E-YAML") -> Diagnostic:
        """Give the diagnostic, where libyaml gave up or elsewhere."""
        offset = self.at if at is None else at
        return diagnose(code, place(self.file, offset), message, hint=hint)


def offset_of(error: YAMLError) -> int:
    """Give the offset at which libyaml gave up."""
    return error.problem_mark.index if isinstance(error, MarkedYAMLError) and error.problem_mark else 0


def explain(file: TextFile, error: YAMLError) -> Diagnostic:
    """Give the diagnostic of a mistake in the syntax: E-YAML, E-YAML-CHAR for a tab, E-YAML-TAG for a tag."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return diagnose("E-YAML", Span(file.path), f"this file cannot be read as YAML: {error}")
    at = error.problem_mark.index
    since = at if error.context_mark is None else error.context_mark.index
    mistake = _Mistake(file, error.problem or "", error.context or "", at, since)
    for part, explanation in _EXPLANATIONS:
        if part in mistake.problem:
            return explanation(mistake)
    return mistake.error(f"YAML cannot be read here: {mistake.problem}", "put the text in quotes")


def explain_directive(file: TextFile) -> Diagnostic | None:
    """Report (E-YAML) a `%` at the start of the file's first line, which would be an instruction to YAML itself."""
    match = _DIRECTIVE.match(file.text)
    if match is None:
        return None
    return diagnose("E-YAML", place(file, match.end() - 1), "a line cannot begin with %", hint="put the text in quotes")


def explain_rest(file: TextFile, offset: int) -> Diagnostic | None:
    """Report what stands after the end of the document: a second one (E-SHAPE), or a stray text (E-YAML)."""
    match = _REST.match(file.text, offset)
    start = match.end() if match else offset
    if start >= len(file.text):
        return None
    ended = "..." in file.text[offset - 3 : start]
    if ended or file.text.startswith("---", start):
        message = "a second document begins here; a file holds one"
        return diagnose("E-SHAPE", place(file, start, 3), message, hint="move it to a file of its own")
    return diagnose(
        "E-YAML", place(file, start), "text goes on after the end of the value", hint="put the whole text in quotes"
    )


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : len(text) if end < 0 else end]


def _tab(mistake: _Mistake) -> Diagnostic:
    lines = len(_TAB.findall(mistake.file.text, mistake.begin)) - 1
    more = f" (and on {lines} more line{'s' * (lines > 1)})" if lines > 0 else ""
    at = mistake.file.text.find("\t", mistake.begin)
    message = f"a tab stands here as indentation{more}; YAML knows only spaces"
    return mistake.error(message, "replace each tab by two spaces", at=max(at, mistake.begin), code="E-YAML-CHAR")


def _start(mistake: _Mistake) -> Diagnostic:
    if mistake.file.text.startswith("\t", mistake.at):
        return _tab(mistake)
    return mistake.error(f"a text cannot begin with {mistake.character}", "put the text in quotes")


def _second_colon(mistake: _Mistake) -> Diagnostic:
    line, before = mistake.line.strip(), mistake.before
    if re.search(r":\s", before):
        value = re.split(r":\s+", line, maxsplit=1)[1]
        return mistake.error("a second colon on one line: YAML takes it for a second key", _quoted(value))
    above = _line(mistake.file.text, max(mistake.begin - 2, 0))
    if re.match(r"\s*[\w-]+:\S", above):
        return mistake.error("this line is taken to go on from the one above", "put a space after the colon above")
    hint = "let keys of one level begin in the same column; put a text of several lines after `|`"
    return mistake.error("a key stands here inside the text of the lines above", hint)


def _quoted(value: str) -> str:
    if "'" not in value:
        return f"put the text in quotes: '{value}'"
    if not set(value) & {'"', "\\"}:
        return f'put the text in quotes: "{value}"'
    return "put the text on a line of its own after `|`"


def _no_colon(mistake: _Mistake) -> Diagnostic:
    line = _line(mistake.file.text, mistake.since).strip()
    if re.match(r"-[^\s-]", line):
        hint = "put a space after the hyphen"
    elif re.match(r"[\w-]+:\S", line):
        hint = "put a space after the colon"
    elif _SWALLOWED.search(line):
        hint = "what follows the # is a comment: put the text in quotes"
    else:
        hint = "write a key and a colon before it; indent a text that goes on from the line above"
    return mistake.error("this line is neither a key with a value nor an entry of a list", hint, at=mistake.since)


def _unclosed_quote(mistake: _Mistake) -> Diagnostic:
    quote = mistake.file.text[mistake.since : mistake.since + 1]
    hint = "close it; inside single quotes write an apostrophe twice ('')" if quote == "'" else "close it"
    return mistake.error(f"the quote {quote} that begins here has no end", hint, at=mistake.since)


def _unclosed_bracket(mistake: _Mistake) -> Diagnostic:
    text = mistake.file.text
    bracket = text[mistake.since : mistake.since + 1]
    if "\n" in text[mistake.since : mistake.at] or not mistake.character:
        hint = "close it; if it belongs to a text, put the text in quotes"
        if _SWALLOWED.search(_line(text, mistake.since)):
            hint = "what follows the # is a comment: put the text with the # in quotes"
        return mistake.error(f"the bracket {bracket} that begins here has no end", hint, at=mistake.since)
    hint = "put a comma between two values; put a text that holds brackets, quotes or commas in quotes"
    return mistake.error(f"{mistake.character} cannot follow here, between {bracket} and its end", hint)


def _block(mistake: _Mistake) -> Diagnostic:
    match = _VALUE.match(mistake.line)
    start = mistake.begin + (match.end() if match else 0)
    opening = mistake.file.text[start : start + 1]
    if start < mistake.at and opening in "[{":
        kind = "list" if opening == "[" else "mapping"
        hint = "put the text in quotes, or on a line of its own after `|`"
        message = f"a value that begins with {opening} is a {kind} to YAML, and this one goes on after it"
        return mistake.error(message, hint, at=start)
    if start < mistake.at and opening in "\"'":
        hint = "put the whole text in quotes: single ones around double ones; an apostrophe in single quotes twice"
        return mistake.error("the text goes on after its closing quote", hint)
    if mistake.character == ":":
        return mistake.error("a key is missing before this colon", "write the key, or put the text in quotes")
    if mistake.character and mistake.character in ")]}":
        return mistake.error(f"{mistake.character} stands here, and no bracket is open", "remove it")
    if "'-'" in mistake.problem:
        hint = "indent it, or begin it with a hyphen; a list and keys cannot share a level"
        return mistake.error("the list above goes on here with something else", hint)
    hint = "let keys of one level begin in the same column"
    return mistake.error("the indentation of this line fits none of the lines above", hint)


def _content(mistake: _Mistake) -> Diagnostic:
    shown = f"a value cannot begin with {mistake.character}" if mistake.character else "a value is missing here"
    return mistake.error(shown, "put the text in quotes")


def _inline_list(mistake: _Mistake) -> Diagnostic:
    hint = "begin the list on the next line; if it is a text, put it in quotes"
    return mistake.error("a list cannot begin on the line of its key", hint)


def _escape(mistake: _Mistake) -> Diagnostic:
    at = mistake.file.text.rfind("\\", 0, mistake.at + 1)
    hint = "write two backslashes, or use single quotes"
    return mistake.error("in double quotes a backslash begins an escape, and this one is none", hint, at=at)


def _behind_header(mistake: _Mistake) -> Diagnostic:
    sign = mistake.file.text[mistake.since : mistake.since + 1]
    hint = f"begin the text on the next line, indented; if the {sign} belongs to it, put it in quotes"
    return mistake.error(f"nothing can follow {sign} on its line", hint)


def _name(mistake: _Mistake) -> Diagnostic:
    sign = mistake.file.text[mistake.since : mistake.since + 1]
    what = "repeats a value" if sign == "*" else "names a value"
    return mistake.error(f"a text cannot begin with {sign}, which {what}", "put the text in quotes", at=mistake.since)


def _tag(mistake: _Mistake) -> Diagnostic:
    hint = "if the exclamation mark belongs to the text, put the whole text in quotes"
    return mistake.error("a YAML tag stands here", hint, at=mistake.since, code="E-YAML-TAG")


def _glued(mistake: _Mistake) -> Diagnostic:
    return mistake.error("this colon ends no key", "put a space after the colon, or the text in quotes")


def _question(mistake: _Mistake) -> Diagnostic:
    return mistake.error("a text cannot begin with a question mark and a space", "put the text in quotes")


_EXPLANATIONS: Final[tuple[tuple[str, Callable[[_Mistake], Diagnostic]], ...]] = (
    ("tab character", _tab),
    ("cannot start any token", _start),
    ("mapping values are not allowed", _second_colon),
    ("mapping keys are not allowed", _question),
    ("could not find expected ':'", _no_colon),
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document indicator", _unclosed_quote),
    ("expected ',' or", _unclosed_bracket),
    ("did not find expected key", _block),
    ("did not find expected '-' indicator", _block),
    ("did not find expected node content", _content),
    ("block sequence entries are not allowed", _inline_list),
    ("unknown escape character", _escape),
    ("hexdecimal number", _escape),
    ("invalid Unicode character escape", _escape),
    ("expected comment or line break", _behind_header),
    ("alphabetic or numeric character", _name),
    ("tag", _tag),
    ("found unexpected ':'", _glued),
)
"""Parts of libyaml's messages (0.2.5, src/scanner.c and src/parser.c), first match first."""


def deepest(file: TextFile, depth: int, start: int, end: int) -> Span:
    """Give the bracket that is too deep where libyaml (0.2.6: 1,000 levels) met its own bound, reading ahead.

    Its events go to the offset `start`, where it is `depth` deep, and its own reading to `end`.
    """
    source, offset = file.text, start
    for offset in range(start, max(end, start + 1)):
        depth += (source[offset] in "[{") - (source[offset] in "]}")
        if depth > DEPTH:
            break
    return place(file, offset)
