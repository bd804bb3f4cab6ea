"""The whole way of a fix: read, judge, choose, make, write, and judge again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.build import judge, make_from
from generator.diagnostics import Severity
from generator.fix.choose import choose
from generator.fix.disk import is_ours, read_bytes, replace_bytes
from generator.fix.draft import Draft, draft_of, edits_of
from generator.load.against import against
from generator.load.settings import read_settings
from generator.load.site import load_tree
from generator.load.tree import TextFile, read_tree
from generator.load.tree.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.build import Job
    from generator.diagnostics import Diagnostic
    from generator.diagnostics.report import Report

ROUNDS: Final = 4
"""How often fixes are looked for again: one may lie inside another, or come to light through it."""

CHANGED: Final = "the file was changed meanwhile, or is a link; nothing was written into it"


UNSURE: Final = "so short a number may be another's, and the article does not use the fact; write it if it is meant"
"""Why a figure of one or two digits is not bound, although its message gives the words to paste."""


@dataclass(frozen=True, slots=True)
class Left:
    """A problem whose fix was not made, and why."""

    problem: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing did: the problems fixed and left, and the files that changed, as they were and as they are.

    `report` is that of a check after it. Places of problems are those at the time when they were fixed.
    """

    report: Report
    made: tuple[Diagnostic, ...]
    left: tuple[Left, ...]
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


def fix(job: Job, *, write: bool = True) -> Fixed:
    """Make every fix that is sure and changes nothing but what it means, in files under content/ and config.yaml.

    What config.yaml turns off is left alone. Without `write` nothing is written, and the report is that of a check
    after writing. Aborts (exit 3) where the disk refuses; files that were written by then stay so, each of them whole.
    """
    draft, made, left = _fixed(job)
    lost = _write(job.root, draft) if write else ()
    if lost:
        draft = draft.without(lost)
        left += tuple(Left(problem, CHANGED) for problem in made if problem.span.path in lost)
        made = tuple(problem for problem in made if problem.span.path not in lost)
    loaded = load_tree(draft.files())
    report = make_from(job, against(loaded, job.root, job.against) if job.against else loaded).report
    before = {path: draft.before[path] for path in draft.after}
    return Fixed(report, made, left, before, draft.after)


def _fixed(job: Job) -> tuple[Draft, tuple[Diagnostic, ...], tuple[Left, ...]]:
    draft = draft_of(read_tree(job.root))
    made: tuple[Diagnostic, ...] = ()
    left: tuple[Left, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    for _ in range(ROUNDS):
        problems = _judged(job, draft)
        wanted = _wanted(draft, problems)
        if not wanted:
            left = ()
            break
        draft = _with_bytes(job.root, draft, wanted)
        at_hand = [problem for problem in wanted if problem.span.path in draft.before]
        choice = choose(draft, problems, at_hand, lambda tried: _judged(job, tried))
        left = tuple(Left(problem, why) for problem, why in choice.left)
        left += tuple(Left(problem, CHANGED) for problem in wanted if problem.span.path not in draft.before)
        if not choice.made:
            break
        draft, made = choice.draft, made + choice.made
    return draft, made, (*left, *(Left(problem, UNSURE) for problem in _offered(draft, problems, sure=False)))


def _judged(job: Job, draft: Draft) -> tuple[Diagnostic, ...]:
    return judge(job, load_tree(draft.files()))


def _wanted(draft: Draft, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give the problems whose fix is to be made: sure, not turned off, and in the site's own texts."""
    found = _offered(draft, problems, sure=True)
    return [problem for problem in found if {edit.span.path for edit in edits_of([problem])} == {problem.span.path}]


def _offered(draft: Draft, problems: Iterable[Diagnostic], *, sure: bool) -> list[Diagnostic]:
    """Give the problems with a fix that is sure, or is not, which config.yaml does not turn off."""
    config, _ = read_settings(draft.texts[draft.tree.config.path])
    off = {code for code, severity in config.checks if severity is Severity.OFF} if config is not None else set()
    fixable = [p for p in problems if p.fix is not None and p.fix.sure == sure]
    return [p for p in fixable if p.code not in off and is_ours(p.span.path)]


def _with_bytes(root: Path, draft: Draft, problems: Iterable[Diagnostic]) -> Draft:
    """Give a draft that holds the bytes of the problems' files, where they still are what was read."""
    before = dict(draft.before)
    for path in dict.fromkeys(problem.span.path for problem in problems):
        data = read_bytes(root, path) if path not in before else None
        file = decode(path, data) if data is not None else None
        if data is not None and isinstance(file, TextFile) and file == draft.texts[path]:
            before[path] = data
    return replace(draft, before=before)


def _write(root: Path, draft: Draft) -> frozenset[str]:
    """Write what changed; give the paths of the files that were not as they had been."""
    return frozenset(
        path for path, data in draft.after.items() if not replace_bytes(root, path, draft.before[path], data)
    )
