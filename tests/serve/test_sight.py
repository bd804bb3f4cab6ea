"""What an address shows, and what has to happen to a page that shows something older."""

from __future__ import annotations

from generator.diagnostics import Span, diagnose
from generator.diagnostics.report import Report
from generator.render.assets import published_names
from generator.serve.attempt import Failure
from generator.serve.shown import Shown
from generator.serve.sight import Reload, Sight, Swap, difference, look

STYLE = '<link rel="stylesheet" href="/assets/style.{}.css">'
PAGE = "<html><head>{}</head><body>{}</body></html>"


def _shown(files: dict[str, str], base_path: str = "/") -> Shown:
    return Shown({name: text.encode() for name, text in files.items()}, base_path, None)


def _page(style: str = "a", body: str = "words") -> Shown:
    return _shown({"index.html": PAGE.format(STYLE.format(style), body), "m/x.png": "one", "m/y.png": "two"})


def _difference(old: Shown, new: Shown, target: str = "/") -> Swap | Reload | None:
    return difference(look(old, target), look(new, target))


def test_the_same_page_stays() -> None:
    assert _difference(_page(), _page()) is None


def test_other_words_need_a_reload() -> None:
    assert _difference(_page(), _page(body="others")) == Reload()


def test_another_name_of_a_style_sheet_is_a_swap() -> None:
    assert _difference(_page("a"), _page("b")) == Swap((("/assets/style.a.css", "/assets/style.b.css"),))


def test_of_several_style_sheets_the_changed_ones_are_swapped() -> None:
    def shown(*names: str) -> Shown:
        return _shown({"index.html": PAGE.format("".join(map(STYLE.format, names)), "")})

    assert _difference(shown("a", "b", "c"), shown("a", "d", "e")) == Swap(
        (("/assets/style.b.css", "/assets/style.d.css"), ("/assets/style.c.css", "/assets/style.e.css"))
    )
    assert _difference(shown("a", "b"), shown("a")) == Reload()
    assert _difference(shown("a"), shown("a", "b")) == Reload()


def test_other_words_beside_another_style_sheet_need_a_reload() -> None:
    assert _difference(_page("a"), _page("b", "others")) == Reload()


def test_a_style_sheet_for_another_medium_needs_a_reload() -> None:
    for_print = _shown({"index.html": PAGE.format(STYLE.format("b").replace(" href", ' media="print" href'), "words")})
    assert _difference(_page("a"), for_print) == Reload()


def test_a_picture_with_other_bytes_under_its_name_needs_a_reload_where_it_is_shown() -> None:
    for tag in ('<img src="/m/x.png">', "<img src='/m/x.png?1'>", '<img srcset="/m/z.png 1x, /m/x.png 2x">'):
        old = _page(body=tag)
        changed = Shown({**old.files, "m/x.png": b"other"}, "/", None)
        other = Shown({**old.files, "m/y.png": b"other"}, "/", None)
        assert _difference(old, changed) == Reload()
        assert _difference(old, other) is None


def test_a_page_that_comes_or_goes_needs_a_reload() -> None:
    less, more = _shown({"404.html": "none"}), _shown({"404.html": "none", "a/index.html": "page"})
    assert look(less, "/a/") == Sight(404, "404.html", b"none")
    assert _difference(less, more, "/a/") == _difference(more, less, "/a/") == Reload()
    assert _difference(less, more, "/b/") is None


def test_a_mistake_needs_a_reload_when_it_comes_changes_and_goes() -> None:
    def wrong(message: str) -> Shown:
        return Shown(good.files, "/", Report((diagnose("E-TYPE", Span("a.yaml"), message, hint="mend"),), {}))

    good = _page()
    assert _difference(good, wrong("one")) == _difference(wrong("one"), good) == Reload()
    assert _difference(wrong("one"), wrong("two")) == Reload()
    assert _difference(wrong("one"), wrong("one")) is None


def test_a_digest_names_all_that_is_shown_and_is_no_number() -> None:
    picture = '<img src="/m/x.png">'
    sights = [
        look(_page(), "/"),
        look(_page("b"), "/"),
        look(_page(body=picture), "/"),
        look(Shown({**_page(body=picture).files, "m/x.png": b"other"}, "/", None), "/"),
        look(Shown(_page().files, "/", Failure("no", "no")), "/"),
        look(_page(), "/nothing"),
        Sight(404, "index.html", look(_page(), "/").data),
    ]
    assert len({sight.digest for sight in sights}) == len(sights)
    assert all(sight.digest.startswith("x") for sight in sights)
    assert look(_page(), "/").digest == look(_page(), "/index.html").digest


def test_below_a_base_path_pictures_are_found_too() -> None:
    old = _shown({"index.html": '<img src="/sub/m/%C3%BC.png">', "m/ü.png": "one"}, "/sub/")
    assert _difference(old, Shown({**old.files, "m/ü.png": b"two"}, "/sub/", None), "/sub/") == Reload()


def test_what_others_may_frame_and_what_is_no_page_hears_nothing() -> None:
    shown = Shown({"embed/a/index.html": b"<p>", "a.txt": b"x"}, "/", Failure("no", "no"))
    assert [look(shown, target).is_page for target in ("/embed/a/", "/a.txt")] == [False, False]
    assert look(shown, "/embed/a/").data == b"<p>"


def test_only_what_has_the_name_of_its_own_bytes_may_be_kept() -> None:
    names = published_names({"style.css": b"a", "fonts/x.woff2": b"a", "icon": b"a"})
    files = {f"assets/{name}": b"a" for name in names.values()}
    kept = [look(Shown(files, "/", None), f"/{name}").is_named_by_content for name in files]
    assert kept == [True, True, False]  # a name without an ending is not worth the trouble
    wrong = dict.fromkeys(files, b"b") | {"assets/style.css": b"a", names["style.css"]: b"a", "assets/": b"a"}
    assert not any(look(Shown(wrong, "/", None), f"/{name}").is_named_by_content for name in wrong)
