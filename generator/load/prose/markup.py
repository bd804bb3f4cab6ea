"""Raw HTML in Markdown: found, so that it can be refused; it is never passed through."""

from __future__ import annotations

import re
from typing import Final

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|\Z)")
_OTHER = re.compile(r"<!--|<!\[|<!(?=[A-Za-z])|<\?")
_REST = re.compile(r"[^<>]*>")

_ELEMENTS: Final = frozenset(
    """a abbr acronym address animate applet area article aside audio b base bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
    fieldset figcaption figure font footer foreignobject form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
    html i iframe image img input ins kbd label legend li link main map mark marquee math menu meta meter nav noembed
    noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rp rt ruby s samp
    script search section select set slot small source span strike strong style sub summary sup svg table tbody td
    template textarea tfoot th thead time title tr track tt u ul use var video wbr xmp""".split()  # noqa: SIM905 - 130 quoted words read worse
)
"""Elements of HTML, living and dead, and those of SVG that carry scripts: an opened tag of theirs needs no `>`."""


def html_at(text: str, position: int) -> int:
    """Give the end of the tag, comment or declaration that begins at `position`, or 0 where `<` is only a sign.

    The end is that of the tag's name where the tag is never closed.
    """
    other = _OTHER.match(text, position)
    if other is not None:
        return other.end()
    tag = _TAG.match(text, position)
    if tag is None:
        return 0
    rest = _REST.match(text, tag.end())
    if rest is not None:
        return rest.end()
    return tag.end() if tag[1].lower() in _ELEMENTS else 0


def is_closing(tag: str) -> bool:
    """Tell whether a tag only closes another, whose opening was reported already."""
    return tag.startswith("</")
