from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Fault
from generator.model.dates import Date, Duration, Instant, parse_date, parse_duration, parse_instant

UNHURRIED = settings(deadline=None)  # the first date or locale of a process takes longer than the rest
TOKYO = ZoneInfo("Asia/Tokyo")


def date(text: str) -> Date:
    found = parse_date(text)
    assert isinstance(found, Date), found
    return found


def fault(text: str) -> Fault:
    found = parse_date(text)
    assert isinstance(found, Fault), found
    assert found.code == "E-DATE"
    return found


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2025-04-23", "2025-04-23", "2025-04-23", "day"),
        ("2025-04", "2025-04-01", "2025-04-30", "month"),
        ("2005", "2005-01-01", "2005-12-31", "year"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("1920s", "1920-01-01", "1929-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2025-21", "2025-03-01", "2025-05-31", "season"),
        ("winter 2024", "2024-12-01", "2025-02-28", "season"),
        ("2024-Q1", "2024-01-01", "2024-03-31", "quarter"),
        ("2024Q4", "2024-10-01", "2024-12-31", "quarter"),
        ("Q2 2024", "2024-04-01", "2024-06-30", "quarter"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-06-05/2025-06-06", "2025-06-05", "2025-06-06", "interval"),
        ("2024-04/2025-03", "2024-04-01", "2025-03-31", "interval"),
        ("2025-04-02/..", "2025-04-02", None, "interval"),
        ("../2025", None, "2025-12-31", "interval"),
        ("April 2023", "2023-04-01", "2023-04-30", "month"),
        ("7 July 2025", "2025-07-07", "2025-07-07", "day"),
        ("July 7, 2025", "2025-07-07", "2025-07-07", "day"),
        ("1st Sept. 2025", "2025-09-01", "2025-09-01", "day"),
        ("1999 to 2001", "1999-01-01", "2001-12-31", "interval"),
        ("5–6 June 2025", "2025-06-05", "2025-06-06", "interval"),
        ("5 to 6 June 2025", "2025-06-05", "2025-06-06", "interval"),
        ("2 April to 12 July 2025", "2025-04-02", "2025-07-12", "interval"),
        ("between April and June 2025", "2025-04-01", "2025-06-30", "interval"),
        ("since 2 April 2025", "2025-04-02", None, "interval"),
        ("until 2025", None, "2025-12-31", "interval"),
        ("1985-04-XX", "1985-04-01", "1985-04-30", "month"),
        ("[1667,1668]", "1667-01-01", "1668-12-31", "interval"),
    ],
)
def test_a_date_covers_its_days(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    found = date(text)
    assert found.earliest == (None if earliest is None else dt.date.fromisoformat(earliest))
    assert found.latest == (None if latest is None else dt.date.fromisoformat(latest))
    assert (found.precision, found.text) == (precision, text)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2023-04~", True, False),
        ("2005?", False, True),
        ("2005%", True, True),
        ("about April 2023", True, False),
        ("~2005", True, False),
        ("2024-04~/2025-03?", True, True),
        ("2005", False, False),
    ],
)
def test_hedges_are_kept(text: str, *, approximate: bool, uncertain: bool) -> None:
    assert (date(text).approximate, date(text).uncertain) == (approximate, uncertain)


def test_before_and_after_are_bounds_without_the_year_itself() -> None:
    before, after = date("before 1945"), date("after 2020")
    assert (before.relation, before.earliest, before.latest) == ("before", None, dt.date(1944, 12, 31))
    assert (after.relation, after.earliest, after.latest) == ("after", dt.date(2021, 1, 1), None)
    assert before.anchor == dt.date(1945, 1, 1)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("07/04/2025", "2025-07-04"),
        ("03/2026", "write 2026-03"),
        ("3.2026", "write 2026-03"),
        ("4.7.2025", "2025-07-04"),
        ("2025-02-30", "February 2025 has 28 days"),
        ("31 June 2025", "June 2025 has 30 days"),
        ("2025-4-3", "write 2025-04-03"),
        ("2024-25", "2024 to 2025"),
        ("2020-21", "spring 2020"),
        ("2023/24", "2023-04 to 2024-03"),
        ("1999-2001", "1999 to 2001"),
        ("1900s", "190X"),
        ("2001 to 1999", "earlier date first"),
        ("7 July", "add the year"),
        ("early 2025", "days or months"),
        ("2025/", "`..`"),
        ("/2025", "`..`"),
        ("0000", "0001 to 9999"),
        ("before 0001", "0001 to 9999"),
    ],
)
def test_what_can_be_misread_or_cannot_be_is_refused_with_a_hint(text: str, hint: str) -> None:
    assert hint in fault(text).hint


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-13", "2024-Q5", "../..", "2025-04-02T10:00", "about about 1990", "x" * 500]
)
def test_what_is_no_date_is_a_fault(text: str) -> None:
    assert fault(text).message


def test_the_fault_of_an_end_stands_at_that_end() -> None:
    found = fault(" 2025-04-02/2025-02-30")
    assert (found.start, found.length) == (12, 10)


