"""What sources are worth: circles that lead back to the site, single voices, and what the reader sees of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, BASE, made, site

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = (BASE / "config.yaml").read_text()
PUBLISHER = f"{CONFIG}publisher: {{name: The Rice File}}\n"
MARK = "one secondary source"


CHAIN = """\
wto: {title: A, publisher: W, date: 1995, cites: [x]}
u: {title: U, publisher: U, date: 1995, cites: [x]}
v: {title: V, publisher: V, date: 1995, cites: [u]}
x: {title: X, publisher: X, date: 1990}"""


def _told(root: Path) -> set[tuple[str, int, str]]:
    found = made(root).report.problems
    return {(p.code, p.span.line, p.span.path.rpartition("/")[2]) for p in found if p.code.startswith(("E-S", "W-S"))}


def _with_source(root: Path, keys: str, **files: str) -> Path:
    return site(root, {"content/sources.yaml": f"wto: {{title: Schedule, {keys}}}\n", **files})


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://rice.example.org/", True),
        ("https://rice.example.org/facts/access/", True),
        ("http://www.rice.example.org/rice#x", True),
        ("https://RICE.example.org", True),
        ("https://rice.example.org:443/a/", True),
        ("http://Rice.example.org:80/", True),
        ("https://rice.example.org./a/", True),
        ("https://r%69ce.example.org/a/", True),
        ("https://web.archive.org/web/2025/https://rice.example.org/a/", True),
        ("https://web.archive.org/web/20250101000000/http://www.rice.example.org:80/", True),
        ("https://archive.ph/2025/https://rice.example.org/a/", True),
        ("https://web.archive.org/web/2025/https://wto.example/", False),
        ("https://rice.example.org:8443/a/", False),
        ("https://rice.example.org.evil.example/", False),
        ("https://wto.example/rice.example.org/", False),
    ],
)
def test_a_page_of_this_site_is_no_source(url: str, tmp_path: Path, *, own: bool) -> None:
    root = _with_source(tmp_path, f"publisher: WTO, date: 1995, url: '{url}'")
    assert (("E-SOURCE-SELF", 1, "sources.yaml") in _told(root)) == own


def test_a_site_in_a_folder_owns_that_folder_only(tmp_path: Path) -> None:
    config = CONFIG.replace("https://rice.example.org/", "https://rice.example.org/explained/")
    for url, own in (("explained/rice/", True), ("explained", True), ("explained-2/", False), ("reports/1.pdf", False)):
        root = _with_source(tmp_path / url[:12], f"publisher: WTO, date: 1995, url: https://rice.example.org/{url}")
        (root / "config.yaml").write_text(config)
        assert bool(_told(root)) == own, url


@pytest.mark.parametrize(
    ("keys", "circular"),
    [
        ("publisher: The Rice File, date: 2025", True),
        ("publisher: the rice file, date: 2025", True),
        ("publisher: The Rice File, date: 2025, kind: interview", False),
        ("publisher: The Rice File, date: 2025, primary: yes", False),
        ("publisher: The Rice File, date: 2025, kind: data, primary: no", True),
        ("publisher: WTO, date: 2025", False),
    ],
)
def test_a_retelling_by_this_sites_publisher_is_a_circle(keys: str, tmp_path: Path, *, circular: bool) -> None:
    root = _with_source(tmp_path, keys, **{"config.yaml": PUBLISHER})
    assert _told(root) == ({("W-SOURCE-CIRCULAR", 1, "sources.yaml")} if circular else set())


def test_a_source_that_rests_on_this_site_is_a_circle_at_any_distance(tmp_path: Path) -> None:
    sources = """\
