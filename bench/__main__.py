"""The command: `python -m bench` compares, `grow` measures Factbox alone, `render` writes the page, `write` a site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.compare import CASES, Plan, compare
from bench.programs import HERE, PROGRAMS, write
from bench.render import render, tables
from bench.results import FOLDER, keep
from bench.story import FACTS, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES, GROWTH = "100,1000,10000", "1000,3000,10000,30000"
_COMMANDS = ("compare", "grow", "render", "write")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Factbox and other generators, with one story."
    )
    commands = parser.add_subparsers(required=True)
    compared = commands.add_parser("compare", help="measure all programs in one go (the default)")
    names = ",".join(program.name for program in PROGRAMS)
    compared.add_argument("--peers", default=names, help=f"the programs, from {names}")
    compared.add_argument("--facts", type=int, default=10000, help="facts of a second Factbox site; 0 for none")
    compared.set_defaults(run=_compare)
    grow = commands.add_parser("grow", help="measure how Factbox grows")
    grow.set_defaults(run=_grow)
    for command, sizes in ((compared, SIZES), (grow, GROWTH)):
        command.add_argument("--sizes", default=sizes, help=f"numbers of pages; {sizes}")
        command.add_argument(
            "--cases", default=",".join(CASES), help=f"what is done, from {','.join(CASES)}; cold first"
        )
        command.add_argument("--runs", type=int, default=5, help="timed runs of each case; one more watches the memory")
        command.add_argument("--cap", type=float, default=600, help="seconds after which a run is stopped")
        command.add_argument("--work", type=Path, default=HERE / ".work", help="folder for the sites")
        command.add_argument(
            "--results", type=Path, default=FOLDER, help="folder for the numbers; those of bench/results make its page"
        )
    commands.add_parser("render", help="write bench/README.md from the results").set_defaults(run=_render)
    one = commands.add_parser("write", help="write a Factbox site and stop")
    one.add_argument("folder", type=Path, help="where to write it; new or empty")
    one.add_argument("articles", type=int, help="how many articles")
    one.add_argument("--facts", type=int, default=FACTS, help="how many facts, if the articles use so many")
    one.set_defaults(run=_write)
    return parser


def _compare(arguments: argparse.Namespace) -> None:
    _run(arguments, _chosen(arguments.peers, [program.name for program in PROGRAMS]), arguments.facts, "peers")


def _grow(arguments: argparse.Namespace) -> None:
    _run(arguments, ["factbox"], 0, "growth")


def _chosen(words: str, known: Sequence[str]) -> list[str]:
    """Give the names in a list with commas; stop at one that is not known."""
    wanted = words.split(",")
    if unknown := sorted(set(wanted) - set(known)):
        raise SystemExit(f"unknown: {', '.join(unknown)}")  # noqa: EM102, TRY003 - said to whoever typed it
    return wanted


def _run(arguments: argparse.Namespace, names: Sequence[str], facts: int, kind: str) -> None:
    programs = tuple(program for program in PROGRAMS if program.name in names)
    cases = tuple(_chosen(arguments.cases, CASES))
    plan = Plan(programs, arguments.runs, arguments.cap, arguments.work, cases, facts)
    results: Path = arguments.results
    for size in arguments.sizes.split(","):
        keep(compare(plan, int(size)), kind, results)
    print(render() if results == FOLDER else tables(results))


def _render(_arguments: argparse.Namespace) -> None:
    print(render())


def _write(arguments: argparse.Namespace) -> None:
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")  # noqa: EM102, TRY003 - said to whoever typed the command
    program = next(program for program in PROGRAMS if program.name == "factbox")
    write(folder, program, Story(arguments.articles, arguments.facts))


def main() -> None:
    """Do what the command line says; without a command, compare."""
    words = sys.argv[1:]
    if not words or (words[0] not in _COMMANDS and words[0] not in {"-h", "--help"}):
        words = ["compare", *words]
    arguments = _parser().parse_args(words)
    arguments.run(arguments)


if __name__ == "__main__":
    main()
