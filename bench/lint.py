"""How well the number lint does: its findings in a folder of articles against the marks of readers.

    python bench/lint.py FOLDER LABELS [--show]

FOLDER holds articles as Markdown (NN.md), LABELS their marks (NN.tsv): `LINE:COLUMN<TAB>LENGTH<TAB>KIND` a line,
counted from 1 in characters. Where LABELS holds the folders `a` and `b` of two readers, they are compared with each
other, and the lint with each. bench/lint/README.md says what a figure is.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Span
from generator.facts.lint import stated_figures
from generator.load.prose import read_document
from generator.model.text import Run, SourceMap, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

KINDS = ("money", "percent", "ratio", "fraction", "large", "quantity", "written")
Z = 1.959964
"""The normal quantile of a 95% interval."""

_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|pre|code)\b.*?</\1\s*>|</?[a-zA-Z][^<>]*>|\{\{[<%].*?[%>]\}\}",
    re.DOTALL | re.IGNORECASE,
)
_INDENTED = re.compile(r"^(?: {4}|\t)[ \t]*(?=[^\s*+-])(?!\d+[.)]\s)", re.MULTILINE)
_WIDE_ITEM = re.compile(r"^([ \t]*(?:[*+-]|\d+[.)]) )( {4,})(?=\S)", re.MULTILINE)
_JOINER = "\u2060"
_NOT_SPACE = re.compile(r"\S")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A figure in an article: its place, from 1 in characters, its length and its kind."""

    line: int
    column: int
    length: int
    kind: str

    def meets(self, other: Mark) -> bool:
        """Tell whether two marks share a character."""
        if self.line != other.line:
            return False
        return self.column < other.column + other.length and other.column < self.column + self.length


@dataclass(frozen=True, slots=True)
class Judgement:
    """An article's text, its readers' marks, and what the lint found."""

    name: str
    text: str
    labels: tuple[Mark, ...]
    found: tuple[Mark, ...]

    @property
    def missed(self) -> list[Mark]:
        """Give the marks that no finding meets."""
        return [label for label in self.labels if not any(label.meets(one) for one in self.found)]

    @property
    def false(self) -> list[Mark]:
        """Give the findings that meet no mark."""
        return [one for one in self.found if not any(one.meets(label) for label in self.labels)]


def without_markup(text: str) -> str:
    """Blank out what is markup and no prose (HTML, comments, short codes), so that every character keeps its place.

    In these articles deep indentation continues a list or stands below a tag, where CommonMark would see code: a
    character that joins words stands in its place.
    """
    blanked = _MARKUP.sub(lambda match: _NOT_SPACE.sub(" ", match.group()), text)
    listed = _WIDE_ITEM.sub(lambda match: match[1] + _JOINER * len(match[2]), blanked)
    return _INDENTED.sub(lambda match: _JOINER * len(match.group()), listed)


def findings(text: str) -> tuple[Mark, ...]:
    """Give what the lint finds in a Markdown text, as if it were an article's body."""
    words = without_markup(text)
    runs, offset = [], 0
    for number, line in enumerate(words.split("\n"), 1):
        runs.append(Run(offset, offset, number, 1))
        offset += len(line) + 1
    whole = Text(words, Span("article", 1, 1, len(words)), SourceMap("article", tuple(runs)))
    document, _ = read_document(whole)
    found = []
    for one in stated_figures(document, "en"):
        if not one.bond:
            span = document.at(one.start, one.end - one.start)
            found.append(Mark(span.line, span.column, span.length, one.kind))
    return tuple(found)


def read_marks(path: Path) -> tuple[Mark, ...]:
    """Give the marks of a file of labels."""
    marks = []
    for line in path.read_text("utf-8").splitlines():
        place, length, kind = line.split("\t")
        row, _, column = place.partition(":")
        marks.append(Mark(int(row), int(column), int(length), kind))
    return tuple(sorted(marks))


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give Wilson's 95% interval of a share (E. B. Wilson, 1927)."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z / of
    middle = share + square / 2
    width = Z * math.sqrt(share * (1 - share) / of + square / (4 * of))
    return max(0.0, (middle - width) / (1 + square)), min(1.0, (middle + width) / (1 + square))


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of if of else 0:6.1%}  ({low:.1%} to {high:.1%})"


