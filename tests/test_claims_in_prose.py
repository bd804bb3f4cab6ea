"""Prose that quotes a claim says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, BASE, made, site, with_body

if TYPE_CHECKING:
    from pathlib import Path

FACTS = (
    (BASE / "content/facts.yaml").read_text()
    + """\
tariff:
  label: The tariff on rice
  claims:
    trump: {by: trump, value: 700%, as_of: 2025, source: paper}
    ministry: {by: Japan's farm ministry, value: 778%, as_of: 2005, source: paper}
    wto: {by: World Trade Organization, value: 300%, as_of: 2005, source: wto}
    ishiba: {by: ishiba, value: 280%, as_of: 2005, source: wto}
"""
)
FILES = {
    "content/facts.yaml": FACTS,
    "content/sources.yaml": (BASE / "content/sources.yaml").read_text()
    + "paper: {title: Rice, publisher: Daily Paper, date: 2025}\n",
    "content/people.yaml": "trump: {name: Donald Trump, role: President of the United States, aka: [The Donald]}\n"
    "ishiba: {name: Shigeru Ishiba, native_name: 石破茂}\n",
}
T = "[700%](fact:tariff#trump)"
M = "[778%](fact:tariff#ministry)"
W = "[300%](fact:tariff#wto)"
N = "[280%](fact:tariff#ishiba)"


def _told(root: Path, **files: str) -> list[str]:
    return [p.message for p in made(site(root, {**FILES, **files})).report.problems if p.code == "E-CLAIM-UNNAMED"]


@pytest.mark.parametrize(
    "text",
    [
        f"Donald Trump says {T}.",
        f"Trump's figure is {T}.",
        f"TRUMP: {T}.",
        f"The Donald said {T}.",
        f"The president of the United States put it at {T}.",
        f"[He](person:trump) said {T}.",
        f"The tariff, {T} as Trump has it, is high.",
        "[Trump's 700%](fact:tariff#trump) is high.",
        f"Trump spoke for an hour. He said that it was {T}.",
        f"Trump spoke. He was angry. It was {T}, he said.",
        f"Mr. Trump spoke of {T}.",
        f"The farm ministry has {M}.",
        f"The Ministry worked out {M}.",
        f"Ministries differ: the one for farms has {M}.",
        f"As the Daily Paper prints it, {M}.",
        f"The WTO says {W}.",
        f"石破茂は{N}と述べた。",
        f"- Trump: {T}\n- The ministry: {M}",
        f"Trump has two figures:\n\n- a high one, {T}\n- a low one",
        f"- Trump\n    - once said {T}",
        f"| who | what |\n|---|---|\n| Trump | {T} |",
        f"| Trump | the ministry |\n|---|---|\n| {T} | {M} |",
        f"### What Trump said\n\nIt is {T}.",
        '::: card "What does Trump say?"\nIt is ' + T + ".\n:::",
        '::: quote by=trump source="paper"\nIt is ' + T + ".\n:::",
        f"A note.[^1]\n\n[^1]: Trump said {T}.",
        "::: facts tariff#trump\n:::",
    ],
)
def test_a_claim_is_named_in_many_ways(text: str, tmp_path: Path) -> None:
    assert _told(tmp_path, **{ARTICLE: with_body(f"\n{text}")}) == []


@pytest.mark.parametrize(
    "text",
    [
        f"The tariff is {T}.",
        "The tariff is [](fact:tariff#trump).",
        f"Trump spoke for an hour. The tariff is {T}.",
        f"The tariff is {T}. Trump spoke.",
        f"The ministry has {T}.",
        f"He said {T}.",
        f"| who | what |\n|---|---|\n| Trump | nothing |\n| nobody | {T} |",
        f"| Trump | the ministry |\n|---|---|\n| nothing | {T} |",
        f"- Trump\n- once {T}",
        f"Trump speaks.\n\n### What is said\n\nThe figure is {T}.",
        f"A trum player has {T}.",
        f"A note about Trump.[^1]\n\n[^1]: The figure is {T}.",
    ],
)
def test_a_claim_without_its_maker_is_an_error(text: str, tmp_path: Path) -> None:
    assert _told(tmp_path, **{ARTICLE: with_body(f"\n{text}")}) == [
        "the sentence does not say that 700% is what Donald Trump says"
    ]


def test_an_event_and_a_card_speak_for_what_stands_in_them(tmp_path: Path) -> None:
    event = f'talk: {{title: A talk, date: 2025, source: wto, people: [trump], text: "It is {T}."}}\n'
    card = (BASE / ARTICLE).read_text() + f'cards: [{{question: What does Trump say?, answer: "It is {T}."}}]\n'
    assert _told(tmp_path, **{"content/events.yaml": event, ARTICLE: card}) == []
    bare = f'talk: {{title: A talk, date: 2025, source: wto, text: "It is {T}."}}\n'
    assert len(_told(tmp_path, **{"content/events.yaml": bare})) == 1


def test_the_hint_shows_a_sentence_with_the_name(tmp_path: Path) -> None:
    root = site(tmp_path, {**FILES, ARTICLE: with_body(f"The tariff is {T}.")})
    (problem,) = (p for p in made(root).report.problems if p.code == "E-CLAIM-UNNAMED")
    assert problem.hint == "name them: “Donald Trump says [700%](fact:tariff#trump)”"
    assert (problem.span.line, problem.span.length) == (8, len(T))


def test_a_settled_or_preferred_figure_needs_no_name(tmp_path: Path) -> None:
    facts = FACTS + "  preferred: trump\n  because: It is newer.\n"
    assert _told(tmp_path, **{"content/facts.yaml": facts, ARTICLE: with_body("It is [700%](fact:tariff).")}) == []


LEAKS = """\
leaks:
  label: Water lost in the pipes of Vienna
  as_of: 2025
  source: wto
  claims:
    union: {by: The Water Union, value: 14%}
    city: {by: Vienna Water, value: 9%}
    ministry: {by: Austria's farm ministry, value: 11%}
    mayor: {by: mayor, value: 8%}
"""
MAYOR = "mayor: {name: Michael Ludwig, roles: [{role: Mayor of the City}]}\n"
U, C, A = "[14%](fact:leaks#union)", "[9%](fact:leaks#city)", "[11%](fact:leaks#ministry)"
L = "[8%](fact:leaks#mayor)"


def _leaks(root: Path, text: str) -> list[str]:
    files = {"content/facts.yaml": (BASE / "content/facts.yaml").read_text() + LEAKS, "content/people.yaml": MAYOR}
    problems = made(site(root, {**files, ARTICLE: with_body(f"\n{text}")})).report.problems
    assert {p.code for p in problems} <= {"E-CLAIM-UNNAMED"}
    return [p.message for p in problems]


@pytest.mark.parametrize(
    "text",
    [
        f"The Water Union says {U}, while Vienna Water says {C}.",
        f"Much is lost: {C}, says Vienna Water, and {U}, says the Water Union.",
        f"Much is lost: {U} (Water Union), {C} (Vienna Water), {A} (the ministry).",
        f"{U} say the unionists of the Water Union.",
        f"{U} as the Union counts, {C} as Vienna Water does, {A} as the farm ministry does.",
        f"Against the Water Union's estimate, Vienna Water counts {C}, not {U}.",
        f"The Water Union and Vienna Water differ: {U} or {C}.",
        f"Vienna Water and the Water Union differ: {U} or {C}.",
        f"The union has {U}. Then the ministry found {A}.",
        f"In Monday's paper Union people said {U}.",
        f"The water union's figure is {U}.",
        f"The mayor said {L}, the Union {U}.",
        f"Its rivals at Vienna Water say {C}; the union says {U}.",
        f"The ministry says {A} where Ludwig has {L}, Vienna Water {C} and the Union {U}.",
    ],
)
def test_sentences_that_say_whose_each_figure_is(text: str, tmp_path: Path) -> None:
    assert _leaks(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "many"),
    [
        (f"Much water vanishes: {U}.", 1),
        (f"Water vanishes: {U}.", 1),
        (f"The European Union says {U}.", 1),
        (f"Every union says {U}.", 1),
        (f"Vienna's pipes let {C} go.", 1),
        (f"Water of Vienna? {C} goes.", 1),
        (f"Mr. Who said that the city has {L}, so Vienna Water was right with {C}.", 0),
    ],
)
def test_words_that_anybody_uses_name_nobody(text: str, many: int, tmp_path: Path) -> None:
    assert len([m for m in _leaks(tmp_path, text) if m.startswith("the sentence does not say")]) == many


@pytest.mark.parametrize(
    "text",
    [
        f"The Water Union says it is {C}, while Vienna Water says {U}.",
        f"It is {C}, says the Water Union, and {U}, says Vienna Water.",
        f"{C} (Water Union), {U} (Vienna Water)",
        f"The union says {C}; Vienna Water says {U}.",
    ],
)
def test_names_that_changed_places_are_told(text: str, tmp_path: Path) -> None:
    assert sorted(_leaks(tmp_path, text)) == [
        "the sentence says that 14% is what Vienna Water says; it is what The Water Union says",
        "the sentence says that 9% is what The Water Union says; it is what Vienna Water says",
    ]


def test_three_names_that_changed_places_are_told(tmp_path: Path) -> None:
    text = f"The Union says {C}, while Vienna Water says {A} and the ministry says {U}."
    assert len(_leaks(tmp_path, text)) == 3
