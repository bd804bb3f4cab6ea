"""Whole sites with bad content: what is told, where, how fast, and that nothing is made of them."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from small_sites import ARTICLE, BASE, INVALID, NOW, invalid_site, made, png, site, with_body

from generator.build import Job, build
from generator.diagnostics import Abort, Severity
from generator.diagnostics.show import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.build import Made

Files = dict[str, "str | bytes | None"]
TEXT = (BASE / ARTICLE).read_text()
FACTS = (BASE / "content/facts.yaml").read_text()
CONFIG = (BASE / "config.yaml").read_text()
DRAWING = (INVALID / "E-ALT/content/media/field.svg").read_bytes()


def told(result: Made) -> set[tuple[str, str]]:
    """Give the code and the path of each error."""
    return {(p.code, p.span.path) for p in result.report.problems if p.severity is Severity.ERROR}


def refused(root: Path, files: Mapping[str, str | bytes | None]) -> set[tuple[str, str]]:
    """Give the errors of the base site with files laid over it, of which nothing may be made."""
    result = made(site(root, files))
    assert not result.files
    return told(result)


def accepted(root: Path, files: Mapping[str, str | bytes | None]) -> Made:
    """Make the base site with files laid over it."""
    result = made(site(root, files))
    assert result.files, as_text(result.report)
    return result


# --- YAML


def test_words_that_yaml_takes_for_truth_or_nothing_stay_words(tmp_path: Path) -> None:
    people = (
        "no: {name: no, kind: state, role: y}\nnothing: {name: Null, kind: organisation}\nclock: {name: 12:30:45}\n"
    )
    files = accepted(tmp_path, {"content/people.yaml": people + "dial: {name: 0123}\nhex: {name: 0xBEEF}\n"}).files
    page = files["people/index.html"].decode()
    for words in ("no", "Null", "12:30:45", "0123", "0xBEEF"):
        assert f">{words}<" in page


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in itertools.pairwise("abcdefghij")
)
COSTLY = {
    "aliases that multiply": ("E-YAML-ALIAS", BOMB),
    "an alias of itself": ("E-YAML-ALIAS", "a: &a [*a]\n"),
    "two thousand brackets": ("E-DEPTH", "a: " + "[" * 2000),
    "a thousand keys inside one another": ("E-DEPTH", "".join(" " * depth + f"a{depth}:\n" for depth in range(1000))),
    "a hundred thousand keys": ("E-LIMIT", "".join(f"k{number}: {number}\n" for number in range(100_001))),
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_file_is_refused_in_a_moment(name: str, tmp_path: Path) -> None:
    code, text = COSTLY[name]
    begun = time.process_time()
    assert (code, "content/people.yaml") in refused(tmp_path, {"content/people.yaml": text})
    assert time.process_time() - begun < 50  # a runaway takes minutes; the clock of a busy machine must not decide


def test_a_tag_runs_nothing(tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    people = f"a: !!python/object/apply:os.system [touch {canary}]\nb: !x 1\nc: !!binary aGk=\n"
    assert ("E-YAML-TAG", "content/people.yaml") in refused(tmp_path, {"content/people.yaml": people})
    assert not canary.exists()


def test_line_ends_and_byte_order_marks_change_no_byte_of_the_site(tmp_path: Path) -> None:
    plain = accepted(tmp_path / "plain", {}).files
    crlf: Files = {
        ARTICLE: b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
        "content/facts.yaml": FACTS.rstrip("\n"),
    }
    assert accepted(tmp_path / "crlf", crlf).files == plain
    assert accepted(tmp_path / "cr", {ARTICLE: TEXT.replace("\n", "\r")}).files == plain


def test_files_of_a_wrong_shape_are_each_told_in_other_words(tmp_path: Path) -> None:
    files = {
        "content/people.yaml": "",
        "content/quotes.yaml": "- a\n",
        "content/charts.yaml": "words alone\n",
        "content/events.yaml": "# comments\n",
        "content/units.yaml": "bale: {one: bale, many: bales}\n---\nb: 1\n",
    }
    report = made(site(tmp_path, files)).report
    messages = {p.span.path: p.message for p in report.problems if p.code == "E-SHAPE"}
    assert set(messages) == set(files)
    assert len(set(messages.values())) == len(files)


# --- keys and values


def test_a_value_of_the_wrong_type_is_told_with_the_way_to_it(tmp_path: Path) -> None:
    deep = "sidebar:\n  - facts:\n      - access\n      - {label: deep, value: {a: b}, source: wto, since: 1990}\nbody:"
    (problem,) = made(site(tmp_path, {ARTICLE: TEXT.replace("body:", deep)})).report.problems
    assert (problem.code, problem.span.line, problem.span.column) == ("E-TYPE", 8, 30)
    assert "`sidebar[0].facts[1].value`" in problem.message


@pytest.mark.parametrize("status", ["Published", "yes", "live"])
def test_no_status_is_guessed(status: str, tmp_path: Path) -> None:
    assert refused(tmp_path, {ARTICLE: TEXT.replace("status: published", f"status: {status}")}) == {("E-TYPE", ARTICLE)}


def test_one_bad_page_of_many_is_the_only_one_named(tmp_path: Path) -> None:
    pages: Files = {f"content/pages/p{number}.md": f"---\ntitle: P{number}\n---\nText.\n" for number in range(40)}
    assert refused(tmp_path, {**pages, "content/pages/p7.md": "---\ntitel: P7\n---\nText.\n"}) == {
        ("E-UNKNOWN", "content/pages/p7.md")
    }


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati", "UTC"])
def test_the_zone_of_the_machine_changes_nothing(zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: Files = {ARTICLE: TEXT.replace("body:", "publish_at: 2024-01-01T00:30:00+02:00\nbody:")}
    here = accepted(tmp_path / "here", files).files
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        there = accepted(tmp_path / "there", files).files
    finally:
        monkeypatch.undo()
        time.tzset()
    assert there == here


CONFIGS = {
    "syntax": "title: a: b\n",
    "empty": "",
    "twice": "title: a\ntitle: b\nbase_url: https://a.example/\n",
    "unknown": CONFIG + "colour: green\n",
    "type": CONFIG + "language: [en]\n",
    "menu that runs a program": CONFIG + 'menu: [{title: A, to: "javascript:alert(1)"}]\n',
    "menu to a host without a scheme": CONFIG + "menu: [{title: A, to: //evil.example/}]\n",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_bad_configuration_is_told_alone_and_at_its_place(name: str, tmp_path: Path) -> None:
    result = made(site(tmp_path, {"config.yaml": CONFIGS[name], "content/people.yaml": "- bad\n"}))
    assert told(result) == {("E-CONFIG", "config.yaml")}
    assert result.report.misconfigured


# --- prose

HTML = ["<script>x</script>", "<img onerror=x>", "<svg onload=x>", "<iframe src=x>", "<base href=x>", "<!-- x -->",
        "<meta http-equiv=refresh>", '<style>@import "x"</style>']  # fmt: skip


@pytest.mark.parametrize("text", HTML)
@pytest.mark.parametrize("place", ["{}", "Words and {}", "> {}", "- {}", "| a |\n| - |\n| {} |"])
def test_html_in_prose_is_refused_wherever_it_stands(place: str, text: str, tmp_path: Path) -> None:
    assert refused(tmp_path, {ARTICLE: with_body(place.format(text))}) == {("E-HTML", ARTICLE)}


def test_a_problem_in_an_indented_body_is_told_at_its_place_in_the_file(tmp_path: Path) -> None:
    text = (
        TEXT.split("body:", maxsplit=1)[0] + "body: |\n    [770,000 tonnes](fact:access) [@wto]\n\n    A <b>word</b>\n"
    )
    (problem,) = made(site(tmp_path, {ARTICLE: text})).report.problems
    assert (problem.code, problem.span.line, problem.span.column) == ("E-HTML", 8, 7)


HUGE = {
    "brackets": "[ a_" * 75_000,
    "words": "word " * 2_200_000,
    "one line": "w" * 1_900_000,
    "an empty table": "|" * 201 + "\n" + "|-" * 200 + "|\n" + "\n".join(["|"] * 200),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_text_that_is_too_large_is_refused_in_a_moment(name: str, tmp_path: Path) -> None:
    begun = time.process_time()
    assert refused(tmp_path, {ARTICLE: with_body(HUGE[name])}) == {("E-LIMIT", ARTICLE)}
    assert time.process_time() - begun < 50  # a runaway takes minutes; the clock of a busy machine must not decide


NASTY = (
    '[x](/rice/ "\\" onload=1")\n\n[y](/rice/ \'" onload=2\')\n\n`" onload=3`\n\n## " onload=4\n\n```py"onload=5\n```'
)


def test_quotes_in_prose_never_make_an_attribute(tmp_path: Path) -> None:
    files = accepted(tmp_path, {ARTICLE: with_body(NASTY)}).files
    tree = html5lib.parse(files["rice/index.html"].decode(), namespaceHTMLElements=False)
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]


def test_ids_of_headings_are_unique_and_hide_nothing_of_the_page(tmp_path: Path) -> None:
    body = "\n\n".join(f"## {words}\n\nText." for words in ("constructor", "location", "form", "form", "\U0001f600"))
    page = accepted(tmp_path, {ARTICLE: with_body(body)}).files["rice/index.html"].decode()
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert {"h-constructor", "h-location", "h-form", "h-form-2"} <= set(ids)


# --- templates

BLOCK = '{% extends "theme/article.html" %}\n{% block body %}{{ article.body }}'
TEMPLATES: dict[str, tuple[str, str | bytes]] = {
    "a tag that ends too early": ("E-TPL", BLOCK + "\n" * 9 + "{% if %}"),
    "a missing include": ("E-TPL", BLOCK + '{% include "nope.html" %}'),
    "a block that nothing shows": ("E-TPL", '{% extends "theme/article.html" %}{% block nope %}x{% endblock %}'),
    "a name in a loop that never runs": (
        "E-TPL-UNDEF",
        BLOCK + "{% for one in article.topics %}{{ nope }}{% endfor %}",
    ),
    "a name in a branch not taken": ("E-TPL-UNDEF", BLOCK + "{% if false %}{{ nope }}{% endif %}"),
    "itself": ("E-TPL", '{% extends "article.html" %}'),
    "a macro without an end": ("E-TPL-LIMIT", BLOCK + "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"),
    "a script": ("E-TPL-CONTEXT", BLOCK + "<script>{{ article.title }}</script>"),
    "a handler": ("E-TPL-CONTEXT", BLOCK + '<p onclick="{{ article.url }}">x</p>'),
    "no quotes": ("E-TPL-CONTEXT", BLOCK + "<a title={{ article.title }}>x</a>"),
    "a class": ("E-TPL-SANDBOX", BLOCK + "{{ ''.__class__ }}"),
    "attr": ("E-TPL-SANDBOX", BLOCK + "{{ article.title|attr('format') }}"),
    "format": ("E-TPL-SANDBOX", BLOCK + "{{ '{0.__class__}'.format(article) }}"),
    "globals": ("E-TPL-SANDBOX", BLOCK + "{{ cycler.__init__.__globals__ }}"),
    "a long text": ("E-TPL-LIMIT", BLOCK + "{{ 'a' * 10**9 }}"),
    "loops in loops": (
        "E-TPL-LIMIT",
        BLOCK + "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    ),
    "a large number": ("E-TPL-LIMIT", BLOCK + "{{ 10**10**10 }}"),
    "the clock": ("E-TPL-UNDEF", BLOCK + "{{ now() }}"),
    "chance": ("E-TPL", BLOCK + "{{ [1, 2]|random }}"),
    "bytes": ("E-ENCODING", b"\xff"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_may_not_be_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    code, text = TEMPLATES[name]
    template = text + "{% endblock %}\n" if isinstance(text, str) and text.startswith(BLOCK) else text
    assert (code, "templates/article.html") in refused(tmp_path, {"templates/article.html": template})


def test_templates_in_a_circle_are_told_with_the_chain(tmp_path: Path) -> None:
    circle: Files = {
        "templates/a.html": '{% include "b.html" %}',
        "templates/b.html": '{% include "a.html" %}',
        "templates/article.html": BLOCK + '{% include "a.html" %}{% endblock %}',
    }
    result = made(site(tmp_path, circle))
    assert "a.html -> b.html -> a.html" in as_text(result.report)


def test_an_address_from_the_content_never_runs_in_a_template(tmp_path: Path) -> None:
    files: Files = {
        ARTICLE: TEXT.replace("title: Rice", 'title: "javascript:alert(1)"'),
        "templates/article.html": BLOCK + '<a href="{{ article.title }}">x</a>{% endblock %}',
    }
    assert refused(tmp_path, files) == {("E-TPL-CONTEXT", "templates/article.html")}


def test_a_fault_in_the_template_of_a_block_is_the_fault_of_its_page(tmp_path: Path) -> None:
    files: Files = {ARTICLE: with_body("::: note\nWords.\n:::"), "templates/directives/note.html": "{{ 1 / 0 }}\n"}
    assert refused(tmp_path, files) == {("E-TPL", "templates/directives/note.html")}


# --- addresses

SLUGS = {
    "E-SLUG": ["../../etc/x", "%2e%2e/x", "..%5cx", "/abs", "C:\\x", "a//b", ".", "", "Rice", "a_b", "\u65e5\u672c"],
    "E-SLUG-PORTABLE": ["con", "aux.yaml", "nul", "a.", "a ", "a:b", "a?b", "a#b"],
    "E-SLUG-LIMIT": ["a" * 300, "\U0001f600" * 100, "a/" * 2500],
    "E-SLUG-RESERVED": ["_headers", "_redirects", ".well-known", "robots.txt", "CNAME", "404", "assets", "facts"],
}


@pytest.mark.parametrize(("code", "slug"), [(code, slug) for code, slugs in SLUGS.items() for slug in slugs])
def test_an_unsafe_address_is_told_once_at_its_field(code: str, slug: str, tmp_path: Path) -> None:
    (problem,) = made(site(tmp_path, {ARTICLE: f"slug: '{slug}'\n{TEXT}"})).report.problems
    assert (problem.code, problem.span.line, problem.span.column) == (code, 1, 7)


ALIASES = {
    "E-REDIRECT": ["//evil", "https:evil", "https://evil.example/", "/../x", "/a//b", "/%2e/", "/", "/rice/"],
    "E-URL-CLASH": ["/facts/", "/feed.xml", "/robots.txt/x/", "/cars/", "/Cars"],
}


@pytest.mark.parametrize(("code", "alias"), [(code, alias) for code, aliases in ALIASES.items() for alias in aliases])
def test_an_old_address_that_leads_astray_is_told(code: str, alias: str, tmp_path: Path) -> None:
    page = "---\ntitle: Cars\n---\nCars.\n"
    files: Files = {ARTICLE: TEXT.replace("body:", f"aliases: ['{alias}']\nbody:"), "content/pages/cars.md": page}
    report = made(site(tmp_path, files)).report
    (problem,) = report.problems
    assert (problem.code, problem.span.path, problem.span.line) == (code, ARTICLE, 5)


def test_two_pages_of_one_address_are_told_with_both_places(tmp_path: Path) -> None:
    page = "---\ntitle: R\nslug: rice\n---\nRice.\n"
    (problem,) = made(site(tmp_path, {"content/pages/other.md": page})).report.problems
    assert problem.code == "E-URL-CLASH"
    assert {problem.span.path, problem.related[0].span.path} == {ARTICLE, "content/pages/other.md"}


def test_a_site_below_a_path_has_the_same_files(tmp_path: Path) -> None:
    top = accepted(tmp_path / "top", {}).files
    below = accepted(tmp_path / "below", {"config.yaml": CONFIG.replace("example.org/", "example.org/sub/")}).files
    assert sorted(top) == sorted(below)
    pages = [data.decode() for path, data in below.items() if path.endswith(".html")]
    assert not [link for page in pages for link in re.findall(r'(?:href|src)="(/[^"]*)"', page) if link[:5] != "/sub/"]


# --- references

LINKS = {
    "E-REF": ["x.yaml", "/x/", "../x/", "../pages/no.md", "/media/x.png", "article:rise", "Rice.yaml"],
    "E-ANCHOR": ["#nope", "/rice/#nope", "rice.yaml#nope", "article:rice#nope"],
    "E-REF-CASE": ["/Rice/"],
}


@pytest.mark.parametrize(("code", "link"), [(code, link) for code, links in LINKS.items() for link in links])
def test_a_link_to_nowhere_is_told_once_where_it_stands(code: str, link: str, tmp_path: Path) -> None:
    for name, text in (("inline", f"See [it]({link})."), ("reference", f"See [it][r].\n\n[r]: {link}")):
        (problem,) = made(site(tmp_path / name, {ARTICLE: with_body(text)})).report.problems
        assert (problem.code, problem.span.path, problem.span.line) == (code, ARTICLE, 8)


@pytest.mark.parametrize("link", ["rice.yaml", "/rice/", "/rice", "../rice/", "../articles/rice.yaml", "article:rice"])
def test_a_page_is_reached_by_every_form_of_link(link: str, tmp_path: Path) -> None:
    page = accepted(tmp_path, {ARTICLE: with_body(f"See [it]({link}).")}).files["rice/index.html"].decode()
    assert 'href="/rice/">it</a>' in page


@pytest.mark.parametrize("target", ["/nope/", "article:rise", "topic:x", "/rice/#nope"])
def test_an_entry_of_the_menu_that_leads_nowhere_is_told_in_the_configuration(target: str, tmp_path: Path) -> None:
    codes = {
        code for code, path in refused(tmp_path, {"config.yaml": CONFIG + f'menu: [{{title: A, to: "{target}"}}]\n'})
    }
    assert codes in ({"E-REF"}, {"E-ANCHOR"})


# --- one mistake, one error

CASCADES = {
    "a date": (FACTS.replace("2025", "soon"), "", "E-DATE"),
    "a value": (FACTS.replace("770000 tonnes", "7-8 tonnes"), "", "E-VALUE"),
    "a source's id": (FACTS.replace("source: wto", "source: The WTO"), "", "E-ID"),
    "a misspelt key that is required": (FACTS.replace("label:", "lable:"), "", "E-UNKNOWN"),
    "a cell": (
        FACTS + "h: {label: H, unit: t, by: [year], source: wto, data: {2023: 7-8, 2024: 5}}\n",
        "In 2023 [7 tonnes](fact:h.2023).",
        "E-VALUE",
    ),
    "a key of a series": (
        FACTS + "h: {label: H, unit: t, by: [year], source: wto, data: {soon: 7, 2024: 5}}\n",
        "In 2024 [5 tonnes](fact:h.2024).",
        "E-DATE",
    ),
    "what a derived fact rests on": (
        FACTS.replace("770000 tonnes", "7-8 tonnes") + "d: {label: D, derive: access * 2}\n",
        "It is [](fact:d).",
        "E-VALUE",
    ),
    "a series without the names of its keys": (
        FACTS + "h: {label: H, unit: t, source: wto, data: {2023: 7, 2024: 5}}\n",
        "In 2024 [5 tonnes](fact:h.2024).",
        "E-REQUIRED",
    ),
    "a file cut off by its syntax": (FACTS.replace("label: Rice", "label: Rice: all"), "", "E-YAML"),
}


@pytest.mark.parametrize("name", CASCADES)
def test_what_follows_from_a_mistake_is_not_told(name: str, tmp_path: Path) -> None:
    facts, body, code = CASCADES[name]
    article = with_body(body) if body else TEXT
    (problem,) = made(site(tmp_path, {"content/facts.yaml": facts, ARTICLE: article})).report.problems
    assert problem.code == code


def test_a_table_without_the_names_of_its_keys_is_one_mistake(tmp_path: Path) -> None:
    files: Files = {
        "content/facts.yaml": None,
        "content/facts/rice.yaml": FACTS + "h: {label: H, unit: t, source: wto, data: harvest.csv}\n",
        "content/facts/harvest.csv": "year,value\n2023,7\n2024,5\n",
        ARTICLE: with_body("In 2024 [5 tonnes](fact:h.2024)."),
    }
    assert refused(tmp_path, files) == {("E-REQUIRED", "content/facts/rice.yaml")}


# --- files

DRAWINGS = [
    "<svg><script>x</script></svg>", '<svg onload="x"></svg>', "<svg><foreignObject/></svg>",
    '<svg xmlns:l="x"><a l:href="http://x"/></svg>', "<svg><style>@import 'x'</style></svg>",
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', '<svg><image href="//x/y.png"/></svg>',
    '<svg><set attributeName="onclick" to="x"/></svg>', '<svg><a><animate attributeName="href" to="x"/></a></svg>',
    '<svg><use href="data:image/svg+xml,x"/></svg>', "<svg><a href='&#106;avascript:x'>x</a></svg>",
    '<svg><rect fill="url(http://x)"/></svg>', "<svg/onload=x>", '<?xml-stylesheet href="x"?><svg/>',
]  # fmt: skip


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_that_acts_or_loads_is_refused(drawing: str, tmp_path: Path) -> None:
    files = {
        ARTICLE: with_body("![a](../media/x.svg)"),
        "content/media/x.svg": '<?xml version="1.0"?>' + drawing if drawing.startswith("<?") else drawing,
        "content/media/media.yaml": "x.svg: {alt: a, credit: b}\n",
    }
    assert refused(tmp_path, files) == {("E-SVG", "content/media/x.svg")}


def test_a_drawing_that_only_draws_is_published(tmp_path: Path) -> None:
    drawing = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
        b'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 3"><style>path{fill:url(#g)}</style>'
        b'<g id="g"/><use xlink:href="#g"/><image href="data:image/png;base64,AA=="/></svg>'
    )
    files: Files = {
        ARTICLE: with_body("![a](../media/x.svg)"),
        "content/media/x.svg": drawing,
        "content/media/media.yaml": "x.svg: {alt: a, credit: b}\n",
    }
    assert accepted(tmp_path, files).files["media/x.svg"] == drawing


PICTURES = {
    "a.png": b"", "b.png": b"<html></html>", "c.png": b"PK\x03\x04", "d.png": png(4, 3), "e.jpg": png(4, 3),
    "f.jpg": b"\xff\xd8\xff\xe0\x00\x04ab", "g.exe": b"MZ", "h": b"MZ", "i.html": b"<script>", "j.svg": b"words",
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_file_that_is_not_what_its_name_says_is_never_published(name: str, tmp_path: Path) -> None:
    media = f"{name}: {{alt: a, credit: b}}\n"
    files: Files = {f"content/media/{name}": PICTURES[name], "content/media/media.yaml": media}
    assert refused(tmp_path, files) == {("E-ASSET-TYPE", f"content/media/{name}")}


def test_an_image_is_found_by_its_exact_name_alone(tmp_path: Path) -> None:
    files: Files = {
        ARTICLE: with_body("![a](../media/Field.svg)"),
        "content/media/field.svg": DRAWING,
        "content/media/media.yaml": "field.svg: {alt: a, credit: b}\n",
    }
    assert refused(tmp_path, files) == {("E-ASSET", ARTICLE)}


def test_images_come_from_the_site_itself(tmp_path: Path) -> None:
    hosts = with_body("![x](//e/x.png) ![y](data:image/png;base64,x) ![z](http://e/x.png)")
    assert refused(tmp_path, {ARTICLE: hosts}) == {("E-LINK", ARTICLE), ("E-THIRD-PARTY", ARTICLE)}


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("https://e.example/#f{g}", "write `%7B` in the place of `{`"),
        ("https://e.example/a`b", "write `%60` in the place of a backtick"),
        ("e.example/#f{g}", "write it whole, beginning with https://"),
    ],
)
def test_what_may_not_stand_in_an_address_is_named(address: str, hint: str, tmp_path: Path) -> None:
    sources = f'wto: {{title: WTO, author: W, date: 1995, url: "{address}"}}\n'
    problems = made(site(tmp_path, {"content/sources.yaml": sources})).report.problems
    assert [(one.code, one.hint) for one in problems if one.code == "E-LINK"] == [("E-LINK", hint)]


def test_what_is_no_file_is_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    (tmp_path / "content/media/folder.png").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    for name in ("content/media/pipe.png", "templates/pipe.html"):
        os.mkfifo(tmp_path / name)
    for name in ("content/media/link.png", "templates/link.html", "content/away"):
        (tmp_path / name).symlink_to("/etc")
    assert refused(tmp_path, {}) == {
        ("E-NOT-FILE", "content/media/folder.png"),
        ("E-NOT-FILE", "content/media/pipe.png"),
        ("E-NOT-FILE", "templates/pipe.html"),
        ("E-SYMLINK", "content/media/link.png"),
        ("E-SYMLINK", "templates/link.html"),
        ("E-SYMLINK", "content/away"),
    }


def test_a_configuration_that_is_no_file_stops_the_work(tmp_path: Path) -> None:
    site(tmp_path, {"config.yaml": None})
    os.mkfifo(tmp_path / "config.yaml")
    with pytest.raises(Abort) as caught:
        made(tmp_path)
    assert caught.value.exit_code == 2


def test_cells_of_the_data_file_are_no_formulas_and_numbers_stay_numbers(tmp_path: Path) -> None:
    facts = FACTS + (
        'y: {label: "@SUM(A1)", value: -5 tonnes, as_of: 2025, source: wto}\n'
        'z: {label: "-1+1", value: yes, since: 2020, source: wto}\n'
        'w: {label: "=cmd|x", value: 3 cars, since: 2020, source: wto}\n'
    )
    body = "Here: [](fact:y), [](fact:z) and [](fact:w)."
    table = accepted(tmp_path, {"content/facts.yaml": facts, ARTICLE: with_body(body)}).files["facts.csv"].decode()
    cells = [cell.strip('"') for line in table.splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell[:1] in {"=", "@", "+"}]
    assert not [cell for cell in cells if cell.startswith("-") and not re.fullmatch(r"-[\d.]+", cell)]
    assert "-5" in cells


# --- the output


def tree_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Give each file of a folder with its mode and bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in files}


@pytest.mark.parametrize("code", ["E-YAML", "E-HTML", "E-TPL", "E-URL-CLASH", "E-CONFIG", "E-ANCHOR"])
def test_an_error_leaves_the_earlier_output_as_it_was(code: str, tmp_path: Path) -> None:
    root, output = site(tmp_path / "site"), tmp_path / "out"
    build(Job(root, NOW), output)
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*")}
    whole = tree_of(output)
    assert whole
    invalid_site(code, root)
    report, published = build(Job(root, NOW), output)
    assert report.failed
    assert published is None
    assert tree_of(output) == whole
    assert {path for path in tmp_path.rglob("*") if root not in path.parents} <= {tmp_path / path for path in before}


# --- the command


def run(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `factbox check` in a folder."""
    command = [sys.executable, "-m", "generator", "check", str(root), "--now", "2026-01-31", *words]
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **environment}
    return subprocess.run(command, env=place, capture_output=True, text=True, check=False, timeout=60)


