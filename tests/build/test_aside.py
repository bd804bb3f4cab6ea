"""What waits on the disk in a large site, texts and pages, is what it was: the same files, the same problems."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from small_sites import NOW, site

from generator.build import Job, make
from generator.diagnostics.show import as_text

if TYPE_CHECKING:
    import pytest

RICH = Path(__file__).parents[1] / "sites/every-key"


def test_a_large_site_is_made_as_a_small_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = site(tmp_path, {"content/articles/oats.md": "---\ntitle: Oats, “Hafer”\n---\n\r\nIt [is](fact:none).\n"})
    there = set(tmp_path.iterdir())
    small = [make(Job(root, NOW)) for root in (RICH, wrong)]
    gc.collect()
    monkeypatch.setattr("generator.build.aside.FEW", 1)
    monkeypatch.setattr("generator.build.crew.FEW", 1)
    opened = _opened()
    large = [make(Job(root, NOW, scratch=tmp_path)) for root in (RICH, wrong)]
    assert [as_text(made.report) for made in large] == [as_text(made.report) for made in small]
    assert [dict(made.files) for made in large] == [dict(made.files) for made in small]
    assert len(small[0].files) > 50
    assert "E-REF" in as_text(small[1].report)
    assert set(tmp_path.iterdir()) == there
    del large
    gc.collect()
    assert _opened() <= opened


def _opened() -> int:
    """Count the files that this process has opened."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
