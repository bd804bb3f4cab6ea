"""Definitions of links and footnotes, which Markdown takes out of the text: none may vanish without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Fault
from generator.load.prose.targets import read_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from generator.load.prose.collection import Collection
    from generator.load.prose.reading import Reading


def take_notes(tokens: Sequence[Token], reading: Reading) -> tuple[list[Token], dict[str, tuple[Token, ...]]]:
    """Part the definitions of footnotes from the text: give the tokens of the text, and those of each label.

    A label that is defined twice is E-REF-FORM at the second.
    """
    text: list[Token] = []
    notes: dict[str, tuple[Token, ...]] = {}
    opened: list[tuple[Token, list[Token]]] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            opened.append((token, []))
        elif token.type == "footnote_reference_close":
            definition, inside = opened.pop()
            label = definition.meta["label"]
            if label in notes:
                _mark_note(reading, definition, "this footnote is defined twice", "give one of the two another label")
            notes.setdefault(label, tuple(inside))
        else:
            (opened[-1][1] if opened else text).append(token)
    return text, notes


def check_notes(tokens: Iterable[Token], found: Collection) -> None:
    """Note every footnote that nothing points at."""
    for token in tokens:
        if token.type == "footnote_reference_open" and token.meta["label"] not in found.numbers:
            hint = f"put [^{token.meta['label']}] where it belongs, or remove it"
            _mark_note(found.reading, token, "nothing points at this footnote, so that it is not shown", hint)


def _mark_note(reading: Reading, token: Token, message: str, hint: str) -> None:
    start = token.meta["start"]
    reading.mark("E-REF-FORM", start, start + len(f"[^{token.meta['label']}]:"), message, hint)


def check_links(env: Mapping[str, Any], found: Collection) -> None:
    """Note link definitions that nothing uses, that are written twice, or that lead where no link may."""
    definitions: Mapping[str, dict[str, Any]] = env.get("references", {})
    twice: Sequence[dict[str, Any]] = env.get("duplicate_refs", ())
    if not definitions:
        return
    lines = _line_starts(found.reading.source)
    for label, definition in definitions.items():
        start, end = _place(found.reading.source, lines, definition["map"])
        if label not in found.labels:
            _mark_unused(found.reading, label, start, end)
        target = read_target(definition["href"])
        if isinstance(target, Fault) and not label.startswith("@"):
            found.reading.mark(target.code, start, end, target.message, target.hint)
    for definition in twice:
        start, end = _place(found.reading.source, lines, definition["map"])
        hint = "keep one of the two"
        found.reading.mark("E-REF-FORM", start, end, "this link is defined twice, and only the first counts", hint)


def _mark_unused(reading: Reading, label: str, start: int, end: int) -> None:
    if label.startswith("@"):
        message = "Markdown takes this line for the definition of a link and shows nothing of it"
        hint = "put the citation behind the words, or begin the line with other words"
    else:
        message = "nothing uses this definition of a link, so that nothing of it is shown"
        hint = "use it as [words][label], or remove it; to print the line, write \\[ at its beginning"
    reading.mark("E-REF-FORM", start, end, message, hint)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts


def _place(text: str, lines: Sequence[int], span: Sequence[int]) -> tuple[int, int]:
    """Give where a definition begins and ends."""
    start = max(text.find("[", lines[span[0]]), lines[span[0]])
    last = lines[span[1]] - 1 if span[1] < len(lines) else len(text)
    return start, max(start + 1, len(text[start:last].rstrip()) + start)
