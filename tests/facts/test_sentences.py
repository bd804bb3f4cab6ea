"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.sentences import sentence_at, sentences


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rice rose by 3.5 percent. Cars fell.|2",
        "Rice rose. It fell again! Who knows? Nobody.|4",
        "Mr. Ishiba met Dr. Sato and Gen. Abe. They spoke.|2",
        "George W. Bush signed it. J. R. R. Tolkien did not.|2",
        "The U.S. Senate voted. It failed.|2",
        "It left the U.S. The law stayed.|2",
        "It opens at 9 a.m. Monday.|1",
        "It opens at 9 a.m. The gates close at 5 p.m. on Sundays.|2",
        "See art. 4 and pp. 3 to 5. Then fig. 2, vol. IV.|2",
        "On Sept. 11 it closed. On Dec. 3 it opened.|2",
        "It is No. 5 of the list. No. 6 is next.|2",
        "He said no. Then he left.|2",
        "Rice, wheat, etc. are grown. Others, e.g. cars, i.e. vehicles, are made.|2",
        "Toyota Motor Corp. Chairman Toyoda agreed. He smiled.|2",
        "It grew... and grew. Then it fell\u2026 and stopped.|2",
        "It grew\u2026 Then it fell.|2",
        "\u201cIt is over.\u201d He left.|2",
        "\u201cWhat now?\u201d he asked. (Nobody knew.) It rained.|3",
        '"It is over," he said. "It was long."|2',
        "In 2024. In 2025. 12 people came.|3",
        "1. The first thing. 2 more came.|2",
        "It cost 12 million. 4 came.|2",
        "Am 3. Oktober begann es. Es endete 1990. Im 20. Jahrhundert.|3",
        "\u7c73\u306f\u5897\u3048\u305f\u3002\u8eca\u306f\u6e1b\u3063\u305f\u3002|2",
        "\u300c\u7c73\u306f\u5897\u3048\u305f\u3002\u8eca\u306f\u6e1b\u3063\u305f\u3002\u300d\u3068\u8ff0\u3079\u305f\u3002\u7d42\u308f\u308a\uff01|2",
        "\u5173\u7a0e\u4e3a\u767e\u5206\u4e4b\u5341\u4e94\uff01\u771f\u7684\uff1f\u662f\u3002|3",
        "\u0643\u0645 \u0627\u0644\u0633\u0639\u0631\u061f \u0645\u0626\u0629.|2",
        "It costs a year . It rose .|2",
        "See example.org and version 3.4.5 of it. Done.|2",
        "No full stop at all|1",
        "A heading\nA paragraph. Of two.|3",
        "Was it \u00a35? Yes.|2",
    ],
)
def test_sentences_end_where_a_reader_says(text: str) -> None:
    words, _, count = text.rpartition("|")
    assert len(_split(words)) == int(count), _split(words)


def test_sentences_are_told_without_the_space_around_them() -> None:
    text = "  One.   Two!\n\n  Three  \n"
    assert _split(text) == ["One.", "Two!", "Three"]


def test_the_sentence_around_a_place() -> None:
    text = "Mr. One. It is 3.5 percent.\n\nThree."
    assert [text[slice(*sentence_at(text, at))] for at in (0, 3, 8, 9, 18, 26, 29, 99)] == [
        "Mr. One.", "Mr. One.", "Mr. One.", "It is 3.5 percent.", "It is 3.5 percent.", "It is 3.5 percent.", "Three.",
        "Three.",
    ]  # fmt: skip
    assert sentence_at(text, 28) == (28, 28)
    assert sentence_at("", 5) == (0, 0)
    assert sentence_at("  Late.", 0) == (2, 7)


_PIECES = st.lists(st.sampled_from(["rice", "Rice", "U.S.", "3.5", "Mr.", *' .?!"\n\r)\u2028\u3002\u300c\u300d']))


@given(_PIECES.map("".join) | st.text())
def test_every_word_stands_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    ends = [0, *(end for _, end in found)]
    gaps = [text[end:start] for end, (start, _) in zip(ends, [*found, (len(text), 0)], strict=True)]
    assert all(not gap.strip() for gap in gaps)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    for start, end in found:
        assert sentence_at(text, start) == sentence_at(text, end - 1) == (start, end)
