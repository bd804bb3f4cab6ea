"""`factbox check --fix` binds figures that one fact says, in the author's own words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, NOW, site

from generator.build import Job
from generator.cli.main import run
from generator.fix import fix

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

HEAD = "title: Rice\nstatus: published\npublished: 2026-01-31\n"
FACTS = """\
access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025, source: wto}
share: {label: Share of rice, value: 12%, as_of: 2025, source: wto}
other: {label: Another share, value: 15%, as_of: 2025, source: wto}
same: {label: The same share, value: 15%, as_of: 2025, source: wto}
cars: {label: Cars, unit: cars, by: [year], data: {2023: 5120, 2024: 5120, 2025: 7340}, source: wto, as_of: 2026}
"""
USED = "See [a](fact:access), [12%](fact:share), [15%](fact:other), [15%](fact:same), [7,340 cars](fact:cars.2025)."


def _fixed(root: Path, text: str, used: str = "") -> str:
    """Fix an article that holds a text, and give the text as it is then."""
    files: dict[str, str | bytes | None] = {
        "content/facts.yaml": FACTS,
        "content/articles/used.yaml": f"{HEAD}summary: One.\nbody: {json.dumps(USED)}\n",
        ARTICLE: f"{HEAD}{text}{used}".encode(),
    }
    fix(Job(site(root, files), NOW))
    after = (root / ARTICLE).read_bytes().decode()
    assert after.startswith(HEAD)
    assert after.endswith(used)
    return after[len(HEAD) : len(after) - len(used)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("summary: A.\nbody: |\n  Japan lets in 770,000 tonnes [@wto].\n", None),  # cited: it is bound
        ("summary: A.\nbody: |\n  It is 770,000 tonnes.\n", "  It is [770,000 tonnes](fact:access).\n"),
        (
            "summary: A.\nbody: |\n  \u7c73 \u201c\u00e9\u201d: 770,000\n  tonnes.\n",
            "[770,000\n  tonnes](fact:access).\n",
        ),
        ("summary: A.\nbody: >\n  So it is 770,000\n  tonnes.\n", "is [770,000\n  tonnes](fact:access).\n"),
        ("summary: It is 770,000 tonnes.\nbody: A.\n", "summary: It is [770,000 tonnes](fact:access).\n"),
        ("summary: 'It''s 770,000 tonnes.'\nbody: A.\n", "'It''s [770,000 tonnes](fact:access).'\n"),
        ('summary: "\\u2019 770,000\\\n  \\ tonnes."\nbody: A.\n', '"\\u2019 [770,000\\\n  \\ tonnes](fact:access)."'),
        ("summary: A.\nbody: |\n  | a |\n  |---|\n  | 770,000 tonnes |\n", "  | [770,000 tonnes](fact:access) |\n"),
        ("summary: A.\nbody: |\n  ## Why 770,000 tonnes?\n\n  A.\n", "  ## Why [770,000 tonnes](fact:access)?\n"),
    ],
)
def test_exactly_the_words_of_the_author_become_the_reference(text: str, expected: str | None, tmp_path: Path) -> None:
    used = "sidebar: [access]\n"
    after = _fixed(tmp_path, text, used)
    if expected is None:
        assert after == text
        return
    assert expected in after
    assert after.replace("](fact:access)", "").replace("[", "") == text
    assert _fixed(tmp_path, after, used) == after


def test_a_title_of_plain_text_that_begins_with_the_figure_is_left_and_told(tmp_path: Path, capsys: Capture) -> None:
    """A bracket at the beginning would be a list to YAML."""
    article = "title: 770,000 tonnes of rice\nsummary: A.\nbody: A.\nstatus: published\npublished: 2026-01-31\n"
    root = site(tmp_path, {"content/facts.yaml": FACTS, ARTICLE: article})
    run(["check", str(root), "--fix"])
    assert (root / ARTICLE).read_text() == article
    assert f"{ARTICLE}:1:8: not fixed[W-FIGURE-UNBOUND]: \u201c770,000 tonnes\u201d becomes" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        "770,000 bales.",  # another unit
        "770,001 tonnes.",  # another number
        "15% of it.",  # two facts say it
        "5,120 cars.",  # two cells of one series say it
        "12% of it.",  # one fact says it, but such a number says many things, and the article does not use it
        "770,000 **tonnes**.",  # emphasis among the words
        "\\770,000 tonnes.",
        "Wheat of 770,000 tonnes.",  # the article does not use the fact, nor does the sentence speak of rice
    ],
)
def test_what_is_not_certain_is_left(text: str, tmp_path: Path) -> None:
    body = f"summary: A.\nbody: |\n  It is {text}\n"
    assert _fixed(tmp_path, body) == body


@pytest.mark.parametrize(
    ("text", "used", "expected"),
    [
        ("It is 12% of it.", "sidebar: [share]\n", "It is [12%](fact:share) of it."),
        ("It is 15% of it.", "sidebar: [same]\n", "It is [15%](fact:same) of it."),
        ("It is 15% of it, or [15%](fact:other).", "", "It is [15%](fact:other) of it, or [15%](fact:other)."),
        ("It is 15% of it.", "sidebar: [same, other]\n", None),
    ],
)
def test_a_fact_that_the_article_uses_comes_first(text: str, used: str, expected: str | None, tmp_path: Path) -> None:
    body = f"summary: A.\nbody: |\n  {text}\n"
    assert _fixed(tmp_path, body, used) == f"summary: A.\nbody: |\n  {expected or text}\n"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("In 2024 there were 7,340 cars.", ""),  # the fact says 2025
        ("In June 2024, there were 7,340 cars.", ""),
        ("Customs counted 7,340 cars (2024).", ""),
        ("The 7,340 cars of 2024.", ""),
        ("In 2023 Japan let in 770,000 tonnes.", ""),  # known in 2025
        ("In 2025 there were 7,340 cars.", "cars.2025"),
        ("In 2023 there were 5,120 cars.", "cars.2023"),  # of two years with the same number
        ("In 2024 customs wrote a report, and there were 7,340 cars in 2025.", "cars.2025"),
        ("Since 2023 Japan lets in 770,000 tonnes.", "access"),
        ("The law is of 1995 and lets in 770,000 tonnes.", "access"),
    ],
)
def test_nothing_is_bound_to_a_figure_of_another_year(text: str, address: str, tmp_path: Path, capsys: Capture) -> None:
    body = f"summary: A.\nbody: |\n  {text}\n"
    after = _fixed(tmp_path, body, "sidebar: [access, cars.2025]\n")
    run(["check", str(tmp_path)])
    if address:
        assert f"](fact:{address})" in after
    else:
        assert after == body
        assert "a fact says it" not in capsys.readouterr().out


UNITS = """\
water: {label: Water, value: 390000 m3, as_of: 2025, source: wto}
area: {label: Area, value: 41456 km2, as_of: 2025, source: wto}
ore: {label: Ore, value: 48800 tonnes, as_of: 2025, source: wto}
power: {label: Power, value: 39100 kWh, as_of: 2025, source: wto}
lead: {label: Lead, value: 14.53 pp, as_of: 2025, source: wto}
use: {label: Use, value: 13.15 litres/person, as_of: 2025, source: wto}
pipe: {label: Pipe, value: 3314 km, as_of: 2025, source: wto}
"""


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("390,000 cubic metres", "water"),
        ("390,000 cubic meters", "water"),
        ("41,456 square kilometres", "area"),
        ("48,800 metric tons", "ore"),
        ("39,100 kilowatt hours", "power"),
        ("39,100 kilowatt-hours", "power"),
        ("14.53 percentage points", "lead"),
        ("13.15 litres per person", "use"),
        ("13.15 liters per person", "use"),
        ("3,314 kilometers", "pipe"),
    ],
)
def test_the_whole_unit_goes_into_the_link(words: str, address: str, tmp_path: Path) -> None:
    article = f"{HEAD}sidebar: [{address}]\nsummary: A.\nbody: |\n  It is about {words} of it.\n"
    root = site(tmp_path, {"content/facts.yaml": f"{FACTS}{UNITS}", ARTICLE: article})
    fix(Job(root, NOW))
    assert f"It is about [{words}](fact:{address}) of it." in (root / ARTICLE).read_text()


@pytest.mark.parametrize(
    ("text", "used", "expected"),
    [
        ("It is 770,000 tonnes a year.", "access", ""),
        ("It is 770,000 tonnes per day.", "access", ""),
        ("It is 770,000 tonnes annually.", "access", ""),
        ("Each year it is 770,000 tonnes.", "access", ""),
        ("Not 770,000 tonnes.", "access", ""),
        ("It isn't 770,000 tonnes.", "access", ""),
        ("It is 770,000 tonnes, not less.", "access", "It is [770,000 tonnes](fact:access), not less."),
        ("It is 500 tonnes a year.", "flow", "It is [500 tonnes a year](fact:flow)."),
        ("Wheat of 770,000 tonnes.", "share", ""),
        ("It is free to bring in 770,000 tonnes of wheat.", "share", ""),
        ("The rice of 770,000 tonnes.", "share", "The rice of [770,000 tonnes](fact:access)."),
        ("Some 12% of rice.", "access", ""),
    ],
)
def test_the_sentence_has_to_say_the_fact(text: str, used: str, expected: str, tmp_path: Path) -> None:
    article = f"{HEAD}summary: A.\nbody: |\n  {text}\nsidebar: [{used}]\n"
    facts = f"{FACTS}flow: {{label: Flow, value: 500 tonnes/year, as_of: 2025, source: wto}}\n"
    root = site(tmp_path, {"content/facts.yaml": facts, ARTICLE: article})
    fix(Job(root, NOW))
    assert (root / ARTICLE).read_text() == article.replace(text, expected or text)


def test_what_is_not_certain_is_asked(tmp_path: Path, capsys: Capture) -> None:
    root = site(tmp_path, {"content/facts.yaml": FACTS, ARTICLE: f"{HEAD}summary: Not 770,000 tonnes.\nbody: A.\n"})
    run(["check", str(root)])
    assert "does a fact say it? then write `[770,000 tonnes](fact:access)`" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Es sind 770.000 Tonnen.", "Es sind [770.000 Tonnen](fact:access)."),
        ("Es sind 770.000 t.", "Es sind [770.000 t](fact:access)."),
        ("Es sind 770.000 Tonnen im Jahr.", ""),
        ("Es sind nicht 770.000 Tonnen.", ""),
        ("Es sind 770.000 Kilogramm.", ""),
    ],
)
def test_measures_are_known_in_the_language_of_the_site(text: str, expected: str, tmp_path: Path) -> None:
    article = f"{HEAD}summary: A.\nbody: |\n  {text}\nsidebar: [access]\n"
    settings = "title: A\nbase_url: https://a.example/\nlanguage: de\n"
    root = site(tmp_path, {"content/facts.yaml": FACTS, ARTICLE: article, "config.yaml": settings})
    fix(Job(root, NOW))
    assert (root / ARTICLE).read_text() == article.replace(text, expected or text)


def test_what_is_less_sure_is_offered_to_editors_only(tmp_path: Path, capsys: Capture) -> None:
    root = site(tmp_path, {"content/facts.yaml": FACTS, ARTICLE: f"{HEAD}summary: It is 12%.\nbody: A.\n"})
    assert run(["check", str(root), "--format", "json"]) == 0
    found = [one for one in json.loads(capsys.readouterr().out) if one["code"] == "W-FIGURE-UNBOUND"]
    assert [one["fix"]["sure"] for one in found] == [False]
    assert [edit["replacement"] for edit in found[0]["fix"]["edits"]] == ["[", "](fact:share)"]


def test_what_is_less_sure_is_told_with_the_reason(tmp_path: Path, capsys: Capture) -> None:
    article = f"{HEAD}summary: It is 12%.\nbody: A.\n"
    root = site(tmp_path, {"content/facts.yaml": FACTS, ARTICLE: article})
    run(["check", str(root), "--fix"])
    why = "so short a number may be another's, and the article does not use the fact; write it if it is meant"
    assert f"{ARTICLE}:4:16: not fixed[W-FIGURE-UNBOUND]: “12%” becomes `[12%](fact:share)`: {why}\n" in (
        capsys.readouterr().out
    )
    run(["check", str(root), "--diff"])
    told = capsys.readouterr()
    assert told.out == ""
    assert why in told.err
    assert told.err.endswith("nothing can be mended without a doubt; `factbox check` tells what is wrong\n")
    assert (root / ARTICLE).read_text() == article


def test_a_check_that_is_off_binds_nothing(tmp_path: Path) -> None:
    article = f"{HEAD}summary: It is 770,000 tonnes.\nbody: A.\n"
    settings = "title: A\nbase_url: https://a.example/\nchecks: {W-FIGURE-UNBOUND: off}\n"
    root = site(tmp_path, {"content/facts.yaml": FACTS, ARTICLE: article, "config.yaml": settings})
    run(["check", str(root), "--fix"])
    assert (root / ARTICLE).read_text() == article
