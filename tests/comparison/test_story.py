"""The comparison is fair: one story, the same on every machine and for every program, and sound as a Factbox site."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import html5lib
import pytest
from markdown_it import MarkdownIt

from bench.programs import HERE, PROGRAMS, Program, write
from bench.story import FACTS, FIGURES, MENTIONS, WORDS, Story
from generator.build import Job, Made, make

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
FACTBOX = next(program for program in PROGRAMS if program.name == "factbox")
OTHERS = [program for program in PROGRAMS if program is not FACTBOX]
SMALL = Story(7)


def files(program: Program, story: Story) -> dict[str, str]:
    found = dict(program.form.others(story))
    found.update(program.form.article(story, story.article(number)) for number in range(story.count))
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("bench") / "site"
    write(root, FACTBOX, SMALL)
    return make(Job(root, NOW))


def words_of_page(made: Made, slug: str) -> list[str]:
    page = made.files[f"{slug}/index.html"].decode()
    prose = page.partition('<div class="prose">')[2].partition("</blockquote>")[0]
    return words(re.sub(r'<p class="short-sources">.*?</p>', "", prose, flags=re.DOTALL))


def words_of_markdown(text: str) -> list[str]:
    return words(MarkdownIt("commonmark").enable("table").render(text.split("---\n", 2)[2]))


def words(html: str) -> list[str]:
    return "".join(html5lib.parse(html).itertext()).split()


def test_the_words_are_the_same_wherever_python_runs() -> None:
    told = "\n".join(text for _, text in sorted(files(OTHERS[0], SMALL).items()))
    assert (
        hashlib.sha256(told.encode()).hexdigest() == "d475d5d99912c31eb39103e71951ea2fc9a31c91043871a3c19afb67c2b50818"
    )


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    for number in "12":
        command = [sys.executable, "-m", "bench", "write", str(tmp_path / number), "12"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": number}, cwd=HERE.parent)
    first, second = (
        {path.relative_to(tmp_path / number): path.read_bytes() for path in (tmp_path / number).rglob("*.*")}
        for number in "12"
    )
    assert first == second
    assert len(first) > 12


def test_the_site_is_sound_down_to_its_warnings(built: Made) -> None:
    assert built.report.problems == ()
    assert {f"facts/fact-{number}/index.html" for number in range(SMALL.facts)} <= built.files.keys()


def test_an_article_has_what_it_should() -> None:
    story = Story(1000)
    mentioned = set()
    for number in range(300):
        article = story.article(number)
        sentences = [one for section in article.sections for paragraph in section.paragraphs for one in paragraph]
        facts = [one.number for one in sentences if one.kind == "fact"]
        assert len(set(facts)) == FIGURES
        assert len({one.number for one in sentences if one.kind == "term"}) == MENTIONS
        assert (0 in facts) == (number in story.uses_of_first_fact()) == (number % 100 == 0)
        count = sum(len(one.around(story.mention(one)).split()) for one in sentences)
        assert WORDS - 20 <= count <= WORDS + 20
        mentioned.update(facts)
        if number == 99:
            assert mentioned == set(range(FACTS))


@pytest.mark.parametrize(("count", "pool"), [(1, 600), (99, 600), (100, 600), (201, 1200), (250, 5000)])
def test_every_fact_is_used(count: int, pool: int) -> None:
    story = Story(count, pool)
    articles = (story.article(number) for number in range(count))
    said = (one for article in articles for section in article.sections for part in section.paragraphs for one in part)
    assert {one.number for one in said if one.kind == "fact"} == set(range(story.facts))
    assert story.facts <= pool


def test_an_article_is_the_same_in_a_larger_site() -> None:
    assert Story(100).article(42) == Story(200).article(42)


@pytest.mark.parametrize("program", OTHERS, ids=[program.name for program in OTHERS])
def test_all_programs_tell_the_same_words(built: Made, program: Program) -> None:
    for number in range(SMALL.count):
        article = SMALL.article(number)
        _, text = program.form.article(SMALL, article)
        assert words_of_markdown(text) == words_of_page(built, article.slug)
        assert article.title in text
        assert article.summary in text
