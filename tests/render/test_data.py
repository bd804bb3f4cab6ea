"""Files for programs and for other sites: they keep to their published schemas, say what the pages say, and no more."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from extruct import JsonLdExtractor  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from small_sites import lay_over

from generator.build import Job, Made, make
from generator.diagnostics.show import as_text
from generator.model.unit import STANDARD_UNITS, Unit
from generator.model.unit.builtin import BY_NAME
from generator.model.unit.ucum import ucum
from generator.model.value import parse_value
from generator.render.data import SCHEMAS, safe_cell
from generator.render.data.cells import as_csv
from generator.render.data.machine import value_node

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent.parent
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
SITES = {"demonstration": TESTS.parent, "every-key": TESTS / "sites/every-key", "minimal": TESTS / "sites/minimal"}
VOCABULARY: dict[str, list[str]] = json.loads((Path(__file__).parent / "schema_org.json").read_text())


@cache
def made(name: str) -> Made:
    found = make(Job(SITES[name], NOW))
    assert not found.report.failed, as_text(found.report)
    return found


def data(name: str, path: str) -> Any:
    return json.loads(made(name).files[path])


def rows(name: str, path: str) -> list[dict[str, str]]:
    text = made(name).files[path].decode()
    assert "\r\n" in text
    assert "\n" not in text.replace("\r\n", "")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def nodes(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give what each page says in JSON-LD."""
    for path, page in made(name).files.items():
        for found in JsonLdExtractor().extract(page.decode()) if path.endswith(".html") else ():
            yield path, found


