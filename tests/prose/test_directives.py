"""Blocks between colons: what they hold and what they point at."""

from __future__ import annotations

import pytest
from prose_texts import cut, read_well

FULL = """::: facts rice-levy car-exports.us.2024
:::

> ::: table car-exports rows=country columns=year
> :::

- ::: chart car-exports.us rows=us,uk type=line
  :::

::: timeline tags=rice,cars people=ishiba, from=2025-04 to=2025-07-12
:::
""".replace("ishiba,", "ishiba,trump")


def test_what_blocks_point_at() -> None:
    document = read_well(FULL)
    assert [(r.directive, r.scheme, r.target) for r in document.references] == [
        ("facts", "fact", "rice-levy"),
        ("facts", "fact", "car-exports.us.2024"),
        ("table", "series", "car-exports"),
        ("chart", "chart", "car-exports.us"),
        ("timeline", "tag", "rice"),
        ("timeline", "tag", "cars"),
        ("timeline", "person", "ishiba"),
        ("timeline", "person", "trump"),
    ]
    assert [cut(FULL, r.span) for r in document.references] == [r.target for r in document.references]


def test_words_and_options_know_their_places() -> None:
    table = read_well(FULL).directives[1]
    assert (table.name, table.line) == ("table", 3)
    assert cut(FULL, table.span) == "::: table car-exports rows=country columns=year"
    assert [word.text for word in table.arguments] == ["car-exports"]
    assert [(key.text, value.text) for key, value in table.options] == [("rows", "country"), ("columns", "year")]
    value = table.option("columns")
    assert value is not None
    assert cut(FULL, value.span) == "year"
    assert table.option("nope") is None


@pytest.mark.parametrize("value", ['"nhk-2025 p. 3"', "'nhk-2025 p. 3'", "\u201cnhk-2025 p. 3\u201d"])
def test_a_quotation_written_in_place(value: str) -> None:
    text = f"::: quote by=akazawa source={value}\nWe *agreed*.\n:::"
    references = read_well(text).references
    assert [(r.scheme, r.target, r.locator) for r in references] == [
        ("person", "akazawa", ""),
        ("cite", "nhk-2025", "p. 3"),
    ]
    assert [cut(text, r.span) for r in references] == ["akazawa", "nhk-2025"]


def test_a_speaker_may_be_words() -> None:
    assert [r.scheme for r in read_well('::: quote by="A farmer" source=nhk\nx\n:::').references] == ["cite"]


def test_a_card_has_an_id_a_question_and_its_answer() -> None:
    text = '## Why?\n\n::: card "Why [12%](fact:a)?"\nSince [13%](fact:b).\n:::\n\n:::card Why?\nx\n:::'
    document = read_well(text)
    assert [(card.id, card.question.plain) for card in document.cards] == [
        ("h-why-12", "Why 12%?"),
        ("h-why-2", "Why?"),
    ]
    assert cut(text, document.cards[0].question.references[0].span) == "[12%](fact:a)"
    assert document.references[0].section == "h-why-12"
    assert document.card(document.directives[1]) == document.cards[1]


def test_blocks_nest_and_may_be_closed_by_more_colons() -> None:
    text = '::: card "Why?"\n::: note\nThis:\n:::::\n- list\n\n::: facts a\n:::\n\n:::\nEnd.'
    document = read_well(text)
    assert [directive.name for directive in document.directives] == ["card", "note", "facts"]
    assert document.plain.splitlines() == ["Why?", "This:", "list", "End."]


def test_a_block_ends_a_paragraph() -> None:
    assert read_well("words\n::: facts a\n:::\nmore").plain == "words\nmore"


def test_colons_in_text_are_text() -> None:
    assert read_well("a ::: b\n\n:: c").directives == ()
