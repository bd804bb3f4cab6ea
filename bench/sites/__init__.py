"""The story as the files of a site: for Factbox, and as the Markdown that all others read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.story import Article, Story

SKELETONS = Path(__file__).resolve().parents[1] / "skeletons"
"""What a site of each program has before it tells anything: its settings and its theme."""


class Form(Protocol):
    """How a program wants its content: files by their paths in the site's folder."""

    def article(self, story: Story, article: Article) -> tuple[str, str]:
        """Give the file of an article."""
        ...

    def stating_first_fact(self, story: Story) -> Iterator[tuple[str, str]]:
        """Give the files that say fact 0: what somebody has to change who changes it."""
        ...

    def others(self, story: Story) -> Iterator[tuple[str, str]]:
        """Give all files that are no articles."""
        ...


def write(root: Path, skeleton: str, form: Form, story: Story) -> None:
    """Write a site that tells a story into a folder."""
    for path in (SKELETONS / skeleton).rglob("*"):
        if path.is_file():
            save(root, path.relative_to(SKELETONS / skeleton).as_posix(), path.read_text("utf-8"))
    for name, text in form.others(story):
        save(root, name, text)
    for number in range(story.count):
        save(root, *form.article(story, story.article(number)))


def save(root: Path, name: str, text: str) -> None:
    """Write a file of a site."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
