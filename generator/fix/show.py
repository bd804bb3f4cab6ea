"""What was fixed, and what was not, in words and as a patch."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Diagnostic
    from generator.fix.run import Fixed


def told(fixed: Fixed, *, done: bool) -> str:
    """Give a line for each fix, one for each that was left with the reason, and the count.

    Nothing where none was; of a patch without a change it is said that it is empty.
    """
    lines = [_line(one, "fixed" if done else "would fix", _message(one)) for one in fixed.made]
    lines += [_line(one.problem, "not fixed", f"{_message(one.problem)}: {one.why}") for one in fixed.left]
    if not fixed.made and not done:
        lines.append("nothing can be mended without a doubt; `factbox check` tells what is wrong")
    elif lines:
        many, files = len(fixed.made), len(fixed.after)
        verb = "made" if done else "would be made"
        lines.append(f"{many} {'fix' if many == 1 else 'fixes'} {verb} in {files} {'file' if files == 1 else 'files'}")
    return "".join(f"{line}\n" for line in lines)


def _line(problem: Diagnostic, verb: str, message: str) -> str:
    span = problem.span
    return f"{span.path}:{span.line}:{span.column}: {verb}[{problem.code}]: {message}"


def _message(problem: Diagnostic) -> str:
    return problem.fix.message if problem.fix is not None else problem.message


def unified(fixed: Fixed) -> str:
    """Give all changes as one patch (the unified format of diff), files in the order of their paths."""
    return "".join(line for path in sorted(fixed.after) for line in _patch(fixed, path))


def _patch(fixed: Fixed, path: str) -> Iterator[str]:
    before, after = (_lines(held[path]) for held in (fixed.before, fixed.after))
    for line in difflib.unified_diff(before, after, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """Give the lines of a file with their ends, divided at line feeds only, as patches are."""
    parts = data.decode("utf-8").split("\n")
    return [*(f"{part}\n" for part in parts[:-1]), *parts[-1:]] if parts[-1] else [f"{part}\n" for part in parts[:-1]]
