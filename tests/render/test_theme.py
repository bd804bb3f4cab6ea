"""The theme: what templates may do, what they are refused, and where the message points."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import sample
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.diagnostics import Diagnostic
from generator.render.theme import Theme, default_files, load_theme, own_files
from generator.render.theme.destination import is_destination

if TYPE_CHECKING:
    from collections.abc import Mapping


def _theme(own: Mapping[str, str], default: Mapping[str, bytes] | None = None) -> tuple[Theme, tuple[Diagnostic, ...]]:
    return load_theme(default or {}, {name: text.encode() for name, text in own.items()})


def _found(own: Mapping[str, str], default: Mapping[str, bytes] | None = None) -> list[tuple[str, str, int, int]]:
    _, problems = _theme(own, default)
    return [(problem.code, problem.span.path, problem.span.line, problem.span.column) for problem in problems]


def _codes(text: str, name: str = "part.html") -> set[str]:
    return {code for code, *_ in _found({name: text})}


def _rendered(text: str, **context: Any) -> str | Diagnostic:
    theme, _ = _theme({"part.html": text})
    return theme.render("part.html", context, "/rice/")


def _refused(text: str, **context: Any) -> Diagnostic:
    result = _rendered(text, **context)
    assert isinstance(result, Diagnostic), result
    return result


def _attributes(page: str) -> list[tuple[str, dict[str, str]]]:
    """Give the elements of a page with their attributes, as a browser's parser sees them."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return [(element.tag, dict(element.attrib)) for element in tree.iter() if isinstance(element.tag, str)]


class TestOverrides:
    def test_a_site_without_templates_has_the_default_theme(self) -> None:
        theme, problems = load_theme(default_files(), {})
        assert not problems
        assert theme.has("article.html")
        assert set(theme.assets) >= {"style.css", "icon.svg"}

    def test_a_template_of_the_site_stands_in_for_the_default_one(self) -> None:
        theme, problems = _theme({"robots.txt": "Disallow: {{ sitemap }}"}, default_files())
        assert not problems
        assert theme.render("robots.txt", {"sitemap": "x"}, "robots.txt") == "Disallow: x"

    def test_a_block_is_replaced_and_the_rest_inherited(self) -> None:
        own = {"404.html": '{% extends "theme/404.html" %}{% block main %}<h1>Gone</h1>{{ super() }}{% endblock %}'}
        theme, problems = _theme(own, default_files())
        page = theme.render(
            "404.html", {"site": sample.SITE, "head": sample.HEAD, "parts": None, "links": ()}, "/404.html"
        )
        assert not problems
        assert isinstance(page, str)
        assert "<h1>Gone</h1>" in page
        assert "There is no such page" in page
        assert "site-footer" in page

    def test_a_layout_of_the_site_reaches_the_default_pages(self) -> None:
        own = {"base.html": '{% extends "theme/base.html" %}{% block footer %}<footer>Ours</footer>{% endblock %}'}
        theme, problems = _theme(own, default_files())
        page = theme.render(
            "404.html", {"site": sample.SITE, "head": sample.HEAD, "parts": None, "links": ()}, "/404.html"
        )
        assert not problems
        assert isinstance(page, str)
        assert "<footer>Ours</footer>" in page

    def test_assets_of_the_site_replace_and_add(self) -> None:
        theme, _ = load_theme({"assets/a.css": b"1", "assets/b.css": b"2"}, {"assets/b.css": b"3", "assets/c.js": b"4"})
        assert theme.assets == {"a.css": b"1", "b.css": b"3", "c.js": b"4"}

    def test_the_digest_follows_every_file(self) -> None:
        digests = {
            load_theme(default, own)[0].digest
            for default in ({"a.html": b"1"}, {"a.html": b"2"})
            for own in ({}, {"a.html": b"1"}, {"assets/x": b"1"})
        }
        assert len(digests) == 6

    def test_a_folder_named_theme_is_refused(self) -> None:
        assert _found({"theme/a.html": "x"}) == [("E-TPL", "templates/theme/a.html", 1, 1)]

    def test_a_template_may_have_any_name(self) -> None:
        theme, problems = _theme({"{x.__class__}.html": "ok"})
        assert not problems
        assert theme.render("{x.__class__}.html", {}, "/") == "ok"

    def test_line_ends_and_byte_order_marks_do_not_matter(self) -> None:
        plain, _ = load_theme({}, {"a.html": b"<p>\n{% if true %}\nx\n{% endif %}\n</p>\n"})
        other, _ = load_theme({}, {"a.html": b"\xef\xbb\xbf<p>\r\n{% if true %}\r\nx\r{% endif %}\r\n</p>\r\n"})
        assert plain.render("a.html", {}, "/") == other.render("a.html", {}, "/")


