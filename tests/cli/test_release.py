"""`factbox release`, and what `check` then refuses: nothing that was published changes or vanishes in silence."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from small_sites import lay_over, site

from generator.cli.main import run
from generator.model.lock.lines import HEADER, checksum

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
FACTS = "content/facts.yaml"
ARTICLE = "content/articles/rice.yaml"
LOCK = "factbox.lock"
QUOTA = "access: {{label: Rice let in free of duty, {}, source: wto}}\n"
BODY = """title: Rice
summary: What Japan lets in.
status: published
published: 2026-01-31
body: |
  Japan lets in [](fact:access) a year [@wto].
"""


def quota(words: str) -> dict[str, str | bytes | None]:
    return {FACTS: QUOTA.format(words)}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return site(tmp_path / "site", {ARTICLE: BODY, **quota("value: 770000 tonnes, as_of: 2025")})


def release(root: Path, now: str = "2026-02-01", *options: str) -> int:
    return run(["release", str(root), "--now", now, *options])


def check(root: Path, now: str = "2026-03-01", *options: str) -> int:
    return run(["check", str(root), "--now", now, *options])


def codes(root: Path, capsys: Capture, now: str = "2026-03-01", *options: str) -> list[str]:
    capsys.readouterr()
    check(root, now, "--format", "json", *options)
    found = json.loads(capsys.readouterr().out)
    return sorted(problem["code"] for problem in found if problem["severity"] == "error")


# --- the command


def test_a_release_tells_what_is_new_and_a_second_one_adds_nothing(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    told = capsys.readouterr().out
    assert "new       access: 770000 tonnes\n" in told
    assert "added to factbox.lock" in told
    before = (base / LOCK).read_bytes()
    assert release(base, "2026-02-02") == 0
    assert "nothing changed" in capsys.readouterr().out
    assert (base / LOCK).read_bytes() == before


def test_a_dry_run_tells_the_same_and_writes_nothing(base: Path, capsys: Capture) -> None:
    assert release(base, "2026-02-01", "--dry-run") == 0
    assert "new       access: 770000 tonnes\n" in capsys.readouterr().out
    assert not (base / LOCK).exists()
    assert not (base / ".gitattributes").exists()


def test_the_same_content_at_the_same_moment_gives_the_same_bytes(base: Path, tmp_path: Path) -> None:
    shutil.copytree(base, tmp_path / "other")
    assert release(base) == release(tmp_path / "other") == 0
    assert (base / LOCK).read_bytes() == (tmp_path / "other" / LOCK).read_bytes()


def test_nothing_is_released_while_there_are_errors(base: Path, capsys: Capture) -> None:
    lay_over(base, {ARTICLE: BODY.replace("fact:access", "fact:acess")})
    assert release(base) == 1
    assert "nothing was released" in capsys.readouterr().out
    assert not (base / LOCK).exists()


def test_a_release_before_an_earlier_one_is_refused(base: Path, capsys: Capture) -> None:
    assert release(base, "2026-02-02") == 0
    assert release(base, "2026-02-01") == 2
    assert "2026-02-02" in capsys.readouterr().err


def test_what_gitattributes_says_is_kept(base: Path) -> None:
    (base / ".gitattributes").write_text("*.png binary")
    assert release(base) == 0
    assert (base / ".gitattributes").read_text() == "*.png binary\nfactbox.lock merge=union\n"
    lay_over(base, quota("value: 780000 tonnes, as_of: 2026"))
    (base / ".gitattributes").write_text("factbox.lock -merge\n")
    assert release(base) == 0
    assert (base / ".gitattributes").read_text() == "factbox.lock -merge\n"


def test_drafts_and_embargoed_articles_are_in_no_release(base: Path, tmp_path: Path) -> None:
    hidden = {
        "content/articles/levy.yaml": "title: The levy\nsummary: Words.\nbody: Words.\n"
        "facts: {levy: {label: The levy, value: 341 JPY, as_of: 2025, source: wto}}\n"
        "sidebar: [levy]\n",
        "content/articles/later.yaml": "title: Later\nsummary: Words.\nbody: Words.\nstatus: published\n"
        "published: 2026-01-01\npublish_at: 2026-09-01\n",
    }
    lay_over(base, hidden)
    assert release(base) == 0
    assert "levy" not in (base / LOCK).read_text()
    assert "later" not in (base / LOCK).read_text()
    assert run(["build", str(base), "--now", "2026-03-01", "--output", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / LOCK).read_bytes() == (base / LOCK).read_bytes()
    assert release(base, "2026-09-02") == 0
    assert "article:later" in (base / LOCK).read_text()


# --- values


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("value: 770000 tonnes, as_of: 2025", "value: 767000 tonnes, as_of: 2025", ["E-CHANGE-SILENT"]),
        ("value: 770000 tonnes, as_of: 2025", "value: 767000 tonnes, as_of: 2024", ["E-CHANGE-SILENT"]),
        ("value: 770000 tonnes, as_of: 2025", "value: 767000 tonnes, as_of: 2026", []),
        ("value: 770000 tonnes, period: 2025", "value: 767000 tonnes, period: 2026", []),
        ("value: 770000 tonnes, as_of: 2025", "value: 770 thousand tonnes, as_of: 2025", []),
        ("value: ~770000 tonnes, as_of: 2025", "value: 767000 tonnes, as_of: 2025", []),
        ("value: ~770000 tonnes, as_of: 2025", "value: 764000 tonnes, as_of: 2025", ["E-CHANGE-SILENT"]),
        ("value: 767000 tonnes, as_of: 2025", "value: ~770000 tonnes, as_of: 2025", ["E-CHANGE-SILENT"]),
        ("value: ~770000 tonnes, as_of: 2025", "value: ~780000 tonnes, as_of: 2025", ["E-CHANGE-SILENT"]),
        ("value: 10 to 15%, as_of: 2025", "value: 10 to 16%, as_of: 2025", ["E-CHANGE-SILENT"]),
        ("value: over 5 members, as_of: 2025", "value: at least 5 members, as_of: 2025", ["E-CHANGE-SILENT"]),
        ("value: yes", "value: no", ["E-CHANGE-SILENT"]),
        ("value: The Hague", "value: Leiden", ["E-CHANGE-SILENT"]),
        ("value: 2025-07-07", "value: 7 July 2025", []),
        ("value: 770000 tonnes, as_of: 2025", "value: 770000 kg, as_of: 2026", ["E-CHANGE-UNIT"]),
        ("value: 25%, as_of: 2025, status: threatened", "value: 25%, as_of: 2025, status: agreed", ["E-CHANGE-SILENT"]),
        ("value: 25%, as_of: 2025, status: threatened", "value: 15%, as_of: 2026, status: agreed", []),
        (
            "value: 770000 tonnes, as_of: 2025",
            "value: 767000 tonnes, as_of: 2025, corrections: [{was: '770,000 tonnes', date: 2026-02-20}]",
            [],
        ),
        (
            "value: 770000 tonnes, as_of: 2025",
            "value: 767000 tonnes, as_of: 2025, corrections: [{was: 780000 tonnes, date: 2026-02-20}]",
            ["E-CHANGE-SILENT"],
        ),
        (
            "value: 770000 tonnes, as_of: 2025",
            "value: 770000 kg, as_of: 2025, corrections: [{was: 770000 tonnes, date: 2026-02-20}]",
            [],
        ),
        (
            "value: 25%, as_of: 2025, status: threatened",
            "value: 25%, as_of: 2025, corrections: [{was: threatened, date: 2026-02-20}]",
            [],
        ),
        ("value: 1.4, unit: million cars, as_of: 2025", "value: 1400000 cars, as_of: 2025", []),
        (
            "value: 1.4, unit: million cars, as_of: 2025",
            "value: 1.5, unit: million cars, as_of: 2025, corrections: [{was: 1.4, date: 2026-02-20}]",
            [],
        ),
        ("data: {2024: 5%, 2025: 6%}, by: [year]", "data: {2024: 5%, 2025: 7%}, by: [year]", ["E-CHANGE-SILENT"]),
        ("data: {2024: 5%, 2025: 6%}, by: [year]", "data: {2024: 5%, 2025: 6%, 2026: 7%}, by: [year]", []),
        (
            "data: {2024: 5%, 2025: 6%}, by: [year]",
            "data: {2024: 5%, 2025: {value: 7%, as_of: 2026-02}}, by: [year]",
            [],
        ),
        (
            "data: {2024: 5%, 2025: 6%}, by: [year]",
            "data: {2024: 5%, 2025: {value: 7%, corrections: [{was: 6%, date: 2026-02-20}]}}, by: [year]",
            [],
        ),
        ("data: {2024: 5%, 2025: 6%}, by: [year]", "data: {2025: 6%}, by: [year]", ["E-ADDRESS-GONE"]),
    ],
)  # fmt: skip
def test_a_published_value_changes_with_a_later_date_or_a_correction_alone(
    before: str, after: str, found: list[str], base: Path, capsys: Capture
) -> None:
    lay_over(base, quota(before))
    assert release(base) == 0
    lay_over(base, quota(after))
    assert codes(base, capsys) == found
    assert codes(base, capsys, "2026-03-01", "--drafts") == found
    assert release(base, "2026-03-01") == bool(found)


def test_the_message_says_old_and_new_and_both_honest_ways(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    lay_over(base, quota("value: 767000 tonnes, as_of: 2025"))
    capsys.readouterr()
    assert check(base) == 1
    told = capsys.readouterr().out
    assert f"{FACTS}:1:50: error[E-CHANGE-SILENT]" in told
    assert "published as 770000 tonnes and is now 767000 tonnes" in told
    assert "if the world changed, write a new `as_of:` or `period:` (later than 2025)" in told
    ways = told.partition("if we were wrong, add `")[2].partition("`")[0]
    assert ways == "corrections: [{was: 770000 tonnes, date: 2026-03-01, because: ...}]"
    lay_over(base, quota(f"value: 767000 tonnes, as_of: 2025, {ways}"))
    capsys.readouterr()
    assert check(base) == 1
    assert "has dots in the place of words; say why" in capsys.readouterr().out
    lay_over(base, quota(f"value: 767000 tonnes, as_of: 2025, {ways.replace('...', 'We had rounded.')}"))
    assert check(base) == 0


def test_a_release_tells_values_and_corrections_with_the_words_of_their_units(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    capsys.readouterr()
    lay_over(base, quota("value: 767000 tonnes, as_of: 2025, corrections: [{was: 770000 tonnes, date: 2026-02-02}]"))
    assert release(base, "2026-02-02") == 0
    told = capsys.readouterr().out
    assert "changed   access: 770000 tonnes became 767000 tonnes\n" in told
    assert "corrected access: was 770000 tonnes\n" in told


def test_a_correction_of_another_value_is_told_with_what_it_says_and_what_was_published(
    base: Path, capsys: Capture
) -> None:
    assert release(base) == 0
    lay_over(base, quota("value: 767000 tonnes, as_of: 2025, corrections: [{was: 7700 tonnes, date: 2026-02-02}]"))
    capsys.readouterr()
    assert check(base) == 1
    told = capsys.readouterr().out
    assert "the correction of 2026-02-02 says `was: 7700 tonnes`, which was never published" in told
    assert "write `was: 770000 tonnes` in it" in told
    assert "add `corrections:" not in told
    lay_over(base, quota("value: 767000 tonnes, as_of: 2025, corrections: [{was: 770000 tonnes, date: 2026-02-02}]"))
    assert check(base) == 0


def test_a_date_that_is_yet_to_come_explains_nothing_until_that_day(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    lay_over(base, quota("value: 767000 tonnes, as_of: 2026-03-02"))
    assert codes(base, capsys, "2026-03-01") == ["E-CHANGE-SILENT"]
    assert release(base, "2026-03-01") == 1
    assert "its `as_of:` (2026-03-02) is yet to come" in capsys.readouterr().out
    assert codes(base, capsys, "2026-03-02") == []
    assert release(base, "2026-03-02") == 0


def test_what_explains_a_change_cannot_be_used_again(base: Path, capsys: Capture) -> None:
    """Back to an old value and on to a third one, under the correction of long ago."""
    first = "{was: 770000 tonnes, date: 2026-02-02}"
    second = "{was: 767000 tonnes, date: 2026-02-03}"
    assert release(base, "2026-02-01") == 0
    lay_over(base, quota(f"value: 767000 tonnes, as_of: 2025, corrections: [{first}]"))
    assert release(base, "2026-02-02") == 0
    lay_over(base, quota(f"value: 770000 tonnes, as_of: 2025, corrections: [{first}, {second}]"))
    assert release(base, "2026-02-03") == 0
    lay_over(base, quota(f"value: 1 tonne, as_of: 2025, corrections: [{first}, {second}]"))
    assert codes(base, capsys) == ["E-CHANGE-SILENT"]


def test_a_date_that_went_back_is_not_new_again(base: Path, capsys: Capture) -> None:
    assert release(base, "2026-02-01") == 0
    lay_over(base, quota("value: 770000 tonnes, since: 2024"))
    assert release(base, "2026-02-02") == 0
    lay_over(base, quota("value: 1 tonne, since: 2024, as_of: 2025"))
    assert codes(base, capsys) == ["E-CHANGE-SILENT"]


@pytest.mark.parametrize("dates", ["as_of: 2025", "as_of: 2024/2026", "as_of: 2025-01-01, since: 1999"])
def test_a_vaguer_date_or_an_old_one_that_is_new_explains_nothing(dates: str, base: Path, capsys: Capture) -> None:
    lay_over(base, quota("value: 770000 tonnes, as_of: 2025-01-01"))
    assert release(base) == 0
    lay_over(base, quota(f"value: 1 tonne, {dates}"))
    assert codes(base, capsys) == ["E-CHANGE-SILENT"]


def test_a_published_claim_does_not_become_somebody_elses(base: Path, capsys: Capture) -> None:
    claims = (
        "access: {{label: Rice, source: wto, claims: {{\n"
        "  a: {{by: {}, value: {} tonnes, as_of: {}}}, b: {{by: B, value: 71 tonnes, as_of: 2025}}}}{}}}\n"
    )
    people = {"content/people.yaml": "ann: {name: Ann Lee, aka: [A. Lee]}\nzoe: {name: Zoe Lee}\n"}
    body = {ARTICLE: BODY.replace("[](fact:access)", "rice").replace("lets in", "lets in, says the WTO,")}
    lay_over(base, {FACTS: claims.format("Ann Lee", 70, 2025, ""), **people, **body})
    assert release(base) == 0
    corrected = ", corrections: [{was: Ann Lee, date: 2026-02-20}]"
    for facts, found in (
        (claims.format("ann", 70, 2025, ""), []),
        (claims.format("A. Lee", 70, 2025, ""), []),
        (claims.format("zoe", 70, 2025, ""), ["E-CHANGE-SILENT"]),
        (claims.format("Zoe", 70, 2026, ""), ["E-CHANGE-SILENT"]),
        (claims.format("Zoe", 72, 2027, ""), ["E-CHANGE-SILENT"]),
        (claims.format("zoe", 70, 2025, corrected), []),
        (claims.format("zoe", 72, 2025, corrected), ["E-CHANGE-SILENT"]),
    ):
        lay_over(base, {FACTS: facts})
        assert codes(base, capsys) == found, facts
    lay_over(base, {FACTS: claims.format("zoe", 70, 2025, "")})
    capsys.readouterr()
    check(base)
    assert "was published as a claim by Ann Lee and is now by Zoe Lee" in capsys.readouterr().out


def test_two_released_branches_that_disagree_are_told_what_alone_helps(base: Path, capsys: Capture) -> None:
    assert release(base, "2026-02-01") == 0
    start = (base / LOCK).read_text()
    lay_over(base, quota("value: 780000 tonnes, as_of: 2026"))
    assert release(base, "2026-02-02") == 0
    other = (base / LOCK).read_text().removeprefix(start)
    lay_over(base, {LOCK: start, **quota("value: 790000 tonnes, as_of: 2026")})
    assert release(base, "2026-02-03") == 0
    lay_over(base, {LOCK: (base / LOCK).read_text() + other})
    capsys.readouterr()
    assert check(base) == 1
    told = capsys.readouterr().out
    assert "a new date does not help; add `corrections:" in told
    way = told.partition("a new date does not help; add `")[2].partition("`")[0]
    way = way.replace("because: ...", "because: One of the two branches had it wrong.")
    lay_over(base, quota(f"value: 790000 tonnes, as_of: 2026, {way}"))
    assert check(base) == 0


def test_a_derived_figure_changes_with_its_inputs_and_not_with_its_formula(base: Path, capsys: Capture) -> None:
    derived = "half: {{label: Half of it, derive: access / {}{}}}\n"
    whole = QUOTA.format("value: 770000 tonnes, as_of: 2025")
    lay_over(base, {FACTS: whole + derived.format(2, "")})
    assert release(base) == 0
    newer = QUOTA.format("value: 780000 tonnes, as_of: 2026")
    for facts, found in (
        (newer + derived.format(2, ""), []),
        (whole + derived.format(2, ", round: -4"), []),
        (whole + derived.format(4, ""), ["E-CHANGE-SILENT"]),
        (newer + derived.format(4, ", as_of: 2025"), ["E-CHANGE-SILENT"]),
        (whole + derived.format(4, ", corrections: [{was: 385000 tonnes, date: 2026-02-20}]"), []),
    ):
        lay_over(base, {FACTS: facts})
        assert codes(base, capsys) == found, facts


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("value: 25%, as_of: 2025", "value: 25%, as_of: 2025, status: agreed", 1),
        ("value: ~25%, as_of: 2025, status: forecast", "value: ~25%, as_of: 2025", 1),
        ("as_of: 2025, claims: {a: {by: A, value: 5%}, b: {by: B, value: 6%}}",
         "as_of: 2025, claims: {a: {by: A, value: 7%}, b: {by: B, value: 6%}}", 1),
        ("by: [land, year], data: {us: {2024: 5%, 2025: 6%}}", "by: [land, year], data: {us: {2024: 5%, 2025: 7%}}", 0),
    ],
)  # fmt: skip
def test_what_the_message_says_to_paste_explains_the_change(
    before: str, after: str, lines: int, base: Path, capsys: Capture
) -> None:
    lay_over(base, {ARTICLE: BODY.replace("[](fact:access)", "rice"), **quota(before)})
    assert release(base) == 0
    lay_over(base, quota(after))
    capsys.readouterr()
    assert check(base) == 1
    told = capsys.readouterr().out
    told = told.partition("if we were wrong")[2].partition("\n")[0]
    pasted = told.split("`")[-2].replace("...", "A slip.")
    lay_over(base, quota(f"{after}, {pasted}" if lines else after.replace("2025: 7%", pasted)))
    assert codes(base, capsys) == [], pasted


def test_a_status_may_stand_after_the_old_value(base: Path, capsys: Capture) -> None:
    lay_over(base, quota("value: ~770000 tonnes, as_of: 2025"))
    assert release(base) == 0
    after = "value: ~770000 tonnes, as_of: 2025, status: forecast, corrections: [{{was: {}, date: 2026-02-20}}]"
    for was, found in (
        ("~770000 tonnes (actual)", []),
        ("'770,000 tonnes (actual)'", []),
        ("~770000 tonnes (agreed)", ["E-CHANGE-SILENT"]),
    ):
        lay_over(base, quota(after.format(was)))
        assert codes(base, capsys) == found, was
    lay_over(base, quota("value: ~7 tonnes, as_of: 2025, corrections: [{was: actual, date: 2026-02-20}]"))
    assert codes(base, capsys) == ["E-CHANGE-SILENT"]


def test_what_is_worked_out_follows_the_status_of_its_inputs(base: Path, capsys: Capture) -> None:
    derived = "half: {label: Half, derive: access / 2}\nquarter: {label: Quarter, derive: half / 2}\n"
    lay_over(base, {FACTS: QUOTA.format("value: 770000 tonnes, as_of: 2025") + derived})
    assert release(base) == 0
    after = "value: {} tonnes, as_of: 2025, status: forecast"
    for value in (770000, 780000):
        lay_over(base, {FACTS: QUOTA.format(after.format(value)) + derived})
        assert codes(base, capsys) == ["E-CHANGE-SILENT"]
        mended = after.format(value) + ", corrections: [{was: 770000 tonnes, date: 2026-02-20}]"
        lay_over(base, {FACTS: QUOTA.format(mended) + derived})
        assert codes(base, capsys) == []


def test_corrections_among_the_cells_are_told_where_they_belong(base: Path, capsys: Capture) -> None:
    among = "by: [year], data: {2024: 5%, corrections: [{was: 6%, date: 2026-02-20}]}"
    lay_over(base, {ARTICLE: BODY.replace("[](fact:access)", "rice"), **quota(among)})
    assert check(base) == 1
    told = capsys.readouterr().out
    assert "1 error," in told
    assert "write it in the cell: `2024: {value: ..., corrections: [...]}`" in told


def test_a_contested_fact_that_prefers_another_claim_says_something_else(base: Path, capsys: Capture) -> None:
    claims = (
        "access: {{label: Rice, source: wto, as_of: 2025, preferred: {}, because: Better., claims: {{\n"
        "  a: {{by: A, value: 700000 tonnes}}, b: {{by: B, value: {} tonnes}}}}{}}}\n"
    )
    lay_over(base, {FACTS: claims.format("a", 710000, "")})
    assert release(base) == 0
    corrected = ", corrections: [{was: 700000 tonnes, date: 2026-02-20}]"
    for facts, found in (
        (claims.format("b", 710000, ""), ["E-CHANGE-SILENT"]),
        (claims.format("b", 710000, corrected), []),
        (claims.format("a", 720000, ""), ["E-CHANGE-SILENT"]),
    ):
        lay_over(base, {FACTS: facts})
        assert codes(base, capsys) == found, facts


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("as_of: 2026-03-02", "`access` was known as of 2026-03-02, which is yet to come"),
        (
            "as_of: 2025, corrections: [{was: 1 tonne, date: 2026-03-02}]",
            "has the date 2026-03-02, which is yet to come",
        ),
        ("as_of: 2026-03-01, corrections: [{was: 1 tonne, date: 2026-03-01}]", ""),
    ],
)
def test_dates_of_days_that_are_yet_to_come_are_warned_of(words: str, told: str, base: Path, capsys: Capture) -> None:
    lay_over(base, quota(f"value: 770000 tonnes, {words}"))
    assert check(base) == 0
    out = capsys.readouterr().out
    assert told in out
    assert ("W-FUTURE" in out) is bool(told)


# --- corrections


CORRECTED = (
    "value: 770000 tonnes, as_of: 2025, corrections: [{was: 7700000 tonnes, date: 2026-01-31, because: A zero.}]"
)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ("value: 770000 tonnes, as_of: 2025", ["E-CORRECTION-GONE"]),
        (CORRECTED.replace("7700000 tonnes", "7.7 million tonnes"), []),
        (CORRECTED.replace("7700000", "770001"), ["E-CORRECTION-GONE"]),
        (CORRECTED.replace("2026-01-31", "2026-01-30"), ["E-CORRECTION-GONE"]),
        (CORRECTED.replace("A zero.", "A zero too many."), []),
    ],
)
def test_a_published_correction_stays(after: str, found: list[str], base: Path, capsys: Capture) -> None:
    lay_over(base, quota(CORRECTED))
    assert release(base) == 0
    lay_over(base, quota(after))
    assert codes(base, capsys) == found


def test_the_words_of_an_articles_correction_stay(base: Path, capsys: Capture) -> None:
    told = BODY + 'corrections: [{date: 2026-01-31, text: "We called it *a gift*."}]\n'
    lay_over(base, {ARTICLE: told})
    assert release(base) == 0
    for text, found in (
        (told.replace("*a gift*", "a  gift"), []),
        (told.replace("a gift", "a loan"), ["E-CORRECTION-GONE"]),
        (BODY, ["E-CORRECTION-GONE"]),
    ):
        lay_over(base, {ARTICLE: text})
        assert codes(base, capsys) == found


# --- addresses


ENTRIES: dict[str, str | bytes | None] = {
    "content/people.yaml": "mof: {name: Ministry of Finance, kind: organisation}\n",
    "content/glossary.yaml": "quota: {name: quota, definition: A share of imports.}\n",
    "content/events.yaml": "deal: {title: The deal, date: 2025-07-22, source: wto}\n",
    "content/pages/imprint.yaml": "title: Imprint\nbody: Words.\n",
    "content/articles/levy.yaml": "title: The levy\nsummary: Words.\nstatus: published\npublished: 2026-01-01\n"
    "cards: [{id: how, question: How much?, answer: Much.}]\n",
    FACTS: QUOTA.format("value: 770000 tonnes, as_of: 2025") + "tax: {label: A tax, value: yes, source: wto}\n",
}
GONE = {
    "person:mof": ("content/people.yaml", None, "was: mof", "people/mof/index.html"),
    "term:quota": ("content/glossary.yaml", None, "was: quota", ""),
    "event:deal": ("content/events.yaml", None, "was: [deal]", ""),
    "fact:tax": (FACTS, QUOTA.format("value: 770000 tonnes, as_of: 2025"), "was: tax", "facts/tax/index.html"),
    "page:imprint": ("content/pages/imprint.yaml", None, "", "imprint/index.html"),
    "article:levy": ("content/articles/levy.yaml", None, "", "levy/index.html"),
    "card:levy#how": ("content/articles/levy.yaml", "how->why", "was: how", ""),
}


@pytest.mark.parametrize("address", GONE)
def test_an_address_that_vanishes_is_refused_until_the_author_says_that_it_is_gone(
    address: str, base: Path, tmp_path: Path, capsys: Capture
) -> None:
    path, rest, _, page = GONE[address]
    lay_over(base, ENTRIES)
    assert release(base) == 0
    if rest == "how->why":
        rest = str(ENTRIES[path]).replace("id: how", "id: why")
    lay_over(base, {path: rest})
    found = codes(base, capsys)
    assert set(found) == {"E-ADDRESS-GONE"}
    capsys.readouterr()
    assert check(base) == 1
    told = capsys.readouterr().out
    assert f"`{address}`" in told
    places = re.findall(r"^factbox\.lock:([0-9]+):1: error\[E-ADDRESS-GONE\]: `([^`]+)`", told, re.MULTILINE)
    lines = (base / LOCK).read_text().splitlines()
    assert [json.loads(lines[int(line) - 1].partition(" ")[2])["address"] for line, _ in places] == [
        of for _, of in places
    ]
    gone = f"{address}: {{date: 2026-02-20, because: It was a mistake to have it.}}\n"
    lay_over(base, {"content/gone.yaml": gone})
    assert codes(base, capsys) == []
    assert release(base, "2026-03-01") == 0
    assert run(["build", str(base), "--output", str(tmp_path / "out"), "--now", "2026-03-02"]) == 0
    if page:
        assert "It was a mistake to have it." in (tmp_path / "out" / page).read_text()
    (base / "content/gone.yaml").unlink()
    assert set(codes(base, capsys)) == {"E-ADDRESS-GONE"}


def test_an_old_reference_is_told_the_new_id(base: Path, capsys: Capture) -> None:
    facts = "quota: {label: Rice, was: access, value: 770000 tonnes, as_of: 2025, source: rules}\n"
    sources = "rules: {title: Schedule, was: wto, publisher: WTO, date: 1995}\n"
    lay_over(base, {FACTS: facts, "content/sources.yaml": sources})
    assert check(base) == 1
    told = capsys.readouterr().out
    assert "`access` is now `quota`" in told
    assert "`wto` is now `rules`" in told
    assert run(["reread", str(base), "--fact", "access"]) == 2
    assert "`access` is now `quota`" in capsys.readouterr().err


@pytest.mark.parametrize("address", [address for address, held in GONE.items() if held[2]])
def test_a_new_id_that_names_the_old_one_is_enough(address: str, base: Path, tmp_path: Path, capsys: Capture) -> None:
    path, _, was, page = GONE[address]
    old = address.partition(":")[2].partition("#")[2] or address.partition(":")[2]
    lay_over(base, ENTRIES)
    assert release(base) == 0
    before = str(ENTRIES[path])
    renamed = before.replace("id: how,", "id: anew,") if "#" in address else before.replace(f"{old}: {{", "anew: {")
    lay_over(base, {path: renamed})
    capsys.readouterr()
    assert check(base) == 1
    told = capsys.readouterr().out
    assert "did you rename it to `anew`?" in told
    assert f"write `was: {old}` there" in told
    lay_over(base, {path: renamed.replace("anew: {", f"anew: {{{was}, ").replace("id: anew,", f"id: anew, {was},")})
    assert codes(base, capsys) == []
    assert release(base, "2026-03-01") == 0
    assert run(["build", str(base), "--output", str(tmp_path / "out"), "--now", "2026-03-02"]) == 0
    made = {p.relative_to(tmp_path / "out").as_posix(): p for p in (tmp_path / "out").rglob("*.html")}
    if page:
        assert "/anew/" in made[page].read_text()
    else:
        kind = address.partition(":")[0]
        assert any(f'id="{kind}-{old}"' in file.read_text() for file in made.values())


def test_an_article_at_another_address_leads_on_from_the_old_one(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    lay_over(base, {ARTICLE: None, "content/articles/imports.yaml": BODY})
    assert check(base) == 1
    assert "write `aliases: [/rice/]` in `imports` (it has the same title)" in capsys.readouterr().out
    lay_over(base, {"content/articles/imports.yaml": BODY + "aliases: [/rice/]\n"})
    assert check(base) == 0
    assert release(base, "2026-03-01") == 0
    lay_over(base, {"content/articles/imports.yaml": BODY})
    assert codes(base, capsys) == ["E-ADDRESS-GONE", "E-ADDRESS-GONE"]


@pytest.mark.parametrize("change", ["status: draft", "status: published\npublish_at: 2027-01-01"])
def test_a_published_article_does_not_become_a_draft_again(change: str, base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    lay_over(base, {ARTICLE: BODY.replace("status: published", change)})
    for options in ([], ["--drafts"]):
        assert codes(base, capsys, "2026-03-01", *options) == ["E-ADDRESS-GONE"]
    withdrawn = "status: withdrawn\nwithdrawn: {date: 2026-02-20, because: It was wrong.}"
    lay_over(base, {ARTICLE: BODY.replace("status: published", withdrawn)})
    assert codes(base, capsys) == []


def test_an_embargo_that_was_over_at_a_release_is_over_whatever_a_clock_says(base: Path) -> None:
    lay_over(base, {ARTICLE: BODY + "publish_at: 2026-01-31\n"})
    assert release(base, "2026-02-01") == 0
    assert check(base, "2026-01-01") == 0


def test_a_fact_under_a_new_id_is_compared_with_what_its_old_one_published(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    renamed = "quota: {{label: Rice let in, was: access, value: {} tonnes, as_of: {}, source: wto{}}}\n"
    lay_over(base, {ARTICLE: BODY.replace("fact:access", "fact:quota")})
    for words, found in (
        ((767000, 2025, ""), ["E-CHANGE-SILENT"]),
        ((767000, 2026, ""), []),
        ((767000, 2025, ", corrections: [{was: 770000 tonnes, date: 2026-02-20}]"), []),
    ):
        lay_over(base, {FACTS: renamed.format(*words)})
        assert codes(base, capsys) == found
    assert release(base, "2026-03-01") == 0
    assert codes(base, capsys, "2026-03-02") == []
    lay_over(base, {FACTS: renamed.format(1, 2025, ", corrections: [{was: 770000 tonnes, date: 2026-02-20}]")})
    assert codes(base, capsys, "2026-03-02") == ["E-CHANGE-SILENT"]


def test_what_a_broken_file_holds_is_not_called_gone(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    lay_over(base, {FACTS: "access: {label: Rice: free of duty, value: 770000 tonnes, as_of: 2025, source: wto}\n"})
    assert codes(base, capsys) == ["E-YAML"]


RICH = (
    "tax: {label: A tax, value: 5%, as_of: 2025, source: wto, corrections: [{was: 6%, date: 2026-01-20}]}\n"
    "half: {label: Half, derive: access / 2}\n"
    "quarter: {label: Quarter, derive: half / 2}\n"
    "views: {label: Views, source: wto, as_of: 2025, claims: {a: {by: A, value: 5%}, b: {by: B, value: 6%}}}\n"
    "rows: {label: Rows, source: wto, by: [year], data: {2024: 5%, 2025: 6%}}\n"
)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("value: 770000 tonnes", "value: nearly 770000", ["E-VALUE"]),
        ("value: 770000 tonnes", "value: 770,000 tonnes", ["E-YAML"]),
        ("value: 770000 tonnes", "value: '1,7 tonnes'", ["E-VALUE"]),
        ("value: 770000 tonnes, as_of: 2025", "value: 780000 tonnes, as_of: 20-26", ["E-DATE"]),
        ("value: 770000 tonnes", "value: 770000 tonnes, status: agred", ["E-TYPE"]),
        ("access / 2", "access ** 2", ["E-DERIVE"]),
        ("access: {", "Access: {", ["E-DERIVE", "E-ID"]),
        ("value: 5%, as_of", "value: nearly 5%, as_of", ["E-VALUE"]),
        ("date: 2026-01-20", "date: 2026-1-20", ["E-DATE"]),
        ("a: {by: A, value: 5%}", "a: {by: A, value: nearly 5%}", ["E-VALUE"]),
        ("a: {by: A, value: 5%}", "a: 5%", ["E-TYPE"]),
        ("2024: 5%", "2024: nearly 5%", ["E-VALUE"]),
        ("tax: {", "tax: yes\nmore: {", ["E-TYPE"]),
        ("label: A tax", "label: A tax: new", ["E-YAML"]),
        ("label: A tax", "label: [A tax", ["E-YAML"]),
    ],
)
def test_what_is_there_and_cannot_be_read_is_not_called_gone_or_changed(
    old: str, new: str, found: list[str], base: Path, capsys: Capture
) -> None:
    facts = QUOTA.format("value: 770000 tonnes, as_of: 2025") + RICH
    lay_over(base, {FACTS: facts})
    assert release(base) == 0
    assert old in facts
    lay_over(base, {FACTS: facts.replace(old, new)})
    told = codes(base, capsys)
    assert not {"E-ADDRESS-GONE", "E-CORRECTION-GONE", "E-CHANGE-SILENT", "E-CHANGE-UNIT"} & set(told), told
    assert set(told) & set(found), told


LEVY = (
    "title: The levy\nslug: levy\nsummary: Words.\nstatus: published\npublished: 2026-01-01\naliases: [/old-levy/]\n"
    "facts: {own: {label: Own, value: 5%, as_of: 2025, source: wto}}\nsidebar: [own]\n"
    "corrections: [{date: 2026-01-20, text: A slip.}]\n"
    "cards:\n  - id: how\n    question: How much?\n    answer: Much.\n"
)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/articles/01.yaml", "status: published", "status: publishd"),
        ("content/articles/01.yaml", "published: 2026-01-01", "published: 2026-1-1"),
        ("content/articles/01.yaml", "value: 5%", "value: nearly 5%"),
        ("content/articles/01.yaml", "own: {label: Own, value: 5%, as_of: 2025, source: wto}", "own: 5%"),
        ("content/articles/01.yaml", "title: The levy", "title: The: levy"),
        ("content/articles/01.yaml", "title: The levy", "title: [The levy"),
        ("content/articles/01.yaml", "date: 2026-01-20", "date: 2026-1-20"),
        ("content/articles/01.yaml", "aliases: [/old-levy/]", "aliases: {a: /old-levy/}"),
        ("content/articles/01.yaml", "- id: how", "- id: How"),
        ("content/facts/many.csv", "id,label", "id,lab\xe9l"),
        ("content/facts/many.csv", "many,A", "many,more,A"),
        ("content/facts/many.csv", "many,A", ",A"),
        ("content/people.yaml", "mof: {name: Ministry", "mof: {name: [Ministry"),
        ("content/people.yaml", "mof: {name: Ministry of Finance, kind: organisation}", "mof: Ministry"),
        ("content/gone.yaml", "fact:tax: {", "fact:tax: {date"),
        ("content/gone.yaml", "fact:tax: {date: 2026-01-20, because: It was none.}", "fact:tax: It was none."),
    ],
)
def test_nothing_that_may_stand_in_what_is_unreadable_is_called_gone(
    path: str, old: str, new: str, base: Path, capsys: Capture
) -> None:
    files = {
        "content/articles/01.yaml": LEVY,
        "content/facts/many.csv": "id,label,value,as_of,source\nmany,A number,5%,2025,wto\n",
        "content/people.yaml": "mof: {name: Ministry of Finance, kind: organisation}\n",
    }
    tax = "tax: {label: A tax, value: 5%, as_of: 2025, source: wto}\n"
    lay_over(base, {**files, FACTS: tax + QUOTA.format("value: 770000 tonnes, as_of: 2025")})
    assert release(base) == 0
    files["content/gone.yaml"] = "fact:tax: {date: 2026-01-20, because: It was none.}\n"
    lay_over(base, {**files, FACTS: QUOTA.format("value: 770000 tonnes, as_of: 2025")})
    assert codes(base, capsys) == []
    assert old in files[path]
    lay_over(base, {path: files[path].replace(old, new).encode("latin-1")})
    told = codes(base, capsys)
    assert told
    assert not {"E-ADDRESS-GONE", "E-CORRECTION-GONE", "E-CHANGE-SILENT"} & set(told), told


def test_a_former_id_that_something_has_is_refused(base: Path, capsys: Capture) -> None:
    more = "tax: {label: A tax, was: access, value: yes, source: wto}\n"
    lay_over(base, {FACTS: QUOTA.format("value: 770000 tonnes, as_of: 2025") + more})
    assert "E-ID-DUP" in codes(base, capsys)


# --- the file


def test_an_edited_line_is_told_with_its_place(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    lines = (base / LOCK).read_text().split("\n")
    number = next(index for index, line in enumerate(lines) if "770000" in line)
    lines[number] = lines[number].replace("770000", "767000")
    (base / LOCK).write_text("\n".join(lines))
    capsys.readouterr()
    assert check(base) == 1
    assert f"{LOCK}:{number + 1}:1: error[E-LOCK]" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "\n", HEADER])
def test_a_lock_without_a_release_is_no_lock(text: str, base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    (base / LOCK).write_text(text)
    assert codes(base, capsys) == ["E-LOCK"]
    assert release(base, "2026-02-02") == 1


def test_a_forged_checksum_does_not_help(base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    text = (base / LOCK).read_text()
    line = next(line for line in text.split("\n") if '"is":"figure"' in line)
    body = line.partition(" ")[2].replace("770000", "767000")
    (base / LOCK).write_text(text.replace(line, f"{checksum(body)} {body}"))
    assert codes(base, capsys) == ["E-LOCK"]


@pytest.mark.parametrize("part", ["line", "end", "release"])
def test_what_is_taken_out_of_the_lock_is_missed(part: str, base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    first = (base / LOCK).read_text()
    lay_over(base, quota("value: 780000 tonnes, as_of: 2026"))
    assert release(base, "2026-02-02") == 0
    text = (base / LOCK).read_text()
    lines = text.splitlines(keepends=True)
    if part == "line":
        lines.remove(next(line for line in lines if '"figure"' in line))
    elif part == "end":
        lines.pop()
    else:
        lines = [lines[0], *lines[len(first.splitlines()) :]]
    (base / LOCK).write_text("".join(lines))
    assert "E-LOCK" in codes(base, capsys)


@pytest.mark.parametrize(
    "line",
    ["garbage", "<<<<<<< HEAD", "00000000 {}", "0 [1]", f"{checksum('{}')} {{}}", f"{checksum('[1]')} [1]", "\x00"],
)
def test_a_line_that_is_none_is_an_error_and_no_traceback(line: str, base: Path, capsys: Capture) -> None:
    assert release(base) == 0
    with (base / LOCK).open("a") as file:
        file.write(line + "\n")
    assert codes(base, capsys) == ["E-LOCK"]


def test_the_order_of_the_lines_says_nothing(base: Path, capsys: Capture) -> None:
    assert release(base, "2026-02-01") == 0
    lay_over(base, quota("value: 780000 tonnes, as_of: 2026"))
    assert release(base, "2026-02-02") == 0
    lines = (base / LOCK).read_text().splitlines(keepends=True)
    (base / LOCK).write_text("".join(reversed(lines)) + lines[-1])
    assert codes(base, capsys) == []
    lay_over(base, quota("value: 790000 tonnes, as_of: 2025"))
    assert codes(base, capsys) == ["E-CHANGE-SILENT"]


def test_a_lock_that_is_a_link_is_not_followed(base: Path, tmp_path: Path, capsys: Capture) -> None:
    assert release(base) == 0
    (base / LOCK).rename(tmp_path / "elsewhere")
    (base / LOCK).symlink_to(tmp_path / "elsewhere")
    assert codes(base, capsys) == ["E-SYMLINK"]


# --- git


def git(root: Path, *words: str) -> str:
    settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *settings, *words], cwd=root, capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout


def test_git_joins_two_branches_that_both_released(base: Path, capsys: Capture) -> None:
    tax = "tax: {{label: A tax, value: {}, source: wto, as_of: {}}}\n"
    facts = "content/facts/{}.yaml"
    lay_over(base, {FACTS: None, facts.format("a"): QUOTA.format("value: 770000 tonnes, as_of: 2025"),
                    facts.format("b"): tax.format("5%", 2024)})  # fmt: skip
    assert release(base, "2026-02-01") == 0
    git(base, "init", "-q", "-b", "main")
    git(base, "add", "-A")
    git(base, "commit", "-qm", "start")
    git(base, "switch", "-qc", "other")
    lay_over(base, {facts.format("b"): tax.format("6%", 2025)})
    assert release(base, "2026-02-02") == 0
    git(base, "commit", "-qam", "the tax")
    git(base, "switch", "-q", "main")
    lay_over(base, {facts.format("a"): QUOTA.format("value: 780000 tonnes, as_of: 2026")})
    assert release(base, "2026-02-03") == 0
    git(base, "commit", "-qam", "the quota")
    git(base, "merge", "-q", "other", "-m", "both")
    assert "<<<<" not in (base / LOCK).read_text()
    assert codes(base, capsys) == []
    assert release(base, "2026-03-01") == 0
    assert "nothing changed" in capsys.readouterr().out
    lay_over(base, {facts.format("b"): tax.format("7%", 2025)})
    assert codes(base, capsys) == ["E-CHANGE-SILENT"]
    lay_over(base, {facts.format("b"): tax.format("7%", 2026)})
    assert release(base, "2026-03-02") == 0
    (seal,) = [line for line in (base / LOCK).read_text().split("\n") if "2026-03-02" in line]
    assert len(json.loads(seal.partition(" ")[2])["after"]) == 2


# --- what is deployed


def test_a_lock_that_lost_a_release_is_told_by_the_deployed_one(base: Path, tmp_path: Path, capsys: Capture) -> None:
    assert release(base, "2026-02-01") == 0
    first = (base / LOCK).read_text()
    lay_over(base, quota("value: 780000 tonnes, as_of: 2026"))
    assert release(base, "2026-02-02") == 0
    assert run(["build", str(base), "--output", str(tmp_path / "out"), "--now", "2026-02-02"]) == 0
    lay_over(base, {LOCK: first, **quota("value: 790000 tonnes, as_of: 2026")})
    assert codes(base, capsys) == []
    assert codes(base, capsys, "2026-03-01", "--against", str(tmp_path / "out")) == ["E-CHANGE-SILENT", "E-LOCK"]
    config = (base / "config.yaml").read_text()
    lay_over(base, {"config.yaml": f"{config}deploy: {{targets: {{live: {{path: ../out}}}}}}\n"})
    assert codes(base, capsys, "2026-03-01", "--against", "live") == ["E-CHANGE-SILENT", "E-LOCK"]
    (base / LOCK).unlink()
    assert "E-LOCK" in codes(base, capsys, "2026-03-01", "--against", "live")


def test_what_cannot_be_compared_with_is_told_in_words(base: Path, tmp_path: Path, capsys: Capture) -> None:
    assert release(base) == 0
    for target, code, words in (
        (str(tmp_path / "missing"), 2, "no such folder"),
        (str(tmp_path), 2, "there is none"),
        ("http://127.0.0.1:9/", 3, "cannot be reached"),
        ("http://host.invalid/", 3, "cannot be reached"),
        ("https://[bad", 3, "cannot be reached"),
    ):
        capsys.readouterr()
        assert check(base, "2026-03-01", "--against", target) == code
        assert words in capsys.readouterr().err
