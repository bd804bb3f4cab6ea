"""The documentation is true: its examples build, its tables are whole, and its links lead somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from documents import DOCS, FENCE, GUIDES, PAGES, ROOT, anchors, examples, links, shell
from small_sites import lay_over, made, picture

from generator.cli.main import factbox
from generator.diagnostics.show import as_text

if TYPE_CHECKING:
    from pathlib import Path

    from documents import Example

READ_FIRST = (ROOT / "README.md", ROOT / "CONTRIBUTING.md")
ALL = (*READ_FIRST, *PAGES)
SITES = [example for page in GUIDES for example in examples(page)]
SETTINGS = "title: An example\nbase_url: https://example.org/\n"
TEN_LINES = frozenset({"config.yaml", "content/sources.yaml", "content/facts.yaml", "content/articles/bridge.yaml"})
UNUSED = re.compile(r"W-UNUSED|W-\w+-UNUSED")


def whole(example: Example) -> dict[str, str | bytes | None]:
    """Give the files of an example with what a page need not show: a title, an address, and the pictures named."""
    files: dict[str, str | bytes | None] = dict(example.files)
    settings = example.files.get("config.yaml", "")
    known = {line.partition(":")[0] for line in settings.splitlines()}
    missing = [line for line in SETTINGS.splitlines() if line.partition(":")[0] not in known]
    files["config.yaml"] = "\n".join([settings, *missing, ""])
    for name in yaml.safe_load(example.files.get("content/media/media.yaml", "{}")):
        files[f"content/media/{name}"] = picture()
    return files


@pytest.mark.parametrize("example", SITES, ids=lambda example: example.name)
def test_the_examples_of_a_page_build_as_a_site(example: Example, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    result = made(lay_over(tmp_path, whole(example)))
    told = [problem for problem in result.report.problems if problem.severity.value in {"error", "warning"}]
    assert not [problem for problem in told if not UNUSED.fullmatch(problem.code)], as_text(result.report)
    assert "index.html" in result.files


def test_every_guide_but_those_of_commands_and_values_has_examples() -> None:
    shown = {example.name.rpartition(" ")[0] for example in SITES}
    assert shown >= {
        "writing.md", "writing/facts.md", "writing/text.md", "writing/entries.md", "configuration.md", "themes.md",
    }  # fmt: skip


def test_a_theme_of_the_site_changes_what_it_says_it_does(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (example,) = [site for site in SITES if site.name.startswith("themes.md")]
    pages = {path: data.decode() for path, data in made(lay_over(tmp_path, whole(example))).files.items()}
    article, home, missing = pages["bridge/index.html"], pages["index.html"], pages["404.html"]
    assert "since 2026" in article
    assert "since 2026" not in home
    assert all("desk@bridge.example.org" in page for page in (article, home, missing))
    assert "As we saw it on 3 February 2026" in article
    assert re.search('<hr>\\s*<p class="aside-title">How we count', article)
    assert "Nothing here" in missing
    assert re.findall(r'href="/assets/(\w+)\.\w+\.css"', home) == ["style", "town"]


def test_the_problem_that_is_shown_looks_like_that(tmp_path: Path) -> None:
    (shown,) = [
        found["text"] for found in FENCE.finditer((DOCS / "commands.md").read_text()) if "E-REF" in found["text"]
    ]
    (example,) = [site for site in SITES if site.name.startswith("writing.md")]
    files = {name: text for name, text in whole(example).items() if name in TEN_LINES}
    article = str(files["content/articles/bridge.yaml"]).replace("fact:bridge-cost", "fact:bridge-cots")
    root = lay_over(tmp_path, {**files, "content/articles/bridge.yaml": article})
    config = root / "config.yaml"
    config.write_text(config.read_text() + "checks: {W-FACT-UNUSED: off}\n")
    assert as_text(made(root).report) == shown


@pytest.mark.parametrize("document", ALL, ids=lambda document: str(document.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(document: Path) -> None:
    text = document.read_text()
    for link in links(text):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (document.parent / path) if path else document
        assert target.exists(), f"{link} leads to no file"
        if anchor:
            assert anchor in anchors(target.read_text()), f"{link} leads to no heading"


@pytest.mark.parametrize("document", ALL, ids=lambda document: str(document.relative_to(ROOT)))
def test_commands_in_examples_exist(document: Path) -> None:
    rules = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for command, *words in shell(document.read_text()):
        if command == "make":
            assert words[0] in rules
        elif command.rpartition("/")[2] == "factbox":
            check_command(words)


def check_command(words: list[str]) -> None:
    if words[0].startswith("-"):
        assert words[0] in {"--version", "--help", "-h"}
        return
    known = {name for parameter in factbox.commands[words[0]].params for name in parameter.opts}
    used = {word.partition("=")[0] for word in words[1:] if word.startswith("-")}
    assert used <= {*known, "--help", "-h"}, f"{words[0]} has no such option"
