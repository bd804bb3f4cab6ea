"""The default theme: every template with every kind of content, as a browser's parser sees it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise
from typing import Any

import html5lib
import pytest
import sample

from generator.render.theme import DATA, DIRECTIVES, PAGES, Theme, default_files, load_theme

CASES = [(name, case) for name, cases in sample.PAGES.items() for case in range(len(cases))]
PARTS = [(name, case) for name, cases in sample.DIRECTIVES.items() for case in range(len(cases))]
FILES = [name for name in default_files() if name.endswith((".html", ".xml", ".txt"))]


@cache
def _theme() -> Theme:
    theme, problems = load_theme(default_files(), {})
    assert not problems
    return theme


@cache
def _page(name: str, case: int) -> str:
    context = {"site": sample.SITE, "head": sample.HEAD, "parts": None, **sample.PAGES[name][case]}
    page = _theme().render(name, context, f"/{name}")
    assert isinstance(page, str), page
    return page


def _part(name: str, case: int) -> str:
    part = _theme().render(name, sample.DIRECTIVES[name][case], f"/{name}")
    assert isinstance(part, str), part
    return part


def _elements(page: str) -> list[Any]:
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str)]


def _css() -> str:
    return _theme().assets["style.css"].decode()


def test_the_sample_has_every_template_of_the_contract() -> None:
    assert set(sample.PAGES) == set(PAGES)
    assert set(sample.DIRECTIVES) == set(DIRECTIVES)
    assert set(sample.DATA) == set(DATA)
    assert {*PAGES, *DIRECTIVES, *DATA} <= set(FILES)


def test_it_obeys_the_rules_for_templates_of_sites() -> None:
    assert load_theme({}, default_files())[1] == ()


@pytest.mark.parametrize(("name", "case"), CASES)
class TestPages:
    def test_the_html_has_no_error(self, name: str, case: int) -> None:
        html5lib.HTMLParser(strict=True).parse(_page(name, case))

    def test_ids_are_unique_and_links_within_the_page_arrive(self, name: str, case: int) -> None:
        elements = _elements(_page(name, case))
        ids = [element.get("id") for element in elements if element.get("id") is not None]
        assert sorted(ids) == sorted(set(ids))
        assert "" not in ids
        targets = {element.get("href")[1:] for element in elements if (element.get("href") or "").startswith("#")}
        labels = {element.get("aria-labelledby") for element in elements if element.get("aria-labelledby")}
        assert targets | labels <= set(ids)

    def test_there_is_no_program_and_no_style_of_its_own(self, name: str, case: int) -> None:
        for element in _elements(_page(name, case)):
            assert not any(attribute.startswith("on") or attribute == "style" for attribute in element.attrib)
            assert element.tag not in {"style", "iframe", "object", "embed", "base", "form"}
            if element.tag == "script" and element.get("type") != "application/ld+json":
                assert element.get("src", "").startswith("/assets/")
                assert not element.text

    def test_nothing_is_fetched_from_another_host(self, name: str, case: int) -> None:
        for element in _elements(_page(name, case)):
            fetched = element.get("src") or (element.get("href") if element.tag == "link" else None) or ""
            assert not fetched or fetched.startswith("/") or element.get("rel") == "canonical"

    def test_the_page_has_its_landmarks(self, name: str, case: int) -> None:
        elements = _elements(_page(name, case))
        tags = [element.tag for element in elements]
        assert [tags.count(tag) for tag in ("h1", "main", "title")] == [1, 1, 1]
        assert elements[0].get("lang") == "en"
        if name == "embed.html":  # a frame has nothing before its text that one could skip
            return
        skip = next(element for element in elements if element.tag == "a")
        main = next(element for element in elements if element.tag == "main")
        assert skip.get("href") == f"#{main.get('id')}"

    def test_headings_leave_no_level_out(self, name: str, case: int) -> None:
        levels = [
            int(element.tag[1]) for element in _elements(_page(name, case)) if re.fullmatch("h[1-6]", element.tag)
        ]
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))

    def test_every_control_has_a_name(self, name: str, case: int) -> None:
        for element in _elements(_page(name, case)):
            if element.tag in {"a", "summary"}:
                assert "".join(element.itertext()).strip() or element.get("aria-label")
            if element.tag == "img":
                assert element.get("alt") is not None

    def test_neighbouring_cells_and_terms_are_kept_apart(self, name: str, case: int) -> None:
        assert not re.search(r"</(dt|dd|th|td)><(dt|dd|th|td)", _page(name, case))

    def test_it_is_the_same_every_time(self, name: str, case: int) -> None:
        again, _ = load_theme(default_files(), {})
        context = {"site": sample.SITE, "head": sample.HEAD, "parts": None, **sample.PAGES[name][case]}
        assert again.render(name, context, "/") == _page(name, case)


@pytest.mark.parametrize(("name", "case"), PARTS)
class TestParts:
    def test_the_html_has_no_error(self, name: str, case: int) -> None:
        html5lib.HTMLParser(strict=True).parseFragment(_part(name, case), container="main")

    def test_it_has_no_program_and_no_style(self, name: str, case: int) -> None:
        assert not re.search(r"<(script|style)|\s(on\w+|style)=", _part(name, case))


class TestHead:
    def test_machines_find_what_they_look_for(self) -> None:
        page = _page("article.html", 0)
        for line in (
            '<link rel="canonical" href="https://explainers.example/rice/">',
            '<meta name="robots" content="noindex">',
            '<meta property="og:type" content="article">',
            '<meta property="og:image" content="https://explainers.example/assets/sample.svg">',
            '<meta name="twitter:card" content="summary_large_image">',
            '<meta property="article:published_time" content="2025-07-13T00:00:00+09:00">',
            '<link rel="alternate" type="application/atom+xml" title="Explained &amp; sourced" href="/feed.xml">',
            '<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Article"}</script>',
        ):
            assert line in page

    def test_the_policy_stands_before_what_it_governs(self) -> None:
        page = _page("article.html", 0)
        assert page.startswith("<!DOCTYPE html>")
        assert 0 < page.index("Content-Security-Policy") < page.index("stylesheet")
        assert page.index("<meta charset") < 1024

    def test_a_moved_page_leads_on(self) -> None:
        page = _page("redirect.html", 0)
        assert '<meta http-equiv="refresh" content="0; url=/rice/">' in page
        assert '<a href="/rice/">' in page


class TestContent:
    def test_contested_figures_stand_side_by_side_with_their_names(self) -> None:
        page = _page("fact.html", 1)
        assert 'id="president"' in page
        for words in ("Donald Trump", "700%", "Japan’s farm ministry", "778%", "preferred here", "Settled by the WTO"):
            assert words in page

    def test_a_sidebar_shows_each_claim_of_a_contested_figure(self) -> None:
        page = _page("article.html", 0)
        assert page.index("Key facts") < page.index("Since 1995")
        for words in ("700%", "778%", "threatened", "worked out", "contested"):
            assert words in page

    def test_a_series_is_a_table_with_headings_and_places_for_its_cells(self) -> None:
        page = _page("fact.html", 2)
        assert page.count('<th scope="col">') == 5
        assert page.count('<th scope="row">') == 2
        assert 'id="s-cn.2022"' in page
        assert "no value" in page

    def test_sources_lead_back_to_where_they_are_cited(self) -> None:
        page = _page("article.html", 0)
        assert '<li id="cite-2" value="2">' in page
        assert 'href="#ref-2" aria-label="Back to citation 2, place 1"' in page

    def test_corrections_show_what_had_been_published(self) -> None:
        assert "<del>7.7 million tonnes</del>" in _page("article.html", 0)

    @pytest.mark.parametrize(("name", "case"), CASES)
    def test_without_content_nothing_empty_is_left(self, name: str, case: int) -> None:
        page = _page(name, case)
        assert not re.search(r"<(ul|ol|dl|p|section|h[1-6]|figcaption)[^>]*>\s*</\1>", page)


class TestFilesForMachines:
    def _file(self, name: str) -> str:
        text = _theme().render(name, sample.DATA[name][0], name)
        assert isinstance(text, str), text
        return text

    def test_the_feed_is_well_formed_and_escaped(self) -> None:
        feed = ET.fromstring(self._file("feed.xml"))  # noqa: S314 - our own file
        atom = "{http://www.w3.org/2005/Atom}"
        entry = feed.find(f"{atom}entry")
        assert entry is not None
        assert entry.findtext(f"{atom}content") == "<p>Since 1995 &amp; before</p>"
        assert entry.findtext(f"{atom}summary") == "It’s <b>not</b> a percentage."
        assert feed.findtext(f"{atom}id") == "https://explainers.example/"
        assert self._file("feed.xml").startswith("<?xml")

    def test_the_sitemap_is_well_formed(self) -> None:
        sitemap = ET.fromstring(self._file("sitemap.xml"))  # noqa: S314 - our own file
        names = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        assert [url.findtext(f"{names}loc") for url in sitemap] == [
            "https://explainers.example/?a=1&b=2",
            "https://explainers.example/x/",
        ]
        assert [url.findtext(f"{names}lastmod") for url in sitemap] == ["2025-07-20", None]

    def test_robots_find_the_sitemap(self) -> None:
        assert self._file("robots.txt").splitlines()[-1] == "Sitemap: https://explainers.example/sitemap.xml"


def _luminance(colour: str) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _palettes() -> dict[str, dict[str, str]]:
    light, dark, print_ = (
        dict(re.findall(r"--(\w+): (#\w+)", block)) for block in re.findall(r":root \{(.*?)\}", _css(), re.DOTALL)
    )
    return {"light": light, "dark": light | dark, "print": light | print_}


class TestStyle:
    @pytest.mark.parametrize("palette", ["light", "dark", "print"])
    @pytest.mark.parametrize(("front", "least"), [("ink", 7), ("quiet", 4.5), ("accent", 4.5), ("edge", 3)])
    @pytest.mark.parametrize("back", ["paper", "raised", "mark"])
    def test_contrast_is_enough(self, palette: str, front: str, least: float, back: str) -> None:
        colours = _palettes()[palette]
        if (front, back) != ("edge", "mark"):  # lines never stand on a mark alone
            assert _contrast(colours[front], colours[back]) >= least

    def test_it_is_small_and_fetches_nothing(self) -> None:
        assert len(_css()) < 27_000
        assert not re.search(r"url\(|@import|@font-face", _css())

    @pytest.mark.parametrize(
        "feature", ["prefers-color-scheme", "prefers-reduced-motion", "forced-colors", "print", ":focus-visible"]
    )
    def test_it_answers_what_readers_ask_for(self, feature: str) -> None:
        assert feature in _css()

    def test_every_property_that_is_used_is_set(self) -> None:
        assert set(re.findall(r"var\(--([\w-]+)\)", _css())) <= set(re.findall(r"--([\w-]+):", _css()))

    def test_no_class_is_styled_that_no_page_has(self) -> None:
        pages = "".join(_page(*case) for case in CASES) + "".join(_part(*part) for part in PARTS)
        used = {name for value in re.findall(r'class="([^"]*)"', pages) for name in value.split()}
        used |= {"center", "right"}  # the columns of a Markdown table, which the rendering of prose marks
        styled = set(
            re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^}]*\}", "", re.sub(r"/\*.*?\*/", "", _css(), flags=re.DOTALL)))
        )
        assert styled <= used
