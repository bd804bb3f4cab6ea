"""The script of `/changes/` marks what is newer than the last visit, and tells nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

LONG_AGO = "2020-01-01T00:00:00Z"
SEEN = "localStorage.setItem('factbox-visit ' + location.pathname + ' seen', String(Date.parse('{}')))"


def test_a_first_visit_marks_nothing_and_a_later_one_what_is_new(
    page: Page, context: BrowserContext, demonstration: str
) -> None:
    page.clock.install(time="2027-01-01T00:00:00Z")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.goto(f"{demonstration}/changes/")
    entries = page.locator("[data-moment]").count()
    assert entries > 5
    assert page.locator("[data-new]").count() == 0
    page.evaluate(SEEN.format(LONG_AGO))
    page.reload()
    assert page.locator("[data-new]").count() == entries
    assert "You were here last on 1 January 2020" in page.locator(".notice").inner_text()
    page.reload()  # within half an hour it is the same visit
    assert page.locator("[data-new]").count() == entries
    assert context.cookies() == []
    assert all(url.startswith(demonstration) for url in sent)


def test_without_a_store_the_page_is_as_it_is(page: Page, demonstration: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page.goto(f"{demonstration}/changes/")
    assert page.locator("[data-moment]").count() > 5
    assert page.locator("[data-new]").count() == 0
