"""Directives: what each `:::` block may hold, and the reading of its first line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.diagnostics.nearest import nearest
from generator.load.prose.reading import Mark
from generator.model.address import parse_fact_address
from generator.model.chart import CHART_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CODE: Final = "E-DIRECTIVE"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a directive takes: from `least` to `most` words (None: any number), which keys, and words inside or not.

    `scheme` is that of the references which its words are, "" where they are none.
    """

    example: str
    least: int = 0
    most: int | None = 0
    scheme: str = ""
    keys: tuple[str, ...] = ()
    inside: bool = False


SHAPES: Final = {
    "facts": Shape("::: facts rice-levy rice-quota", 1, None, "fact"),
    "claims": Shape("::: claims rice-tariff-equivalent", 1, 1, "fact"),
    "table": Shape("::: table car-exports rows=country columns=year", 1, 1, "series", ("rows", "columns")),
    "chart": Shape("::: chart car-exports rows=us,uk type=line", 1, None, "chart", ("rows", "type")),
    "timeline": Shape("::: timeline tags=rice from=2025-04", keys=("tags", "people", "from", "to")),
    "quote": Shape("::: quote dense-fog", 1, 1, "quote"),
    "quote by": Shape('::: quote by=akazawa source="nhk-2025 p. 3"', keys=("by", "source"), inside=True),
    "note": Shape('::: note title="How we count"', keys=("title",), inside=True),
    "card": Shape('::: card "Who pays a tariff?"', 1, 1, inside=True),
}
"""Every directive. A quotation is either named, or written inside with `by` and `source`."""

