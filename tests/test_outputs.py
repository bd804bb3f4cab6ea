"""What a whole site publishes: pages that parse, data that reads back, and nothing that the public must not see."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import html5lib
import pytest
from lxml import etree

from generator.build import Job, Made, make
from generator.diagnostics.show import as_text
from generator.render.data import safe_cell

SITE = Path(__file__).parent / "sites" / "every-key"
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@cache
def made(*, preview: bool = False) -> Made:
    found = make(Job(SITE, NOW, preview=preview))
    assert not found.report.failed, as_text(found.report)
    return found


def text(path: str, *, preview: bool = False) -> str:
    return made(preview=preview).files[path].decode()


def pages() -> dict[str, str]:
    return {path: data.decode() for path, data in made().files.items() if path.endswith(".html")}


def test_every_page_is_valid_enough_for_a_strict_parser() -> None:
    for html in pages().values():
        html5lib.HTMLParser(strict=True).parse(html)


def test_ids_are_unique_and_every_page_has_one_heading_of_the_first_level() -> None:
    for path, html in pages().items():
        ids = Counter(re.findall(r'\sid="([^"]*)"', html))
        assert [name for name, number in ids.items() if number > 1] == [], path
        assert html.count("<h1") == 1, path


def test_no_script_but_data_and_no_style_stands_in_a_page() -> None:
    for path, html in pages().items():
        scripts = re.findall(r"<script(?! type=\"application/ld\+json\")[^>]*>[^<]*", html)
        assert all(re.fullmatch(r'<script src="/assets/visit\.\w+\.js" defer>', script) for script in scripts), path
        assert len(scripts) == (path == "changes/index.html"), path
        assert "<style" not in html, path
        assert re.search(r"\s(?:style|on\w+)=", re.sub(r">[^<]*<", "><", html)) is None, path


def test_data_for_search_engines_is_json() -> None:
    kinds = set()
    for html in pages().values():
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
            node = json.loads(found)
            assert node["@context"] == "https://schema.org"
            kinds |= {one["@type"] for one in node.get("@graph", [node])}
    assert kinds >= {"WebSite", "Article", "FAQPage", "Observation", "Dataset", "Claim", "Person", "Organization"}


def test_the_feed_is_atom_with_whole_addresses() -> None:
    feed = etree.fromstring(made(preview=False).files["feed.xml"])
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    entries = feed.findall("a:entry", ATOM)
    assert 0 < len(entries) <= 6
    for entry in entries:
        for name in ("id", "title", "updated", "link", "author"):
            assert entry.find(f"a:{name}", ATOM) is not None
        updated = entry.findtext("a:updated", namespaces=ATOM) or ""
        assert dt.datetime.fromisoformat(updated).tzinfo is not None
        content = entry.findtext("a:content", default="", namespaces=ATOM)
        assert 'href="/' not in content


def test_the_sitemap_lists_pages_for_the_public() -> None:
    tree = etree.fromstring(made().files["sitemap.xml"])
    urls = [node.text for node in tree.findall("s:url/s:loc", MAP)]
    assert "https://rails.example.org/light-rail/" in urls
    assert urls == sorted(set(urls), key=str)
    hidden = ("404", "/next-fares/", "/subsidy/", "/bus-plan/", ".org/history/", "/masthead/")
    assert [url for url in urls if any(part in (url or "") for part in hidden)] == []
    assert "Sitemap: https://rails.example.org/sitemap.xml" in text("robots.txt")


def test_facts_read_back_from_json() -> None:
    held = {fact["id"]: fact for fact in json.loads(text("facts.json"))["facts"]}
    assert held["commuter-share"]["value"]["number"] == 24
    assert held["cars-avoided"]["value"] == {
        "type": "quantity", "text": "~1.4 million cars", "number": 1400000, "low": 1400000, "high": 1400000,
        "bound": "exact", "approximate": True, "unit": {"id": "cars", "kind": "count", "ucum": "{cars}"},
    }  # fmt: skip
    cell = next(cell for cell in held["line-journeys"]["cells"] if cell["id"] == "line-journeys.l1.2025")
    assert cell["keys"] == {"line": "l1", "year": "2025"}
    assert cell["status"] == "provisional"
    assert cell["as_of"] == {"edtf": "2026-02-10", "start": "2026-02-10", "end": "2026-02-10"}
    assert held["harbour-traffic-change"]["derivation"]["formula"].startswith("change(")


def test_facts_read_back_from_the_spreadsheet() -> None:
    rows = list(csv.DictReader(io.StringIO(text("facts.csv"))))
    held = {row["id"]: row for row in rows}
    assert held["commuter-share"]["value"] == "24"
    assert held["commuter-share"]["unit"] == "percent"
    assert held["line-journeys.l1.2025"]["status"] == "provisional"
    assert all(not value.startswith(("=", "+", "@")) for row in rows for value in row.values())


@pytest.mark.parametrize(
    ("written", "shown"),
    [("=1+1", "'=1+1"), ("+1", "'+1"), ("@x", "'@x"), ("-1+1", "'-1+1"), ("\tx", "'\tx"), ("-5", "-5"),
     ("-0.5", "-0.5"), ("5", "5"), ("a=b", "a=b"), ("", ""), ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"),
     ("＠x", "'＠x"), ("\0=1", "'=1"), ("\x0b=1", "'=1"), (" =1", "' =1"), ("\r=1", "'\r'=1"), ("\n=1", "'\n'=1"),
     ("-5\n", "'-5\n"), ("--5", "'--5"), ("-٥", "'-٥"), ("x;=1", "x;'=1"), ("x; -5", "x; -5"),
     ("a;b", "a;b")],
)  # fmt: skip
def test_no_cell_is_a_formula(written: str, shown: str) -> None:
    assert safe_cell(written) == shown


def test_events_and_terms_read_back() -> None:
    events = json.loads(text("timeline.json"))["events"]
    assert any(event["date"] for event in events)
    assert all(event["url"].startswith("https://rails.example.org/timeline/#event-") for event in events)
    terms = json.loads(text("glossary.json"))["terms"]
    assert [term["name"].casefold() for term in terms] == sorted(term["name"].casefold() for term in terms)


def test_corrections_are_shown_where_the_figure_is() -> None:
    page = text("facts/rail-length/index.html") if "facts/rail-length/index.html" in made().files else ""
    whole = page or "".join(html for path, html in pages().items() if path.startswith("facts/"))
    assert "271 km" in whole
    assert "two digits had changed places" in whole


def test_what_is_not_public_is_nowhere() -> None:
    everything = "".join(data.decode("utf-8", "replace") for data in made().files.values())
    for words in ("Fares in January", "What a cut would mean", "Vesterhavn under snow"):
        assert words not in everything
    assert "next-fares/index.html" not in made().files
    assert "Fares in January" in text("next-fares/index.html", preview=True)


def test_a_withdrawn_article_says_why_and_keeps_its_address() -> None:
    page = text("bus-plan/index.html")
    assert "withdrawn on" in page
    assert "<h1>" in page


def test_an_expired_article_leaves_the_lists_and_says_so() -> None:
    assert "out of date" in text("history/index.html")
    assert '<meta name="robots" content="noindex' in text("history/index.html")
    assert 'href="/history/"' not in text("index.html")


def test_old_addresses_lead_on() -> None:
    page = text("masthead/index.html")
    assert "https://rails.example.org/imprint/" in page
    assert "noindex" in page


def test_no_name_of_this_machine_is_published() -> None:
    for path, data in made().files.items():
        assert str(SITE.parent).encode() not in data, path
        assert str(Path.home()).encode() not in data, path


def test_under_a_path_every_link_begins_with_it(tmp_path: Path) -> None:
    for file in SITE.rglob("*"):
        target = tmp_path / file.relative_to(SITE)
        if file.is_dir():
            target.mkdir()
        else:
            target.write_bytes(file.read_bytes())
    config = tmp_path / "config.yaml"
    moved = config.read_text().replace("https://rails.example.org/", "https://example.org/rails/", 1)
    config.write_text(moved.replace("cname: yes", "cname: no"))
    found = make(Job(tmp_path, NOW))
    assert not found.report.failed, as_text(found.report)
    assert found.files.keys() == made().files.keys() - {"CNAME"}  # which a site below a path has not
    for path, data in found.files.items():
        if path.endswith(".html"):
            links = re.findall(r'(?:href|src)="(/[^"]*)"', data.decode())
            assert [link for link in links if not link.startswith("/rails/")] == [], path
