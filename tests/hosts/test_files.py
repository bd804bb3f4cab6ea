"""The files that hosts read: what they say of each address, and which of them a build makes."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from small_sites import ARTICLE, BASE, made, picture, site

from generator.diagnostics import Span
from generator.diagnostics.show import as_text
from generator.load.site import load
from generator.plan import Output, Plan
from generator.publish import publish
from generator.render.hosts import caddyfile, hosted, nginx_server
from generator.render.hosts.headers import FOR_EVER, FRAMED_POLICY
from generator.render.pages.page import POLICY

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "title: The Rice File\nbase_url: https://rice.example.org/\n"
HOST_FILES = {"_headers", "_redirects", ".nojekyll", "CNAME"}


def article(more: str) -> str:
    return (BASE / ARTICLE).read_text() + more


def sent(text: str, path: str) -> dict[str, str]:
    """Give the headers that Cloudflare Pages sends for a path: all rules that fit, joined with commas."""
    found: dict[str, list[str]] = {}
    fits = False
    for line in text.splitlines():
        if not line.startswith("  "):
            fits = bool(pattern(line).fullmatch(path))
        elif fits:
            name, _, value = line.strip().partition(": ")
            found.setdefault(name, []).append(value)
    # The same value twice is one policy twice, which allows what it allows once.
    return {name: ", ".join(dict.fromkeys(values)) for name, values in found.items()}


@cache
def pattern(rule: str) -> re.Pattern[str]:
    parts = re.split(r"(\*|:[a-z]+)", rule)
    made = {"*": ".*"}
    return re.compile("".join(made.get(p, "[^/]+" if p.startswith(":") else re.escape(p)) for p in parts))


@pytest.mark.parametrize("base", ["/", "/sub/"])
def test_each_page_has_one_policy_and_nobody_frames_it(base: str, tmp_path: Path) -> None:
    files = {"config.yaml": CONFIG.replace("org/", f"org{base}")}
    built = made(site(tmp_path, files)).files
    rules = built["_headers"].decode()
    for path in built:
        headers = sent(rules, base + path.removesuffix("index.html"))
        assert headers["X-Content-Type-Options"] == "nosniff"
        if path.startswith("embed/"):
            assert headers["Content-Security-Policy"] == FRAMED_POLICY, path
        elif path.endswith(".html"):
            assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'", path
        assert headers.get("Cache-Control") == (FOR_EVER if path.startswith("assets/") else None)


def test_a_page_carries_the_same_policy_itself(tmp_path: Path) -> None:
    for path, data in made(site(tmp_path)).files.items():
        if path.endswith(".html"):
            found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', data.decode())
            assert found is not None, path
            expected = FRAMED_POLICY if path.startswith("embed/") else POLICY
            assert found[1].replace("&#39;", "'") == expected


def test_pages_for_frames_may_be_framed(tmp_path: Path) -> None:
    loaded = load(site(tmp_path)).site
    assert loaded is not None
    outputs = ("index.html", "embed/access/index.html", "facts/access/index.html", "embed/access.json")
    plan = Plan(tuple(Output(path, "x", "", Span("config.yaml")) for path in outputs))
    seen = hosted(loaded.config, plan)
    assert (seen.sections, seen.embeds) == (("facts",), True)
    block = nginx_server(seen, "/var/www")
    inner = block.split("location ^~ /embed/ {")[1].split("}")[0]
    assert f'Content-Security-Policy "{FRAMED_POLICY}" always' in inner
    assert "frame-ancestors" not in inner
    assert f'header /embed/* {{\n\t\tContent-Security-Policy "{FRAMED_POLICY}"\n' in caddyfile(seen, "/var/www")


def test_old_addresses_are_told_to_the_host_and_keep_their_pages(tmp_path: Path) -> None:
    files = made(site(tmp_path, {ARTICLE: article("aliases: [/old/, /older/rice.html]\n")})).files
    assert files["_redirects"] == b"/old/ /rice/ 301\n/older/rice.html /rice/ 301\n"
    for path in ("old/index.html", "older/rice.html"):
        page = files[path].decode()
        assert '<meta http-equiv="refresh" content="0; url=https://rice.example.org/rice/">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert '<link rel="canonical" href="https://rice.example.org/rice/">' in page
    assert b"/old/" not in files["sitemap.xml"]


def test_facts_that_were_renamed_are_led_from_as_well(tmp_path: Path) -> None:
    root = site(tmp_path)
    facts = root / "content/facts.yaml"
    facts.write_text(facts.read_text().replace("access: {", "access: {was: imports, ", 1))
    files = made(root).files
    assert files["_redirects"] == b"/facts/imports/ /facts/access/ 301\n/embed/imports/ /embed/access/ 301\n"


def test_a_renamed_page_leads_from_its_old_address(tmp_path: Path) -> None:
    before = made(site(tmp_path)).files
    after = made(site(tmp_path, {ARTICLE: article("slug: rice-imports\naliases: [/rice/]\n")})).files
    assert {path for path in before if path not in after and path.endswith(".html")} == set()
    assert b"rice-imports" in after["rice/index.html"]
    assert after["_redirects"] == b"/rice/ /rice-imports/ 301\n"
    gone = made(site(tmp_path, {ARTICLE: article("slug: rice-imports\n")})).files
    assert "rice/index.html" not in gone


def test_netlify_is_told_to_prefer_the_rule_to_the_page(tmp_path: Path) -> None:
    files = {"config.yaml": f"{CONFIG}hosting: {{redirects: netlify}}\n", ARTICLE: article("aliases: [/old/]\n")}
    assert made(site(tmp_path, files)).files["_redirects"] == b"/old/ /rice/ 301!\n"


def test_the_redirects_beyond_the_host_s_limit_stay_pages(tmp_path: Path) -> None:
    old = "".join(f"  - /old/{number}/\n" for number in range(2001))
    result = made(site(tmp_path, {ARTICLE: article(f"aliases:\n{old}  - /{'a' * 999}/\n")}))
    lines = result.files["_redirects"].decode().splitlines()
    assert lines == [f"/old/{number}/ /rice/ 301" for number in range(2000)]
    assert "old/2000/index.html" in result.files
    assert as_text(result.report).count("W-REDIRECTS") == 2


@pytest.mark.parametrize(
    ("hosting", "expected"),
    [
        ("", {"_headers", "_redirects", ".nojekyll"}),
        ("hosting: yes\n", {"_headers", "_redirects", ".nojekyll"}),
        ("hosting: no\n", set()),
        ("hosting: {headers: no}\n", {"_redirects", ".nojekyll"}),
        ("hosting: {redirects: no}\n", {"_headers", ".nojekyll"}),
        ("hosting: {nojekyll: no, cname: yes}\n", {"_headers", "_redirects", "CNAME"}),
    ],
)
def test_config_says_which_files_are_made(hosting: str, expected: set[str], tmp_path: Path) -> None:
    files = {"config.yaml": CONFIG + hosting, ARTICLE: article("aliases: [/old/]\n")}
    assert made(site(tmp_path, files)).files.keys() & HOST_FILES == expected


def test_without_old_addresses_there_is_nothing_to_redirect(tmp_path: Path) -> None:
    assert "_redirects" not in made(site(tmp_path)).files


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://rice.example.org/", "rice.example.org"),
        ("https://RICE.example.org", "rice.example.org"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
    ],
)
def test_cname_holds_the_domain(address: str, domain: str, tmp_path: Path) -> None:
    files = {"config.yaml": f"title: A\nbase_url: {address}\nhosting: {{cname: yes}}\n"}
    assert made(site(tmp_path, files)).files["CNAME"].decode() == f"{domain}\n"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://rice.example.org/sub/", "take the path out"),
        ("https://somebody.github.io/", "take `cname` out"),
        ("https://rice.example.org:8443/", "without a port"),
        ("https://localhost/", "must name a domain"),
        ("https://127.0.0.1/", "must name a domain"),
        ("https://-a.example/", "must name a domain"),
        (f"https://{'a' * 64}.example/", "must name a domain"),
    ],
)
def test_no_cname_is_made_where_it_could_not_work(address: str, reason: str, tmp_path: Path) -> None:
    result = made(site(tmp_path, {"config.yaml": f"title: A\nbase_url: {address}\nhosting: {{cname: yes}}\n"}))
    assert not result.files
    told = as_text(result.report)
    assert "E-CONFIG" in told
    assert reason in told


def test_headers_of_one_s_own_come_over_those_of_factbox(tmp_path: Path) -> None:
    own = "hosting: {headers: {/*: {referrer-policy: no-referrer, X-Robots-Tag: noai}, /rice/: {X-One: '1'}}}\n"
    rules = made(site(tmp_path, {"config.yaml": CONFIG + own})).files["_headers"].decode()
    headers = sent(rules, "/rice/")
    assert "Referrer-Policy" not in headers
    assert (headers["referrer-policy"], headers["X-Robots-Tag"], headers["X-One"]) == ("no-referrer", "noai", "1")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "headers",
    ["{rice: {A: b}}", '{"/a b": {A: b}}', '{"/*/*": {A: b}}', '{/: {"A B": c}}', "{/: {A: é}}", '{/: {A: "b\\nC: d"}}',
     '{/: {"A:": b}}', "{/: yes}", '{"//evil": {A: "b\\r"}}'],
)  # fmt: skip
def test_headers_that_cannot_be_sent_are_refused(headers: str, tmp_path: Path) -> None:
    result = made(site(tmp_path, {"config.yaml": f"{CONFIG}hosting: {{headers: {headers}}}\n"}))
    assert not result.files
    assert "E-CONFIG" in as_text(result.report)


def test_a_header_too_long_for_a_host_is_told(tmp_path: Path) -> None:
    own = f"hosting: {{headers: {{/: {{A: {'b' * 1996}}}}}}}\n"
    assert "E-HEADERS" in as_text(made(site(tmp_path, {"config.yaml": CONFIG + own})).report)
    fitting = own.replace("bb", "b", 1)
    assert not made(site(tmp_path, {"config.yaml": CONFIG + fitting})).report.problems


def test_more_rules_than_a_host_reads_are_told(tmp_path: Path) -> None:
    own = "".join(f"    /data/{number}/: {{X-Robots-Tag: noindex}}\n" for number in range(100))
    report = made(site(tmp_path, {"config.yaml": f"{CONFIG}hosting:\n  headers:\n{own}"})).report
    assert "and hosts read 100 at most" in as_text(report)
    assert [problem.span.line for problem in report.problems] == [104]


@pytest.mark.parametrize(
    ("aliases", "number"),
    [
        ("[//evil.example]", 1),
        ("['https:evil']", 1),
        ("['https://evil.example/']", 1),
        ("[/../rice]", 1),
        ("[/a%2f/]", 1),
        ("[_headers, /_redirects/x/, CNAME, /_worker.js]", 4),
        ("[/rice/]", 1),
    ],
)
def test_old_addresses_that_lead_astray_are_refused(aliases: str, number: int, tmp_path: Path) -> None:
    result = made(site(tmp_path, {ARTICLE: article(f"aliases: {aliases}\n")}))
    assert not result.files
    assert [problem.code for problem in result.report.problems] == ["E-REDIRECT"] * number


def test_an_old_address_with_a_line_break_makes_no_header(tmp_path: Path) -> None:
    result = made(site(tmp_path, {ARTICLE: article('aliases: ["/a\\r\\nSet-Cookie: x"]\n')}))
    assert result.report.failed
    assert not result.files


@pytest.mark.parametrize("length", [2, 3, 5])
def test_old_addresses_that_lead_in_a_circle_are_refused(length: int, tmp_path: Path) -> None:
    pages = {
        f"content/pages/p{number}.md": f"---\ntitle: P\naliases: [/p{(number + 1) % length}/]\n---\nText.\n"
        for number in range(length)
    }
    result = made(site(tmp_path, pages))
    assert [problem.code for problem in result.report.problems] == ["E-REDIRECT"] * length


def test_the_record_tells_what_a_site_was_made_from(tmp_path: Path) -> None:
    drafts: dict[str, str | bytes | None] = {
        "content/articles/secret.yaml": "title: Secret\nsummary: Not yet.\nsidebar: hush\nbody: Nothing.\n",
        "content/sidebars/hush.yaml": "hush:\n  - {group: Hush, facts: [access]}\n",
        "templates/assets/own.css": "body { color: red }\n",
        "content/media/barn.png": picture(),
        "content/media/media.yaml": "barn.png: {alt: A barn., credit: Us}\n",
    }
    root = site(tmp_path / "site of mine", drafts)
    result = made(root)
    publish(result.files, tmp_path / "out", inputs=result.inputs)
    record = (tmp_path / "out" / "build.json").read_bytes()
    held = json.loads(record)
    assert set(held) == {"factbox", "inputs", "files"}
    assert set(held["inputs"]) == {
        "config.yaml", ARTICLE, "content/facts.yaml", "content/sources.yaml", "content/media/barn.png",
        "content/media/media.yaml", "templates/assets/own.css", "the default theme",
    }  # fmt: skip
    assert held["files"].keys() == result.files.keys()
    assert str(tmp_path).encode() not in record
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for part in ("inputs", "files") for digest in held[part].values())
    (root / "content/sources.yaml").write_bytes((root / "content/sources.yaml").read_bytes() + b"# \n")
    changed = {path for path, digest in made(root).inputs.items() if held["inputs"][path] != digest}
    assert changed == {"content/sources.yaml"}
    (root / "content/articles/secret.yaml").write_bytes(b"title: Secret\nsummary: Later.\nbody: Nothing.\n")
    assert made(root).inputs.keys() == held["inputs"].keys()