class TestFiles:
    def test_a_folder_is_read_with_its_folders(self, tmp_path: Path) -> None:
        (tmp_path / "parts").mkdir()
        (tmp_path / "parts" / "a.html").write_text("a")
        (tmp_path / ".hidden").write_text("no")
        assert own_files(tmp_path) == ({"parts/a.html": b"a"}, ())

    def test_no_folder_is_no_theme(self, tmp_path: Path) -> None:
        assert own_files(tmp_path / "templates") == ({}, ())

    def test_the_default_theme_is_no_override_of_itself(self) -> None:
        assert own_files(Path(__file__).parents[2] / "templates") == ({}, ())

    def test_links_devices_and_large_files_are_refused(self, tmp_path: Path) -> None:
        import os  # noqa: PLC0415 - only this test makes a pipe

        secret = tmp_path / "secret"
        secret.write_text("canary")
        folder = tmp_path / "templates"
        folder.mkdir()
        (folder / "a.html").symlink_to(secret)
        os.mkfifo(folder / "b.html")
        (folder / "c.html").write_bytes(b"x" * (2 * 2**20 + 1))
        files, problems = own_files(folder)
        assert files == {}
        assert [(p.code, p.span.path) for p in problems] == [
            ("E-SYMLINK", "templates/a.html"),
            ("E-NOT-FILE", "templates/b.html"),
            ("E-LIMIT", "templates/c.html"),
        ]

    def test_a_byte_that_is_not_utf_8_has_its_place(self) -> None:
        _, problems = load_theme({}, {"a.html": "line\né ".encode() + b"\xe9"})
        assert [(p.code, p.span.line, p.span.column) for p in problems] == [("E-ENCODING", 2, 3)]


