"""The pages of the documentation, taken apart: sections, tables, marked tables and the files of examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = tuple(sorted(DOCS.rglob("*.md")))
GUIDES = tuple(sorted([*DOCS.glob("*.md"), *(DOCS / "writing").glob("*.md")]))
"""The pages whose examples are built; those of decisions and codes are about other things."""

FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence) *$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"(?:# |<!-- |\{# |/\* )(?P<path>(?:config\.yaml|content/|templates/)\S*)(?: -->| #\}| \*/)?\n")
_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
_CODE = re.compile(r"(?P<mark>`+)(?P<text>.+?)(?P=mark)")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Example:
    """The files of one site that a page shows, by their paths; `name` tells which one in messages."""

    name: str
    files: dict[str, str]


def examples(page: Path) -> list[Example]:
    """Give the sites that a page shows: a block whose first line is a comment with a path is that file.

    Each block of config.yaml is a site of its own; all other files belong to every site of the page.
    """
    shared: dict[str, str] = {}
    settings: list[str] = []
    for path, text in _files(page):
        if path == "config.yaml":
            settings.append(text)
            continue
        assert path not in shared, f"{page.name} shows {path} twice"
        shared[path] = text
    if not shared and not settings:
        return []
    name = page.relative_to(DOCS)
    return [Example(f"{name} {index}", {**shared, "config.yaml": text}) for index, text in enumerate(settings or [""])]


def _files(page: Path) -> Iterator[tuple[str, str]]:
    for found in FENCE.finditer(page.read_text()):
        named = _NAMED.match(found["text"])
        if named is not None:
            yield named["path"], found["text"][named.end() :]


def shell(text: str) -> Iterator[list[str]]:
    """Give the words of each command in the page's blocks of shell, without comments."""
    for found in FENCE.finditer(text):
        if found["info"].strip() in {"sh", "console"}:
            for line in found["text"].splitlines():
                words = line.partition(" #")[0].removeprefix("$ ").split()
                if words:
                    yield words


def sections(text: str) -> dict[str, str]:
    """Give the text under each heading, up to the next one of any level."""
    bare = FENCE.sub("", text)
    parts = list(_HEADING.finditer(bare))
    ends = [part.start() for part in parts[1:]] + [len(bare)]
    return {part[2]: bare[part.end() : end] for part, end in zip(parts, ends, strict=True)}


def marked_tables(text: str, mark: str) -> dict[str, list[list[str]]]:
    """Give the rows (without the head) of the tables under comments such as `<!-- keys: a fact -->`, by what follows.

    With a mark of one word alone (`<!-- directives -->`) the name is "".
    """
    found: dict[str, list[list[str]]] = {}
    for match in re.finditer(rf"^<!-- {mark}(?:: (?P<name>.+?))? -->\n(?P<table>(?:\|.*\n)+)", text, re.MULTILINE):
        rows = [_CELL.split(line)[1:-1] for line in match["table"].splitlines()[2:]]
        assert (match["name"] or "") not in found, f"two tables are marked {match['name']}"
        found[match["name"] or ""] = [[cell.strip() for cell in row] for row in rows]
    return found


def codes(cell: str) -> list[str]:
    """Give the texts in backticks in a cell of a table or in a sentence."""
    return [found["text"].strip() for found in _CODE.finditer(cell)]


def anchors(text: str) -> set[str]:
    """Give the anchors of a page's headings, as GitHub makes them."""
    found: dict[str, int] = {}
    names = set()
    for match in _HEADING.finditer(FENCE.sub("", text)):
        words = re.sub(r"[^\w\- ]", "", re.sub(r"\[(.*?)\]\(.*?\)", r"\1", match[2]).lower()).replace(" ", "-")
        number = found.get(words, 0)
        found[words] = number + 1
        names.add(f"{words}-{number}" if number else words)
    return names


def links(text: str) -> Iterator[str]:
    """Give the targets of a page's links and images, but for those in code."""
    for found in re.finditer(r"\]\(([^()\s]+)\)", _CODE.sub("", FENCE.sub("", text))):
        yield found[1]
