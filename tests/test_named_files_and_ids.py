"""Entries and pictures are found by their names: an id counts in its kind alone, a picture by its key or its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, BASE, made, picture, site

from generator.diagnostics.show import as_text

if TYPE_CHECKING:
    from pathlib import Path

MEDIA = "barn.png: {alt: A barn., credit: The desk}\n"


def test_a_fact_is_used_by_a_chart_of_the_same_id(tmp_path: Path) -> None:
    body = (BASE / ARTICLE).read_text() + "\n  ::: chart stock\n  :::\n"
    facts = "stock: {label: Stock, unit: tonnes, by: [year], data: {2024: 1, 2025: 2}, source: wto}\n"
    files = {ARTICLE: body, "content/facts/stock.yaml": facts, "content/charts.yaml": "stock: {of: stock}\n"}
    assert as_text(made(site(tmp_path, files), strict=True).report) == ""


@pytest.mark.parametrize("image", ["barn.png", "../media/barn.png", "/media/barn.png"])
def test_a_picture_is_named_by_its_key_or_by_its_path(image: str, tmp_path: Path) -> None:
    article = (BASE / ARTICLE).read_text().replace("status:", f"image: {image}\nstatus:")
    files: dict[str, str | bytes | None] = {
        ARTICLE: article,
        "content/media/media.yaml": MEDIA,
        "content/media/barn.png": picture(),
    }
    result = made(site(tmp_path, files), strict=True)
    assert as_text(result.report) == ""
    assert b'<img src="/media/barn.png" alt="A barn."' in result.files["rice/index.html"]
    assert b"https://rice.example.org/media/barn.png" in result.files["rice/index.html"]


def test_the_logo_of_the_publisher_is_told_to_search_engines(tmp_path: Path) -> None:
    config = (BASE / "config.yaml").read_text() + "publisher: {name: The desk, logo: barn.png}\n"
    files: dict[str, str | bytes | None] = {
        "config.yaml": config,
        "content/media/media.yaml": MEDIA,
        "content/media/barn.png": picture(),
    }
    result = made(site(tmp_path, files), strict=True)
    assert as_text(result.report) == ""
    assert b'"logo":"https://rice.example.org/media/barn.png"' in result.files["index.html"]
