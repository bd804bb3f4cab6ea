"""How long it takes from a save to the screen. It is told and never asserted: it is the machine's, and its neighbours'.

FACTBOX_PREVIEW_ARTICLES and FACTBOX_PREVIEW_EDITS give the size of the site and how often it is edited.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from preview_process import ROOT, running

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from playwright.sync_api import Page
    from preview_process import Running

ARTICLES = int(os.environ.get("FACTBOX_PREVIEW_ARTICLES", "10"))
EDITS = int(os.environ.get("FACTBOX_PREVIEW_EDITS", "4"))
FIRST = "article-00000"

# The moment after the first frame that is painted once the page is there and in its place.
PAINTED = """
addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { window.painted = performance.timeOrigin + performance.now(); };
  channel.port2.postMessage(0);
}));
"""
SAYS = "words => window.painted && document.querySelector('main').textContent.includes(words)"


def _edit(page: Page, path: Path, text: str, number: int) -> float:
    """Save a sentence, wait for it on the screen, and give the milliseconds that it took."""
    words = f"Edit {number} has come."
    path.write_text(text.replace("body: |\n", f"body: |\n  {words}\n\n", 1), "utf-8")
    saved = time.time() * 1000
    page.wait_for_function(SAYS, arg=words)
    painted: float = page.evaluate("window.painted")
    return painted - saved


def _builds(preview: Running) -> list[float]:
    """Give the milliseconds of the builds that the preview has told of since it was asked last."""
    assert preview.process.stdout is not None
    descriptor = preview.process.stdout.fileno()
    os.set_blocking(descriptor, False)
    told = os.read(descriptor, 1_000_000).decode()
    os.set_blocking(descriptor, True)
    return [float(seconds) * 1000 for seconds in re.findall(r"files in ([\d.]+) s", told)]


def _row(name: str, values: list[float]) -> str:
    values = sorted(values)
    middle, late = values[len(values) // 2], values[min(len(values) - 1, int(len(values) * 0.95))]
    return f"{name:<24} p50 {middle:>6.0f} ms   p95 {late:>6.0f} ms   {len(values)} edits"


def test_from_a_save_to_the_screen(page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    command = [sys.executable, "-m", "bench", "write", str(site), str(ARTICLES)]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    path = site / f"content/articles/{FIRST}.yaml"
    text = path.read_text("utf-8")
    with running(site) as preview:
        page.add_init_script(PAINTED)
        page.goto(f"http://127.0.0.1:{preview.port}/{FIRST}/")
        page.wait_for_function("() => window.LiveReload && window.LiveReload.connector.protocol >= 7")
        shown, built = [], []
        for number in range(EDITS):
            page.wait_for_timeout(200 + number % 7 * 11)
            shown.append(_edit(page, path, text, number))
            page.wait_for_timeout(200)
            built += _builds(preview)[-1:]
    rest = [whole - build for whole, build in zip(shown, built, strict=False)]
    rows = [_row("saved to shown", shown), _row("of it the build", built), _row("and all else", rest)]
    with capsys.disabled():
        sys.stdout.write("\n".join(("", f"{ARTICLES} articles", *rows, "")))
    assert len(shown) == EDITS