class TestMistakes:
    def test_a_syntax_error_names_its_line_and_the_templates_that_use_it(self) -> None:
        text = "<p>\n" * 11 + "{% if x %}"
        _, problems = _theme({"parts/words.html": text}, default_files())
        assert [(p.code, p.span.path, p.span.line) for p in problems] == [("E-TPL", "templates/parts/words.html", 12)]
        assert "article.html" in problems[0].message

    def test_a_syntax_error_names_the_page_that_needs_the_template(self) -> None:
        problem = _refused("\n{% endfor %}")
        assert (problem.code, problem.span.path, problem.span.line) == ("E-TPL", "templates/part.html", 2)
        assert "/rice/" in problem.message

    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [
            ("\n{{ artcle.title }}", 2, 4),
            ("{{ article.titel }}", 1, 12),
            ("{% for topic in article.topics %}\n{{ topic.word }}{% endfor %}", 2, 10),
            ("{% if false %}\n<b>{{ article.nothing }}</b>{% endif %}", 2, 15),
            ("{% if article.body %}{% else %}{{ nothing }}{% endif %}", 1, 35),
            ("{{ article.topics[0].word }}", 1, 22),
            ("{% set picture = article.picture %}{{ picture.ulr }}", 1, 47),
            ("{% macro m(a) %}{{ b }}{% endmacro %}", 1, 20),
            ("{{ article.topics.words }}", 1, 19),
        ],
    )
    def test_what_nobody_provides_is_found_in_every_branch(self, text: str, line: int, column: int) -> None:
        assert _found({"article.html": text}) == [("E-TPL-UNDEF", "templates/article.html", line, column)]

    @pytest.mark.parametrize(
        "text",
        [
            "{% for a in article.authors if a.url %}{{ loop.index }}{{ a.words }}{% else %}{{ site.home }}{% endfor %}",
            "{% set x = 1 %}{% block b %}{{ x }}{% endblock %}",
            "{% macro m(a, b=1) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{% call m(1) %}{{ site }}{% endcall %}",
            "{% with t = article.title %}{{ t }}{% endwith %}",
            "{% if extra is defined %}{{ article.title }}{% endif %}{{ extra | default('') }}",
            "{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }}{% for i in range(3) %}{{ i }}{% endfor %}",
            "{% set words %}<b>x</b>{% endset %}{{ words }}",
        ],
    )
    def test_what_is_provided_is_not_reported(self, text: str) -> None:
        assert _found({"article.html": text}) == []

    def test_a_near_name_is_suggested(self) -> None:
        _, problems = _theme({"article.html": "{{ article.titel }}"})
        assert problems[0].message == "an article has no 'titel'; did you mean 'title'?"

    @pytest.mark.parametrize("text", ["\n{{ gone }}", "{% for x in [1] %}\n{{ x.gone }}{% endfor %}", "\n{{ a.gone }}"])
    def test_rendering_stops_at_what_is_not_there(self, text: str) -> None:
        problem = _refused(text, a=sample.QUOTA)
        assert (problem.code, problem.span.path, problem.span.line) == ("E-TPL-UNDEF", "templates/part.html", 2)
        assert "/rice/" in problem.message

    def test_the_line_of_a_macro_in_another_template_is_told(self) -> None:
        own = {
            "part.html": '{% from "m.html" import m %}\n{{ m(1) }}',
            "m.html": "{% macro m(x) %}\n\n{{ x.y }}{% endmacro %}",
        }
        problem = _theme(own)[0].render("part.html", {}, "/")
        assert isinstance(problem, Diagnostic)
        assert (problem.span.path, problem.span.line) == ("templates/m.html", 3)

    @pytest.mark.parametrize("tag", ["include", "extends", "import"])
    def test_a_missing_template_is_named_with_a_near_one(self, tag: str) -> None:
        ending = " as x" if tag == "import" else ""
        own = {"a.html": f'\n{{% {tag} "parts/wrds.html"{ending} %}}', "parts/words.html": ""}
        _, problems = _theme(own)
        assert [(p.code, p.span.line) for p in problems] == [("E-TPL", 2)]
        assert "did you mean 'parts/words.html'" in problems[0].message

    def test_an_include_may_be_optional(self) -> None:
        assert (
            _found(
                {
                    "a.html": '{% include "gone.html" ignore missing %}{% include ["gone.html", "b.html"] %}',
                    "b.html": "",
                }
            )
            == []
        )

    @pytest.mark.parametrize("tag", ["include", "extends"])
    def test_templates_in_a_circle_are_told_with_the_chain(self, tag: str) -> None:
        own = {"a.html": f'{{% {tag} "b.html" %}}', "b.html": f'\n{{% {tag} "a.html" %}}'}
        theme, problems = _theme(own)
        assert [(p.span.path, p.span.line) for p in problems] == [("templates/a.html", 1), ("templates/b.html", 2)]
        assert "a.html -> b.html -> a.html" in problems[0].message
        problem = theme.render("a.html", {}, "/")
        assert isinstance(problem, Diagnostic)
        assert problem.code == "E-TPL-LIMIT"

    def test_a_template_that_extends_itself_is_told_how_to_extend_the_default(self) -> None:
        _, problems = _theme({"article.html": '{% extends "article.html" %}'}, default_files())
        assert "article.html -> article.html" in problems[0].message
        assert '"theme/article.html"' in problems[0].hint

    def test_the_name_of_a_template_must_be_written_out(self) -> None:
        assert _codes("{% include head.title %}") == {"E-TPL"}

    def test_two_blocks_of_one_name_are_refused(self) -> None:
        assert _found({"a.html": "{% block a %}{% endblock %}\n{% block a %}{% endblock %}"}) == [
            ("E-TPL", "templates/a.html", 2, 1)
        ]

    @pytest.mark.parametrize(
        "text", ["{{ 1 | nofilter }}", "{% if 1 is notest %}{% endif %}", "{% if false %}{{ 1 | lowr }}{% endif %}"]
    )
    def test_unknown_filters_and_tests_are_found_in_every_branch(self, text: str) -> None:
        assert _codes(text) == {"E-TPL"}

    @pytest.mark.parametrize(
        "text",
        [
            "{{ 1 / zero }}",
            "{{ 1 + head }}",
            "{% for a in zero %}{% endfor %}",
            "{{ none }}",
            "{{ figure }}",
            "{{ yes }}",
        ],
    )
    def test_wrong_values_are_told_instead_of_printed(self, text: str) -> None:
        problem = (
            _refused(text, zero=0, head="x", figure=sample.QUOTA, yes=True, none=None)
            if text != "{{ none }}"
            else _refused("{{ n }}", n=None)
        )
        assert problem.code == "E-TPL"
        assert problem.span.line == 1


