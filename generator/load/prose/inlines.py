"""Inline tokens: words, links, images, citations and the marks of footnotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from generator.diagnostics import Fault
from generator.load.prose.characters import find_invisible
from generator.load.prose.collection import Note, OpenLink
from generator.load.prose.hosts import ascii_host, is_confusable
from generator.load.prose.literal import left_over
from generator.load.prose.markup import is_closing
from generator.load.prose.targets import FREE, SCHEMES, Target, read_target
from generator.model.document import Reference, Zone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.load.prose.citation import Cite
    from generator.load.prose.collection import Collection

_SHOWN: Final = 40
"""Characters of a tag of HTML that a message repeats."""


def read_children(found: Collection, tokens: Sequence[Token]) -> None:
    """Gather the inline tokens of a block, whose content `found.plain.block` places."""
    for token in tokens:
        read = _READERS.get(token.type)
        if read is not None:
            read(found, token)


def _text(found: Collection, token: Token) -> None:
    """Read plain text; what looks like a reference in it was left over."""
    runs = token.meta["runs"]
    words = token.meta.get("literal", token.content)
    for problem in () if found.links and found.links[-1].automatic else left_over(words):
        start, end = _within(runs, problem.start), _within(runs, problem.end - 1) + 1
        found.mark(problem.code, start, end, problem.message, problem.hint)
    if not token.content.isascii():
        for position, words in find_invisible(token.content):
            at = _within(runs, position)
            found.mark("W-BIDI", at, at + 1, f"the text holds {words}")
    found.plain.add_content(token.content, runs)


def _within(runs: Sequence[tuple[int, int]], position: int) -> int:
    """Give the offset in the block's content of a character of a text token."""
    offset, at = next(run for run in reversed(runs) if run[0] <= position)
    return at + position - offset


def _code(found: Collection, token: Token) -> None:
    start, end = token.meta["at"]
    for _, words in find_invisible(token.content)[:1]:
        found.mark("E-BIDI", start, end, f"this code holds {words}")
    begun = found.plain.length
    found.plain.add_content(token.content, ((0, token.meta["words"]),))
    found.zone("code", begun)


def _softbreak(found: Collection, _token: Token) -> None:
    found.plain.add(" ")


def _hardbreak(found: Collection, _token: Token) -> None:
    found.plain.add("\n")


def _refused_html(found: Collection, token: Token) -> None:
    """Report a tag of HTML; what only closes an element is reported with its opening."""
    tag: str = token.meta["tag"]
    name = (tag.strip("</>") or tag).split()[0].lower()
    if is_closing(tag) and name in found.elements:
        return
    found.elements.add(name)
    shown = tag if len(tag) < _SHOWN else tag[:_SHOWN] + "…"
    start, end = token.meta["at"]
    found.mark("E-HTML", start, end, f"`{shown}` is HTML, which prose may not hold")


def _link_open(found: Collection, token: Token) -> None:
    """Begin a link, which becomes a reference where its target is allowed."""
    start, end = token.meta["at"]
    if found.in_image:
        message = "a reference in the words of an image is lost, because they are read out as plain text"
        found.mark("E-REF-FORM", start, end, message, "put it into the text beside the image")
    target = _judged_target(found, token)
    if target is None or found.in_image:
        found.links.append(OpenLink(start, end, len(found.plain.parts), None, automatic=token.markup == "autolink"))
        return
    if target.scheme in SCHEMES and token.attrs.get("title"):
        hint = "remove the words in quotation marks after the target"
        found.mark("E-REF-FORM", start, end, "a reference takes no title: its entry says what is shown", hint)
    found.links.append(OpenLink(start, end, len(found.plain.parts), len(found.references)))
    token.meta["reference"] = len(found.references)
    found.references.append(_reference(found, token, target))


def _link_close(found: Collection, token: Token) -> None:
    """End a link, whose words are known now."""
    link = found.links.pop()
    if token.markup == "autolink":
        found.zones.append(Zone("address", found.plain.length - len(found.plain.parts[-1]), found.plain.length))
    if link.place is None:
        return
    words = "".join(found.plain.parts[link.part :])
    reference = found.references[link.place].worded(words)
    found.references[link.place] = reference
    if not words.strip() and reference.scheme in {"url", "path"}:
        hint = "write in the square brackets what readers shall see"
        found.mark("E-LINK", link.start, link.end, "this link has no words, so that nobody can follow it", hint)
    if not words.strip() and reference.scheme == FREE:
        hint = "write the figure in the square brackets: [some 40](free:)"
        found.mark("E-REF-FORM", link.start, link.end, "this mark leaves no words free", hint)