wto: {title: Schedule, publisher: WTO, date: 1995, cites: [middle]}
middle: {title: Middle, publisher: M, date: 1996, cites: [own]}
own: {title: Own, publisher: The Rice File, date: 1997}
"""
    root = site(tmp_path, {"config.yaml": PUBLISHER, "content/sources.yaml": sources})
    told = {entry for entry in _told(root) if entry[0] == "W-SOURCE-CIRCULAR"}
    assert told == {("W-SOURCE-CIRCULAR", line, "sources.yaml") for line in (1, 2, 3)}


@pytest.mark.parametrize(
    "written", ["ann", "Ann Field", "A. Field", "ann field", "'Field, Ann'", "Ann  Field", "ANN FIELD"]
)
@pytest.mark.parametrize("where", ["authors: [ann]", "owner: Ann Field"])
def test_an_author_who_is_her_own_source_is_told_once_for_each_article(
    written: str, where: str, tmp_path: Path
) -> None:
    article = (BASE / ARTICLE).read_text().replace("status:", f"{where}\nstatus:")
    people = "ann: {name: Ann Field, aka: [A. Field]}\n"
    root = _with_source(
        tmp_path, f"author: {written}, publisher: WTO, date: 1995", **{ARTICLE: article, "content/people.yaml": people}
    )
    assert {entry for entry in _told(root) if entry[0] == "W-SOURCE-CIRCULAR"} == {
        ("W-SOURCE-CIRCULAR", 7, "rice.yaml")
    }


@pytest.mark.parametrize(
    ("sources", "refs", "single"),
    [
        ("wto: {title: A, publisher: W, date: 1995}", "[wto]", True),
        ("wto: {title: A, publisher: W, date: 1995, kind: data}", "[wto]", False),
        (
            "wto: {title: A, publisher: W, date: 1995, kind: data, cites: [b]}\nb: {title: B, author: B, date: 1990}",
            "[wto]",
            True,
        ),
        ("wto: {title: A, publisher: W, date: 1995}\nb: {title: B, publisher: B, date: 1990}", "[wto, b]", False),
        (
            "wto: {title: A, publisher: W, date: 1995, cites: [b]}\nb: {title: B, publisher: B, date: 1990}",
            "[wto, b]",
            True,
        ),
        (
            "wto: {title: A, publisher: W, date: 1995, cites: [b]}\nb: {title: B, publisher: B, date: 1990, kind: law}",
            "[wto, b]",
            False,
        ),
        (CHAIN, "[wto, v]", True),
        (CHAIN, "[wto, u, v]", True),
        (CHAIN + "\nz: {title: Z, publisher: Z, date: 1990}", "[wto, z]", False),
        ("wto: {title: A, publisher: W, date: 1995, primary: yes}", "[wto]", False),
        ("wto: {title: A, publisher: W, date: 1995, kind: law, primary: no}", "[wto]", True),
        ("wto: {title: A, publisher: W, date: 1995}", "[wto p. 1, wto p. 2]", True),
    ],
)
def test_a_single_second_hand_voice_is_marked_for_the_reader(
    sources: str, refs: str, tmp_path: Path, *, single: bool
) -> None:
    facts = f"access: {{label: Rice let in, value: 770000 tonnes, as_of: 2025, sources: {refs}}}\n"
    article = (BASE / ARTICLE).read_text() + "sidebar: [{facts: [access]}]\n"
    files = {"content/sources.yaml": f"{sources}\n", "content/facts.yaml": facts, ARTICLE: article}
    root = site(tmp_path, files)
    output = made(root).files
    assert (MARK in output["rice/index.html"].decode()) == single
    assert (MARK in output["facts/access/index.html"].decode()) == single
    (fact,) = json.loads(output["facts.json"])["facts"]
    assert fact.get("one_secondary_source", False) == single
    (root / "config.yaml").write_text(f"{CONFIG}checks: {{N-SOURCE-SINGLE: warning}}\n")
    assert ("N-SOURCE-SINGLE" in {problem.code for problem in made(root).report.problems}) == single


def test_neither_claims_nor_derived_figures_are_marked(tmp_path: Path) -> None:
    facts = """\
access: {label: Rice let in, value: 770000 tonnes, as_of: 2025, source: wto}
twice: {label: Twice, derive: access * 2}
said: {label: Said, claims: {a: {by: A, value: 1 tonne, as_of: 2025, source: wto}}, preferred: a, because: It is alone.}
"""
    article = (
        (BASE / ARTICLE)
        .read_text()
        .replace("(fact:access)", "(fact:access) or [](fact:twice), says A, or [1 tonne](fact:said)")
    )
    files = {
        "content/facts.yaml": facts,
        ARTICLE: article,
        "config.yaml": f"{CONFIG}checks: {{N-SOURCE-SINGLE: warning}}\n",
    }
    told = [p for p in made(site(tmp_path, files)).report.problems if p.code == "N-SOURCE-SINGLE"]
    assert [problem.message for problem in told] == ["`access` rests on one secondary source"]


def test_the_day_of_reading_and_the_copy_are_shown_with_a_source(tmp_path: Path) -> None:
    root = _with_source(
        tmp_path,
        "publisher: WTO, date: 1995, url: https://wto.example/, accessed: 2026-02-03, archive_url: https://archive.example/wto",
    )
    output = made(root).files
    for path in ("rice/index.html", "facts/access/index.html"):
        html = output[path].decode()
        assert 'read on <time datetime="2026-02-03">3 February 2026</time>' in html
        assert 'href="https://archive.example/wto"' in html
    held = json.loads(output["facts.json"])["sources"]["wto"]
    assert (held["accessed"]["edtf"], held["archive_url"]) == ("2026-02-03", "https://archive.example/wto")


def test_a_copy_on_this_site_is_no_source(tmp_path: Path) -> None:
    keys = "publisher: WTO, date: 1995, url: 'https://wto.example/', archive_url: 'https://rice.example.org/copy/'"
    assert any(code == "E-SOURCE-SELF" for code, _, _ in _told(_with_source(tmp_path, keys)))


def test_a_source_that_passes_on_the_authors_own_is_a_circle(tmp_path: Path) -> None:
    article = (BASE / ARTICLE).read_text().replace("status:", "authors: [Ann Field]\nstatus:")
    more = "own: {title: Own, author: 'Field, Ann', date: 1994}\n"
    root = _with_source(tmp_path, "publisher: WTO, date: 1995, cites: [own]", **{ARTICLE: article})
    path = root / "content/sources.yaml"
    path.write_text(path.read_text() + more)
    assert any(code == "W-SOURCE-CIRCULAR" for code, _, _ in _told(root))
