"""Prose as HTML: what references, images and blocks become, and that no text becomes markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, tostring

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.diagnostics import Span
from generator.facts.mentions import Mention
from generator.load.prose import read_document
from generator.model.text import Text
from generator.render.html import Cited, Labels, Link, render_document
from generator.render.views import PictureView

if TYPE_CHECKING:
    from generator.model.document import Directive, Document, Reference


@dataclass(frozen=True)
class Everywhere:
    """A site in which every reference leads somewhere."""

    words: str = "the figure"

    def link(self, reference: Reference) -> Link | None:
        if reference.scheme in {"url", "free"}:
            return None
        return Link(f"/{reference.scheme}/{reference.target}", reference.scheme, self.words, after=Markup("<i></i>"))

    def citation(self, reference: Reference) -> Cited | None:
        return Cited("7", f"#source-{reference.target}", f"cite-{reference.offset}", f'"{reference.target}"')

    def picture(self, reference: Reference) -> PictureView | None:
        return PictureView(
            f"/media/{reference.target}", "", "from the file", 40, 30, Markup("A <em>barn</em>"), "Ann & Co", "", ""
        )

    def figure(self, picture: PictureView) -> Markup:
        return Markup('<figure><img src="{}" alt="{}"><figcaption>{} {}</figcaption></figure>').format(
            picture.url, picture.alt, picture.caption, picture.credit
        )

    def term(self, term_id: str) -> Link | None:
        return Link(f"/glossary/#{term_id}") if term_id else None

    def directive(self, directive: Directive, inside: Markup) -> Markup:
        return Markup('<aside class="{}">{}</aside>\n').format(directive.name, inside)


@dataclass(frozen=True)
class Nowhere(Everywhere):
    """A site that knows nothing."""

    def link(self, reference: Reference) -> Link | None:  # noqa: ARG002 - the shape of Links
        return None

    def citation(self, reference: Reference) -> Cited | None:  # noqa: ARG002
        return None

    def picture(self, reference: Reference) -> PictureView | None:  # noqa: ARG002
        return None

    def figure(self, picture: PictureView) -> Markup:  # noqa: ARG002
        return Markup()


def document(markdown: str, *, inline: bool = False) -> Document:
    return read_document(Text(markdown, Span("a.md")), inline=inline)[0]


def html(markdown: str, *, inline: bool = False) -> str:
    return str(render_document(document(markdown, inline=inline), Everywhere()))


def parsed(markup: str) -> Element:
    """Read HTML as a browser does; html5lib fails on what no browser should be given."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    fragment: Element = parser.parseFragment(markup)
    return fragment


BECOMES = {
    "[770,000](fact:rice)": '<p><a class="fact" href="/fact/rice">770,000</a><i></i></p>',
    '[some 40](free: "our own count")': "<p>some 40</p>",
    "[](fact:rice)": '<p><a class="fact" href="/fact/rice">the figure</a><i></i></p>',
    "[x](https://a.b/ü 't')": '<p><a href="https://a.b/%C3%BC" title="t" rel="noopener">x</a></p>',
    "*a* **b** ~~c~~ `d <e>`": "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d &lt;e&gt;</code></p>",
    "a  \nb\nc": "<p>a<br>\nb\nc</p>",
    "[@a, p. 4]": '<p><span class="citation">[<a href="#source-a" id="cite-0" title="&#34;a&#34;">7</a> p. 4]</span>'
    "</p>",
    "![](b.jpg)": '<figure><img src="/media/b.jpg" alt="from the file">'
    "<figcaption>A <em>barn</em> Ann &amp; Co</figcaption></figure>",
    "x ![a *b*](b.jpg)": '<p>x <img src="/media/b.jpg" alt="a b" width="40" height="30" loading="lazy"></p>',
    "## Why": '<h2 id="h-why">Why</h2>',
    "# Why": '<h2 id="h-why">Why</h2>',
    "- a\n- b": "<ul>\n<li>a\n</li>\n<li>b\n</li>\n</ul>",
    "3. a\n\n4. b": '<ol start="3">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>',
    "> a\n\n---": "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>",
    "```py\n<b>\n```": '<pre tabindex="0"><code class="language-py">&lt;b&gt;\n</code></pre>',
    "Term\n: Meaning": "<dl>\n<dt>Term</dt>\n<dd>Meaning\n</dd>\n</dl>",
    "::: note title=x\na\n:::": '<aside class="note"><p>a</p>\n</aside>',
    '::: card "Why?"\n::: facts a\n:::\n:::': '<aside class="card"><aside class="facts"></aside>\n</aside>',
}


@pytest.mark.parametrize(("markdown", "expected"), BECOMES.items())
def test_what_prose_becomes(markdown: str, expected: str) -> None:
    assert html(markdown).rstrip("\n") == expected


def test_a_title_has_no_paragraph() -> None:
    assert (
        html("The [12%](fact:a) & more", inline=True) == 'The <a class="fact" href="/fact/a">12%</a><i></i> &amp; more'
    )


def test_references_that_lead_nowhere_keep_their_words() -> None:
    shown = render_document(document("[a](fact:a) [@b] ![c](d.jpg) [](fact:e) [f](https://g.h)"), Nowhere())
    assert shown == '<p>a  c  <a href="https://g.h" rel="noopener">f</a></p>\n'


