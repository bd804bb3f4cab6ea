"""How a page is cited: whatever stands in titles and names, the files read back as what was put in."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sites import ARTICLE, BASE, made, site

from generator.model.dates import Date, parse_date
from generator.render.cite import Name, Work, bibtex, csl_json

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~",
    "textasciicircum": "^", "textquotedbl": '"',
}  # fmt: skip
ENTRY = re.compile(r"@(\w+)\{([^,\s]+),\n")


def read_bibtex(data: bytes) -> list[dict[str, str]]:
    """Read entries as BibTeX does: braces count whatever stands before them, a bare word is a name of a month."""
    text, found = data.decode(), []
    while text.strip():
        head = ENTRY.match(text.lstrip())
        assert head is not None, text[:80]
        text = text.lstrip()[head.end() :]
        entry = {"type": head[1], "key": head[2]}
        while not text.startswith("}"):
            field = re.match(r"\s*(\w+) = ", text)
            assert field is not None, text[:80]
            value, text = _value(text[field.end() :])
            assert field[1] not in entry
            entry[field[1]] = value
            assert text.startswith(",\n"), text[:80]
            text = text[2:]
        text = text[1:]
        found.append(entry)
    return found


def _value(text: str) -> tuple[str, str]:
    if not text.startswith("{"):
        word = re.match(r"[a-z]+", text)
        assert word is not None
        return word[0], text[word.end() :]
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return text[1:index], text[index + 1 :]
    pytest.fail("a brace is never closed")


def words_of(tex: str) -> str:
    """Give what TeX prints of a field."""
    tex = re.sub(r"\\([a-z]+)\{\}", lambda found: f"\\x{ord(COMMANDS[found[1]]):04}", tex)
    tex = re.sub(r"\\([#$%&_])", lambda found: f"\\x{ord(found[1]):04}", tex)
    assert not set(tex) & set("#$%&_~^"), tex
    return re.sub(r"\\x(\d{4})", lambda found: chr(int(found[1])), tex.replace("{", "").replace("}", ""))


def test_a_fact_is_cited_with_those_who_made_its_figure(tmp_path: Path) -> None:
    files = {
        "content/people.yaml": (
            'ann: {name: Ann Field, sort: "Field, Ann"}\nwto-office: {name: WTO & Co, kind: organisation}\n'
        ),
        "content/sources.yaml": (
            "wto: {title: 'Rice_50% {of} all', publisher: wto-office, author: [ann, Bo and Co], date: 1995-03-04, "
            "kind: web, url: 'https://wto.example/a_b%20c', accessed: 2026-02-03}\n"
        ),
    }
    output = made(site(tmp_path, files)).files
    page, source = read_bibtex(output["facts/access/cite.bib"])
    assert (page["type"], page["key"], page["url"]) == ("misc", "fact-access", "https://rice.example.org/facts/access/")
    assert words_of(page["title"]) == "Rice let in free of duty: 770,000 tonnes"
    assert words_of(page["author"]) == "The Rice File"
    assert page["note"] == "As of 2025"
    assert "year" not in page
    assert words_of(source["title"]) == "Rice_50% {of} all"
    assert source["author"] == "{Field}, {Ann} and {Bo and Co}"
    assert (source["year"], source["month"], source["urldate"]) == ("1995", "mar", "2026-02-03")
    assert source["publisher"] == r"WTO \& Co"
    assert source["url"] == "https://wto.example/a_b%20c"
    items = json.loads(output["facts/access/cite.json"])
    assert [item["type"] for item in items] == ["webpage", "webpage"]
    assert items[1]["author"] == [{"family": "Field", "given": "Ann"}, {"literal": "Bo and Co"}]
    assert items[1]["issued"] == {"date-parts": [[1995, 3, 4]]}
    assert items[1]["accessed"] == {"date-parts": [[2026, 2, 3]]}
    html = output["facts/access/index.html"].decode()
    assert "How to cite this page" in html
    assert "Source of the figure: Ann Field, Bo and Co and WTO &amp; Co, “Rice_50% {of} all”, 4 March 1995." in html
    assert 'href="/facts/access/cite.bib"' in html


def test_an_article_is_cited_by_its_authors(tmp_path: Path) -> None:
    article = (BASE / ARTICLE).read_text().replace("status:", "authors: [Ann Field]\nstatus:")
    output = made(site(tmp_path, {ARTICLE: article})).files
    (page,) = read_bibtex(output["rice/cite.bib"])
    assert page["author"] == "{Ann Field}"
    assert (page["year"], page["month"]) == ("2026", "jan")
    (item,) = json.loads(output["rice/cite.json"])
    assert item["issued"] == {"date-parts": [[2026, 1, 31]]}
    assert (
        "Ann Field: “Rice”. The Rice File, 31 January 2026. https://rice.example.org/rice/"
        in output["rice/index.html"].decode()
    )


def test_a_withdrawn_article_is_not_to_be_cited(tmp_path: Path) -> None:
    article = (
        (BASE / ARTICLE)
        .read_text()
        .replace("status: published", "status: withdrawn\nwithdrawn: {date: 2026-03-01, because: It was wrong.}")
    )
    output = made(site(tmp_path, {ARTICLE: article})).files
    assert "rice/cite.bib" not in output
    assert "How to cite" not in output["rice/index.html"].decode()


def test_the_claims_of_a_contested_fact_are_credited_to_their_sources(tmp_path: Path) -> None:
    facts = """\
