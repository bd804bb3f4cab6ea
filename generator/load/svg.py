"""SVG drawings: whether they do nothing but draw, told by reading them as the XML that browsers read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from generator.diagnostics import Diagnostic, Span, diagnose

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements that run, load or hold what is no drawing (https://www.w3.org/TR/SVG2/eltindex.html and SVG Tiny 1.2).
_ACTIVE: Final = frozenset(
    {"script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio", "video"}
)
_ANIMATIONS: Final = frozenset({"set", "animate", "animatemotion", "animatetransform", "animatecolor", "discard"})
_EMBEDDED: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_FETCHING: Final = re.compile(
    r"@import|\\|url\(\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp)[;,])[^)\s]", re.IGNORECASE
)
_SHOWN: Final = 40


class _Doctype(Exception):  # noqa: N818 - it ends the reading of a drawing, and never leaves this module
    """A DOCTYPE begins: nothing after it is read, since it may declare texts that multiply."""


class _Reader:
    """The state of one reading: what was found, each with its place."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.element
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        self.style = False
        self.parser.EndElementHandler = self.end

    def note(self, words: str) -> None:
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}..."
        span = Span(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(diagnose("E-SVG", span, f"this drawing does more than draw: `{shown}`"))

    def element(self, name: str, attributes: dict[str, str]) -> None:
        plain = name.rpartition(":")[2].lower()
        self.style = plain == "style"
        if plain in _ACTIVE:
            self.note(f"<{name}>")
        for key, value in attributes.items():
            if _acts(plain, key, value):
                self.note(f'{key}="{value}"')

    def end(self, _name: str) -> None:
        self.style = False

    def words(self, text: str) -> None:
        found = _FETCHING.search(text) if self.style else None
        if found is not None:
            self.note(found.group())

    def instruction(self, target: str, _data: str) -> None:
        self.note(f"<?{target}>")

    def doctype(self, name: str, _system: str | None, _public: str | None, _internal: bool) -> None:  # noqa: FBT001
        self.note(f"<!DOCTYPE {name}>")
        raise _Doctype


def _is_link(key: str) -> bool:
    return key.rpartition(":")[2].lower() in {"href", "src"}


def _acts(element: str, key: str, value: str) -> bool:
    """Tell whether an attribute runs something, leads elsewhere, or changes one that could."""
    plain = key.rpartition(":")[2].lower()
    if plain.startswith("on"):
        return True
    if element in _ANIMATIONS and plain == "attributename":
        return _is_link(value) or value.lower().startswith("on")
    if _is_link(key):
        return not (value.strip().startswith("#") or _EMBEDDED.match(value.strip()) or not value.strip())
    return plain != "xmlns" and not key.startswith("xmlns:") and _FETCHING.search(value) is not None


def svg_problems(path: str, data: bytes) -> Iterator[Diagnostic]:
    """Report E-SVG, at its place, for all in a drawing that acts, loads or cannot be read."""
    reader = _Reader(path)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except _Doctype:
        pass
    except expat.ExpatError as error:
        message = f"this drawing cannot be read as XML: {expat.ErrorString(error.code)}"
        reader.problems.append(diagnose("E-SVG", Span(path, max(error.lineno, 1), error.offset + 1), message))
    except (ValueError, LookupError):  # an encoding that Python does not know, or one of several bytes a character
        reader.problems.append(diagnose("E-SVG", Span(path), "this drawing is not in UTF-8"))
    yield from reader.problems
