"""The results as a page: tables in bench/README.md, and drawings of cost against the number of pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bench.plot import Line, drawing
from bench.results import FOLDER, kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.results import Result, Row

PAGE = Path(__file__).resolve().parent / "README.md"
_BEGIN, _END = "<!-- results -->", "<!-- end of results -->"
_BASE = "Hugo"
_COLUMNS = (
    "case",
    "program",
    "seconds (least to most)",
    "to Hugo",
    "work (to Hugo)",
    "memory",
    "files written",
    "bytes written",
)
_NAMES = {
    "cold": "cold",
    "same": "nothing changed",
    "article": "one article edited",
    "fact": "one fact edited",
    "template": "a template edited",
}


def render(results: Path = FOLDER, page: Path = PAGE) -> str:
    """Write the tables into the page between its two marks, and the drawings beside the results; give the tables."""
    for name, title, lines in _drawings(kept("peers", results), kept("growth", results)):
        (results / name).write_text(drawing(title, lines), "utf-8")
    text = tables(results)
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    page.write_text(f"{before}{_BEGIN}\n\n{text}\n{_END}{rest.partition(_END)[2]}", "utf-8")
    return text


def tables(results: Path = FOLDER) -> str:
    """Give the tables as Markdown, with the drawings that there are."""
    peers, growth = kept("peers", results), kept("growth", results)
    drawn = [(name, title) for name, title, _ in _drawings(peers, growth)]
    pictures = (f"![{title}, against the number of pages](results/{name})\n" for name, title in drawn)
    return "\n".join([*pictures, *(line for result in peers for line in _compared(result)), *_grown(growth)])


def _compared(result: Result) -> Iterator[str]:
    """Give the table of one number of pages."""
    yield f"### {result.size:,} pages"
    yield ""
    yield from _circumstances(result)
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|---|---|{'---:|' * (len(_COLUMNS) - 2)}"
    for row in result.rows:
        seconds = f"{_seconds(row, result)} | {_ratio(row, result)}"
        yield f"| {_NAMES[row.case]} | {row.program} | {seconds} | {_rest(row, result)} |"
    yield ""


def _circumstances(result: Result) -> Iterator[str]:
    versions = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    yield f"{result.when}, median of {result.runs} runs. {versions}."
    yield f"{'; '.join(f'{name} {words}' for name, words in result.machine.items())}."
    yield ""


def _seconds(row: Row, result: Result) -> str:
    if row.over:
        return f"over {result.cap:,.0f}"
    if not row.seconds:
        return "not run"
    return f"**{row.median:.2f}** ({min(row.seconds):.2f} to {max(row.seconds):.2f})"


def _ratio(row: Row, result: Result) -> str:
    base = result.row(row.case, _BASE)
    return f"{row.median / base.median:.2f}" if _finished(row) and base and _finished(base) else ""


def _rest(row: Row, result: Result) -> str:
    if not _finished(row):
        return " | | | "
    base = result.row(row.case, _BASE)
    work = f" ({row.work / base.work:.2f})" if base and _finished(base) else ""
    return f"{row.work:.2f} s{work} | {row.memory / 2**20:,.0f} MiB | {row.files:,} | {_bytes(row.size)}"


def _finished(row: Row) -> bool:
    return bool(row.seconds) and not row.over


def _bytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 1e5 else f"{size / 1e3:,.1f} kB"  # noqa: PLR2004 - where kB is clearer


def _grown(results: Sequence[Result]) -> Iterator[str]:
    """Give the table of how Factbox grows."""
    if not results:
        return
    yield "### Growth"
    yield ""
    yield from _circumstances(results[-1])
    yield "| pages | case | seconds | ms a page | memory | KiB a page |"
    yield "|---:|---|---:|---:|---:|---:|"
    for result in results:
        for row in result.rows:
            each = f"{row.median / result.size * 1000:.2f}" if row.seconds else ""
            memory = f"{row.memory / 2**20:,.0f} MiB | {row.memory / 1024 / result.size:,.1f}"
            yield f"| {result.size:,} | {_NAMES[row.case]} | {_seconds(row, result)} | {each} | {memory} |"
    yield ""


def _drawings(peers: Sequence[Result], growth: Sequence[Result]) -> Iterator[tuple[str, str, list[Line]]]:
    names = list(dict.fromkeys(row.program for result in peers for row in result.rows))
    for case in ("cold", "article"):
        lines = [Line(name, _points(peers, case, name)) for name in names]
        if any(len(line.points) > 1 for line in lines):
            yield f"{case}.svg", f"Seconds, {_NAMES[case]}", lines
    if growth:
        lines = [Line(_NAMES[case], _points(growth, case, growth[0].rows[0].program)) for case in _NAMES]
        yield "growth.svg", "Seconds of Factbox", lines


def _points(results: Sequence[Result], case: str, name: str) -> tuple[tuple[float, float], ...]:
    rows = ((result.size, result.row(case, name)) for result in results)
    return tuple((size, row.median) for size, row in rows if row and row.seconds and not row.over)