class TestEscaping:
    @pytest.mark.parametrize("name", ["part.html", "part.xml", "part.txt", "assets.html"])
    def test_texts_are_escaped_in_every_kind_of_template(self, name: str) -> None:
        theme, _ = _theme({name: "{{ head }}|{{ site }}"})
        assert theme.render(name, {"head": "<b>&\"'", "site": Markup("<i>")}, "/") == "&lt;b&gt;&amp;&#34;&#39;|<i>"

    @pytest.mark.parametrize(
        "text",
        [
            "{{ head.title | safe }}",
            "{% autoescape false %}{{ head.title }}{% endautoescape %}",
            "{% if false %}{{ head.title | upper | safe }}{% endif %}",
            "{{ head.title | tojson }}",
            "{{ head.title | urlize }}",
        ],
    )
    def test_nothing_turns_escaping_off(self, text: str) -> None:
        assert _codes(text) == {"E-TPL-SAFE"}

    def test_markup_is_not_offered(self) -> None:
        assert "E-TPL-SAFE" in _codes("{{ Markup(head.title) }}")

    def test_the_filter_safe_does_not_exist_when_rendering(self) -> None:
        assert _refused("{{ x | safe }}", x="<b>").code == "E-TPL"
        assert _refused("{{ [x] | map('safe') | join }}", x="<b>").code == "E-TPL"

    @given(st.text())
    def test_no_text_leaves_the_place_where_it_is_printed(self, text: str) -> None:
        page = TEXT_PAGE.render("part.html", {"x": text}, "/")
        assert isinstance(page, str)
        assert [(tag, set(attributes)) for tag, attributes in _attributes(page)] == [
            ("html", set()),
            ("head", set()),
            ("title", set()),
            ("body", set()),
            ("p", {"id", "class"}),
        ]


TEXT_PAGE = _theme(
    {"part.html": "<!DOCTYPE html><title>{{ x }}</title><p id=\"{{ x }}\" class='{{ x }}'>{{ x }}<!-- {{ x }} --></p>"}
)[0]


