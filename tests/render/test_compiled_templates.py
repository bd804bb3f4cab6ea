"""The code of templates that an earlier process made: it gives the same pages, and never those of another text."""

from __future__ import annotations

from generator.render.theme import default_files, load_theme
from generator.render.theme.environment import TemplateEnvironment


def _shown(texts: dict[str, str], code: bytes) -> tuple[str, bytes]:
    """Give a page, and the code of all templates, "" where none was made."""
    theme, problems = load_theme({}, {name: text.encode() for name, text in texts.items()}, code)
    assert not problems
    page = theme.render("article.html", {}, "/")
    assert isinstance(page, str)
    return page, theme.compile()


OLD = {
    "article.html": "{% extends 'base.html' %}{% block it %}<b>{{ 1 + 1 }}</b>{% endblock %}",
    "base.html": "<p>{% block it %}{% endblock %}</p>",
}
NEW = {**OLD, "base.html": "<i>{% block it %}{% endblock %}</i>"}


def test_code_that_was_given_is_not_made_again() -> None:
    page, code = _shown(OLD, b"")
    assert page == "<p><b>2</b></p>"
    assert code
    assert _shown(OLD, code) == (page, b"")


def test_code_of_another_text_is_made_again() -> None:
    _, code = _shown(OLD, b"")
    page, new = _shown(NEW, code)
    assert page == "<i><b>2</b></i>"
    assert _shown(NEW, new) == (page, b"")


def test_bytes_that_are_no_code_are_as_none() -> None:
    page, code = _shown(OLD, b"")
    for wrong in (b"x", code[:-10], code[: len(code) // 2], b"\xe9\0\0\0\0"):
        assert _shown(OLD, wrong)[0] == page
        assert _shown(OLD, wrong)[1]


def test_a_template_that_cannot_be_compiled_leaves_the_others() -> None:
    theme, problems = load_theme({}, {"article.html": b"{{ 1 + }}", "page.html": b"x"})
    assert problems
    assert theme.compile()


def test_the_whole_default_theme_is_compiled_once() -> None:
    first, _ = load_theme(default_files(), {})
    code = first.compile()
    again, _ = load_theme(default_files(), {}, code)
    assert again.compile() == b""
    assert isinstance(again.environment, TemplateEnvironment)
