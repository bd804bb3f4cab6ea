"""A site that uses every key, damaged at random: its problems are told, and nothing else ever happens."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_sites import made

from generator.diagnostics import Abort
from generator.diagnostics.show import as_json, as_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from generator.diagnostics.report import Report

RICH = Path(__file__).parent / "sites" / "every-key"
JUNK = (
    "", "~", "null", "yes", "no", "-", "[]", "{}", "[a, [b]]", "{a: {b: c}}", "'", '"', "|", ">5", "&a b", "*a", "!x y",
    "2025-02-30", "0000-00-00", "soon", "1e999", "9" * 400, "-0", "~1 to", "10-15", "1/0", "a / b", "days(a to b)",
    "access", "nope", "../../x", "//x", "javascript:x", "http://[", "[](fact:", "[a](fact:x y)", "[@", "::: card",
    ":::", "![](x.png)", "`", "```", "# #", "<b>", "\u202e", "\u200b", "\x07", "\u2028", "\U0001f600", "caf\u00e9",
    "e\u0301", "\u65e5\u672c", "100%", "5 ton", "JPY/kg/kg", "over", "before", "?as_of=x", "#x", ".x", "x.2024", "x#y",
    "defaults", "a" * 3000, "x: y", "- x", "{{ x }}", "\t",
)  # fmt: skip


def _drop(lines: list[str], chance: random.Random) -> None:
    start = chance.randrange(len(lines))
    del lines[start : start + chance.choice((1, 1, 1, 2, 5))]


def _double(lines: list[str], chance: random.Random) -> None:
    start = chance.randrange(len(lines))
    lines.insert(chance.randrange(len(lines)), lines[start])


def _indent(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(("  " + lines[at], lines[at].lstrip(), lines[at][1:], "\t" + lines[at]))


def _value(lines: list[str], chance: random.Random) -> None:
    """Replace what follows a colon, or all of a line without one, by junk."""
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon}{chance.choice(JUNK)}" if colon else chance.choice(JUNK)


def _inside(lines: list[str], chance: random.Random) -> None:
    """Put junk into a line, or cut characters out of it."""
    at = chance.randrange(len(lines))
    start = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:start] + chance.choice(("", *JUNK)) + lines[at][start + chance.choice((0, 1, 3)) :]


def _swap(lines: list[str], chance: random.Random) -> None:
    """Give two keys each other's values."""
    keyed = [number for number, line in enumerate(lines) if ": " in line]
    if len(keyed) > 1:
        one, two = chance.sample(keyed, 2)
        (key, _, value), (other, _, another) = lines[one].partition(": "), lines[two].partition(": ")
        lines[one], lines[two] = f"{key}: {another}", f"{other}: {value}"


DAMAGES: tuple[Callable[[list[str], random.Random], None], ...] = (
    _drop,
    _double,
    _indent,
    _value,
    _value,
    _inside,
    _swap,
)


def damage(root: Path, seed: int) -> None:
    """Damage one to four files of a site, the same in every run of one seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    files = sorted(path for path in root.rglob("*") if path.suffix in {".yaml", ".md", ".csv", ".svg", ".html"})
    for path in chance.choices(files, k=chance.choice((1, 1, 2, 4))):
        lines = path.read_bytes().decode("utf-8", "replace").split("\n")
        for _ in range(chance.choice((1, 1, 2, 5))):
            if lines:
                chance.choice(DAMAGES)(lines, chance)
        data = "\n".join(lines).encode("utf-8", "surrogatepass")
        if chance.random() < 0.1:
            data = data[: chance.randrange(len(data) + 1)]
        path.write_bytes(data)


def check(root: Path) -> None:
    """Make a site, and look at what is told: an Abort is the only exception, and every place is one of the site."""
    try:
        report = made(root).report
    except Abort:
        return
    _check_places(root, report)
    assert as_text(report).count("\n") >= len(report.problems[:100])
    assert as_json(report).startswith("[")


def _check_places(root: Path, report: Report) -> None:
    for problem in report.problems:
        for span in (problem.span, *(other.span for other in problem.related)):
            assert span.line >= 1, problem
            assert span.column >= 1, problem
            assert span.length >= 1, problem
            assert (root / span.path).exists(), problem
            if span.path in report.sources:
                lines = report.sources[span.path].split("\n")
                assert span.line <= len(lines), problem
                assert span.column <= len(lines[span.line - 1]) + 1, problem


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0, max_value=2**32))
def test_whatever_is_damaged_problems_are_told_at_their_places(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    root = tmp_path_factory.mktemp("damaged")
    shutil.copytree(RICH, root, dirs_exist_ok=True)
    damage(root, seed)
    check(root)