def test_a_table_scrolls_and_its_heads_are_heads() -> None:
    shown = html("| *Year* | Rate | |\n|:--|:-:|--:|\n| 2024 | 1 \\| 2 | |")
    assert '<div class="table" role="region" tabindex="0" aria-label="Table: Year, Rate"><table>' in shown
    assert '<th scope="col" class="left"><em>Year</em></th>\n<th scope="col" class="center">Rate</th>\n' in shown
    assert '<td class="right"></td>' in shown
    assert '<td class="center">1 | 2</td>\n' in shown
    assert "style=" not in shown


def test_links_to_headings_of_the_same_text_find_them() -> None:
    shown = html("[a](#history) [b](#h-history) [c](#other)\n\n## History")
    assert [link.get("href") for link in parsed(shown).iter("a")] == ["#h-history", "#h-history", "/path/#other"]


def test_footnotes_lead_there_and_back() -> None:
    shown = parsed(
        str(render_document(document("a[^1] b^[new *x*] c[^1]\n\n[^1]: old\n\n    - y\n"), Everywhere(), prefix="k-"))
    )
    ids = {element.get("id") for element in shown.iter() if element.get("id")}
    assert ids == {"fn-k-1", "fn-k-2", "fnref-k-1", "fnref-k-1-2", "fnref-k-2"}
    targets = [link.get("href", "").removeprefix("#") for link in shown.iter("a")]
    assert set(targets) == ids
    assert all(link.get("aria-label") for link in shown.iter("a"))


def test_words_around_prose_are_the_languages() -> None:
    labels = Labels("Tabelle", "Fußnoten", "Fußnote", "Zurück")
    shown = str(render_document(document("a^[b]\n\n|x|\n|-|\n|y|"), Everywhere(), labels=labels))
    assert all(word in shown for word in ("Tabelle: x", "Fußnoten", "Fußnote 1", "Zurück 1"))


@pytest.mark.parametrize(("shift", "tags"), [(0, ["h2", "h3"]), (1, ["h3", "h4"]), (4, ["h6", "h6"])])
def test_headings_may_be_shifted(shift: int, tags: list[str]) -> None:
    shown = parsed(str(render_document(document("## a\n\n### b"), Everywhere(), heading_shift=shift)))
    assert [element.tag for element in shown] == tags


def test_first_uses_of_terms_become_links() -> None:
    text = document("A reciprocal\ntariff & <trade.")
    found = [Mention("rt", 1, (0, 2), (2, 6), ""), Mention("trade", 1, (2, 10), (2, 15), "")]
    assert render_document(text, Everywhere(), mentions=found) == (
        '<p>A <a class="term" href="/glossary/#rt">reciprocal\ntariff</a> &amp; &lt;'
        '<a class="term" href="/glossary/#trade">trade</a>.</p>\n'
    )


ATTACKS = [
    '[x](https://a.b "\\" onload=1 x=\\"")',
    "[x](https://a.b '\" onload=1')",
    '[x](/a"onload=1)',
    '[x](</a" onload="1>)',
    '![" onload=1](a.jpg)',
    "![x](a.jpg '\" onload=1')",
    '```py" onload=1\nx\n```',
    '## x {#y" onload=1}',
    'a[^" onload=1]\n\n[^" onload=1]: b',
    'a[^"onload=1]\n\n[^"onload=1]: b',
    '[@a, " onload=1]',
    "<img src=x onload=1>",
    "&lt;img onload=1&gt; &#60;script&#62;",
    "::: note title='\" onload=1'\nx\n:::",
    '|" onload=1|\n|-|\n|<i onload=1>|',
    'Term" onload=1\n: <u onload=1>',
    '<https://a.b/"onload=1>',
    "`<script>`",
    '[" onload=1](fact:a)',
]

TAGS = {
    "a", "aside", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "section", "small", "span", "strong", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "alt", "aria-label", "class", "height", "href", "id", "loading", "rel", "role", "scope", "src", "start", "tabindex",
    "title", "width",
}  # fmt: skip


def check_harmless(markup: str) -> None:
    """See that a browser finds our tags with our attributes, and addresses of an allowed kind."""
    for element in parsed(markup).iter():
        assert element.tag in TAGS | {"DOCUMENT_FRAGMENT"}, tostring(element)
        assert set(element.attrib) <= ATTRIBUTES, tostring(element)
        address = element.get("href") or element.get("src") or "/"
        assert address.startswith(("/", "#", "https://", "http://", "mailto:", "tel:")), address


@pytest.mark.parametrize("markdown", ATTACKS)
def test_no_text_becomes_markup(markdown: str) -> None:
    check_harmless(html(markdown))
    check_harmless(str(render_document(document(markdown), Everywhere('" onload=1 <script>'))))


SIGNS = [
    "[", "](", ")", '"', "'", "<", ">", "&", "onload=1", "script", "javascript:", "x", " ", "\n", "`", "!", "|",
    "\n|-|\n", "fact:", "https://", "#", "*", "[^a]", "\n\n[^a]: ", ":::", "\n\n", "\\",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=16))
def test_no_mixture_of_signs_becomes_markup(pieces: list[str]) -> None:
    check_harmless(html("".join(pieces)))
