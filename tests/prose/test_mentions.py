"""The first use of a term in a section links by itself."""

from __future__ import annotations

import pytest
from prose_texts import as_text, read_well

from generator.facts.mentions import Matcher, build_matcher, mentions
from generator.model.term import Term


def term(name: str, *aliases: str, case: str = "smart", link: str = "first") -> Term:
    text = as_text(name)
    identity = as_text(name.lower().replace(" ", "-"))
    known = tuple(as_text(alias) for alias in aliases)
    return Term(identity, text.span, text, read_well(name), case, link, known, (), ())


MATCHER = build_matcher(
    [
        term("tariff", "customs duty"),
        term("reciprocal tariff"),
        term("WTO"),
        term("Minimum Access"),
        term("trade"),
        term("trade war", link="never"),
        term("Rice", case="exact"),
        term("mou", case="any"),
        term("zölle"),
    ]
)


def found(markdown: str, matcher: Matcher = MATCHER) -> list[tuple[str, str]]:
    """Give each mention's words and its section."""
    document = read_well(markdown)
    shown = []
    for mention in mentions(document, matcher):
        children = document.tokens[mention.block].children or []
        (first, start), (last, end) = mention.start, mention.end
        pieces = [child.content or " " for child in children[first : last + 1]]
        pieces[-1] = pieces[-1][:end]
        pieces[0] = pieces[0][start:]
        shown.append(("".join(pieces), mention.section))
    return shown


def words(markdown: str) -> list[str]:
    return [shown for shown, _ in found(markdown)]


@pytest.mark.parametrize(
    ("markdown", "linked"),
    [
        ("A tariff is a tariff.", ["tariff"]),
        ("Tariffs, TARIFF", ["Tariffs"]),
        ("A customs duty.", ["customs duty"]),
        ("A reciprocal tariff and a tariff.", ["reciprocal tariff", "tariff"]),
        ("A reciprocal\n  tariff and *a tariff*.", ["reciprocal tariff", "tariff"]),
        ("the wto and the WTOs", ["WTOs"]),
        ("minimum access, Minimum Access", ["Minimum Access"]),
        ("A trade war about trade.", ["trade"]),
        ("rice, Rices, Rice.", ["Rice"]),
        ("MOU", ["MOU"]),
        ("tariff-free, non-tariff, tariffing, tariff's", ["tariff"]),
        ("a tariff\u00a0", ["tariff"]),
        ("Die ZÖLLE.", ["ZÖLLE"]),
        ("- the tariff\n- the tariff\n\n| tariff | trade |\n|--|--|\n| WTO | |", ["tariff", "trade", "WTO"]),
    ],
)
def test_which_words_link(markdown: str, linked: list[str]) -> None:
    assert words(markdown) == linked


@pytest.mark.parametrize(
    "markdown",
    ["## The tariff", "`tariff`", "[a tariff](https://example.org)", "> a tariff", "He said \u201ca tariff\u201d.",
     'He said "a *big* tariff".', "\u201cA [big](https://example.org) tariff\u201d", "```\ntariff\n```",
     "![a tariff](x.jpg)", "::: quote by=trump source=x\na tariff\n:::", "<https://tariff.example.org>"],
)  # fmt: skip
def test_headings_links_code_and_quotations_do_not_link(markdown: str) -> None:
    assert words(markdown) == []
    assert words(f"{markdown}\n\nthe tariff")[-1:] == ["tariff"]


def test_a_term_links_once_in_each_section() -> None:
    text = "tariff tariff\n\n## One\n\ntariff\n\ntariff\n\n### Two\n\na tariff"
    assert found(text) == [("tariff", ""), ("tariff", "h-one"), ("tariff", "h-two")]


def test_a_card_is_a_text_of_its_own() -> None:
    text = '## One\n\ntariff\n\n::: card "Why?"\ntariff\n\n## In\n\ntariff\n:::\n\ntariff'
    assert found(text) == [("tariff", "h-one"), ("tariff", "h-why"), ("tariff", "h-in")]


def test_an_authors_own_link_is_the_first_use() -> None:
    assert words("[Duties](term:tariff) are a tariff on trade.") == ["trade"]


def test_a_title_may_be_searched_too() -> None:
    assert len(mentions(read_well("The tariff", inline=True), MATCHER)) == 1