@pytest.mark.parametrize(
    ("text", "machine", "edtf"),
    [
        ("7 July 2025", "2025-07-07", "2025-07-07"),
        ("about April 2023", "2023-04", "2023-04~"),
        ("2005", "2005", "2005"),
        ("1920s", "", "192X"),
        ("2024-Q3", "", "2024-35"),
        ("5 to 6 June 2025", "", "2025-06-05/2025-06-06"),
        ("before 1945", "", "../1944-12-31"),
    ],
)
def test_machines_get_a_date_of_html_or_of_edtf(text: str, machine: str, edtf: str) -> None:
    assert (date(text).machine, date(text).edtf) == (machine, edtf)


def test_a_coarse_date_contains_a_fine_one() -> None:
    assert date("April 2025").contains(date("2025-04-23"))
    assert not date("2025-04-23").contains(date("April 2025"))
    assert date("before 1945").contains(date("1944"))
    assert not date("before 1945").contains(date("1945"))
    assert date("since 2020").contains(date("2024/.."))
    assert not date("2024").contains(date("2024/.."))


def test_dates_sort_by_the_first_known_day() -> None:
    texts = ["2025", "before 1945", "2025-04-23", "1920s", "2025-04"]
    assert sorted(texts, key=lambda text: date(text).sort_key) == [
        "1920s",
        "before 1945",
        "2025",
        "2025-04",
        "2025-04-23",
    ]
    assert date("2024-04/2025-03").year == 2024


@UNHURRIED
@given(st.text(max_size=40) | st.from_regex(r"[0-9X./~?%Q to-]{1,24}", fullmatch=True))
def test_no_text_raises_and_no_date_ends_before_it_begins(text: str) -> None:
    found = parse_date(text)
    if isinstance(found, Fault):
        assert found.start + (found.length or 0) <= len(text)
    elif found.earliest and found.latest:
        assert found.earliest <= found.latest
        assert found.includes_day(found.earliest)
        assert found.includes_day(found.latest)


@UNHURRIED
@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]), st.sampled_from(["", "~", "?", "%"]))
def test_a_date_comes_back_from_its_edtf_form(day: dt.date, form: str, mark: str) -> None:
    text = form.replace("%Y", f"{day.year:04}").replace("%m", f"{day.month:02}").replace("%d", f"{day.day:02}") + mark
    found = date(text)
    assert found.includes_day(day)
    assert date(found.edtf) == found
    assert found.edtf == text


@UNHURRIED
@given(st.dates(), st.dates())
def test_an_interval_contains_both_of_its_ends(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = date(f"{first}/{last}")
    assert found.contains(date(str(first)))
    assert found.contains(date(str(last)))
    assert replace(date(f"{first} to {last}"), text="") == replace(found, text="")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("12 months", "2024-02-29", "2025-02-28"),
        ("1 month", "2025-01-31", "2025-02-28"),
        ("2 weeks", "2025-01-31", "2025-02-14"),
        ("90 days", "2025-04-09", "2025-07-08"),
        ("1 year", "2025-01-31", "2026-01-31"),
        ("99999 years", "2025-01-31", "9999-12-31"),
    ],
)
def test_a_duration_leads_to_a_day(text: str, start: str, end: str) -> None:
    found = parse_duration(text)
    assert isinstance(found, Duration)
    assert found.after(dt.date.fromisoformat(start)) == dt.date.fromisoformat(end)


@pytest.mark.parametrize("text", ["", "a year", "0 days", "-1 day", "1.5 years", "12"])
def test_what_is_no_duration_is_a_fault(text: str) -> None:
    assert isinstance(parse_duration(text), Fault)


@UNHURRIED
@given(st.integers(1, 99999), st.sampled_from(["days", "weeks", "months", "years"]), st.dates())
def test_a_duration_never_leads_back(amount: int, unit: str, day: dt.date) -> None:
    found = parse_duration(f"{amount} {unit}")
    assert isinstance(found, Duration)
    assert found.after(day) >= day


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_a_date_alone_never_shifts(zone: str) -> None:
    found = parse_instant("2024-01-01", ZoneInfo(zone))
    assert isinstance(found, Instant)
    assert found.date_only
    for other in ("Etc/GMT+12", "UTC", "Pacific/Kiritimati"):
        assert found.day(ZoneInfo(other)) == dt.date(2024, 1, 1)


def test_a_time_is_of_its_offset_or_of_the_site() -> None:
    assert parse_instant("2024-01-01T00:30:00+02:00", TOKYO) == Instant(
        "2024-01-01T00:30:00+02:00", dt.datetime(2023, 12, 31, 22, 30, tzinfo=dt.UTC), date_only=False
    )
    local, utc = parse_instant("2025-07-23 09:00", TOKYO), parse_instant("2025-07-23T00:00Z", TOKYO)
    assert isinstance(local, Instant)
    assert isinstance(utc, Instant)
    assert local.moment == utc.moment
    assert utc.day(ZoneInfo("America/New_York")) == dt.date(2025, 7, 22)


@pytest.mark.parametrize(
    "text", ["soon", "2025-07-23T25:00", "2025-02-30", "2025-07-23T09:00 JST", "0001-01-01T00:00+14:00", ""]
)
def test_what_is_no_moment_is_a_fault(text: str) -> None:
    assert isinstance(parse_instant(text, TOKYO), Fault)
