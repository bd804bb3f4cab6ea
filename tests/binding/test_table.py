"""What may be said of a fact and what may not: a table of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from sentences import judged

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text().splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("fact", "sentence"), rows("accepted.txt"))
def test_true_words_pass(fact: str, sentence: str) -> None:
    fault = judged(fact, sentence)
    assert fault is None, fault.message


@pytest.mark.parametrize(("fact", "sentence", "reason"), rows("refused.txt"))
def test_false_words_are_refused_with_a_reason(fact: str, sentence: str, reason: str) -> None:
    fault = judged(fact, sentence)
    assert fault is not None
    assert fault.code == "E-FIGURE"
    assert reason in f"{fault.message} {fault.hint}"


@pytest.mark.parametrize(("language", "fact", "sentence", "says"), rows("languages.txt"))
def test_other_languages_are_read_with_their_marks(language: str, fact: str, sentence: str, says: str) -> None:
    fault = judged(fact, sentence, language)
    assert (fault is None) == (says == "yes"), fault and fault.message


@pytest.mark.parametrize(("fact", "sentence", "says"), rows("changes.txt"))
def test_the_nearest_word_tells_whether_a_change_goes_up_or_down(fact: str, sentence: str, says: str) -> None:
    fault = judged(fact, sentence, change=True)
    assert (fault is None) == (says == "yes"), fault and fault.message


@pytest.mark.parametrize(
    ("fact", "sentence", "offered"),
    [
        ("180 km", "[200 km]", False),
        ("3310 km", "[3237 km]", False),
        ("3310 km", "[3320 km]", False),
        ("2028289", "[2.1 million]", False),
        ("24%", "[25%]", True),
        ("24%", "[23%]", False),
        ("16074 cars", "[16,000] cars", True),
        ("1.94 million USD", "[$2 million]", True),
        ("130 minutes", "[two hours]", True),
        ("26%", "[a quarter]", True),
    ],
)
def test_a_hedge_is_offered_for_a_rounding_only(fact: str, sentence: str, *, offered: bool) -> None:
    """A wrong or an old number with “about” before it would still be one."""
    fault = judged(fact, sentence)
    assert fault is not None
    assert ("about" in fault.hint) == offered


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert len(rows("accepted.txt")) >= 200
    assert len(rows("refused.txt")) >= 200
