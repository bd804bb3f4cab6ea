"""The preview in a real browser: what is saved is on the screen, and the reader stays where they were."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from preview_page import mend
from preview_process import ROOT, running
from watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from preview_process import Running

ADDRESS = "/long/"
FILLING = "\n\n".join(
    f"  Paragraph {number} of a long text." if number != 40 else "  ## The middle\n\n  Paragraph 40 of a long text."
    for number in range(80)
)
ARTICLE = f"title: Long\nsummary: Words.\nbody: |\n{FILLING}\n"
BLOCK = """{% extends "theme/article.html" %}
{% block main %}{{ super() }}
<details id="named"><summary>Named</summary><p>Inside.</details>
<details><summary>Nameless</summary><p>Inside.</details>
<details open><summary>Closed by the reader</summary><p>Inside.</details>
<button id="opener" popovertarget="pop">Open</button><div id="pop" popover>A popover.</div>
{% endblock %}
"""
STAY = "window.isTheSamePage = true"
IS_SAME = "() => window.isTheSamePage === true"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    """Give a running preview of a site with a long article, details, a popover and a style sheet of its own."""
    folder = Path(shutil.copytree(ROOT / "generator/starter", tmp_path / "site"))
    (folder / "content/articles/long.yaml").write_text(ARTICLE, "utf-8")
    (folder / "templates/assets").mkdir(parents=True)
    shutil.copy(ROOT / "templates/assets/style.css", folder / "templates/assets/style.css")
    (folder / "templates/article.html").write_text(BLOCK, "utf-8")
    with running(folder) as found:
        yield found


def _open(page: Page, preview: Running, address: str = ADDRESS) -> Watch:
    """Open a page, and wait until it hears of changes."""
    watch = Watch(page, f"http://127.0.0.1:{preview.port}")
    page.goto(f"http://127.0.0.1:{preview.port}{address}")
    _wait_until_it_hears(page)
    return watch


def _wait_until_it_hears(page: Page) -> None:
    page.wait_for_function("() => window.LiveReload && window.LiveReload.connector.protocol >= 7")
    page.wait_for_timeout(50)


def test_a_reload_keeps_the_place_and_what_is_open(page: Page, preview: Running) -> None:
    watch = _open(page, preview)
    for words in ("Named", "Nameless", "Closed by the reader"):
        page.get_by_text(words, exact=True).click()
    page.locator("#opener").click()
    middle = page.locator("#h-the-middle")
    page.evaluate("window.scrollTo({top: document.querySelector('#h-the-middle').offsetTop + 30, behavior: 'instant'})")
    page.evaluate(STAY)
    before = middle.bounding_box()
    more = "\n\n".join(f"  Words {number} put in above." for number in range(12))
    mend(preview.site / "content/articles/long.yaml", "  Paragraph 3 of", f"{more}\n\n  Paragraph 3 of")
    page.get_by_text("Words 11 put in above.").wait_for(state="attached")
    page.wait_for_load_state()
    assert not page.evaluate(IS_SAME)
    after = middle.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2
    opened = page.evaluate("Array.from(document.querySelectorAll('details'), one => one.open)")
    assert opened[-3:] == [True, True, False]
    assert page.evaluate("document.querySelector('#pop').matches(':popover-open')")
    page.wait_for_function("() => history.scrollRestoration === 'auto'")
    assert page.evaluate("sessionStorage.length") == 0
    assert watch.complaints == []


def test_a_visit_to_another_page_begins_at_its_top(page: Page, preview: Running) -> None:
    _open(page, preview)
    page.evaluate("window.scrollTo({top: 900, behavior: 'instant'})")
    mend(preview.site / "content/articles/long.yaml", "title: Long", "title: Longer")
    page.wait_for_function("() => document.title.includes('Longer')")
    page.wait_for_function("() => window.scrollY > 800")
    kept = {"path": ADDRESS, "x": 0, "y": 900, "anchor": None, "details": {}, "popovers": [], "focus": ""}
    script = "kept => sessionStorage.setItem('factbox-preview', JSON.stringify({at: Date.now(), ...kept}))"
    page.evaluate(script, kept)  # as if the reload had never come
    page.goto(f"http://127.0.0.1:{preview.port}/first-article/")
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") > 100
    assert page.evaluate("window.scrollY") == 0


def test_a_style_sheet_is_swapped_without_a_reload(page: Page, preview: Running) -> None:
    watch = _open(page, preview)
    page.evaluate(STAY)
    page.locator("#opener").click()
    style = preview.site / "templates/assets/style.css"
    text = style.read_text("utf-8")
    for color in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        style.write_text(f"{text}\nbody {{ background: {color} }}", "utf-8")
        page.wait_for_function(f"() => getComputedStyle(document.body).backgroundColor === '{color}'")
        page.wait_for_function(
            "() => document.querySelectorAll('link[rel=stylesheet][href*=\"/style.\"]').length === 1"
        )
    assert page.evaluate(IS_SAME)
    assert page.evaluate("document.querySelector('#pop').matches(':popover-open')")
    assert watch.complaints == []


def test_a_mistake_lies_over_the_last_good_page_until_it_is_mended(page: Page, preview: Running) -> None:
    watch = _open(page, preview)
    page.evaluate("window.scrollTo({top: 900, behavior: 'instant'})")
    path = preview.site / "content/articles/long.yaml"
    mend(path, "summary:", "sumary:")
    overlay = page.locator("#factbox-overlay")
    overlay.wait_for()
    assert "content/articles/long.yaml:2:1" in overlay.inner_text()
    assert page.get_by_text("Paragraph 40 of").count() == 1
    page.wait_for_function("() => window.scrollY === 900")
    box = overlay.bounding_box()
    assert box is not None
    assert box["y"] > 0
    assert overlay.evaluate("one => getComputedStyle(one).position") == "fixed"
    mend(path, "sumary:", "summary:")
    overlay.wait_for(state="detached")
    page.wait_for_function("() => window.scrollY === 900")
    assert watch.complaints == []


def test_a_page_that_did_not_change_is_not_loaded_again(page: Page, preview: Running) -> None:
    _open(page, preview, "/people/")
    page.evaluate(STAY)
    other = page.context.new_page()
    _open(other, preview)
    mend(preview.site / "content/articles/long.yaml", "Paragraph 40 of", "Paragraph forty of")
    other.get_by_text("Paragraph forty of").wait_for()
    page.wait_for_timeout(200)
    assert page.evaluate(IS_SAME)


def test_a_page_comes_back_to_a_preview_that_was_started_again(page: Page, preview: Running) -> None:
    _open(page, preview)
    preview.process.send_signal(signal.SIGINT)
    preview.process.wait(20)
    mend(preview.site / "content/articles/long.yaml", "title: Long", "title: Afresh")
    with running(preview.site, "--port", f"{preview.port}"):
        page.wait_for_function("() => document.title.includes('Afresh')")
        _wait_until_it_hears(page)
        mend(preview.site / "content/articles/long.yaml", "title: Afresh", "title: Again")
        page.wait_for_function("() => document.title.includes('Again')")


def test_an_embed_is_sent_as_it_is(page: Page, preview: Running) -> None:
    watch = Watch(page, f"http://127.0.0.1:{preview.port}")
    page.goto(f"http://127.0.0.1:{preview.port}/embed/light-speed/")
    assert page.locator("script").count() == 0
    assert watch.complaints == []
