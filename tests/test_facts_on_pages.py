"""What readers are told of a fact: where in a source it stands, and on what its claims rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from small_sites import ARTICLE, BASE, made, site

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """\
access: {label: Rice let in, value: 770000 tonnes, as_of: 2025, source: "wto p. 2", owner: Water desk}
other: {label: Other, value: 3 tonnes, as_of: 2025, source: wto p. 5}
third: {label: Third, value: 4 tonnes, as_of: 2025, sources: [wto p. 2]}
split:
  label: A split
  as_of: 2025
  source: wto
  claims:
    us: {by: the US, value: 5 tonnes, basis: "In *dry* years, see [](fact:other) & more."}
    eu: {by: the EU, value: 6 tonnes}
"""
BODY = (
    BASE / ARTICLE
).read_text() + "  Other is [3 tonnes](fact:other), third [4 tonnes](fact:third).\nsidebar: [access, split]\n"


def _page(root: Path, path: str) -> str:
    return made(site(root, {"content/facts.yaml": FACTS, ARTICLE: BODY})).files[path].decode()


def test_a_keeper_in_words_stays_with_the_desk(tmp_path: Path) -> None:
    assert "Water desk" not in _page(tmp_path, "facts/access/index.html")


def test_every_place_in_a_source_is_told_once(tmp_path: Path) -> None:
    listed = _page(tmp_path, "rice/index.html").partition("Behind the figures")[2]
    assert listed.count("</cite>, p. 2, p. 5") == 1


def test_a_framed_claim_tells_its_basis_without_links(tmp_path: Path) -> None:
    page = _page(tmp_path, "embed/split/index.html")
    assert '<p class="dates">In dry years, see 3 tonnes &amp; more.</p>' in page


def test_a_frame_has_room_for_the_basis_of_a_claim(tmp_path: Path) -> None:
    assert "height=&#34;342&#34;" in _page(tmp_path, "facts/split/index.html")