def closed(schema: Any) -> Any:
    """Give a schema that forbids what it does not name, which the published one leaves open for later versions."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        inner.setdefault("additionalProperties", False)
    return inner


# --- JSON and its schemas


@pytest.mark.parametrize("name", list(SITES))
def test_every_data_file_keeps_to_the_schema_that_it_names(name: str) -> None:
    base = data(name, "facts.json")["site"]["url"]
    met = set()
    for path in (path for path in made(name).files if path.endswith(".json") and not path.startswith("schema/")):
        if path.endswith("cite.json"):  # citations have the form of CSL
            continue
        held = data(name, path)
        address = held["$schema"].removeprefix(base)
        schema = data(name, address)
        assert schema["$id"] == held["$schema"]
        Draft202012Validator(closed(schema), format_checker=FormatChecker()).validate(held)
        met.add(address)
    names = ("changes", "facts", "glossary", "timeline")
    assert met == {f"schema/{name}-1.json" for name in names}


@pytest.mark.parametrize("schema", list(SCHEMAS))
def test_the_published_schemas_are_schemas(schema: str) -> None:
    held = data("minimal", f"schema/{schema}")
    Draft202012Validator.check_schema(held)
    assert held["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_demonstration_and_the_site_of_every_key_use_all_of_the_schema() -> None:
    later = make(Job(SITES["every-key"], dt.datetime(2046, 1, 1, tzinfo=dt.UTC)))  # when reviews are overdue
    used = {("fact", key) for fact in json.loads(later.files["facts.json"])["facts"] for key in fact}
    for name in ("demonstration", "every-key"):
        for fact in data(name, "facts.json")["facts"]:
            used |= {("fact", key) for key in fact}
            for kind, part in (("cells", "cell"), ("claims", "claim"), ("corrections", "correction")):
                used |= {(part, key) for one in fact.get(kind, []) for key in one}
            used |= {("derivation", key) for key in fact.get("derivation", {})}
    defined = SCHEMAS["facts-1.json"]["$defs"]
    wanted = {(part, key) for part, _ in used for key in defined[part]["properties"]}
    assert wanted - used == set()


@pytest.mark.parametrize("name", list(SITES))
def test_one_fact_is_told_as_among_all(name: str) -> None:
    whole = data(name, "facts.json")
    for fact in whole["facts"]:
        own = data(name, f"facts/{fact['id']}/data.json")
        assert own["facts"] == [fact]
        assert own["site"] == whole["site"]
        assert own["sources"].items() <= whole["sources"].items()
        named = set(re.findall(r'"id": "([^"]+)"(?:, "locator": "[^"]*")?\}', json.dumps(fact)))
        assert named <= {*own["sources"], *(text for text in named if text not in whole["sources"])}


@pytest.mark.parametrize(
    "text",
    ["24%", "~1.4 million cars", "10 to 15%", "over 1 USD", "at most 3 members", "-3.5 °C", "0 cars", "341 JPY/kg"],
)
def test_a_quantity_reads_back(text: str) -> None:
    value = parse_value(text, STANDARD_UNITS)
    node = value_node(value)  # type: ignore[arg-type]
    assert (node.get("low"), node.get("high")) == (
        None if value.low is None else float(value.low),  # type: ignore[union-attr]
        None if value.high is None else float(value.high),  # type: ignore[union-attr]
    )
    assert parse_value(node["text"], STANDARD_UNITS) == value


@settings(deadline=None)
@given(st.decimals(-(10**9), 10**9, places=4))
def test_no_number_loses_a_digit(number: Decimal) -> None:
    value = parse_value(f"{number.normalize():f}", STANDARD_UNITS)
    node = json.loads(json.dumps(value_node(value)))  # type: ignore[arg-type]
    assert Decimal(repr(node["number"])) == number


# --- tables


@pytest.mark.parametrize("name", list(SITES))
def test_tables_and_json_agree(name: str) -> None:
    table = {row["id"]: row for row in rows(name, "facts.csv")}
    for fact in data(name, "facts.json")["facts"]:
        figures = fact.get("cells") or [
            *([fact] if "value" in fact and not any(claim["preferred"] for claim in fact.get("claims", [])) else []),
            *({**claim, "id": f"{fact['id']}#{claim['id']}"} for claim in fact.get("claims", [])),
        ]
        own = {row["id"]: row for row in rows(name, f"facts/{fact['id']}/data.csv")}
        assert list(own) == [figure["id"] for figure in figures]
        for figure in figures:
            row = table[figure["id"]]
            assert row["words"] == figure["words"]
            if "number" in figure["value"]:
                assert Decimal(row["value"]) == Decimal(repr(figure["value"]["number"]))
            assert row["as_of"] == figure.get("as_of", {}).get("edtf", "")
            assert {**row, **own[figure["id"]]} == own[figure["id"]]
        for word in fact.get("by", ()):
            assert all(own[cell["id"]][word] == cell["keys"][word] for cell in fact["cells"])


TEXTS = st.text(st.sampled_from("=+-@\t\r\n\0'\",;| ＝＋－＠19.aé") | st.characters(codec="utf-8"), max_size=12)


@given(TEXTS | st.builds(str.__add__, st.sampled_from("=+-@\t\r\n＝＋－＠"), TEXTS))
def test_no_cell_is_a_formula_and_no_word_is_lost(text: str) -> None:
    cell = safe_cell(text)
    assert re.fullmatch(r"-?\d+(\.\d+)?", cell, re.ASCII) or not re.match(r"[ \xa0]*[=+\-@\t\r\n＝＋－＠]", cell)
    kept = "".join(c for c in text if c in "\t\r\n" or (c >= " " and c != "\x7f"))
    assert cell.replace("'", "") == kept.replace("'", "")


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_a_table_reads_back(cells: list[tuple[str, str]]) -> None:
    text = as_csv(("a", "b"), ({"a": one, "b": other} for one, other in cells)).decode()
    held = list(csv.reader(io.StringIO(text, newline="")))
    assert held == [["a", "b"], *([safe_cell(one), safe_cell(other)] for one, other in cells)]


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_no_formula_begins_where_semicolons_divide(cells: list[tuple[str, str]]) -> None:
    text = as_csv(("a", "b"), ({"a": f"x;{one}", "b": f"y; =1+1;{other}"} for one, other in cells)).decode()
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=";", quoting=quoting):
            assert not any(re.match(r"[ \xa0]*[=+@]", cell) for cell in row)


# --- codes of units


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("5 tonnes", "t"), ("5 km", "km"), ("24%", "%"), ("3 pp", ""), ("5 USD", ""), ("5 cars", "{cars}"),
        ("5 kWh", "kW.h"),
        ("5 °C", "Cel"), ("3 m3", "m3"), ("5", "1"), ("5 kg/m3", "kg.m-3"), ("5 JPY/kg", ""), ("5 sq-miles", "[mi_i]2"),
        ("5 cars/day", "{cars}.d-1"), ("5 kWh/sq-miles", "kW.h.[mi_i]-2"), ("5 électeurs", ""),
        ("5 us-gallons", "[gal_us]"),
    ],
)  # fmt: skip
def test_units_have_their_codes(written: str, code: str) -> None:
    value = parse_value(written, STANDARD_UNITS)
    assert ucum(value.unit) == code  # type: ignore[union-attr]


def test_no_unit_of_a_site_passes_for_one_of_ucum() -> None:
    load = Unit("lorry-load", (), (), "mass", (("mass", 1),), Decimal(25000))
    assert ucum(load) == ""
    assert all(re.fullmatch(r"[!-z|~]*", ucum(unit)) for unit in BY_NAME.values())


# --- what pages say to machines


def test_json_ld_keeps_to_its_schema() -> None:
    schema = data("minimal", "schema/json-ld-1.json")
    kinds = set()
    for name in SITES:
        for _, node in nodes(name):
            Draft202012Validator(schema).validate(node)
            kinds |= {one["@type"] for one in node.get("@graph", [node])}
    assert kinds >= {"Article", "Claim", "Dataset", "FAQPage", "Observation", "Person", "WebPage", "WebSite"}


def test_json_ld_says_what_schema_org_knows() -> None:
    for name in SITES:
        for path, node in nodes(name):
            for one in node.get("@graph", [node]):
                _known(path, one)


def _known(path: str, node: dict[str, Any]) -> None:
    if set(node) == {"@id"}:
        return
    kind = node["@type"]
    properties = set(VOCABULARY[kind]) | {key for base in VOCABULARY[kind] for key in VOCABULARY.get(base, ())}
    properties |= set(VOCABULARY["Thing"])
    assert {key for key in node if not key.startswith("@")} <= properties, (path, kind)
    for value in node.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                _known(path, inner)


def test_a_fact_says_its_number_and_unit_to_machines() -> None:
    graph = next(node for path, node in nodes("every-key") if path == "facts/cars-avoided/index.html")["@graph"]
    observation = next(one for one in graph if one["@type"] == "Observation")
    assert (observation["value"], observation["unitCode"]) == (1400000, "ucum:{cars}")
    page = next(one for one in graph if one["@type"] == "WebPage")
    assert page["mainEntity"] == {"@id": observation["@id"]}
    assert page["license"] == "https://creativecommons.org/licenses/by/4.0/"


# --- pages and frames


@pytest.mark.parametrize("name", list(SITES))
def test_a_page_links_its_data_and_no_list_of_pages_has_them(name: str) -> None:
    files = made(name).files
    for path in (path for path in files if re.fullmatch(r"facts/[^/]+/index.html", path)):
        page = files[path].decode()
        folder = f"/{path.removesuffix('index.html')}"
        if f"{folder[1:]}data.json" not in files:  # a former id leads on, or is gone
            continue
        for type_, ending in (("application/json", "json"), ("text/csv", "csv")):
            assert f'<a href="{folder}data.{ending}">' in page
            assert re.search(f'<link rel="alternate" type="{type_}" title="[^"]+" href="{folder}data.{ending}">', page)
    listed = files["sitemap.xml"].decode()
    assert not re.search(r"/embed/|\.json|\.csv|/schema/", listed)


@pytest.mark.parametrize("name", list(SITES))
def test_a_frame_stands_alone_and_leads_back(name: str) -> None:
    site = data(name, "facts.json")
    for fact in site["facts"]:
        page = made(name).files[f"embed/{fact['id']}/index.html"].decode()
        html5lib.HTMLParser(strict=True).parse(page)
        assert '<meta name="robots" content="noindex">' in page
        assert f'<link rel="canonical" href="{fact["url"]}">' in page
        assert html.escape(f"Factbox of {site['site']['title']}", quote=True).replace("&#x27;", "&#39;") in page
        assert "<script" not in page
        links = re.findall(r"<a [^>]*>", page)
        assert len(links) > 1 or not any(one.get("sources") for one in [fact, *fact.get("cells", [])])
        assert all('target="_blank" rel="noopener' in link for link in links)
        shown = html.unescape(page)
        for words in [fact["words"]] if fact.get("words") else [c["words"] for c in fact.get("claims", [])]:
            assert words in shown
        assert fact["status"] == "actual" or fact["status"] in page or "cells" in fact


def test_what_others_copy_is_whole_html(tmp_path: Path) -> None:
    label = "Rice & \"quotas\" <b>of</b> 5 'tons'"
    root = lay_over(
        tmp_path,
        {
            "config.yaml": 'title: A <i>"b" & c\nbase_url: https://x.example.org/sub/\n',
            "content/facts.yaml": json.dumps(
                {"a": {"label": label, "value": "5 cars", "as_of": "2025", "source": "s"}}
            ),
            "content/sources.yaml": 's: {title: "T <u>", publisher: "P & <q>", date: 2025}\n',
            "content/articles/a.yaml": "title: A\nsummary: A.\nstatus: published\npublished: 2026-01-01\n"
            "body: '[](fact:a)'\n",
        },
    )
    found = make(Job(root, NOW))
    assert not found.report.failed, as_text(found.report)
    page = found.files["facts/a/index.html"].decode()
    frame, quote = (html.unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL))
    (element,) = html5lib.parseFragment(frame, namespaceHTMLElements=False)
    assert element.get("title") == f'{label} – A <i>"b" & c'
    assert element.get("src") == "https://x.example.org/sub/embed/a/"
    assert element.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    (words,) = html5lib.parseFragment(quote, namespaceHTMLElements=False)
    assert label in "".join(words.itertext())
    assert {tag.tag for tag in words.iter()} == {"blockquote", "p", "strong", "footer", "a"}
    assert [link.get("href") for link in words.iter("a")] == [
        "https://x.example.org/sub/sources/s/",
        "https://x.example.org/sub/facts/a/",
    ]


def test_a_site_may_want_no_frames_and_name_a_licence(tmp_path: Path) -> None:
    files = {str(path.relative_to(SITES["minimal"])): path.read_bytes() for path in SITES["minimal"].rglob("*.*")}
    config = files["config.yaml"].decode() + "data: {embed: no, licence: CC0}\n"
    found = make(Job(lay_over(tmp_path, {**files, "config.yaml": config}), NOW))
    assert not found.report.failed, as_text(found.report)
    assert not [path for path in found.files if path.startswith("embed/")]
    page = found.files["facts/light-speed/index.html"].decode()
    assert "Embed this fact" not in page
    assert "Licence: CC0" in page
    assert json.loads(found.files["facts/light-speed/data.json"])["site"]["licence"] == "CC0"


def test_a_frame_under_a_former_id_leads_on() -> None:
    files = made("every-key").files
    former = [path for path in files if path.startswith("embed/") and b'http-equiv="refresh"' in files[path]]
    assert former
    for path in former:
        new = re.search(r"embed/([^/]+)/", files[path].decode())
        assert new is not None
        assert f"embed/{new[1]}/index.html" in files


CANARY = "Xylophonquark"


def test_no_data_file_holds_what_is_not_public(tmp_path: Path) -> None:
    keys = f"label: {CANARY} L, value: 5 {CANARY}s, note: {CANARY} n, basis: {CANARY} b"
    one, two = (f"{{hid-{name}: {{{keys}, as_of: 2025, source: s}}}}" for name in ("one", "two"))
    article = "title: A\nsummary: A.\nauthors: [p]\n"
    root = lay_over(
        tmp_path,
        {
            "config.yaml": "title: A\nbase_url: https://x.example.org/\n",
            "content/facts.yaml": f"a: {{label: A, value: 5 cars, as_of: 2025, source: s, owner: the {CANARY} desk}}\n",
            "content/sources.yaml": "s: {title: T, publisher: P, date: 2025}\n",
            "content/people.yaml": "p: {name: P}\n",
            "content/articles/open.yaml": f"{article}status: published\npublished: 2026-01-01\nnotes: {CANARY}\n"
            "body: '[](fact:a)'\n",
            "content/articles/draft.yaml": f"{article}status: draft\nfacts: {one}\nbody: '[](fact:hid-one)'\n",
            "content/articles/embargo.yaml": f"{article}status: published\npublished: 2027-01-01\n"
            f"publish_at: 2027-01-01\nfacts: {two}\nbody: '[](fact:hid-two)'\n",
        },
    )
    found = make(Job(root, NOW))
    assert not found.report.failed, as_text(found.report)
    for path, content in found.files.items():
        assert CANARY not in content.decode("utf-8", "replace"), path
        assert "hid-" not in path
    assert CANARY in make(Job(root, NOW, preview=True)).files["facts.json"].decode()
