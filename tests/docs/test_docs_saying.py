"""The page about what may be said of a fact is true: each of its examples is judged as it says."""

from __future__ import annotations

import re

import pytest
from documents import DOCS
from sentences import judged

PAGE = (DOCS / "writing" / "saying.md").read_text()
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(fact:\w+\)")


def table(mark: str) -> list[list[str]]:
    lines = PAGE.partition(f"<!-- {mark} -->\n")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def examples() -> list[tuple[str, str, bool]]:
    found = []
    for fact, allowed, refused, _because in table("saying"):
        (value,) = CODE.findall(fact)
        found += [(value, sentence, True) for sentence in CODE.findall(allowed)]
        found += [(value, sentence, False) for sentence in CODE.findall(refused)]
    for _words, _when, such in table("hedges"):
        value, sentence = CODE.findall(such)
        found.append((value, sentence, True))
    return found


@pytest.mark.parametrize(("value", "sentence", "says"), examples())
def test_an_example_is_judged_as_the_page_says(value: str, sentence: str, *, says: bool) -> None:
    assert (judged(value, LINK.sub("]", sentence)) is None) == says


def test_the_page_has_its_examples() -> None:
    assert len(examples()) > 30
