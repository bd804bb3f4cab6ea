"""What tests of deploys share: a built site with targets, and looks at what a host holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from generator.cli.main import run

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "content/articles/first-article.yaml"


def site_with(root: Path, *targets: str) -> Path:
    """Give a site with deploy targets, each a line of YAML."""
    config = root / "config.yaml"
    lines = "".join(f"    {target}\n" for target in targets)
    config.write_text(f"{config.read_text()}\ndeploy:\n  targets:\n{lines}")
    return root


def build(root: Path, *options: str) -> Path:
    """Build a site."""
    assert run(["build", "-q", str(root), *options]) == 0
    return root


def edit(root: Path, old: str, new: str, *options: str) -> Path:
    """Change words of the article and build anew."""
    article = root / ARTICLE
    text = article.read_text("utf-8")
    assert old in text
    article.write_text(text.replace(old, new), "utf-8")
    return build(root, *options)


def files_at(folder: Path) -> dict[str, bytes]:
    """Give what stands in a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def live(folder: Path) -> Any:
    """Give the manifest of a folder of releases."""
    return json.loads((folder / ".factbox/deploy.json").read_bytes())