access:
  label: Rice let in
  claims:
    a: {by: A, value: 1 tonne, as_of: 2025, source: wto}
    b: {by: B, value: 2 tonnes, as_of: 2025, source: other}
"""
    sources = (BASE / "content/sources.yaml").read_text() + "other: {title: Other, author: B, date: undated}\n"
    article = (
        (BASE / ARTICLE).read_text().replace("[770,000 tonnes](fact:access)", "by A's account [1 tonne](fact:access#a)")
    )
    files = {"content/facts.yaml": facts, "content/sources.yaml": sources, ARTICLE: article}
    output = made(site(tmp_path, files)).files
    assert [entry["key"] for entry in read_bibtex(output["facts/access/cite.bib"])[1:]] == [
        "source-wto",
        "source-other",
    ]
    assert "Sources of the claims: WTO, " in output["facts/access/index.html"].decode()


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40).filter(str.strip)


@given(TEXT, TEXT, TEXT)
def test_any_words_survive_bibtex_and_csl(title: str, name: str, note: str) -> None:
    work = Work("a", "page", title, (Name(name), Name("", name, note)), url="https://a.example/", note=note)
    (entry,) = read_bibtex(bibtex([work]))
    assert words_of(entry["title"]) == " ".join(re.split(r"[\s\x00-\x1f\x7f]+", title.strip())).strip()
    assert entry["author"].count("} and {") == 1 or " and " in name + note
    (item,) = json.loads(csl_json([work]))
    assert (item["title"], item["author"][0], item["note"]) == (title, {"literal": name}, note)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_address_ends_its_field(path: str) -> None:
    (entry,) = read_bibtex(bibtex([Work("a", "web", "A", (), url=f"https://a.example/{path}")]))
    assert re.fullmatch(r"https://a\.example/[^{}\\\s]*", entry["url"])


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("1995", {"date-parts": [[1995]]}),
        ("1995-03", {"date-parts": [[1995, 3]]}),
        ("about April 2023", {"date-parts": [[2023, 4]], "circa": True}),
        ("before 1945", {"literal": "before 1945"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(written: str, issued: dict[str, Any]) -> None:
    date = parse_date(written)
    assert isinstance(date, Date)
    (item,) = json.loads(csl_json([Work("a", "report", "A", (), date=date)]))
    assert item["issued"] == issued


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2025-01", {"year": "2025", "month": "jan", "note": "Read twice"}),
        ("2025-01~", {"year": "2025", "month": "jan", "note": "Dated about January 2025; Read twice"}),
        ("2025?", {"year": "2025", "note": "Dated perhaps 2025; Read twice"}),
        ("before 1945", {"note": "Dated before 1945; Read twice"}),
    ],
)
def test_bibtex_notes_what_is_not_certain_of_a_date(written: str, told: dict[str, str]) -> None:
    date = parse_date(written)
    assert isinstance(date, Date)
    (entry,) = read_bibtex(bibtex([Work("a", "report", "A", (), date=date, note="Read twice")]))
    assert {key: entry[key] for key in ("year", "month", "note") if key in entry} == told


def test_a_year_before_1000_is_no_number_too_few() -> None:
    date = Date("0794", dt.date(794, 1, 1), dt.date(794, 12, 31), "year")
    (item,) = json.loads(csl_json([Work("a", "book", "A", (), date=date)]))
    assert item["issued"] == {"date-parts": [[794]]}