def _judged_target(found: Collection, token: Token) -> Target | None:
    """Give the target of a link or an image, or None where it is refused, which is noted."""
    label = token.meta.get("label")
    if label is not None:
        found.labels.add(label)
    start, end = token.meta.get("target", token.meta["at"])
    written = str(token.attrs["src" if token.type == "image" else "href"])
    target = read_target(written)
    if isinstance(target, Fault):
        if len(written) != end - start:  # it holds escapes, so that places in it are not those in the text
            target = replace(target, start=0, length=None)
        if label is None:  # a definition is judged where it stands
            found.mark_fault(target, start, end)
        return None
    if token.markup == "autolink" and target.scheme in (*SCHEMES, FREE):
        empty = "" if target.scheme == FREE else f", or []({written}) for what the entry itself says"
        hint = f"write [words]({written}){empty}"
        start, end = token.meta["at"]
        found.mark("E-REF-FORM", start, end, "a reference in angle brackets has no words", hint)
        return None
    if target.host and is_confusable(target.host):
        message = f"`{target.host}` looks like another host; it leads to `{ascii_host(target.host)}`"
        found.mark("W-CONFUSABLE", start, end, message)
    return target


def _reference(found: Collection, token: Token, target: Target) -> Reference:
    """Give the reference of a link or an image, still without words."""
    at = token.meta["at"]
    first, last = token.meta.get("target", at)
    if "target" in token.meta:
        first = min(first + target.start, last)
    reason = " ".join(str(token.attrs.get("title", "")).split()) if target.scheme == FREE else ""
    return Reference(
        target.scheme, target.rest, "", found.span(*at), found.span(first, last), reason,
        section=found.section, offset=found.plain.length,
    )  # fmt: skip


def _image(found: Collection, token: Token) -> None:
    """Read an image; its words are the text that stands for it."""
    target = _judged_target(found, token)
    part, offset = len(found.plain.parts), found.plain.length
    outer, found.in_image = found.in_image, True
    read_children(found, token.children or [])
    found.in_image = outer
    found.zone("image", offset)
    if target is None or not _is_own_image(found, token, target):
        return
    words = "".join(found.plain.parts[part:])
    reference = replace(_reference(found, token, target), scheme="media", words=words, offset=offset)
    token.meta["reference"] = len(found.references)
    found.references.append(reference)


def _is_own_image(found: Collection, token: Token, target: Target) -> bool:
    """Tell whether an image is a file of this site; note what is wrong where it is not."""
    start, end = token.meta.get("target", token.meta["at"])
    if found.in_image:
        start, end = token.meta["at"]
        found.mark("E-REF-FORM", start, end, "an image stands in the words of another", "put one after the other")
    elif target.scheme == "path":
        return True
    elif target.scheme == "url":
        found.mark("E-THIRD-PARTY", start, end, "this image is loaded from another host")
    else:
        hint = "an image is a file: ![words](../media/barn.jpg)"
        found.mark("E-REF-FORM", start, end, f"`{target.scheme}:` is no image", hint)
    return False


def _citation(found: Collection, token: Token) -> None:
    """Read a citation: a reference for each source that it names."""
    if found.in_image:
        message = "a citation in the words of an image is lost, because they are read out as plain text"
        start, end = token.meta["at"]
        found.mark("E-REF-FORM", start, end, message, "put it into the text beside the image")
        return
    cites: tuple[Cite, ...] = token.meta["cites"]
    places = range(len(found.references), len(found.references) + len(cites))
    token.meta["references"] = tuple(places)
    for cite in cites:
        at = token.meta["at"] if len(cites) == 1 else (cite.start, cite.end)
        span, id_span = found.span(*at), found.span(cite.id_start, cite.id_start + len(cite.id))
        reference = Reference("cite", cite.id, "", span, id_span, cite.locator, found.section, found.plain.length)
        found.references.append(reference)


def _footnote_mark(found: Collection, token: Token) -> None:
    """Read the mark of a footnote, and give the note its number where this is its first."""
    if found.reading.inline or found.in_image or found.heading is not None:
        where = "an image" if found.in_image else "a title" if found.reading.inline else "a heading"
        start, end = token.meta["at"]
        found.mark("E-REF-FORM", start, end, f"a footnote has no place in {where}", "put it into the text below")
        return
    label = token.meta.get("label")
    number = found.numbers.get(label, 0) if label is not None else 0
    if not number:
        number = len(found.notes) + 1
        tokens = _written_note(found, token) if label is None else found.defined[label]
        found.notes.append(Note(number, tokens, found.section))
        if label is not None:
            found.numbers[label] = number
    found.uses[number] = found.uses.get(number, 0) + 1
    token.meta["number"], token.meta["use"] = number, found.uses[number]
    found.zone("mark", found.plain.length, number)


def _written_note(found: Collection, token: Token) -> tuple[Token, ...]:
    """Give the block tokens of a note that is written where it is used."""
    words = Token("inline", "", 0, content=token.content, children=token.children, meta={"cell": found.plain.block})
    return Token("paragraph_open", "p", 1, block=True), words, Token("paragraph_close", "p", -1, block=True)


_READERS: Final[dict[str, Callable[[Collection, Token], None]]] = {
    "text": _text,
    "code_inline": _code,
    "softbreak": _softbreak,
    "hardbreak": _hardbreak,
    "refused_html": _refused_html,
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "citation": _citation,
    "footnote_ref": _footnote_mark,
}
"""What is read of each inline token; those of emphasis hold nothing."""
