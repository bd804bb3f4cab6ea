"""What tests of deploys share: a built site with targets, and looks at what a host holds."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from generator.cli.main import run
from generator.publish import publish

if TYPE_CHECKING:
    from collections.abc import Mapping
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


# --- a site of a few files, which no build has to make


def _asset(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{ending}"


def few(edition: str, *gone: str) -> dict[str, bytes]:
    """Give the files of an edition of a tiny site: its pages name its style sheet, which is another in each edition."""
    style = f"p {{ color: {edition} }}".encode()
    name = _asset("style.css", style)
    page = f'<link href="/{name}"><p>{edition}'.encode()
    files = {
        name: style,
        "assets/always.0123456789.txt": b"not named by its content",
        "index.html": page,
        "404.html": b"<p>not there",
        "cars/index.html": page + b" cars",
        f"{edition}/index.html": page + b" alone",
        "facts.json": f'"{edition}"'.encode(),
        "feed.xml": f"<feed>{edition}</feed>".encode(),
        "robots.txt": b"User-agent: *",
    }
    return {path: data for path, data in files.items() if path not in gone}


def few_site(root: Path, target: str) -> Path:
    """Make the folder of the tiny site, with one deploy target."""
    root.mkdir(exist_ok=True)
    (root / "config.yaml").write_text(
        f"title: Few\nbase_url: https://few.example.org/\ndeploy:\n  targets:\n    {target}\n"
    )
    return root


def publish_few(root: Path, edition: str, *gone: str, minute: int = 0) -> dict[str, bytes]:
    """Build an edition of the tiny site, and give its files."""
    files = few(edition, *gone)
    publish(files, root / "site", moment=dt.datetime(2026, 3, 1, 12, minute, tzinfo=dt.UTC))
    return files_at(root / "site")


def lacking(files: Mapping[str, bytes]) -> list[str]:
    """Give the pages that name a style sheet which is not there."""
    return [
        path
        for path, data in files.items()
        for name in re.findall(rb'href="/([^"]+)"', data)
        if path.endswith(".html") and name.decode() not in files
    ]
