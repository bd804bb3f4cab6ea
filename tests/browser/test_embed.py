"""Facts in frames on another site, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from watching import RULES, Watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FACTS = ("rice-minimum-access", "us-base-tariff", "rice-tariff-equivalent", "car-ratio", "coalition-seats")


@pytest.mark.parametrize("width", [280, 390, 600, 1280])
def test_a_frame_fits_its_width(page: Page, demonstration: str, width: int) -> None:
    watch = Watch(page, demonstration)
    page.set_viewport_size({"width": width, "height": 600})
    for fact in FACTS:
        page.goto(f"{demonstration}/embed/{fact}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, fact
    assert not watch.complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_frame_is_accessible(browser: Browser, demonstration: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for fact in FACTS:
        page.goto(f"{demonstration}/embed/{fact}/")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{fact}: {found.generate_report()}"
    context.close()


def test_what_the_page_offers_works_on_another_site(page: Page, demonstration: str) -> None:
    page.goto(f"{demonstration}/facts/us-base-tariff/")
    page.get_by_text("Embed this fact").click()
    snippet = page.get_by_label("HTML of the frame").input_value()
    snippet = re.sub(r'src="https://[^/"]+', f'src="{demonstration}', snippet)
    other = page.context.new_page()  # the policy of the fact's page forbids frames
    other.set_content(f"<!DOCTYPE html><title>Another site</title>{snippet}")
    frame = other.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "General US tariff on Japanese goods"
    border = frame.locator("main").evaluate("main => getComputedStyle(main).borderTopWidth")
    assert border == "4px"  # its style sheet is there, although the frame is closed up
    with other.context.expect_page() as opened:
        frame.get_by_text("Factbox of The Tariff File").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{demonstration}/facts/us-base-tariff/"


def test_the_words_to_copy_can_be_reached_by_keyboard(page: Page, demonstration: str) -> None:
    page.goto(f"{demonstration}/facts/rice-minimum-access/")
    page.get_by_text("Embed this fact").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
