"""What an author is told who writes a mark or a citation almost right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, made, site, with_body

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("It has [14](free: us) cranes.", '`(free: "us")`'),
        ("It has [14](free: our own count) cranes.", '`(free: "our own count")`'),
        ("It has [14](free: \u201cwhy\u201d) cranes.", '`(free: "why")`'),
        ("It has cranes [@wto p. 3].", "`[@wto, p. 3]`"),
        ("It has cranes [@wto chapter 2].", "`[@wto, chapter 2]`"),
    ],
)
def test_the_right_form_is_told(text: str, hint: str, tmp_path: Path) -> None:
    found = [
        one for one in made(site(tmp_path, {ARTICLE: with_body(text)})).report.problems if one.code == "E-REF-FORM"
    ]
    assert [hint in one.hint for one in found] == [True], found
