"""A drawing of cost against the number of pages, both axes logarithmic, as SVG that follows light and dark."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 420, 64, 190, 44, 48
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7f7f7f")
"""Colours that people who see few colours tell apart, on light and on dark; each line has its name beside it."""
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.paper{fill:#fff}.grid{stroke:#ddd}.line{fill:none;stroke-width:2}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.paper{fill:#16171a}.grid{stroke:#444}}"
)
_APART = 16
"""Pixels between two names."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing: its name, and pairs of a number of pages and a cost."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values are in the drawing: whole powers of ten are its edges."""

    left: int
    right: int
    low: int
    high: int

    def x(self, value: float) -> float:
        share = (math.log10(value) - self.left) / (self.right - self.left)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def drawing(title: str, lines: Sequence[Line]) -> str:
    """Draw lines; those without a point are left out."""
    drawn = [line for line in lines if line.points]
    frame = _frame([point for line in drawn for point in line.points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(title)}, against the number of pages</title>',
        f"<style>{_STYLE}</style>",
        f'<path class="paper" d="M0 0H{_WIDTH}V{_HEIGHT}H0"/>',
        f'<text x="{_LEFT}" y="24">{escape(title)}</text>',
        *_grid(frame),
        *_curves(frame, drawn),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _frame(points: Sequence[tuple[float, float]]) -> _Frame:
    across, up = [math.log10(x) for x, _ in points], [math.log10(y) for _, y in points]
    left, low = math.floor(min(across)), math.floor(min(up))
    return _Frame(left, max(math.ceil(max(across)), left + 1), low, max(math.ceil(max(up)), low + 1))


def _grid(frame: _Frame) -> Iterator[str]:
    for power in range(frame.low, frame.high + 1):
        y = frame.y(10**power)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_number(power)}</text>'
    for power in range(frame.left, frame.right + 1):
        x = frame.x(10**power)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 20}" text-anchor="middle">{_number(power)} pages</text>'


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _curves(frame: _Frame, lines: Sequence[Line]) -> Iterator[str]:
    """Draw the lines with their names: beside the ends of those that go on to the last number of pages, else above."""
    last = max(line.points[-1][0] for line in lines)
    ends = [frame.y(line.points[-1][1]) for line in lines if line.points[-1][0] == last]
    heights = iter(_spread(ends))
    for number, line in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(frame.x(x), frame.y(y)) for x, y in line.points]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        yield f'<path class="line" stroke="{colour}" d="M{path}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places)
        x, y = places[-1]
        if line.points[-1][0] < last:
            yield f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{escape(line.name)}</text>'
        else:
            height = next(heights)
            yield f'<path class="line" stroke="{colour}" d="M{x:.1f} {y:.1f}L{x + 14:.1f} {height:.1f}"/>'
            yield f'<text x="{x + 18:.1f}" y="{height + 4:.1f}">{escape(line.name)}</text>'


def _spread(heights: Sequence[float]) -> list[float]:
    """Move heights apart, so that names beside them do not cover each other."""
    placed = list(heights)
    lowest = -math.inf
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        placed[place] = lowest = max(heights[place], lowest + _APART)
    return placed
