"""What was measured, as data: a file for each number of pages, which a run of that number writes anew."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, slots=True)
class Row:
    """A program in a case. Times are in seconds, sizes and memory in bytes.

    `work` is the median of the seconds that processors worked. `files` and `size` are what was written into the output,
    `state_files` and `state_size` what was written beside it for the next build.
    `over` tells that a run was stopped; without a time, an earlier case was.
    """

    case: str
    program: str
    seconds: tuple[float, ...]
    median: float
    work: float
    over: bool
    memory: int
    files: int
    size: int
    removed: int
    state_files: int
    state_size: int


@dataclass(frozen=True, slots=True)
class Result:
    """All programs with one number of pages, in one go."""

    size: int
    when: str
    runs: int
    cap: float
    machine: dict[str, str]
    versions: dict[str, str]
    rows: tuple[Row, ...]

    def row(self, case: str, program: str) -> Row | None:
        """Give the row of a program in a case, if it was run."""
        return next((row for row in self.rows if (row.case, row.program) == (case, program)), None)


def keep(result: Result, kind: str, folder: Path = FOLDER) -> None:
    """Write a result; `kind` is what was run, `peers` or `growth`."""
    folder.mkdir(exist_ok=True)
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False)
    (folder / f"{kind}-{result.size:05}.json").write_text(f"{text}\n", "utf-8")


def kept(kind: str, folder: Path = FOLDER) -> list[Result]:
    """Give the results of a kind, the smallest site first."""
    return [_result(json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob(f"{kind}-*.json"))]


def _result(value: dict[str, Any]) -> Result:
    rows = tuple(Row(**{**row, "seconds": tuple(row["seconds"])}) for row in value["rows"])
    return Result(**{**value, "rows": rows})
