"""What a figure in prose is bound to."""

from __future__ import annotations

import pytest
from prose_texts import read

from generator.facts.lint import stated_figures


def bonds(markdown: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = stated_figures(read(markdown)[0], "en")
    return [(one.words, one.bond, one.targets) for one in found]


@pytest.mark.parametrize(
    ("markdown", "bond", "targets"),
    [
        ("It is [15 countries](fact:a).", "fact", ("a",)),
        ("It is [15](fact:a.us.2024) countries.", "fact", ("a.us.2024",)),
        ("It fell by [24](fact:a)%.", "fact", ("a",)),
        ("It won [47](fact:a).", "fact", ("a",)),
        ("Of [all 15 countries](event:b) there.", "event", ("b",)),
        ("There are [some 40 ships](free:).", "free", ()),
        ("There are 15 ships [@b].", "citation", ("b",)),
        ("There are 15 ships. [@b] They left.", "citation", ("b",)),
        ("There are 15 ships [@b, p. 4; @c].", "citation", ("b", "c")),
        ("There are 15 ships.[^1]\n\n[^1]: See [@b].", "citation", ("b",)),
        ("There are 15 ships^[See [@b].] there.", "citation", ("b",)),
        ("She said “15 ships left”.", "quotation", ()),
        ('She said "15 ships left".', "quotation", ()),
        ("Sie sagte „15 Schiffe“.", "quotation", ()),
        ("Elle dit « 15 navires ».", "quotation", ()),
        ("> 15 ships left", "quotation", ()),
        ("“15 ships left.\n\n“Nobody stayed.”", "quotation", ()),
        ('::: quote by=a source="b p. 4"\n15 ships left\n:::\n', "quotation", ()),
        ("There are 15 ships.", "", ()),
        ("There are 15 ships. They left [@b].", "", ()),
        ("As [@b] says, there are 15 ships.", "", ()),
        ("There are 15 ships.[^1]\n\n[^1]: Nobody knows.", "", ()),
        ("There are [15 ships](term:ship).", "", ()),
        ("There are [15 ships](https://example.org/).", "", ()),
        ('A 5" pipe of 15 ships', "", ()),
        ("“15 ships left.\n\nNobody stayed.", "", ()),
        ("The sailors’ 15 ships weren’t there", "", ()),
    ],
)
def test_what_a_figure_is_bound_to(markdown: str, bond: str, targets: tuple[str, ...]) -> None:
    found = [one for one in bonds(markdown) if "5" in one[0] or "4" in one[0]]
    assert [one[1:] for one in found[-1:]] == [(bond, targets)]


def test_a_reference_without_words_is_a_figure() -> None:
    assert bonds("It is [](fact:a) and [](event:b).") == [("", "fact", ("a",))]


def test_a_fact_without_a_figure_in_its_words_is_none() -> None:
    assert bonds("It [was agreed](fact:a).") == []


def test_the_reason_of_a_free_figure_goes_with_it() -> None:
    found = stated_figures(read('Some [40 ships](free: "our own count") left.')[0], "en")
    assert [(one.phrase, one.reason) for one in found] == [("40 ships", "our own count")]