_NAMES: Final = tuple(name for name in SHAPES if " " not in name)
_LISTS: Final = {"tags": "tag", "people": "person"}
_WORD = re.compile(
    r"""(?:(?P<key>[\w-]+)(?P<equals>=))?
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\u201c(?P<curly>[^\u201d]*)\u201d|(?P<bare>(?![\w-]+=["'\u201c])[^\s"'\u201c]\S*|(?<==)))(?!\S)""",
    re.VERBOSE,
)
_NAME = re.compile(r"\S+")
_ID = re.compile(r"[a-z0-9-]+")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a directive's line and its offset in the source; `key` is "" for an argument."""

    text: str
    start: int
    key: str = ""
    key_start: int = 0

    @property
    def end(self) -> int:
        """Give the offset where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a directive points at: a reference before its place in the file is looked up."""

    scheme: str
    target: str
    start: int
    end: int
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The first line of a directive as read: its name, its words, what it points at, and its problems."""

    name: str
    arguments: tuple[Word, ...]
    options: tuple[Word, ...]
    pointers: tuple[Pointer, ...]
    marks: tuple[Mark, ...]


def read_line(source: str, start: int, end: int, *, empty: bool, closed: bool) -> Line:
    """Read `name word key=value ...` between two offsets of the source.

    `empty` says that nothing stands inside the block; a block that is not closed is not asked for its inside.
    """
    name = _NAME.match(source, start, end)
    if name is None or name.group() not in _NAMES:
        return _unknown(source[start:end].split()[:1], start)
    words, marks = _split(source, name.end(), end)
    arguments = tuple(word for word in words if not word.key)
    options = tuple(word for word in words if word.key)
    key = name.group()
    spoken = key == "quote" and not arguments and (options or not empty)
    shape = SHAPES["quote by"] if spoken else SHAPES[key]
    place = (name.start(), name.end())
    marks += [
        *_argument_marks(key, shape, arguments, place),
        *_option_marks(key, shape, options, place),
        *(_inside_marks(key, shape, place, empty=empty) if closed else ()),
    ]
    pointers, wrong = _pointers(shape, arguments, options)
    return Line(key, arguments, options, pointers, (*marks, *wrong))


def _unknown(name: list[str], start: int) -> Line:
    written = name[0] if name else ""
    near = nearest(written.strip("{}."), _NAMES)
    hint = f"did you mean `{near}`?" if near else "there are " + ", ".join(_NAMES)
    mark = Mark(CODE, start, start + max(len(written), 1), f"there is no block called `{written}`", hint)
    return Line("", (), (), (), (mark,))


def _split(source: str, start: int, end: int) -> tuple[list[Word], list[Mark]]:
    """Give the words of a line; a stray quotation mark is a problem and ends the reading."""
    words: list[Word] = []
    position = start
    while (position := _next_word(source, position, end)) < end:
        found = _WORD.match(source, position, end)
        if found is None:
            message = "a quotation mark is missing, or words touch one"
            return words, [Mark(CODE, position, end, message, 'write values with spaces like title="How we count"')]
        group = next(name for name in ("double", "single", "curly", "bare") if found[name] is not None)
        words.append(Word(found[group], found.start(group), found["key"] or "", position))
        position = found.end()
    return words, []


def _next_word(source: str, position: int, end: int) -> int:
    while position < end and source[position].isspace():
        position += 1
    return position


def _argument_marks(name: str, shape: Shape, words: tuple[Word, ...], place: tuple[int, int]) -> Iterator[Mark]:
    if len(words) < shape.least:
        yield Mark(CODE, *place, f"`{name}` needs {_needed(shape)}", f"write it like `{shape.example}`")
    for word in words[shape.most :] if shape.most is not None else ():
        message = f"`{name}` takes no such word" if not shape.most else f"`{name}` takes one word only"
        yield Mark(CODE, word.start, max(word.end, word.start + 1), message, f"write it like `{shape.example}`")


def _needed(shape: Shape) -> str:
    return _NEEDED.get(shape.scheme, "a question in quotation marks")


_NEEDED: Final = {
    "fact": "the id of a fact",
    "series": "the id of a series",
    "chart": "the id of a chart, a series or a fact",
    "quote": "the id of a quotation",
}


def _option_marks(name: str, shape: Shape, options: tuple[Word, ...], place: tuple[int, int]) -> Iterator[Mark]:
    seen: set[str] = set()
    for option in options:
        span = (option.key_start, option.key_start + len(option.key))
        if option.key not in shape.keys:
            near = nearest(option.key, shape.keys)
            hint = f"did you mean `{near}`?" if near else f"write it like `{shape.example}`"
            yield Mark(CODE, *span, f"`{name}` has no `{option.key}`", hint)
        elif option.key in seen:
            yield Mark(CODE, *span, f"`{option.key}` is written twice", "keep one of the two")
        elif (fault := _value_fault(option)) is not None:
            yield Mark(CODE, *((option.start, option.end) if option.text.strip() else span), *fault)
        seen.add(option.key)
    if shape is SHAPES["quote by"]:
        for key in ("by", "source"):
            if key not in seen:
                hint = f"name a quotation, or write it like `{shape.example}` with the words inside"
                yield Mark(CODE, *place, f"this quotation has no `{key}`", hint)


def _value_fault(option: Word) -> tuple[str, str] | None:
    """Find what is wrong with the value of a known option: what, and how to write it."""
    if not option.text.strip():
        return f"`{option.key}` has no value", f"write it like {option.key}=value, without spaces around the sign"
    check = _VALUES.get(option.key)
    return check(option.text) if check else None


def _type_fault(value: str) -> tuple[str, str] | None:
    return None if value in CHART_TYPES else (f"there is no chart type `{value}`", f"types: {', '.join(CHART_TYPES)}")


def _day_fault(value: str) -> tuple[str, str] | None:
    return (
        None if _DAY.fullmatch(value) else (f"`{value}` is not a date", "write a date like 2025, 2025-04 or 2025-04-02")
    )


def _list_fault(value: str) -> tuple[str, str] | None:
    if all(part.strip() for part in value.split(",")):
        return None
    return "a word is missing beside a comma", "write it like rice,cars"


def _title_fault(value: str) -> tuple[str, str] | None:
    return ("a title holds plain words only", "put the link into the text below") if "](" in value else None


_VALUES: Final[dict[str, Callable[[str], tuple[str, str] | None]]] = {
    "type": _type_fault, "from": _day_fault, "to": _day_fault, "tags": _list_fault, "people": _list_fault,
    "rows": _list_fault, "title": _title_fault,
}  # fmt: skip


def _inside_marks(name: str, shape: Shape, place: tuple[int, int], *, empty: bool) -> Iterator[Mark]:
    if shape.inside and empty:
        yield Mark(CODE, *place, f"nothing stands inside this `{name}`", "put its words between the two lines")
    if not shape.inside and not empty:
        hint = "close it with `:::` first; the words may follow"
        yield Mark(CODE, *place, f"words stand inside this `{name}`, which shows none", hint)


def _pointers(
    shape: Shape, arguments: tuple[Word, ...], options: tuple[Word, ...]
) -> tuple[tuple[Pointer, ...], list[Mark]]:
    """Give what the words and options point at, and the problems of ids that cannot be ids."""
    found = [Pointer(shape.scheme, word.text, word.start, word.end) for word in arguments if shape.scheme]
    for option in options:
        if option.key in shape.keys:
            found += _option_pointers(option)
    good, marks = [], []
    for pointer in found:
        mark = _pointer_mark(pointer)
        if mark is None:
            good.append(pointer)
        else:
            marks.append(mark)
    return tuple(good), marks


def _option_pointers(option: Word) -> Iterator[Pointer]:
    if option.key in _LISTS:
        position = option.start
        for part in option.text.split(","):
            lead = len(part) - len(part.lstrip())
            word = part.strip()
            if word:
                yield Pointer(_LISTS[option.key], word, position + lead, position + lead + len(word))
            position += len(part) + 1
    elif option.key == "by" and _ID.fullmatch(option.text):
        yield Pointer("person", option.text, option.start, option.end)
    elif option.key == "source" and option.text.strip():
        written = option.text.strip()
        start = option.start + len(option.text) - len(option.text.lstrip())
        source, _, locator = written.partition(" ")
        yield Pointer("cite", source, start, start + len(source), locator.strip())


def _pointer_mark(pointer: Pointer) -> Mark | None:
    if pointer.scheme in {"fact", "series", "chart"}:
        fault = parse_fact_address(pointer.target)
        if not isinstance(fault, Fault):
            return None
        start = pointer.start + fault.start
        length = pointer.end - start if fault.length is None else fault.length
        return Mark(fault.code, start, start + max(length, 1), fault.message, fault.hint)
    if pointer.scheme == "tag" or _ID.fullmatch(pointer.target):
        return None
    message = f"`{pointer.target}` is not an id: ids are made of a-z, 0-9 and hyphens"
    return Mark("E-REF-FORM", pointer.start, pointer.end, message, "separate ids by spaces, and lists by commas alone")
