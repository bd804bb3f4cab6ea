"""The demonstration in a real browser: its links lead somewhere, and nothing complains or is fetched from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from watching import RULES, Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLES = ("us-japan-tariff-talks", "cars", "rice", "election", "after-the-deal", "checking-the-figures")
KINDS = (
    "/", "/rice/", "/us-japan-tariff-talks/", "/timeline/", "/glossary/", "/facts/", "/facts/rice-tariff-equivalent/",
    "/facts/us-base-tariff/", "/facts/car-ratio/", "/people/", "/people/trump/", "/sources/", "/topics/",
    "/topics/rice/", "/about/", "/404.html",
)  # fmt: skip


def test_every_page_is_reached_by_links_and_complains_of_nothing(page: Page, demonstration: str) -> None:
    watch = Watch(page, demonstration)
    waiting, seen = [f"{demonstration}/"], {f"{demonstration}/"}
    while waiting:
        url = waiting.pop()
        response = page.goto(url, wait_until="load")
        assert response is not None
        assert response.status == 200, url
        links: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        for link in links:
            target = urldefrag(urljoin(url, link)).url
            if (
                target.startswith(f"{demonstration}/")
                and target not in seen
                and not target.endswith((".xml", ".json", ".csv"))
            ):
                seen.add(target)
                waiting.append(target)
    assert not watch.complaints
    assert len(seen) > 250


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(page: Page, demonstration: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in KINDS:
        page.goto(demonstration + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, demonstration: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in KINDS:
        page.goto(demonstration + path)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    context.close()


def test_the_keyboard_reaches_the_text_first(page: Page, demonstration: str) -> None:
    page.goto(f"{demonstration}/rice/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


@pytest.mark.parametrize("article", ARTICLES)
def test_a_figure_leads_to_its_fact_with_a_source(page: Page, demonstration: str, article: str) -> None:
    page.goto(f"{demonstration}/{article}/")
    page.locator(".prose a.fact").first.click()
    assert "/facts/" in page.url
    assert page.locator("a[href*='/sources/']").count() > 0


def test_pages_need_no_script(browser: Browser, demonstration: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demonstration}/rice/")
    assert page.locator("h1").inner_text()
    assert page.locator("aside .figure").first.is_visible()
    context.close()


def test_a_printed_page_has_no_menu_and_dark_words(page: Page, demonstration: str) -> None:
    page.goto(f"{demonstration}/rice/")
    page.emulate_media(media="print")
    assert not page.locator("nav.menu").is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
