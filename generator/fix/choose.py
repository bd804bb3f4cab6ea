"""Which fixes can be made: those after which everything else reads as it did, and nothing new is wrong."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.fix.draft import fixed_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.diagnostics import Diagnostic
    from generator.fix.draft import Draft

    Judge = Callable[[Draft], Iterable[Diagnostic]]
    Group = tuple[Diagnostic, ...]

UNFIT: Final = "the file would read differently; put the text into quotes, or below a `|`, and try again"

_place = attrgetter("span")


@dataclass(frozen=True, slots=True)
class Choice:
    """A draft with the fixes made that can be, those fixes, and the others with what speaks against each."""

    draft: Draft
    made: Group
    left: tuple[tuple[Diagnostic, str], ...]


def choose(base: Draft, known: Sequence[Diagnostic], wanted: Iterable[Diagnostic], judge: Judge) -> Choice:
    """Choose among the fixes of wanted problems; `known` are all problems of the base.

    The fixes of a file are tried together, and in halves where something speaks against them. Files are tried
    together as well: judging a whole site is what costs.
    """
    trial = _Trial(base, Counter(map(_identity, known)), judge)
    pending = _by_file(wanted)
    made: list[Diagnostic] = []
    left: list[tuple[Diagnostic, str]] = []
    while pending:
        batch, pending = _one_of_each_file(pending)
        for group, why in trial.run(made, batch):
            if not why:
                made += group
            elif len(group) == 1:
                left.append((group[0], why))
            else:
                middle = len(group) // 2
                pending += [group[:middle], group[middle:]]
    done = trial.draft(made, ())[0]
    return Choice(done, tuple(sorted(made, key=_place)), tuple(sorted(left, key=lambda pair: pair[0].span)))


def _by_file(problems: Iterable[Diagnostic]) -> list[Group]:
    """Give the problems a file, in the order of their places, without those whose edits touch an earlier one's."""
    found = []
    for _, group in groupby(sorted(problems, key=_place), key=lambda problem: problem.span.path):
        kept: list[Diagnostic] = []
        taken: set[tuple[int, int]] = set()
        for problem in group:
            touched = _touched(problem)
            if not touched & taken:
                kept.append(problem)
                taken |= touched
        found.append(tuple(kept))
    return found


def _touched(problem: Diagnostic) -> set[tuple[int, int]]:
    """Give the places (line, column) that a fix touches, the ends of what it changes included."""
    spans = [edit.span for edit in problem.fix.edits] if problem.fix is not None else []
    return {(span.line, span.column + step) for span in spans for step in range(span.length + 1)}


def _one_of_each_file(pending: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Divide groups into the first of each file, and the rest."""
    first: dict[str, Group] = {}
    for group in pending:
        first.setdefault(group[0].span.path, group)
    rest = [group for group in pending if first[group[0].span.path] is not group]
    return list(first.values()), rest


def _identity(problem: Diagnostic) -> tuple[str, str, str]:
    return (problem.code, problem.span.path, problem.message)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What fixes are tried on: the base, what is wrong with it already, and the judge."""

    base: Draft
    known: Counter[tuple[str, str, str]]
    judge: Judge

    def run(self, made: Sequence[Diagnostic], batch: Sequence[Group]) -> list[tuple[Group, str]]:
        """Try groups of different files, after the fixes made already; give each with why not, or ""."""
        draft, against = self.draft(made, batch)
        for problem in self.judge(draft) if len(against) < len(batch) else ():
            if self._is_new(problem):
                against.setdefault(problem.span.path, f"it would lead to {problem.code}: {problem.message}")
        elsewhere = [why for path, why in against.items() if all(group[0].span.path != path for group in batch)]
        if not elsewhere:
            return [(group, against.get(group[0].span.path, "")) for group in batch]
        if len(batch) == 1:
            return [(batch[0], elsewhere[0])]
        tried: list[tuple[Group, str]] = []
        so_far = list(made)
        for group in batch:  # a file's fix did harm in another file: each is tried by itself
            tried += self.run(so_far, [group])
            so_far += () if tried[-1][1] else group
        return tried

    def draft(self, made: Sequence[Diagnostic], batch: Sequence[Group]) -> tuple[Draft, dict[str, str]]:
        """Give the base with fixes made, and the files whose group cannot be spliced in."""
        by_path: dict[str, list[Diagnostic]] = {}
        for problem in made:
            by_path.setdefault(problem.span.path, []).append(problem)
        groups = {group[0].span.path: group for group in batch}
        changed: dict[str, bytes | None] = {}
        against = {}
        for path in dict.fromkeys((*by_path, *groups)):
            sound = by_path.get(path, [])
            changed[path] = fixed_bytes(self.base, path, (*sound, *groups.get(path, ())))
            if changed[path] is None:
                against[path] = UNFIT
                changed[path] = fixed_bytes(self.base, path, sound) if sound else None
        return self.base.with_bytes({path: data for path, data in changed.items() if data is not None}), against

    def _is_new(self, problem: Diagnostic) -> bool:
        return _identity(problem) not in self.known