CODES_OF_EXIT: dict[str, tuple[int, Files, tuple[str, ...]]] = {
    "a sound site": (0, {}, ()),
    "an error": (1, {ARTICLE: with_body("A <b>.")}, ()),
    "a warning": (0, {"content/quotes.yaml": "q: {text: W, by: X, source: wto}\n"}, ()),
    "a warning that counts": (1, {"content/quotes.yaml": "q: {text: W, by: X, source: wto}\n"}, ("--strict",)),
    "a bad configuration": (2, {"config.yaml": "title: x\n"}, ()),
    "no configuration": (2, {"config.yaml": None}, ()),
    "a wrong option": (2, {}, ("--nope",)),
}


@pytest.mark.parametrize("name", CODES_OF_EXIT)
def test_the_exit_code_tells_what_kind_of_thing_is_wrong(name: str, tmp_path: Path) -> None:
    code, files, words = CODES_OF_EXIT[name]
    done = run(site(tmp_path, files), *words)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_terminal_changes_no_problem(tmp_path: Path) -> None:
    site(tmp_path, {ARTICLE: with_body("A <b>, and [x](/nope/)."), "content/people.yaml": "- x\n"})
    plain = run(tmp_path)
    assert plain.returncode == 1
    for words, environment in ((("-q",), {}), ((), {"NO_COLOR": "1"}), ((), {"COLUMNS": "20"}), ((), {"TERM": "dumb"})):
        done = run(tmp_path, *words, **environment)
        assert (done.returncode, done.stdout) == (1, plain.stdout)
    listed = run(tmp_path, "--format", "json")
    assert listed.returncode == 1
    assert listed.stdout.count('"code":') == plain.stdout.count("]: ")
