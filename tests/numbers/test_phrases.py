"""Numbers in prose: where they stand, of which kind they are, and what they say."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.numbers import FIGURES, Phrase, language, phrases
from generator.facts.numbers.tokens import at

ENGLISH = language("en")
TABLE = Path(__file__).parent / "phrases.txt"
ROWS = [line.partition(" | ") for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
JUNK = (
    "one and a half of ",
    "9",
    "1,234,",
    "to 5 to ",
    "- ",
    "a hundred and ",
    "$",
    "five of the ",
    "about nearly ",
    "half a ",
    "1.",
    "% percent per ",
    "½",
    "twenty-",
    "1億",
)


def shown(text: str, phrase: Phrase) -> str:
    ends = ("-" if end is None else f"{end.normalize():f}" for end in (phrase.low, phrase.high))
    spans = text[phrase.start : phrase.end], text[phrase.whole_start : phrase.whole_end]
    return "; ".join((*spans, phrase.kind, *ends))


@pytest.mark.parametrize(("sentence", "expected"), [(row[0], row[2].strip()) for row in ROWS])
def test_a_number_is_read_as_it_is_meant(sentence: str, expected: str) -> None:
    found = phrases(sentence, ENGLISH)
    assert shown(sentence, found[0]) == expected if expected else not any(phrase.is_figure for phrase in found)


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("from 24% to 15%", 2),
        ("It rose from 10% to 12%.", 2),
        ("from 10 to 12%", 1),
        ("between 10 and 12", 1),
        ("10 cars and 12 lorries", 2),
        ("500 in 2024", 2),
        ("three projects in 10 states", 2),
        ("2 hours and 10 minutes", 2),
        ("1.4 million\n2 million", 2),
        ("10\nto 15%", 2),
    ],
)
def test_two_numbers_are_one_phrase_only_where_they_say_one_thing(sentence: str, count: int) -> None:
    assert len(phrases(sentence, ENGLISH)) == count


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12), st.sampled_from(("en", "de", "fr", "de-CH", "ja", "hi", "sv", "pt-BR")))
def test_digits_are_read_back(number: int, tag: str) -> None:
    from babel.numbers import format_decimal  # noqa: PLC0415 - the one test that formats

    from generator.facts.wording.phrases import locale_of  # noqa: PLC0415 - the same

    text = format_decimal(number, locale=locale_of(tag))
    (found,) = phrases(f"({text})", language(tag))
    assert found.numbers[0].value == number


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from((*JUNK, " ", "cars", ".", "\n", "or so", "2024", "July", "–")), max_size=30))
def test_junk_never_raises_and_phrases_keep_their_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    for tag in ("en", "ja", "de"):
        end = 0
        for phrase in phrases(text, language(tag)):
            assert end <= phrase.start < phrase.end <= len(text)
            assert phrase.whole_start <= phrase.start
            assert phrase.whole_end >= phrase.end
            end = phrase.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    phrases(text, ENGLISH)
    phrases(text, language("zh"))


@pytest.mark.parametrize("piece", JUNK)
def test_long_junk_is_read_in_proportion_to_its_length(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    plain = at

    def counted(*arguments: object) -> object:
        nonlocal looks
        looks += 1
        return plain(*arguments)  # type: ignore[arg-type]

    for module in ("counting", "written", "parts", "amounts", "hedging", "joining", "scan"):
        monkeypatch.setattr(f"generator.facts.numbers.{module}.at", counted)
    seen = []
    for size in (2_000, 8_000):
        looks = 0
        phrases(piece * size, ENGLISH)
        seen.append(looks)
    assert seen[1] <= 5 * seen[0] + 100


def test_a_number_that_nobody_could_mean_is_passed_over() -> None:
    assert not any(phrase.is_figure for phrase in phrases("9" * 65_536, ENGLISH))


def test_figures_are_what_states_an_amount() -> None:
    kinds = {phrase.kind for phrase in phrases("In 2024 on 7 July at 9 pm the 21st of 12 cars cost $5.", ENGLISH)}
    assert kinds == {"year", "date", "time", "ordinal", "quantity", "money"}
    assert kinds & FIGURES == {"quantity", "money"}


def test_a_phrase_knows_how_exactly_it_speaks() -> None:
    (found,) = phrases("about 1.40 million cars", ENGLISH)
    assert (found.hedge, found.scale, found.unit) == ("about", "million", "cars")
    assert (found.quantum, found.decimals) == (Decimal(10_000), 2)
