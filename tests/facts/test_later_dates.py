"""Which dates are later than what was published, and explain a changed value."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.facts.changes.judge import reason
from generator.facts.changes.later import Held, is_newer
from generator.model.dates import Date, parse_date
from generator.model.lock import PublishedFigure

RELEASED = dt.date(2026, 2, 1)


def figure(**dates: str) -> PublishedFigure:
    """Give a published value with the dates that an author wrote."""
    found = {key: parse_date(text) for key, text in dates.items()}
    edtf = {key: date.edtf for key, date in found.items() if isinstance(date, Date)}
    assert len(edtf) == len(dates)
    return PublishedFigure("rice", "Rice", "770000 t", "t", **edtf)  # type: ignore[arg-type]


def newer(*dates: dict[str, str]) -> bool:
    """Tell whether the last of some values, each by its dates, is newer than the others."""
    *old, new = (figure(**one) for one in dates)
    return is_newer([Held(one, RELEASED) for one in old], new, dt.date.max)


@pytest.mark.parametrize("key", ["as_of", "period", "since"])
@pytest.mark.parametrize(
    "vague",
    ["2025", "2025-01", "about 2025", "before 2026", "after 2025", "2024/2026", "2024/..", "2025/2026", "../2026",
     "[2024, 2026]", "202X", "20XX", "2025-Q1", "since 2026", "2025-01-01", "2024", "1999"],
)  # fmt: skip
def test_a_vaguer_open_or_older_date_is_not_later(vague: str, key: str) -> None:
    assert not newer({key: "2025-01-01"}, {key: vague})


@pytest.mark.parametrize("key", ["as_of", "period", "since"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024", "2025"),
        ("2025-01", "2025-02"),
        ("2025-Q1", "2025-Q2"),
        ("2025-01-01", "2025-01-02"),
        ("2024", "2025-06-01"),
        ("about 2024", "about 2025"),
        ("2010s", "2025"),
        ("before 1945", "1946"),
    ],
)
def test_a_date_that_begins_after_the_old_one_is_later(old: str, new: str, key: str) -> None:
    assert newer({key: old}, {key: new})


@pytest.mark.parametrize(
    ("values", "later"),
    [
        (({"period": "2024"}, {"period": "2024", "as_of": "1999"}), False),
        (({"period": "2024"}, {"period": "2024", "since": "1999"}), False),
        (({"period": "2024"}, {"period": "2024", "as_of": "2024-12-31"}), False),
        (({"period": "2024"}, {"period": "2024", "as_of": "2025"}), True),
        (({"period": "2026"}, {"period": "2026", "as_of": "2026-01"}), False),
        (({"period": "2026"}, {"period": "2026", "as_of": "2026-03"}), True),
        (({"period": "2026"}, {"period": "2026", "since": "2026-03"}), False),
        (({"period": "2024"}, {"period": "2024", "as_of": "1999"}, {"period": "2024", "as_of": "2000"}), False),
        (({"since": "2024"}, {"as_of": "2023"}), False),
        (({}, {"as_of": "2025"}), False),
        (({}, {"as_of": "2026-02-01"}), False),
        (({}, {"as_of": "2026-02-02"}), True),
        (({}, {"since": "2026-03"}), True),
        (({"as_of": "2026"}, {"as_of": "2026-03-01"}), True),
        (({"as_of": "2030"}, {"as_of": "2027"}), False),
        (({"period": "2023/2024"}, {"period": "2024/2025"}), True),
        (({"period": "2024/2025"}, {"period": "2024/2026"}), False),
        (({"as_of": "2023/2024"}, {"as_of": "2024/2025"}), False),
        (({"since": "2024/.."}, {"since": "2025"}), False),
        (({"since": "2024/.."}, {"since": "2026-03"}), True),
        (({"period": "2024", "as_of": "2025"}, {"period": "2025", "as_of": "2025"}), True),
        (({"period": "2024", "as_of": "2025-02"}, {"period": "2024", "as_of": "2025-03"}), True),
        (({"as_of": "2024"}, {"as_of": "2025"}, {"as_of": "2025"}), False),
    ],
)
def test_a_key_is_compared_with_itself_or_with_all_that_there_was(
    values: tuple[dict[str, str], ...],
    later: bool,  # noqa: FBT001
) -> None:
    assert newer(*values) is later


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (("1540000 t", ""), ("1500000 t", " | round -5"), "rounding"),
        (("1540000 t", ""), ("2000000 t", " | round -6"), "rounding"),
        (("2000000 t", " | round -6"), ("1540000 t", ""), "rounding"),
        (("1.54%", ""), ("1.5%", " | round 1"), "rounding"),
        (("10.2 to 11.4 t", ""), ("10 to 11 t", " | round 0"), "rounding"),
        (("1540000 t", ""), ("0 t", " | round -7"), ""),
        (("1540000 t", ""), ("9000000 t", " | round -6"), ""),
        (("1540000 t", " | round -4"), ("1600000 t", " | round -5"), ""),
    ],
)
def test_another_rounding_excuses_only_what_agrees_at_the_coarser(
    old: tuple[str, str], new: tuple[str, str], why: str
) -> None:
    one, other = (PublishedFigure("x", "X", value, "t", derive=f"rice * 2{more}") for value, more in (old, new))
    assert reason(one, other, (), [Held(one, RELEASED)], dt.date.max) == why


@pytest.mark.parametrize(("today", "explains"), [("2026-12-31", False), ("2027-01-01", True)])
@pytest.mark.parametrize("as_of", ["2027-01-01", "2027", "2027-01"])
def test_what_will_be_known_explains_nothing_until_then(as_of: str, today: str, *, explains: bool) -> None:
    old = Held(figure(as_of="2025"), RELEASED)
    assert is_newer([old], figure(as_of=as_of), dt.date.fromisoformat(today)) == explains


def test_what_will_be_known_of_a_later_year_is_explained_by_that_year() -> None:
    old = Held(figure(as_of="2025", period="2024"), RELEASED)
    assert is_newer([old], figure(as_of="2030", period="2025"), dt.date(2026, 3, 1))
