"""The lint over a site: the figures of every piece of prose that readers see, and which are known from before."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.facts.lint.stated import stated_figures
from generator.facts.sentences import sentences
from generator.model.baseline import KnownFigure, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.facts.lint.stated import Stated
    from generator.facts.prose import Passage

JUDGED: Final = frozenset(
    {"title", "summary", "body", "question", "answer", "description", "text", "definition", "caption", "note"}
)
"""The parts whose figures are judged.

A fact's own prose rests on the fact's sources; what tells of a correction or a withdrawal repeats what was wrong.
"""


@dataclass(frozen=True, slots=True)
class Linted:
    """The figures of a piece of prose; `known` are those unbound ones that the baseline lists."""

    passage: Passage
    figures: tuple[Stated, ...]
    known: frozenset[Stated] = frozenset()

    @property
    def unbound(self) -> tuple[Stated, ...]:
        """Give the figures that are bound to nothing, those of the baseline too."""
        return tuple(one for one in self.figures if not one.bond)


def lint(
    passages: Iterable[Passage],
    language: str,
    *,
    dates: bool = False,
    articles: Mapping[str, bool] | None = None,
    baseline: Iterable[KnownFigure] = (),
) -> tuple[Linted, ...]:
    """Give the figures of each piece of prose that is judged.

    `dates` judges dates and years too; `articles` are those, by slug, that say themselves whether theirs are judged.
    """
    left, own = Counter(baseline), articles or {}
    judged = (passage for passage in passages if is_judged(passage))
    return tuple(_linted(one, language, left, dates=own.get(one.owner.home, dates)) for one in judged)


def is_judged(passage: Passage) -> bool:
    """Tell whether the figures of a piece of prose must be bound."""
    return passage.part in JUDGED and passage.owner.kind != "fact"


def _linted(passage: Passage, language: str, left: Counter[KnownFigure], *, dates: bool) -> Linted:
    """Lint one piece of prose, and take from `left` what the baseline lists of it."""
    found = Linted(passage, stated_figures(passage.document, language, dates=dates))
    if not left or not found.unbound:
        return found
    known = set()
    for figure, one in entries(found):
        if left[one] > 0:
            left[one] -= 1
            known.add(figure)
    return Linted(passage, found.figures, frozenset(known))


def entries(linted: Linted) -> Iterator[tuple[Stated, KnownFigure]]:
    """Give the unbound figures of a piece of prose with the entries that a baseline has for them."""
    unbound = linted.unbound
    if not unbound:
        return
    passage = linted.passage
    plain, path, part = passage.document.plain, passage.document.source.span.path, _part(passage)
    places = sentences(plain)
    starts = [start for start, _ in places]
    for figure in unbound:
        start, end = places[max(bisect_right(starts, figure.start) - 1, 0)]
        yield figure, entry(path, part, figure.words, plain[start:end])


def _part(passage: Passage) -> str:
    """Give the name of a part that lasts when lines move: `body`, `answer#who-pays`, `letter.text`."""
    if passage.card:
        return f"{passage.part}#{passage.card}"
    return passage.part if passage.owner.kind in {"article", "page"} else f"{passage.owner.id}.{passage.part}"
