"""A request leads to a file of the site, to an address of the site, or to nothing."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.serve.route import LONGEST, Answer, route

FILES = frozenset(
    {"index.html", "404.html", "about/index.html", "über uns/index.html", "assets/style.css", "media/a#b.png"}
)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/about/", "about/index.html"),
        ("/assets/style.css", "assets/style.css"),
        ("/%C3%BCber%20uns/", "über uns/index.html"),
        ("/media/a%23b.png", "media/a#b.png"),
    ],
)
def test_an_address_of_the_site_gives_its_file(target: str, path: str) -> None:
    assert route(target, "/", FILES) == Answer(200, path)


def test_a_folder_without_its_slash_is_sent_to_the_one_with_it() -> None:
    assert route("/about", "/", FILES) == Answer(302, "/about/")
    assert route("/%C3%BCber%20uns", "/", FILES) == Answer(302, "/%C3%BCber%20uns/")


def test_below_a_base_path_nothing_else_is_served() -> None:
    assert route("/sub/about/", "/sub/", FILES) == Answer(200, "about/index.html")
    assert route("/", "/sub/", FILES) == route("/sub", "/sub/", FILES) == Answer(302, "/sub/")
    assert route("/about/", "/sub/", FILES) == Answer(404)
    assert route("/subabout/", "/sub/", FILES) == Answer(404)


@pytest.mark.parametrize(
    "target",
    [
        "/../x",
        "/%2e%2e/about/",
        "/about/..%2fabout/",
        "/%252e%252e/x",
        "/..%5cabout/",
        "/about\\",
        "//about/",
        "//evil.example/%2e%2e",
        "/about//",
        "/.env",
        "/.git/config",
        "/about/./",
        "/@fs/x#/../",
        "/About/",
        "/content/facts.yaml",
    ],
)
def test_a_way_around_is_a_page_that_is_not_there(target: str) -> None:
    assert route(target, "/", FILES) == Answer(404)


@pytest.mark.parametrize(
    "target",
    ["/a%00b", "/%ff", "/%c0%ae%c0%ae/", "/%ed%a0%80", "/a%0d%0aSet-Cookie:x", "/a%7f", "/%", "/%zz", "/\xff", "",
     "about/", "*", "http://evil.example/", "/" + "a" * LONGEST],
)  # fmt: skip
def test_what_cannot_be_an_address_is_refused(target: str) -> None:
    assert route(target, "/", FILES) == Answer(400)


@given(st.text(max_size=40), st.sampled_from(["/", "/sub/", "/a/b/"]))
def test_no_target_leads_anywhere_else(text: str, base: str) -> None:
    for target in (text, f"/{text}", base + text, base + quote(text), base + quote(text, safe="")):
        answer = route(target, base, FILES)
        if answer.status == 200:
            assert answer.path in FILES
        elif answer.status == 302:
            assert answer.path.startswith(base)
            assert not answer.path.startswith("//")
            assert answer.path.isascii()
        else:
            assert answer in {Answer(400), Answer(404)}


@given(st.sampled_from(sorted(FILES)), st.sampled_from(["/", "/sub/"]))
def test_every_file_is_reached_under_its_own_address(path: str, base: str) -> None:
    assert route(base + quote(path), base, FILES) == Answer(200, path)
    assert route(base + quote(path.removesuffix("index.html")), base, FILES) == Answer(200, path)
