"""The story as the files of a site: for Factbox, and as the Markdown that all others read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.story import Article, Story


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


def save(root: Path, name: str, text: str) -> None:
    """Write a file of a site."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
