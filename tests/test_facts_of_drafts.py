"""Facts in content/facts that are public before the draft that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_sites import made, site

if TYPE_CHECKING:
    from pathlib import Path

LEVY = "levy: {label: The levy, value: 341 JPY/kg, as_of: 2025, source: wto}\n"
SECOND = """\
title: The levy
summary: What it is.
status: %s
body: |
  It is [](fact:levy) [@wto].
"""


@pytest.mark.parametrize(
    ("status", "own", "told"),
    [("draft", False, True), ("published\npublished: 2026-01-31", False, False), ("draft", True, False)],
)
def test_a_fact_that_only_a_draft_uses_is_said_to_be_public(
    status: str, tmp_path: Path, *, own: bool, told: bool
) -> None:
    article = SECOND % status + ("facts:\n  " + LEVY if own else "")
    files = {"content/articles/levy.yaml": article, **({} if own else {"content/facts/levy.yaml": LEVY})}
    facts = site(tmp_path, files) / "content/facts.yaml"
    if not own and facts.exists():
        (tmp_path / "content/facts/levy.yaml").unlink()
        facts.write_text(facts.read_text() + LEVY)
    found = [problem.message for problem in made(tmp_path).report.problems if problem.code == "W-FACT-UNUSED"]
    assert found == (["the fact `levy` is public, and used only by articles that are not"] if told else [])
