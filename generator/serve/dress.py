"""What the preview adds to a page while it is sent: the script that reloads it, and the problems of the newest build.

The files of the build stay as they are. What is added fits the site's own policy for content: nothing is inline.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from generator.base import dataclass
from generator.diagnostics import Severity
from generator.diagnostics.show.text import summary
from generator.serve.attempt import Failure

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.diagnostics.report import Report
    from generator.serve.shown import Shown

LISTED: Final = 50
"""Problems on a page; more would only hide the first."""

AROUND: Final = 120
"""Characters of the author's line before and after the place."""

_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem as the overlay shows it; the author's line is in three parts, "" where there is none to show."""

    place: str
    code: str
    message: str
    hint: str
    line: int = 0
    before: str = ""
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the overlay shows: a line that counts, what is on the screen meanwhile, the problems, and how many more."""

    summary: str
    state: str
    problems: tuple[Problem, ...] = ()
    hidden: int = 0


def lay_over(page: bytes, shown: Shown) -> bytes:
    """Give an HTML page with what is wrong over it: itself, where nothing is."""
    if shown.trouble is None:
        return page
    overlay = _text("overlay.html", trouble=_trouble(shown.trouble, alone=not shown.files))
    page = _insert(page, list(_BODY_END.finditer(page))[-1:], overlay)
    return _insert(page, list(_HEAD_END.finditer(page))[:1], _text("style.html"))


def dress(page: bytes, script: str) -> bytes:
    """Give an HTML page as it is sent: with the script of this address."""
    return _insert(page, list(_HEAD_END.finditer(page))[:1], _text("script.html", src=script))


def problem_page(shown: Shown) -> bytes:
    """Give the page that is served at every address while there has been no good build."""
    trouble = _trouble(shown.trouble, alone=True) if shown.trouble is not None else Trouble("", "")
    return _text("failed.html", trouble=trouble)


def _insert(page: bytes, places: list[re.Match[bytes]], addition: bytes) -> bytes:
    """Put something before a tag, or at the end of a page that leaves the tag out, as HTML may."""
    at = places[0].start() if places else len(page)
    return page[:at] + addition + page[at:]


def _trouble(trouble: Report | Failure, *, alone: bool) -> Trouble:
    state = "There is no page to show yet." if alone else "Behind this is the last page that could be built."
    if isinstance(trouble, Failure):
        return Trouble(trouble.shown, state)
    errors = [problem for problem in trouble.problems if problem.severity is Severity.ERROR]
    shown = tuple(_problem(problem, trouble) for problem in errors[:LISTED])
    return Trouble(summary(trouble), state, shown, max(0, len(errors) - LISTED))


def _problem(problem: Diagnostic, report: Report) -> Problem:
    span = problem.span
    place = f"{span.path}:{span.line}:{span.column}"
    found = Problem(place, problem.code, problem.message, problem.hint)
    lines = report.sources.get(span.path, "").split("\n")
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    if not line.strip():
        return found
    start = min(span.column - 1, len(line) - 1)
    end = min(start + max(1, span.length), len(line))
    before, after = line[max(0, start - AROUND) : start], line[end : end + AROUND]
    marked = line[start : min(end, start + AROUND)]
    return Problem(place, problem.code, problem.message, problem.hint, span.line, before, marked, after)


@cache
def _templates() -> Environment:
    loader = PackageLoader("generator.serve", "pages")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _text(name: str, **values: object) -> bytes:
    return _templates().get_template(name).render(values).encode()