def judge(folder: Path, labels: Path) -> list[Judgement]:
    """Compare the lint with the marks of every article that has any file of them."""
    judged = []
    for path in sorted(labels.glob("*.tsv")):
        text = (folder / f"{path.stem}.md").read_text("utf-8")
        judged.append(Judgement(path.stem, text, read_marks(path), findings(text)))
    return judged


def report(judged: Sequence[Judgement]) -> str:
    """Give the counts, kind by kind, as text."""
    labelled = Counter(label.kind for one in judged for label in one.labels)
    missed = Counter(label.kind for one in judged for label in one.missed)
    lines = [f"{'kind':9} labelled   found  missed  recall (95%)"]
    for kind in (*KINDS, *sorted(set(labelled) - set(KINDS))):
        hits = labelled[kind] - missed[kind]
        lines.append(f"{kind:9} {labelled[kind]:8} {hits:7} {missed[kind]:7} {_share(hits, labelled[kind])}")
    total, gone = labelled.total(), missed.total()
    lines.append(f"{'all':9} {total:8} {total - gone:7} {gone:7} {_share(total - gone, total)}")
    found, false = sum(len(one.found) for one in judged), sum(len(one.false) for one in judged)
    lines.append(f"findings {found}, of these false {false}: {_share(false, found)}")
    return "\n".join(lines)


def show(judged: Iterable[Judgement]) -> str:
    """Give every miss and every false finding with its line."""
    lines = []
    for one in judged:
        for what, marks in (("missed", one.missed), ("false", one.false)):
            lines += [f"{what} {one.name}:{mark.line} {mark.kind}: {_context(one.text, mark)}" for mark in marks]
    return "\n".join(lines)


def _context(text: str, mark: Mark) -> str:
    line, start = text.split("\n")[mark.line - 1], mark.column - 1
    end = start + mark.length
    return f"{line[max(start - 60, 0) : start]}[[{line[start:end]}]]{line[end : end + 60]}"


def agreement(first: Mapping[str, tuple[Mark, ...]], second: Mapping[str, tuple[Mark, ...]]) -> str:
    """Give how far two readers agree: the share of each one's marks that the other has too, and on the kind."""
    mine = sum(any(mark.meets(one) for one in second[name]) for name in first for mark in first[name])
    theirs = sum(any(mark.meets(one) for one in first[name]) for name in second for mark in second[name])
    pairs = [(mark, one) for name in first for mark in first[name] for one in second[name] if mark.meets(one)]
    same = sum(mark.kind == one.kind for mark, one in pairs)
    all_mine, all_theirs = sum(map(len, first.values())), sum(map(len, second.values()))
    both = (mine + theirs) / (all_mine + all_theirs) if all_mine + all_theirs else 1.0
    return (
        f"reader a marked {all_mine}, of which b too {mine}; reader b marked {all_theirs}, of which a too {theirs}\n"
        f"agreement on figures {both:.1%}; on the kind of {len(pairs)} shared ones {_share(same, len(pairs))}"
    )


def _readers(labels: Path) -> tuple[dict[str, tuple[Mark, ...]], dict[str, tuple[Mark, ...]]]:
    names = sorted({path.stem for reader in "ab" for path in (labels / reader).glob("*.tsv")})
    first, second = (
        {name: read_marks(path) if (path := labels / reader / f"{name}.tsv").is_file() else () for name in names}
        for reader in "ab"
    )
    return first, second


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Compare the number lint with the marks of readers.")
    parser.add_argument("folder", type=Path, help="articles as Markdown, NN.md")
    parser.add_argument("labels", type=Path, help="marks, NN.tsv, or the folders a and b of two readers")
    parser.add_argument("--show", action="store_true", help="list every miss and every false finding")
    arguments = parser.parse_args()
    labels: Path = arguments.labels
    if (labels / "a").is_dir():
        first, second = _readers(labels)
        print(agreement(first, second))
        for name, marks in (("a", first), ("b", second)):
            print(f"\nreader {name}")
            texts = {one: (arguments.folder / f"{one}.md").read_text("utf-8") for one in marks}
            print(report([Judgement(one, texts[one], marks[one], findings(texts[one])) for one in marks]))
        return
    judged = judge(arguments.folder, labels)
    if arguments.show:
        print(show(judged))
    print(report(judged))


if __name__ == "__main__":
    main()