class TestContext:
    @pytest.mark.parametrize(
        ("text", "column"),
        [
            ("<a title={{ head.title }}>x</a>", 10),
            ("<a {{ head.title }}>x</a>", 4),
            ("<{{ head.title }}>", 2),
            ("<a data-{{ head.title }}='1'>x</a>", 9),
            ("<a href='javascript:{{ head.title }}'>x</a>", 21),
            ("<a href='java{{ head.title }}'>x</a>", 14),
            ("<a href='//{{ head.title }}'>x</a>", 12),
            ("<img alt='' src=\"data:{{ head.title }}\">", 23),
            ("<iframe srcdoc='{{ head.title }}'></iframe>", 17),
            ("<a title='{{ head.title }}' href='vbscript:{{ head.title }}'>x</a>", 44),
        ],
    )
    def test_expressions_that_no_escaping_makes_safe(self, text: str, column: int) -> None:
        assert _found({"part.html": f"\n{text}"}) == [("E-TPL-CONTEXT", "templates/part.html", 2, column)]

    @pytest.mark.parametrize(
        "text",
        [
            "<script>var x = '{{ head.title }}';</script>",
            "<style>a { color: {{ head.title }} }</style>",
            "<p onclick='x({{ head.title }})'>x</p>",
            "<p style='color: {{ head.title }}'>x</p>",
            "<p onclick='x()'>x</p>",
            "<script>x()</script>",
            "<p style='color: red'>x</p>",
            "<script type='application/ld+json'>{{ head.title }}</script>",
            "{% if head.title %}<a{% endif %}>x</a>",
            "<a href='{% if head.title %}x{% else %}'{% endif %}>x</a>",
            "{% for a in head.alternates %}<p title='{% endfor %}",
        ],
    )
    def test_programs_styles_and_broken_tags(self, text: str) -> None:
        assert _codes(text) == {"E-TPL-CONTEXT"}

    @pytest.mark.parametrize(
        "text",
        [
            "<a href=\"{{ head.canonical }}\" title='{{ head.title }}'>{{ head.title }}</a>",
            "<a href='/topics/{{ head.title }}/#{{ head.kind }}'>x</a>",
            "<a href='mailto:{{ head.title }}'>x</a>",
            "<p{% if head.title %} class='x{% if head.indexed %} y{% endif %}'{% endif %} hidden>x</p>",
            "<p class='{% for a in head.alternates %}{{ a[0] }} {% endfor %}'>x</p>",
            "<a href='{% if head.title %}/x{% endif %}{{ head.canonical }}'>x</a>",
            "<script type='application/ld+json'>{{ head.json_ld }}</script><p>{{ head.title }}</p>",
            "<script src='{{ head.canonical }}' defer></script>",
            "a < b {{ head.title }} <!-- <a title={{ head.title }} --> {{ head.title }}",
            "<title>{{ head.title }}</title><textarea>{{ head.title }}</textarea>",
        ],
    )
    def test_safe_places_are_left_alone(self, text: str) -> None:
        assert _codes(text) == set()

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:1",
            "JaVaScRiPt:1",
            " javascript:1",
            "\x01javascript:1",
            "java\tscript:1",
            "javascript\n:1",
            "data:text/html,x",
            "vbscript:1",
            "feed:javascript:1",
            "blob:x",
            "filesystem:x",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "\t//evil.example",
            "/\n/evil.example",
        ],
    )
    def test_an_address_that_leads_nowhere_good_stops_the_page(self, address: str) -> None:
        assert _refused('<a href="{{ x }}">x</a>', x=address).code == "E-TPL-CONTEXT"
        assert _refused('<meta http-equiv=refresh content="0; url={{ x }}">', x=address).code == "E-TPL-CONTEXT"

    @pytest.mark.parametrize(
        "address", ["/x/", "#x", "x.html", "?a=b:c", "https://a.example/?b=c:d", "mailto:a@b.example", "tel:1", ""]
    )
    def test_other_addresses_are_printed(self, address: str) -> None:
        page = _rendered('<!DOCTYPE html><a href="{{ x }}">x</a>', x=address)
        assert isinstance(page, str)
        assert ("a", {"href": address}) in _attributes(page)

    @given(st.lists(st.sampled_from("\x00\x01\t\n\r "), min_size=11, max_size=11), st.booleans())
    def test_no_blank_hides_a_program(self, blanks: list[str], upper: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        word = "JAVASCRIPT" if upper else "javascript"
        assert not is_destination("".join(map("".join, zip(blanks, f"{word}:", strict=True))) + "1")


class TestSandbox:
    @pytest.mark.parametrize(
        "text",
        [
            "{{ ''.__class__ }}",
            "{{ ''['__class__'] }}",
            "{{ '' | attr('format') }}",
            "{{ head.__init__.__globals__ }}",
            "{% if ''.__class__ is defined %}{% endif %}",
            "{{ ''.__class__ | default('') }}",
        ],
    )
    def test_hidden_parts_are_found_before_rendering(self, text: str) -> None:
        assert _codes(text) == {"E-TPL-SANDBOX"}

    @pytest.mark.parametrize(
        "text",
        [
            "{{ ''.__class__ }}",
            "{{ ''[x] }}",
            "{{ ''[x] | default('') }}",
            "{{ ''[x] is defined }}",
            "{{ '{0.__class__}'.format(1) }}",
            "{{ '{0}'.format_map({}) }}",
            "{{ 'a'.join(['b']) }}",
            "{{ (1).to_bytes(9, 'big') }}",
            "{{ [1].append(2) }}",
            "{{ 'a%s' % 1 }}",
            "{{ range.__init__ }}",
            "{{ [''] | map(attribute=x) | list }}",
        ],
    )
    def test_closed_parts_stop_the_page(self, text: str) -> None:
        problem = _refused(text, x="__class__")
        assert (problem.code, problem.span.line) == ("E-TPL-SANDBOX", 1)

    @pytest.mark.parametrize(
        "name", ["now", "random", "lipsum", "cycler", "joiner", "environ", "dict", "open", "__builtins__"]
    )
    def test_what_is_not_the_same_twice_is_not_offered(self, name: str) -> None:
        assert "E-TPL-UNDEF" in _codes(f"{{{{ {name}() }}}}")
        assert _refused(f"{{{{ {name}() }}}}").code == "E-TPL-UNDEF"

    def test_random_is_no_filter(self) -> None:
        assert _codes("{{ [1, 2] | random }}") == {"E-TPL"}

    @pytest.mark.parametrize(
        "text",
        [
            "{% for i in range(10**9) %}{% endfor %}",
            "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
            "{% for i in range(9000) %}{% for j in range(9000) | map('string') %}{% endfor %}{% endfor %}",
            "{% for i in range(90000) recursive %}{{ loop(range(90000)) }}{% endfor %}",
            "{% for i in range(99) recursive %}{% if loop.depth == 1 %}{{ loop(range(90000)) }}{% endif %}{% endfor %}",
            "{{ 'a' * 10**9 }}",
            "{{ 10**9 * 'a' }}",
            "{{ [1] * 10**9 }}",
            "{{ 10**10**10 }}",
            "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "{% set n = namespace(x=[1]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x %}{{ n.x * 2 }}{% endset %}{% endfor %}",
            "{% set n = namespace(x='a') %}{% for i in range(99) %}{% set n.x = [n.x, n.x] | join %}{% endfor %}",
            "{{ range(90000) | join('a' * 90000) }}",
            "{{ ('a' * 90000) | replace('a', 'a' * 90000) }}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        ],
    )
    def test_too_much_work_ends_soon(self, text: str) -> None:
        began = perf_counter()
        assert _refused(text).code == "E-TPL-LIMIT"
        assert perf_counter() - began < 30  # it would take hours; 3 seconds are usual

    def test_brackets_that_are_nested_too_deeply(self) -> None:
        assert _codes("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}") == {"E-TPL-LIMIT"}

    def test_a_page_begins_with_a_whole_allowance(self) -> None:
        theme, _ = _theme({"part.html": "{% for i in range(90000) %}{% endfor %}x"})
        assert {theme.render("part.html", {}, "/") for _ in range(30)} == {"x"}

    def test_a_mistake_of_the_program_is_not_hidden(self) -> None:
        class Broken:
            @property
            def words(self) -> str:
                raise OSError

        with pytest.raises(OSError):  # noqa: PT011 - it is the one raised above
            _rendered("{{ x.words }}", x=Broken())
