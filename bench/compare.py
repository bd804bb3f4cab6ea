"""All programs in one go: every case for each in turn, round after round, and then once more to watch the memory."""

from __future__ import annotations

import os
import shutil
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING

from bench.machine import machine
from bench.measure import Run, Written, marks, run, written
from bench.programs import install, version, write
from bench.results import Result, Row
from bench.sites import save
from bench.story import Chance, Story, corrected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.programs import Program

CASES = ("cold", "same", "article", "fact", "template")
"""No output and no cache; nothing changed; an article, a fact that 1% of the pages use, the template of all pages."""

FOOTER = "The desk of the bench"
"""Words in the template of every skeleton, which an edit of it changes."""

_EDITED = 1
"""The number of the article that is edited; it does not use fact 0."""


class StaleError(Exception):
    """A program built, and the page still says what it said before."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A program with its site."""

    program: Program
    story: Story
    root: Path
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run; `cap` is in seconds."""

    programs: tuple[Program, ...]
    runs: int
    cap: float
    work: Path
    cases: tuple[str, ...] = CASES
    facts: int = 0
    """The facts of a second Factbox site, where the articles can use so many; 0 for none."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A run, and what it wrote: into the output, and beside it for the next time."""

    run: Run
    output: Written
    state: Written


def compare(plan: Plan, size: int) -> Result:
    """Measure all programs with a story of `size` articles."""
    for program in plan.programs:
        install(program)
    shutil.rmtree(plan.work, ignore_errors=True)
    taken = list(seats(plan, size))
    found = machine(plan.work)
    samples: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    stopped: set[str] = set()
    for turn in range(1, plan.runs + 2):
        for case in plan.cases:
            for seat in taken:
                if seat.name not in stopped:
                    sample = _measure(seat, case, turn, plan)
                    samples[seat.name, case].append(sample)
                    if sample.run.over:
                        stopped.add(seat.name)
                    _say(
                        f"{size:6} pages  {turn}/{plan.runs + 1}  {case:9} {seat.title:24} {sample.run.seconds:9.3f} s"
                    )
    rows = [_row(seat, case, samples[seat.name, case], plan.runs) for case in plan.cases for seat in taken]
    return Result(
        size=size,
        when=datetime.now(tz=UTC).date().isoformat(),
        runs=plan.runs,
        cap=plan.cap,
        machine=found,
        versions={program.title: version(program) for program in plan.programs},
        rows=tuple(rows),
    )


def seats(plan: Plan, size: int) -> Iterator[Seat]:
    """Write the site of each program into the plan's folder."""
    for program in plan.programs:
        yield _seat(plan, program, program.name, program.title, Story(size))
        story = Story(size, plan.facts)
        if program.name == "factbox" and Story(size).facts < story.facts == plan.facts:
            yield _seat(plan, program, "factbox-facts", f"{program.title}, {story.facts:,} facts", story)


def _seat(plan: Plan, program: Program, name: str, title: str, story: Story) -> Seat:
    root = plan.work / name
    write(root, program, story)
    return Seat(program, story, root, name, title)


def _measure(seat: Seat, case: str, turn: int, plan: Plan) -> Sample:
    """Make ready for a case, run the program, and see that its pages say what they should."""
    expected = prepare(seat, case, turn)
    os.sync()  # what the program before has written is not to be waited for in this one's time
    folders = [seat.root / seat.program.output, *(seat.root / name for name in seat.program.state)]
    before = [marks(folder) for folder in folders]
    found = run(seat.program.words(seat.program.command), seat.root, plan.cap, watch=turn > plan.runs)
    looks = [written(old, marks(folder)) for old, folder in zip(before, folders, strict=True)]
    if not found.over:
        _see(seat, expected)
    return Sample(found, looks[0], Written(sum(look.files for look in looks[1:]), sum(look.size for look in looks[1:])))


def prepare(seat: Seat, case: str, turn: int) -> tuple[str, str]:
    """Change what a case changes, and give a page with words that it has to have afterwards."""
    form, root = seat.program.form, seat.root
    if case == "cold":
        for name in (seat.program.output, *seat.program.state):
            shutil.rmtree(root / name, ignore_errors=True)
    elif case == "article":
        article = corrected(seat.story.article(_EDITED), turn)
        save(root, *form.article(seat.story, article))
        return f"{article.slug}/index.html", article.sections[0].paragraphs[0][-1].before
    elif case == "fact":
        story = replace(seat.story, revision=turn)
        for name, text in form.stating_first_fact(story):
            save(root, name, text)
        return f"{story.article(0).slug}/index.html", story.figure(0)
    elif case == "template":
        words = f"{FOOTER} says that {Chance(-turn).clause()}"
        text = (root / seat.program.template).read_text("utf-8")
        lines = (f"{line.partition(FOOTER)[0]}{words}.</p>" if FOOTER in line else line for line in text.splitlines())
        save(root, seat.program.template, "\n".join(lines) + "\n")
        return "index.html", words
    return "index.html", FOOTER


def _see(seat: Seat, expected: tuple[str, str]) -> None:
    page, words = expected
    if words not in (seat.root / seat.program.output / page).read_text("utf-8"):
        message = f"{seat.title}: {page} does not say “{words}”"
        raise StaleError(message)


def _row(seat: Seat, case: str, samples: Sequence[Sample], runs: int) -> Row:
    """Give the numbers of a case: times of the runs that were not watched, memory of the one that was."""
    timed, watched = samples[:runs], samples[runs:]
    last = samples[-1] if samples else None
    return Row(
        case=case,
        program=seat.title,
        seconds=tuple(round(one.run.seconds, 4) for one in timed),
        median=round(median(one.run.seconds for one in timed), 4) if timed else 0.0,
        work=round(median(one.run.work for one in timed), 4) if timed else 0.0,
        over=any(one.run.over for one in samples),
        memory=max((one.run.memory for one in watched), default=0),
        files=last.output.files if last else 0,
        size=last.output.size if last else 0,
        removed=last.output.removed if last else 0,
        state_files=last.state.files if last else 0,
        state_size=last.state.size if last else 0,
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
