"""References that Markdown left as plain text: what an author meant as one must never be printed as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.diagnostics import Fault
from generator.load.prose.reading import Mark
from generator.load.prose.targets import FREE, SCHEMES, read_target

if TYPE_CHECKING:
    from collections.abc import Iterator

_OURS = "|".join(SCHEMES)
_LEFT = re.compile(
    rf"""(?P<space>\]\s+\((?=\s*<?(?:{_OURS}|{FREE}):))
    |(?P<link>\]\()
    |(?P<bare>(?<![\w/.:-])(?:{_OURS}):[\w-][\w.?=\#&-]*)
    |(?P<cite>\[-?@|\[(?:see(?:\ also)?|cf\.?|e\.g\.,?)\s+@[a-z0-9-])
    |(?P<note>\[\^)
    |(?P<pair>\]\[)
    |(?P<block>\A::\s*(?:facts|claims|table|chart|timeline|quote|note|card)\b)""",
    re.VERBOSE,
)
_RULE = re.compile(r"(?=[^|]*\|)\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_JOINED_RULE = re.compile(r"\|\s*:?-{2,}:?\s*\|")
_ROW = re.compile(r"\|[^|]+\|(?:[^|]*\|)+\s*")
_HEADING_ID = re.compile(r"\{\s*#[^{}]*\}\s*\Z")
_SQUEEZED = re.compile(r"[\s\x00-\x1f]+")

_NO_COMMA = re.compile(r"\[@([a-z0-9-]+)\s+([^\[\],;@]{1,60})\]")
"""`[@wto p. 3]`."""
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"
_FREE_REASON = re.compile(rf"\s*{FREE}:\s*[{_QUOTES}]?([^{_QUOTES}()\[\]\ufffc]{{0,60}}?)\s*[{_QUOTES}]?\s*\)")
"""`(free: us)`, `(free: “us”)`."""

_CODE_HINT: Final = "to print it as it stands, put it in `backticks`"
_WORDS: Final = {
    "space": ("the words and the target of this reference stand apart, so that it is printed as it stands",
              "remove the space between `]` and `(`"),
    "link": ("this looks like a link, but Markdown cannot read it as one and prints it as it stands",
             "write [words](target) without spaces in the target and without another link in the words; " + _CODE_HINT),
    "bare": ("this reference stands alone, so that it is printed as it stands",
             "put it behind words: [words](target), or [](target) for the figure itself; " + _CODE_HINT),
    "cite": ("this citation cannot be read, so that it is printed as it stands",
             "write [@id], [@id, p. 4] or [@a; @b]; ids are made of a-z, 0-9 and hyphens; " + _CODE_HINT),
    "note": ("this footnote has no text, so that its mark is printed as it stands",
             "define it on a line of its own: `[^label]: words`"),
    "pair": ("no definition of this link is found, so that it is printed as it stands",
             "write the target in round brackets, or define it on a line of its own: `[label]: https://...`"),
    "block": ("a block begins with three colons, so that this is printed as it stands",
              "write `:::` here, and `:::` on a line of its own after what the block holds"),
}  # fmt: skip


def left_over(words: str) -> Iterator[Mark]:
    """Give the problems of a stretch of plain text, with their offsets in it; escaped characters are U+FFFC."""
    # Few texts hold such a sign, without which there is nothing to find.
    position = 0 if "[" in words or "]" in words or ":" in words else len(words)
    while (found := _LEFT.search(words, position)) is not None:
        kind = found.lastgroup or ""
        start, end = _extent(words, found, kind, position)
        position = max(end, found.end())
        if kind == "link":
            yield _link_mark(words, start, end, found.end())
        elif kind == "cite" and (cited := _NO_COMMA.fullmatch(words, start, end)) is not None:
            hint = f"write `[@{cited[1]}, {cited[2]}]` with a comma behind the id; {_CODE_HINT}"
            yield Mark("E-REF-FORM", start, end, _WORDS["cite"][0], hint)
        else:
            yield Mark("E-REF-FORM", start, end, *_WORDS[kind])
    if "|" in words:
        yield from _table_marks(words)


def _table_marks(words: str) -> Iterator[Mark]:
    """Give the problem of a table that is none: its rule does not fit its head, or a fold has joined its lines."""
    joined = _JOINED_RULE.search(words)
    if _RULE.fullmatch(words):
        message = "this line looks like the rule under a table's head, but the head has another number of cells"
        yield Mark("E-TABLE", 0, len(words), message, "give both lines the same number of cells")
    elif joined is not None:
        message = "this looks like a table whose lines were joined into one"
        yield Mark(
            "E-TABLE", joined.start(), joined.end(), message, "begin a text that holds a table with `|`, not `>`"
        )


def _extent(words: str, found: re.Match[str], kind: str, floor: int) -> tuple[int, int]:
    """Give where the whole of it begins and ends, as far as it stands in this stretch of text."""
    if kind == "bare":
        return found.start(), found.start() + len(found.group().rstrip(".?-"))
    start = words.rfind("[", floor, found.start() + 1)
    if start < 0:
        start = found.start()
    closer = ")" if kind in {"space", "link"} else "]"
    end = words.find(closer, found.end())
    following = words.find("[", found.end())
    if end < 0 or 0 <= following < end:
        end = (following if following > 0 else len(words.rstrip())) - 1
    return start, max(end + 1, found.end())


def _link_mark(words: str, start: int, end: int, target: int) -> Mark:
    """Give the problem of a link that was not read; E-LINK where its target would not be allowed anyway."""
    free = _FREE_REASON.match(words, target, end)
    if free is not None:
        hint = f'write the reason in straight quotation marks: `(free: "{free[1] or "why"}")`; {_CODE_HINT}'
        return Mark("E-REF-FORM", start, end, _WORDS["link"][0], hint)
    written = _SQUEEZED.sub("", words[target:end]).strip("()<>\ufffc")
    fault = read_target(written) if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", written) else None
    if isinstance(fault, Fault) and fault.code in {"E-LINK", "E-REF"}:
        return Mark(fault.code, start, end, fault.message, fault.hint)
    return Mark("E-REF-FORM", start, end, *_WORDS["link"])


def headless_table(content: str) -> Mark | None:
    """Give the problem of a paragraph that is nothing but rows of a table, without the rule that makes them one."""
    rows = content.split("\n")
    if "|" not in content or not all(_ROW.fullmatch(row.strip()) for row in rows):
        return None
    if any(_RULE.fullmatch(row) or _JOINED_RULE.search(row) for row in rows):
        return None
    message = "this looks like a table, but no rule stands under its head, so that it is printed as it stands"
    return Mark("E-TABLE", 0, len(rows[0]), message, "put the line `|---|---|` under the first line")


def heading_attribute(words: str) -> tuple[int, int] | None:
    """Give where an explicit id such as `{#history}` stands at the end of a heading's words, or None."""
    found = _HEADING_ID.search(words)
    return found.span() if found else None
