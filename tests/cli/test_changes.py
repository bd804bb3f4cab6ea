"""What readers are told of changes: the page, the feed, the data, and the parts of articles and facts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from small_sites import lay_over, site

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

FACTS = "content/facts.yaml"
ARTICLE = "content/articles/rice.yaml"
BODY = """title: Rice
summary: What Japan lets in.
status: published
published: 2026-01-31
body: |
  Japan lets in [](fact:access) a year [@wto].
"""
QUOTA = "access: {{label: Rice let in free of duty, {}, source: wto}}\n"
BEFORE = QUOTA.format("value: 770000 tonnes, as_of: 2025")
AFTER = QUOTA.format("value: 780000 tonnes, as_of: 2026")
CORRECTED = QUOTA.format(
    "value: 767000 tonnes, as_of: 2025, "
    "corrections: [{was: 770000 tonnes, date: 2026-02-03, because: 'We had *rounded*.', source: wto}]"
)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return site(tmp_path / "site", {ARTICLE: BODY, FACTS: BEFORE})


def release(root: Path, now: str) -> None:
    assert run(["release", str(root), "--now", now, "--quiet"]) == 0


def built(root: Path, now: str = "2026-03-01", *options: str) -> dict[str, str]:
    output = root.parent / f"out{len(list(root.parent.iterdir()))}"
    assert run(["build", str(root), "--now", now, "--output", str(output), "--quiet", *options]) == 0
    return {
        path.relative_to(output).as_posix(): path.read_text()
        for path in output.rglob("*")
        if path.suffix in {".html", ".json", ".xml"}
    }


def keeps_to_its_schema(made: dict[str, str]) -> None:
    """Judge the data by the schema that the site publishes, closed to keys that it does not name."""
    held, schema = json.loads(made["changes.json"]), json.loads(made["schema/changes-1.json"])
    assert held["$schema"] == schema["$id"]
    for part in (schema, schema["$defs"]["change"]):
        part["additionalProperties"] = False
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(held)
    assert held["changes"]


def words(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split()).replace(" .", ".")


def test_an_update_is_told_on_the_page_the_fact_the_article_and_the_feed(base: Path) -> None:
    release(base, "2026-02-01")
    lay_over(base, {FACTS: AFTER})
    release(base, "2026-02-05")
    made = built(base)
    told = "From 770,000 tonnes to 780,000 tonnes (as of 2026)"
    for page in ("changes/index.html", "facts/access/index.html", "rice/index.html"):
        assert told in words(made[page]), page
        assert "5 February 2026" in words(made[page]), page
    (change,) = [one for one in json.loads(made["changes.json"])["changes"] if one["kind"] == "update"]
    assert (change["was"], change["now"], change["date"]) == ("770,000 tonnes", "780,000 tonnes", "2026-02-05")
    keeps_to_its_schema(made)
    assert "Update: Rice let in free of duty" in made["changes.xml"]
    assert "Changed <time" in made["rice/index.html"]
    assert "<lastmod>2026-02-05</lastmod>" in made["sitemap.xml"]


def test_an_update_of_a_claim_says_whose_it_is(base: Path) -> None:
    views = "views: {{label: Leakage, source: wto, claims: {{union: {{by: The Water Union, value: {}, as_of: {}}}}}}}\n"
    lay_over(base, {FACTS: BEFORE + views.format("14%", 2025), ARTICLE: BODY + "  Leaks: [](fact:views#union)\n"})
    lay_over(base, {ARTICLE: BODY + "  The Water Union says [14%](fact:views#union).\n"})
    release(base, "2026-02-01")
    lay_over(base, {FACTS: BEFORE + views.format("16%", 2026)})
    lay_over(base, {ARTICLE: BODY + "  The Water Union says [16%](fact:views#union).\n"})
    release(base, "2026-02-05")
    made = built(base)
    for page in ("changes/index.html", "facts/views/index.html", "rice/index.html"):
        assert "From 14% to 16% (as of 2026) The Water Union’s figure." in words(made[page]), page
    (change,) = [one for one in json.loads(made["changes.json"])["changes"] if one["kind"] == "update"]
    assert change["text"] == "The Water Union’s figure."
    assert "The Water Union" in change["subject"]


def test_a_scale_word_stays(base: Path) -> None:
    lay_over(base, {FACTS: QUOTA.format("value: 1.4 million cars, as_of: 2025")})
    release(base, "2026-02-01")
    lay_over(base, {FACTS: QUOTA.format("value: 1.5 million cars, as_of: 2026")})
    release(base, "2026-02-05")
    assert "From 1.4 million cars to 1.5 million cars" in words(built(base)["changes/index.html"])


def test_corrections_come_first_and_without_a_lock_too(base: Path) -> None:
    lay_over(base, {FACTS: CORRECTED, ARTICLE: BODY + "corrections: [{date: 2026-02-02, text: We misspelt a name.}]\n"})
    page = words(built(base)["changes/index.html"])
    told = (
        "Corrections",
        "We had published 770000 tonnes",
        "767,000 tonnes",
        "We had rounded.",
        "We misspelt a name.",
        "New",
    )
    places = [page.index(one) for one in told]
    assert places == sorted(places)
    assert "compared with what was published since" not in page


def test_a_correction_is_not_told_as_an_update(base: Path) -> None:
    release(base, "2026-02-01")
    lay_over(base, {FACTS: CORRECTED})
    release(base, "2026-02-05")
    made = built(base)
    keeps_to_its_schema(made)
    kinds = [one["kind"] for one in json.loads(made["changes.json"])["changes"]]
    assert sorted(kinds) == ["correction", "new"]


def test_what_is_not_released_shows_in_the_preview_alone(base: Path) -> None:
    release(base, "2026-02-01")
    lay_over(base, {FACTS: AFTER, ARTICLE: BODY + "  And more.\n"})
    public, preview = built(base), built(base, "2026-03-01", "--drafts")
    assert "780,000" not in words(public["changes/index.html"])
    shown = words(preview["changes/index.html"])
    assert "Update not yet released" in shown
    assert "Text changed not yet released" in shown
    assert "Changed" not in words(preview["rice/index.html"]).partition("What changed on this page")[0]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (BODY.replace("a year", "each year"), True),
        (BODY.replace("What Japan lets in.", "What Japan keeps out."), True),
        (BODY.replace("Japan lets in [](", "Japan *lets in* [770,000 tonnes]("), True),
        (BODY.replace("Japan lets in", "Japan *lets  in*"), False),
        (BODY.replace("[@wto]", ""), False),
        (BODY + "tags: [rice]\nowner: desk\n", False),
    ],
)
def test_words_make_a_change_and_markup_makes_none(after: str, told: bool, base: Path) -> None:  # noqa: FBT001
    release(base, "2026-02-01")
    lay_over(base, {ARTICLE: after})
    run(["release", str(base), "--now", "2026-02-05", "--quiet"])
    made = built(base)
    assert ("Text changed" in words(made["changes/index.html"])) is told
    assert ("Text changed" in words(made["rice/index.html"])) is told


def test_only_the_figures_that_an_article_uses_are_told_on_it(base: Path) -> None:
    other = "tax: {{label: A tax, by: [year], source: wto, data: {{2024: 5%, 2025: {{value: {}, as_of: {}}}}}}}\n"
    lay_over(base, {FACTS: BEFORE + other.format("6%", 2025), ARTICLE: BODY + "  [5%](fact:tax.2024) it was.\n"})
    release(base, "2026-02-01")
    lay_over(base, {FACTS: BEFORE + other.format("7%", 2026)})
    release(base, "2026-02-05")
    made = built(base)
    assert "From 6% to 7%" in words(made["facts/tax/index.html"])
    assert "From 6% to 7%" not in words(made["rice/index.html"])
    lay_over(base, {ARTICLE: BODY + "  [5%](fact:tax.2024), then [7%](fact:tax.2025).\n"})
    assert "From 6% to 7%" in words(built(base)["rice/index.html"])


def test_what_is_gone_keeps_its_corrections_on_the_page(base: Path) -> None:
    tax = "tax: {label: A tax, value: yes, source: wto, corrections: [{was: no, date: 2026-01-30, because: A slip.}]}\n"
    lay_over(base, {FACTS: BEFORE + tax})
    release(base, "2026-02-01")
    lay_over(base, {FACTS: BEFORE, "content/gone.yaml": "fact:tax: {date: 2026-02-04, because: It was never a tax.}\n"})
    page = words(built(base)["changes/index.html"])
    assert "A tax We had published no. A slip." in page
    assert "Gone A tax It was never a tax." in page


def test_the_page_of_a_fact_that_is_gone_says_what_it_last_said(base: Path) -> None:
    tax = "tax: {{label: A tax, value: {}, as_of: {}, source: wto}}\n"
    lay_over(base, {FACTS: BEFORE + tax.format("10%", 2024)})
    release(base, "2026-02-01")
    lay_over(base, {FACTS: BEFORE + tax.format("12%", 2025)})
    release(base, "2026-02-03")
    lay_over(base, {FACTS: BEFORE, "content/gone.yaml": "fact:tax: {date: 2026-02-04, because: It was never a tax.}\n"})
    page = words(built(base)["facts/tax/index.html"])
    assert "What it last said 12% (as of 2025), published on 3 February 2026" in page
    assert "10%" not in page


def test_the_page_of_a_series_that_is_gone_says_each_cell(base: Path) -> None:
    cars = (
        "cars: {label: Cars, unit: cars, by: [country, year], source: wto, data: {us: {2024: 1200}, jp: {2024: 30}}}\n"
    )
    lay_over(base, {FACTS: BEFORE + cars})
    release(base, "2026-02-01")
    lay_over(
        base, {FACTS: BEFORE, "content/gone.yaml": "fact:cars: {date: 2026-02-04, because: Nobody counts them.}\n"}
    )
    page = words(built(base)["facts/cars/index.html"])
    assert "jp, 2024: 30 cars (2024), published on 1 February 2026" in page
    assert "us, 2024: 1,200 cars (2024), published on 1 February 2026" in page


def test_a_withdrawn_article_is_told(base: Path) -> None:
    release(base, "2026-02-01")
    gone = "status: withdrawn\nwithdrawn: {date: 2026-02-20, because: It was about another country.}"
    lay_over(base, {ARTICLE: BODY.replace("status: published", gone)})
    assert "Withdrawn Rice It was about another country." in words(built(base)["changes/index.html"])


def test_a_long_list_shows_the_newest_and_the_data_has_all(base: Path) -> None:
    many = {
        f"content/articles/a{number}.yaml": f"title: Article {number}\nsummary: Words.\nbody: Words.\n"
        f"status: published\npublished: 2025-{1 + number % 12:02}-{1 + number % 28:02}\n"
        for number in range(120)
    }
    made = built(lay_over(base, many))
    assert words(made["changes/index.html"]).count("Words.") <= 100
    assert "21 older changes are in the data." in words(made["changes/index.html"])
    assert len(json.loads(made["changes.json"])["changes"]) == 121


def test_the_feed_is_one_and_can_be_left_out(base: Path) -> None:
    lay_over(base, {FACTS: CORRECTED})
    feed = etree.fromstring(built(base)["changes.xml"].encode())
    name = "{http://www.w3.org/2005/Atom}"
    ids = [entry.text for entry in feed.iter(f"{name}id")]
    assert len(ids) == len(set(ids)) == 3
    page = built(base)["changes/index.html"]
    assert all(f'id="{one.partition("#")[2]}"' in page for one in ids[1:] if one)
    config = (base / "config.yaml").read_text()
    for feeds, kept in (
        ("{changes: no}", {"feed.xml"}), ("no", set()), ("[articles]", {"feed.xml"}), ("[changes]", {"changes.xml"}),
        ("[articles, changes]", {"feed.xml", "changes.xml"}), ("{limit: 3}", {"feed.xml", "changes.xml"}),
    ):  # fmt: skip
        lay_over(base, {"config.yaml": f"{config}feeds: {feeds}\n"})
        assert {path for path in built(base) if path in {"feed.xml", "changes.xml"}} == kept, feeds


def test_a_page_of_the_sites_own_at_that_address_stays(base: Path) -> None:
    lay_over(base, {"content/pages/changes.yaml": "title: Our own\nbody: What we changed.\n"})
    assert "Our own" in words(built(base)["changes/index.html"])
