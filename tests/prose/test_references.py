"""What prose points at is found with its words and its place, wherever it stands."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from prose_texts import as_text, cut, problems_of, read, read_well

from generator.load.node import Scalar
from generator.load.prose import find_anchor, heading_id, read_document
from generator.load.tree import TextFile
from generator.load.yaml import read_yaml, text_of

GOOD = "[12%](fact:rice-levy)"
BAD = "[12%](fact:Rice)"

PLACES = {
    "paragraph": "It rose to {}, they say.",
    "second line": "It rose\nto {}.",
    "emphasis": "It *rose to **{}** today*.",
    "list": "- one\n- two\n  - three {}\n",
    "long list": "1. one\n\n   two {}\n",
    "quotation": "> one\n> two {}\n",
    "lazy quotation": "> one\ntwo {}\n",
    "quotation in a list": "- > - > deep {}\n",
    "heading": "## It rose to {} ##\n",
    "underlined heading": "It rose\nto {}\n---\n",
    "first cell": "| a | b |\n|---|---|\n| x \\| y {} | z |\n",
    "last cell": "a | b\n:-|-:\nx \\| y | z \\| {}\n",
    "table in a quotation": "> | a | b |\n> |---|---|\n> | x | {} |\n",
    "head of a table": "| a | {} |\n|---|---|\n| x | y |\n",
    "footnote": "Words.[^1]\n\n[^1]: A note\n    with {}.\n",
    "written footnote": "Words ^[with *a* {} inside] here.",
    "definition list": "Term\n: Meaning {}\n",
    "defined term": "Term {}\n: Meaning\n",
    "note": ':::: note title="T"\nSaid {}.\n::::\n',
    "card": '::: card "Why?"\n- Since {}\n:::\n',
    "question": '::: card "Why {}?"\nSince.\n:::\n',
    "after escapes": "\\*5\\* &amp; &#33; `code` {}",
    "after a link": '[a](https://example.org/(x)_y "t") [b][b] {}\n\n[b]: https://example.org',
    "after a tab": "-\tone\n\n\ttwo {}\n",
    "beside code": "    code\n\nwords {}\n\n```\ncode\n```\n",
    "hard break": "one  \ntwo\\\nthree {}",
}
"""Where a reference may stand."""


def spans(markdown: str) -> tuple[list[str], list[str]]:
    """Give what the references in a text cover, and what the problems do."""
    document, problems = read(markdown)
    references = [*document.references, *(found for card in document.cards for found in card.question.references)]
    return (
        [cut(markdown, reference.span) for reference in references if reference.scheme == "fact"],
        [cut(markdown, problem.span) for problem in problems],
    )


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_reference_is_found_where_it_stands(place: str) -> None:
    assert spans(place.format(GOOD)) == ([GOOD], [])


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_wrong_reference_is_reported_where_it_stands(place: str) -> None:
    assert spans(place.format(BAD)) == ([], ["Rice"])


def planted(markdown: str, style: str, width: int, indent: int) -> tuple[str, list[str], list[str]]:
    """Write Markdown into a YAML file and read it back: give the file, what references cover, and problems."""
    dump = yaml.dump({"title": "x", "body": markdown}, default_style=style, width=width, indent=indent, sort_keys=False)
    file = TextFile("content/articles/x.yaml", dump.replace('"title"', "title"))
    mapping, wrong = read_yaml(file)
    assert mapping is not None
    assert not wrong
    body = mapping.get("body")
    assert isinstance(body, Scalar)
    document, problems = read_document(text_of(file, body))
    references = [*document.references, *(found for card in document.cards for found in card.question.references)]
    return (
        file.text,
        [cut(file.text, reference.span) for reference in references if reference.scheme == "fact"],
        [cut(file.text, problem.span) for problem in problems],
    )


@given(
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(["|", ">", '"', "'", ""]),
    st.integers(20, 120),
    st.integers(2, 8),
    st.text(st.sampled_from(["a", " ", "\n", "é", "鉄", "\U0001f33e", "-"]), max_size=30),
)
def test_a_reference_in_any_kind_of_yaml_text_is_found_where_it_stands(
    place: str, style: str, width: int, indent: int, before: str
) -> None:
    lead = before.strip(" -\n")
    markdown = (f"Lead {lead}\n\n" if lead else "") + PLACES[place]
    for reference, shown in ((GOOD, ([GOOD], [])), (BAD, ([], ["Rice"]))):
        assert planted(markdown.replace("{}", reference), style, width, indent)[1:] == shown


@pytest.mark.parametrize(
    ("written", "scheme", "target", "words"),
    [
        ("[12%](fact:a.us.2024?as_of=2025-06-01#trump)", "fact", "a.us.2024?as_of=2025-06-01#trump", "12%"),
        ("[](fact:a)", "fact", "a", ""),
        ("[a *b*\n`c`](term:d)", "term", "d", "a b c"),
        ("[x](event:letter)", "event", "letter", "x"),
        ("[some 40](free:)", "free", "", "some 40"),
        ("[x](person:akazawa)", "person", "akazawa", "x"),
        ("[x](article:cars#history)", "article", "cars#history", "x"),
        ("[x](/cars/#history)", "path", "/cars/#history", "x"),
        ("[x](../articles/cars.yaml)", "path", "../articles/cars.yaml", "x"),
        ("[x](<my file.pdf>)", "path", "my file.pdf", "x"),
        ("[x](#history)", "path", "#history", "x"),
        ("[x](https://example.org/a?b=c&amp;d)", "url", "https://example.org/a?b=c&d", "x"),
        ("[x](https://[2001:db8::1]/)", "url", "https://[2001:db8::1]/", "x"),
        ("[x](mailto:desk@example.org?subject=Hi)", "url", "mailto:desk@example.org?subject=Hi", "x"),
        ("[x](tel:+81-3-1234)", "url", "tel:+81-3-1234", "x"),
        ("<https://example.org>", "url", "https://example.org", "https://example.org"),
        ("<desk@example.org>", "url", "mailto:desk@example.org", "desk@example.org"),
        ("[x](https://пример.рф)", "url", "https://пример.рф", "x"),
        ("![a *b*](../media/barn.jpg)", "media", "../media/barn.jpg", "a b"),
        ("![](barn.jpg)", "media", "barn.jpg", ""),
    ],
)
def test_every_kind_of_reference(written: str, scheme: str, target: str, words: str) -> None:
    document = read_well(f"Before {written} after.")
    reference = document.references[0]
    assert (reference.scheme, reference.target, reference.words) == (scheme, target, words)
    assert cut(f"Before {written} after.", reference.span) == written
    assert document.plain[reference.offset : reference.offset + len(words)] == words


def test_the_place_of_a_target() -> None:
    text = "a [x](fact:rice-levy) [y](</b c>) [z](https://example.org)"
    targets = [cut(text, reference.target_span) for reference in read_well(text).references]
    assert targets == ["rice-levy", "/b c", "https://example.org"]


def test_citations_name_their_sources_and_where_to_look() -> None:
    text = "So [@a], so [@b, p. 4] and so [@c; @d-1, art. 4(2)]."
    references = read_well(text).references
    assert [(found.target, found.locator) for found in references] == [
        ("a", ""), ("b", "p. 4"), ("c", ""), ("d-1", "art. 4(2)"),
    ]  # fmt: skip
    assert [cut(text, found.span) for found in references] == ["[@a]", "[@b, p. 4]", "@c", "@d-1, art. 4(2)"]
    assert [cut(text, found.target_span) for found in references] == ["a", "b", "c", "d-1"]


def test_a_link_may_be_defined_elsewhere() -> None:
    document = read_well("[the letter][l] and [l]\n\n[l]: event:letter\n")
    assert [(found.scheme, found.target, found.words) for found in document.references] == [
        ("event", "letter", "the letter"), ("event", "letter", "l"),
    ]  # fmt: skip


def test_a_name_in_square_brackets_may_be_a_link() -> None:
    assert [found.scheme for found in read_well("[@POTUS](https://example.org)").references] == ["url"]


@pytest.mark.parametrize(
    "words", ["`[a](fact:x y)`", "`fact:x`", "a lone @name", "[sic]", "a < b", "x <3 y", "\\[@x]", "10:30", "5 > 4"]
)
def test_what_is_not_meant_as_a_reference_is_left_alone(words: str) -> None:
    assert read_well(words).references == ()


def test_a_reference_belongs_to_the_section_that_it_stands_in() -> None:
    text = '[a](term:a)\n\n## One [b](term:b)\n\n[c](term:c)\n\n::: card "Why?"\n[d](term:d)\n:::\n\n[e](term:e)'
    sections = [reference.section for reference in read_well(text).references]
    assert sections == ["", "h-one-b", "h-one-b", "h-why", "h-one-b"]


def test_headings_get_ids_that_no_script_can_meet() -> None:
    text = (
        "## location\n\n## History\n\n## History\n\n## \U0001f389\n\n## __proto__\n\n## History 2\n\n## Ärger & Co.\n"
    )
    document = read_well(text)
    assert [heading.id for heading in document.headings] == [
        "h-location", "h-history", "h-history-2", "h-section-4", "h-proto", "h-history-2-2", "h-arger-co",
    ]  # fmt: skip
    assert find_anchor(document, "history") == find_anchor(document, "h-history") == "h-history"
    assert find_anchor(document, "nowhere") is None
    assert heading_id("Why cars?") == "h-why-cars"


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a 2", "b", "", "!", "section-2", "a-2-2"]), max_size=12))
def test_ids_of_headings_are_unique(words: list[str]) -> None:
    document = read("\n\n".join(f"## {word} x" if word else "## !" for word in words))[0]
    ids = [heading.id for heading in document.headings]
    assert len(set(ids)) == len(ids) == len(words)


def test_every_word_of_the_plain_text_is_found_in_the_file_again() -> None:
    text = "## One *two*\n\n> three\n> four `five` [six](term:x)\n\n| a \\| b | c |\n|--|--|\n| d | e |\n\n    seven\n"
    document = read_well(text)
    for word in ("One", "two", "three", "four", "five", "six", "a", "b", "c", "d", "e", "seven"):
        assert cut(text, document.at(document.plain.index(word), len(word))) == word


def test_an_escaped_character_stands_behind_its_backslash() -> None:
    text = "a \\* b &amp; c"
    document = read_well(text)
    assert document.plain == "a * b & c"
    assert [cut(text, document.at(document.plain.index(sign))) for sign in "*bc"] == ["*", "b", "c"]


def test_a_title_is_one_line_of_markdown() -> None:
    document = read_well("# No *heading* [12%](fact:a)", inline=True)
    assert document.plain == "# No heading 12%"
    assert document.headings == ()


def test_text_without_a_map_stands_on_one_line() -> None:
    text = as_text("xx [a](fact:b)").part(3, 14)
    assert read_document(text)[0].references[0].span.column == 4


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    document = read_well("a[^x] b^[inner *n*] c[^y] d[^x]\n\n[^y]: why\n\n[^x]: ex[^y]\n")
    assert [(note.number, note.uses) for note in document.footnotes] == [(1, 2), (2, 1), (3, 2)]
    assert document.plain.split("\n") == ["a b c d", "ex", "inner n", "why"]


def test_a_footnote_in_a_title_has_no_place() -> None:
    assert problems_of("a ^[b]", inline=True) == [("E-REF-FORM", "^[b]")]


@pytest.mark.parametrize("written", ['[40](free: "our  own\ncount")', "[40][n]\n\n[n]: free: 'our own count'"])
def test_the_reason_of_a_free_figure_is_kept(written: str) -> None:
    assert [reference.locator for reference in read_well(written).references] == ["our own count"]


def test_what_is_more_than_running_words_is_known() -> None:
    text = "## Head 3\n\nA `5 c` <https://a.b/40> ![img 4](../media/b.png) b[^n].\n\n> Quote 5\n\n"
    text += "| a | b |\n|---|---|\n| 1 | 2 |\n\n    code 6\n\n::: quote by=x source=y\nSaid 7\n:::\n\n[^n]: Note 8\n"
    document = read_well(text)
    found = [(zone.kind, document.plain[zone.start : zone.end].strip(), zone.number) for zone in document.zones]
    assert found == [
        ("heading", "Head 3", 0), ("code", "5 c", 0), ("address", "https://a.b/40", 0), ("image", "img 4", 0),
        ("mark", "", 1), ("quotation", "Quote 5", 0), ("cell", "a", 0), ("cell", "b", 0), ("cell", "1", 0),
        ("cell", "2", 0), ("code", "code 6", 0), ("quotation", "Said 7", 0), ("note", "Note 8", 1),
    ]  # fmt: skip
