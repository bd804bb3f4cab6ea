"""Lists that go over several pages: everything is on one of them, every way leads on, and old addresses arrive."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from documents import DOCS
from large_sites import large_site
from small_sites import NOW, lay_over

from generator.build import Job, Made, look, make
from generator.diagnostics.show import as_text
from generator.plan import LIMITS, Limits
from generator.render.checks import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SHORT = Limits(
    articles=6, newest=4, events=5, terms=6, facts=8, people=6, sources=6, topics=3, corrections=4, quotes=3,
    used_in=8, links=5, uses=10, few=3, nearby=8, tagged=4, tags=3, sitemap=60, sitemap_part=25,
)  # fmt: skip
SIZES = {"articles": 40, "facts": 40, "events": 30, "terms": 30, "people": 20, "sources": 20}


def _made(root: Path, limits: Limits = SHORT) -> Made:
    made = make(Job(root, NOW, limits=limits))
    assert not made.report.failed, as_text(made.report)
    return made


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_site(tmp_path_factory.mktemp("large"), **SIZES)


@pytest.fixture(scope="module")
def made(root: Path) -> Made:
    return _made(root)


def _below(made: Made, folder: str) -> list[str]:
    """Give the pages of a list: the first, and those that its parts have."""
    return sorted(path for path in made.files if path.startswith(f"{folder}/") and path.endswith(".html"))


def _text(made: Made, path: str) -> str:
    return made.files[path].decode()


def _reached(made: Made, start: str) -> set[str]:
    """Give the pages of a list that its first page leads to, step by step."""
    seen, waiting = {start}, [start]
    while waiting:
        for link in read_page("", _text(made, waiting.pop())).links:
            path = f"{link.partition('#')[0].strip('/')}/index.html"
            if path.startswith(start.removesuffix("index.html")) and path in made.files and path not in seen:
                seen.add(path)
                waiting.append(path)
    return seen


def _entries(made: Made, paths: Iterable[str], pattern: str) -> list[str]:
    return sorted(found for path in paths for found in re.findall(pattern, _text(made, path)))


def test_links_hold_on_all_pages_and_no_problem_is_told(made: Made) -> None:
    assert not [problem for problem in made.report.problems if problem.code.startswith("E-")]


@pytest.mark.parametrize(
    ("folder", "pattern", "prefix", "count"),
    [
        ("timeline", r'<li class="event[^"]*" id="event-(e\d+)"', "e", "events"),
        ("glossary", r'<div class="entry" id="term-(t\d+)"', "t", "terms"),
        ("facts/by-topic", r'<a class="index-label" href="/facts/(fact-\d+)/', "fact-", "facts"),
        ("people/a-z", r'<li><a href="/people/(person-\d+)/">', "person-", "people"),
        ("sources/a-z", r'<cite><a href="/sources/(source-\d+)/">', "source-", "sources"),
        ("articles", r'<h3><a href="/(a\d+)/">', "a", "articles"),
    ],
)
def test_every_entry_stands_on_exactly_one_page(made: Made, folder: str, pattern: str, prefix: str, count: str) -> None:
    pages = [path for path in _below(made, folder) if "used-in" not in path]
    assert len(pages) > 3
    assert _entries(made, pages, pattern) == sorted(f"{prefix}{number}" for number in range(SIZES[count]))


@pytest.mark.parametrize("first", ["timeline", "glossary", "facts", "people", "sources", "topics", "articles"])
def test_every_page_of_a_list_is_reached_from_its_first(made: Made, first: str) -> None:
    held = {"facts": "facts/by-topic", "people": "people/a-z", "sources": "sources/a-z", "topics": "topics/a-z"}
    pages = set(_below(made, held.get(first, first)))
    assert pages <= _reached(made, f"{first}/index.html")


def test_the_first_pages_keep_the_anchors_of_their_entries(made: Made, root: Path) -> None:
    whole = _made(root, Limits())
    for path in ("timeline/index.html", "glossary/index.html"):
        before, now = (read_page("", _text(one, path)).anchors for one in (whole, made))
        assert before <= now
        bare = read_page("", _text(_made(root, replace(SHORT, named=1)), path)).anchors
        assert before <= bare


def test_links_lead_to_the_page_that_has_the_entry(made: Made) -> None:
    links = read_page("", _text(made, "a1/index.html")).links
    events = {link for link in links if "#event-" in link}
    assert len(events) == 3
    for link in events:
        path, _, anchor = link.strip("/").partition("#")
        assert path != "timeline/"
        assert '<li class="event' in _text(made, f"{path}index.html")
        assert anchor in read_page("", _text(made, f"{path}index.html")).anchors
    assert any(re.fullmatch(r"/glossary/\w+/#term-t1", link) for link in links)


def test_a_page_of_a_list_tells_which_it_is_and_what_stands_beside_it(made: Made) -> None:
    pages = [path for path in _below(made, "timeline") if "used-in" not in path]
    titles = [re.findall(r"<title>(.*?)</title>", _text(made, path))[0] for path in pages]
    assert len(set(titles)) == len(titles)
    assert "Timeline: 2025 – Large" in titles
    one = _text(made, "timeline/2025-05/index.html")
    assert "<h1>Timeline: May 2025</h1>" in one
    assert '<link rel="canonical" href="https://large.example.org/timeline/2025-05/">' in one
    assert '<link rel="prev" href="/timeline/2025-04/">' in one
    assert '<link rel="next" href="/timeline/2025-06/">' in one
    assert '<a href="/timeline/2025/" aria-current="true">2025</a>' in one
    assert '<a href="/timeline/2025-05/" aria-current="page">May</a>' in one


def test_following_next_from_the_first_page_passes_every_entry(made: Made) -> None:
    path, events = "timeline/index.html", []
    while True:
        events += re.findall(r'<li class="event[^"]*" id="event-e(\d+)"', _text(made, path))
        following = re.findall(r'<link rel="next" href="/(.*?)">', _text(made, path))
        if not following:
            break
        path = f"{following[0]}index.html"
    assert sorted(map(int, events)) == list(range(SIZES["events"]))


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ("facts/fact-0", "facts/fact-0/index.html"),
        ("sources/source-0", "sources/source-0/index.html"),
        ("people/person-1", "people/person-1/index.html"),
        ("glossary/t0", ""),
        ("timeline/e2", ""),
    ],
)
def test_what_is_used_everywhere_leads_to_all_places(made: Made, entry: str, where: str) -> None:
    link = f'href="/{entry}/used-in/"'
    holder = where or next(p for p, data in made.files.items() if p.endswith(".html") and link.encode() in data)
    assert link in _text(made, holder)
    pages = _below(made, f"{entry}/used-in")
    places = {slug for path in pages for slug in re.findall(r'<li><a href="/(a\d+)/', _text(made, path))}
    assert places == {f"a{number}" for number in range(SIZES["articles"])}
    assert len(pages) > 1


def test_few_places_are_named_beside_an_entry(made: Made) -> None:
    page = next(p for p in _below(made, "glossary") if '<div class="entry" id="term-t0"' in _text(made, p))
    entry = _text(made, page).partition('id="term-t0"')[2].partition("</dd>")[0]
    assert len(re.findall(r'href="/a\d+/', entry)) == SHORT.few


def test_the_first_page_and_topics_show_the_newest(made: Made) -> None:
    home = _text(made, "index.html")
    assert len(re.findall(r'<h[23]><a href="/a\d+/">', home)) == SHORT.newest
    assert '<a href="/articles/">All articles</a>' in home
    assert '<a href="/topics/">All topics</a>' in home
    topic = _text(made, "topics/rice/index.html")
    assert len(re.findall(r'<h3><a href="/a\d+/">', topic)) == SHORT.newest
    parts = [path for path in _below(made, "topics/rice") if path != "topics/rice/index.html"]
    expected = sorted(f"a{number}" for number in range(SIZES["articles"]) if number % 3 == 0)
    assert _entries(made, parts, r'<h3><a href="/(a\d+)/">') == expected


def test_all_words_of_somebody_are_told(made: Made) -> None:
    assert 'href="/people/person-2/quotes/"' in _text(made, "people/person-2/index.html")
    said = [path for path in _below(made, "people/person-2/quotes") if "quote" in _text(made, path)]
    words = " ".join(_text(made, path) for path in said)
    assert {f" {number}</p>" in words for number in range(SIZES["people"])} == {True}
    assert len(said) > 3


def test_parts_of_what_is_newest_first_stand_newest_first(made: Made) -> None:
    told = re.findall(r'class="overview-part" href="/articles/([\d-]+)/"', _text(made, "articles/index.html"))
    assert told == sorted(told, reverse=True)
    assert len(told) > 5


def test_corrections_stay_for_good_on_the_page_of_their_year(made: Made) -> None:
    first = _text(made, "changes/index.html")
    parts = [path for path in _below(made, "changes") if path != "changes/index.html"]
    anchors = _entries(made, parts, r'<li id="(change-\w+)"')
    assert len(anchors) == len(set(anchors)) == 10
    assert len(re.findall(r"<del>9 tonnes|9 tonnes", first)) < 10


def test_the_sitemap_is_an_index_of_small_ones(made: Made) -> None:
    names = [element.text or "" for element in ET.fromstring(made.files["sitemap.xml"]).iter() if "loc" in element.tag]  # noqa: S314 - our own file
    parts = {name.rpartition("/")[2]: _text(made, name.rpartition("/")[2]) for name in names}
    assert {"sitemap-articles-2020.xml", "sitemap-facts.xml", "sitemap-facts-2.xml"} <= parts.keys()
    assert sorted(parts) == sorted(name for name in made.files if name.startswith("sitemap-"))
    listed = [url for text in parts.values() for url in re.findall(r"<loc>(.*?)</loc>", text)]
    assert len(listed) == len(set(listed))
    pages = {path for path in made.files if path.endswith("index.html") and not path.startswith("embed/")}
    assert {f"https://large.example.org/{path.removesuffix('index.html')}" for path in pages} == set(listed)
    assert b"large.example.org/sitemap.xml" in made.files["robots.txt"]


def test_an_edit_of_a_text_changes_its_own_page_alone(root: Path, made: Made, tmp_path: Path) -> None:
    article = (root / "content/articles/a7.yaml").read_text()
    changed = _changed(root, made, tmp_path, {"content/articles/a7.yaml": article.replace("So [what]", "And [what]")})
    assert changed <= {"a7/index.html", "feed.xml", "build.json"}


def test_a_new_article_changes_the_newest_lists_and_its_month(root: Path, made: Made, tmp_path: Path) -> None:
    text = (
        "title: Zebras\nsummary: On zebras.\nstatus: published\npublished: 2026-02-03\ntags: [rice, levy, trade]\n"
        "body: |\n  Nothing.\n"
    )
    changed = _changed(root, made, tmp_path, {"content/articles/zebra.yaml": text})
    lists = {path for path in changed if not path.startswith(("zebra/", "a"))}
    allowed = (
        "index.html", "404.html", "feed.xml", "changes", "sitemap", "articles/", "topics/", "about/",
    )  # fmt: skip
    assert all(path.startswith(allowed) for path in lists), lists
    assert not any(path.startswith("topics/tariff/") for path in changed)
    neighbours = {path for path in changed if re.fullmatch(r"a\d+/index.html", path)}
    assert len(neighbours) < SHORT.nearby


def _changed(root: Path, before: Made, tmp_path: Path, files: dict[str, str]) -> set[str]:
    """Give what else a site is with some files changed."""
    copy = large_site(tmp_path, **SIZES)
    now = _made(lay_over(copy, dict(files)))
    assert root != copy
    return {path for path in {*before.files, *now.files} if before.files.get(path) != now.files.get(path)}


def test_hosts_are_told_of_the_same_pages(root: Path) -> None:
    report, hosted = look(Job(root, NOW, limits=SHORT))
    assert not report.failed
    assert hosted is not None


def test_a_page_of_the_author_keeps_its_place(tmp_path: Path) -> None:
    copy = large_site(tmp_path, **SIZES)
    lay_over(copy, {"content/pages/articles.yaml": "title: How we write\nbody: Slowly.\n"})
    made = _made(copy)
    assert "How we write" in _text(made, "articles/index.html")
    assert _below(made, "articles") == ["articles/index.html"]
    assert "All articles" not in _text(made, "index.html")


def test_an_author_in_words_has_no_list_of_places(tmp_path: Path) -> None:
    copy = large_site(tmp_path, **SIZES)
    words = "authors: [The desk]\nsummary: Some.\npublished: 2025-05-01\nstatus: published\nbody: Words.\n"
    lay_over(copy, {f"content/articles/desk-{n}.yaml": f"title: From the desk {n}\n{words}" for n in range(9)})
    made = _made(copy)
    assert "The desk" in _text(made, "desk-0/index.html")
    assert not [path for path in made.files if "The desk" in path]


def test_the_documentation_tells_the_limits() -> None:
    limits = LIMITS
    rows = re.findall(r"^\| ([a-z][^|]+) \| [^|]*?(\d+)[^|]* \|", (DOCS / "scale.md").read_text(), re.MULTILINE)
    assert rows == [
        ("timeline", str(limits.events)),
        ("glossary", str(limits.terms)),
        ("facts", str(limits.facts)),
        ("people", str(limits.people)),
        ("sources", str(limits.sources)),
        ("topics", str(limits.topics)),
        ("a topic", str(limits.articles)),
        ("articles on the first page", str(limits.articles)),
        ("corrections", str(limits.corrections)),
        ("words of a person", str(limits.quotes)),
        ("where something is used", str(limits.links)),
    ]


def test_no_list_is_heavy(tmp_path: Path) -> None:
    """With the limits as they are, pages that are full stay within the budget of docs/scale.md."""
    root = large_site(tmp_path, articles=200, facts=300, events=1500, terms=1000, people=410, sources=300)
    config = root / "config.yaml"
    config.write_text(config.read_text() + "data: {embed: no}\n")
    made = _made(root, Limits())
    pages = {path: len(data) for path, data in made.files.items() if path.endswith(".html")}
    heavy = {path: size for path, size in pages.items() if size > 150_000}
    assert not heavy
    full = ("timeline/", "glossary/", "facts/", "sources/", "people/", "articles/", "topics/")
    for folder in full:
        largest = max(size for path, size in pages.items() if path.startswith(folder))
        assert largest > 15_000, folder
