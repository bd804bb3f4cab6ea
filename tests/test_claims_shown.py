"""What a reader sees of a contested fact: who says what, when, on what basis and source, and who settled it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from small_sites import ARTICLE, BASE, made, site

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """\
access: {label: Rice let in free of duty, value: 770000 tonnes, as_of: 2025, source: wto}
tariff:
  label: The tariff on rice
  claims:
    trump: {by: trump, value: 700%, as_of: 2025-04-02, source: paper}
    ministry: {by: the farm ministry, value: 778%, as_of: 2005, sources: [wto, paper], basis: At old prices.}
"""
FILES = {
    "config.yaml": (BASE / "config.yaml").read_text() + "publisher: {name: The Rice File}\n",
    "content/sources.yaml": (BASE / "content/sources.yaml").read_text()
    + "paper: {title: Rice, publisher: Daily Paper, date: 2025-04-03}\n",
    "content/people.yaml": "trump: {name: Donald Trump}\n",
    ARTICLE: (BASE / ARTICLE).read_text() + "\n  ::: claims tariff\n  :::\nsidebar: [{facts: [tariff]}]\n",
}


def _pages(root: Path, more: str = "") -> tuple[str, str]:
    output = made(site(root, {**FILES, "content/facts.yaml": FACTS + more})).files
    return output["rice/index.html"].decode(), output["facts/tariff/index.html"].decode()


def _graph(html: str) -> list[dict[str, Any]]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    held: list[dict[str, Any]] = json.loads(found[1])["@graph"]
    return held


def _sidebar(html: str) -> str:
    return html.partition('<aside class="margin"')[2].partition("</aside>")[0]


def test_claims_stand_side_by_side_with_name_day_basis_and_source(tmp_path: Path) -> None:
    article, fact = _pages(tmp_path)
    block = article.partition('class="claims-box"')[2]
    for html in (_sidebar(article), block, fact):
        for words in (
            "700%",
            "Donald Trump",
            "2 April 2025",
            "778%",
            "the farm ministry",
            "At old prices.",
            "Daily Paper",
        ):
            assert words in html


def test_a_preferred_claim_is_marked_as_contested_with_its_name(tmp_path: Path) -> None:
    article, fact = _pages(tmp_path, "  preferred: trump\n  because: It is newer.\n")
    for html in (_sidebar(article), fact):
        assert '<span class="status contested">contested</span>' in html
        assert re.search(r'according to <a href="/people/trump/">Donald Trump</a>', html)


def test_who_settled_a_dispute_is_shown_wherever_the_figure_is(tmp_path: Path) -> None:
    settled = "  settled: {value: 341 JPY/kg, by: The court, date: 2026-03-04, source: wto}\n"
    article, fact = _pages(tmp_path, settled)
    assert "settled by The court, 4 March 2026" in _sidebar(article)
    assert "Settled by The court (4 March 2026): ¥341 per kilogram." in fact
    assert "contested" not in _sidebar(article)
    kinds = [node["@type"] for node in _graph(fact)]
    assert kinds == ["Observation", "Claim", "Claim", "ClaimReview", "ClaimReview"]
    review = _graph(fact)[3]
    assert review["itemReviewed"]["@id"] == _graph(fact)[1]["@id"]
    assert review["author"]["name"] == "The Rice File"
    assert "reviewRating" not in review


def test_machines_are_told_whose_a_claim_is_and_where_it_appeared(tmp_path: Path) -> None:
    trump, ministry = _graph(_pages(tmp_path)[1])
    assert (trump["@type"], trump["text"]) == ("Claim", "The tariff on rice: 700%")
    assert trump["@id"] == "https://rice.example.org/facts/tariff/#claim-trump"
    assert trump["author"] == {
        "@type": "Person",
        "name": "Donald Trump",
        "url": "https://rice.example.org/people/trump/",
    }
    assert trump["datePublished"] == "2025-04-02"
    assert ministry["author"] == "the farm ministry"
    assert [work["name"] for work in ministry["appearance"]] == ["Schedule of Japan", "Rice"]
    assert ministry["firstAppearance"]["name"] == "Schedule of Japan"
