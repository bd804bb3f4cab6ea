"""A pattern that is compiled late does what one does that is compiled at once."""

from __future__ import annotations

import re

import pytest

from generator.base import pattern


def test_a_pattern_finds_what_it_would() -> None:
    late, soon = pattern(r"(?P<word>b\w+)", re.IGNORECASE), re.compile(r"(?P<word>b\w+)", re.IGNORECASE)
    text = "A bee and a Butterfly"
    for _ in range(2):
        assert late.findall(text) == soon.findall(text)
        assert late.sub(r"<\g<word>>", text) == soon.sub(r"<\g<word>>", text)
        assert [found.span() for found in late.finditer(text)] == [found.span() for found in soon.finditer(text)]
        assert late.match(text, 2) is not None
        assert late.search("x") is None
        assert late.fullmatch("bee") is not None
        assert late.split(text) == soon.split(text)
    assert (late.pattern, late.flags, late.groups, dict(late.groupindex)) == (
        soon.pattern,
        soon.flags,
        soon.groups,
        dict(soon.groupindex),
    )


def test_what_is_no_pattern_is_told_at_its_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("x")
